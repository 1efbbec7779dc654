"""The tokenizer gives out ids that the model's vocabulary does not have.

## What it looks for
The size of the model's vocabulary and the highest id of the tokenizer that stands beside it, both known.  An id that
the config itself names (begin, end of a sequence) beyond the vocabulary is a note.

## Why it matters
The embedding has no row for such an id: the first batch that holds it fails, or on a GPU ends in an assertion.

## What to do instead
A vocabulary at least as large as the tokenizer's, or the embedding resized to it (`resize_token_embeddings`).

## When it is fine
A larger vocabulary than the tokenizer's: frameworks round it up for speed.  Ids that a processor replaces before the
embedding sees them (images in a multimodal model).

## Evidence
PyTorch's `torch.nn.Embedding` looks up rows by their index, and fails on one that it does not have.
"""

from .. import ERROR, NOTE, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy

FEWER = Relation(
    ("model.vocab_size", "model.tokenizer_vocab_size"),
    lambda size, ids: 0 < size < ids,
    "model.vocab_size < model.tokenizer_vocab_size",
)
OUTSIDE = Relation(
    ("model.special_id", "model.vocab_size"), lambda one, size: one >= size > 0, "model.special_id >= model.vocab_size"
)


def _say(view):
    size, ids = view.numbers("model.vocab_size", "model.tokenizer_vocab_size")
    return f"the tokenizer gives out {ids:,} ids, and the vocabulary has {size:,}"


def _say_special(view):
    number, size = view.numbers("model.special_id", "model.vocab_size")
    return f"the id {number:,} lies outside the vocabulary of {size:,}"


RULE = Rule(
    "vocab-smaller-than-tokenizer",
    "a tokenizer with more ids than the vocabulary",
    cases=(
        Case(
            ERROR,
            when=(FEWER,),
            unless=(Fact("data.modality").is_("multimodal"),),
            say=_say,
            instead="a vocabulary that has them all: {fixes} or more",
            remedies=(Remedy("model.vocab_size", lambda view: view.numbers("model.tokenizer_vocab_size")),),
        ),
        Case(
            NOTE,
            when=(OUTSIDE,),
            unless=(Fact("data.modality").is_("multimodal"),),
            say=_say_special,
            at=("model.special_id",),
        ),
    ),
    at=("model.vocab_size",),
    instead="an id within the vocabulary",
    evidence=(),
    needs=("model.vocab_size",),
    sites=True,
)

EXAMPLES = (
    Bad("archlint: 1\nmodel: {vocab_size: 32000, tokenizer_vocab_size: 32001}\n", value="32000", severity=ERROR),
    Good("archlint: 1\nmodel: {vocab_size: 32064, tokenizer_vocab_size: 32001}\n"),
    Bad("archlint: 1\nmodel: {vocab_size: 32000, special_id: 32001}\n", value="32001", severity="note"),
    Silent(
        "archlint: 1\nmodel: {vocab_size: 32000, tokenizer_vocab_size: 32001}\ndata: {modality: multimodal}\n",
        why="a processor may replace the ids of images before the embedding sees them",
    ),
)
