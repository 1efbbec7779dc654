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

from .. import ERROR, Bad, Good, Rule, Silent
from ..arithmetic import InRange

IN_VOCABULARY = InRange("model.padding_id", "model.vocab_size")
HAS_POSITION = InRange("model.padding_id", "model.position_rows")

RULE = Rule(
    "padding-id-outside-vocab",
    "an id for padding that the vocabulary does not have",
    cases=(
        IN_VOCABULARY.broken("padding has the id {index}, and the vocabulary's {size:id} end at {last}"),
        HAS_POSITION.broken(
            "padding has the id {index}, and the table of positions, which has a row for padding, has {size:row}"
        ),
    ),
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
