"""The id of the padding token lies outside the vocabulary.

## What it looks for
An id for padding that is not below the size of the vocabulary, where the framework gives padding a row of the
embedding; or not below the rows of the positions, where it gives padding one of those too.

## Why it matters
The embedding asserts that its padding row exists: the network cannot be built.

## What to do instead
An id below the size of the vocabulary, or a vocabulary that has the id: often the vocabulary was made smaller and the
id was left.

## When it is fine
Negative ids, which some published files use for "none"; frameworks that only compare tokens with the id.

## Evidence
PyTorch's `torch.nn.Embedding` asserts that `padding_idx` is within `num_embeddings`; RoBERTa of the transformers
library, and what was made from it, hands the padding's id to the embedding of its positions too.
"""

from .. import ERROR, Bad, Case, Good, Rule, Silent
from ..arithmetic import Relation

OUTSIDE = Relation(
    ("model.padding_id", "model.vocab_size"), lambda one, size: one >= size > 0, "model.padding_id >= model.vocab_size"
)
NO_POSITION = Relation(
    ("model.padding_id", "model.position_rows"),
    lambda one, rows: one >= rows > 0,
    "model.padding_id >= model.position_rows",
)


def _say_positions(view):
    number, rows = view.numbers("model.padding_id", "model.position_rows")
    return f"padding has the id {number:,}, and the table of positions, which has a row for padding, has {rows:,} rows"


def _say(view):
    number, size = view.numbers("model.padding_id", "model.vocab_size")
    return f"padding has the id {number:,}, and the vocabulary's {size:,} ids end at {size - 1:,}"


RULE = Rule(
    "padding-id-outside-vocab",
    "an id for padding that the vocabulary does not have",
    cases=(Case(ERROR, when=(OUTSIDE,), say=_say), Case(ERROR, when=(NO_POSITION,), say=_say_positions)),
    at=("model.padding_id", "model.vocab_size"),
    instead="an id within the vocabulary, or a vocabulary that has this one",
    evidence=(),
    needs=("model.padding_id", "model.vocab_size"),
    sites=True,
)

_LLAMA = """{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 256,
 "num_attention_heads": 8, "num_hidden_layers": 4, "vocab_size": 32000, "pad_token_id": %s}
"""
_ROBERTA = """{"model_type": "roberta", "architectures": ["RobertaModel"], "hidden_size": 768,
 "num_attention_heads": 12, "num_hidden_layers": 12, "vocab_size": 50265, "max_position_embeddings": 514,
 "pad_token_id": %d}
"""
EXAMPLES = (
    Bad("archlint: 1\nmodel: {vocab_size: 1000, padding_id: 1000}\n", value="1000", severity=ERROR),
    Good("archlint: 1\nmodel: {vocab_size: 1001, padding_id: 1000}\n"),
    Bad(_LLAMA % "32000", value="32000", severity=ERROR, path="config.json"),
    Good(_LLAMA % "0", path="config.json"),
    Bad(_ROBERTA % 50264, value="50264", severity=ERROR, path="config.json"),
    Good(_ROBERTA % 1, path="config.json"),
    Silent(_LLAMA % "-1", why="a negative id stands for none in published files", path="config.json"),
    Silent(_LLAMA % "null", why="no padding at all", path="config.json"),
)
