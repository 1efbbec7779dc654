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

from .. import ERROR, NOTE, Bad, Fact, Good, Rule, Silent
from ..arithmetic import AtLeast, InRange

HOLDS_ALL = AtLeast("model.vocab_size", "model.tokenizer_vocab_size")
SEVERAL_VOCABULARIES = (Fact("data.modality").is_("multimodal"),)

RULE = Rule(
    "vocab-smaller-than-tokenizer",
    "a tokenizer with more ids than the vocabulary",
    cases=(
        HOLDS_ALL.broken(
            "the tokenizer gives out {least:id}, and the vocabulary has {value}",
            unless=SEVERAL_VOCABULARIES,
            instead="a vocabulary that has them all: {fixes} or more",
        ),
        InRange("model.special_id", "model.vocab_size").broken(
            "the id {index} lies outside the vocabulary of {size}",
            NOTE,
            unless=SEVERAL_VOCABULARIES,
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
