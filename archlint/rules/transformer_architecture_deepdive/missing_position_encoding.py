"""A transformer over text that does not know the order of its words.

## What it looks for
A transformer encoder or encoder-decoder over text whose positions are switched off, or are off by the framework's
default in a file that sets its other sizes.

## Why it matters
Attention in both directions is blind to order: without positions every permutation of a sentence has the same
representation.

## What to do instead
Switch one of the framework's position encodings on (`position_encoding: true`, `max_relative_positions: -1`).

## When it is fine
Causal decoders, which learn positions from the mask; convolutions ahead of or inside the blocks; sets and graphs.

## Evidence
arXiv:1706.03762 (section 3.5); arXiv:2305.19466 (decoders without positions).
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "missing-position-encoding",
    "a transformer over text without positions",
    cases=(
        Case(
            WARNING,
            when=(
                Fact("model.position_encoding").is_("none"),
                Fact("model.family").is_("transformer-encoder", "encoder-decoder"),
                Fact("data.modality").is_("text"),
            ),
            unless=(Fact("model.causal").is_(True),),
            say="no position encoding is on: the order of the words is lost",
        ),
    ),
    at=("model.position_encoding", "model.architecture"),
    instead="one of the framework's position encodings",
    evidence=("arXiv:1706.03762", "arXiv:2305.19466"),
    concerns=("transformer-encoder", "encoder-decoder"),
    needs=("model.position_encoding",),
)

_NMT = """encoder_type: transformer
decoder_type: transformer
%s: true
heads: 8
layers: 6
hidden_size: 512
word_vec_size: 512
train_steps: 1000
save_model: run/model
src_vocab: run/vocab.src
"""
EXAMPLES = (
    Bad(_NMT % "share_vocab", path="train.yaml"),
    Good(_NMT % "position_encoding", path="train.yaml"),
    Silent(
        "archlint: 1\nmodel: {family: transformer-decoder, position_encoding: none}\ndata: {modality: text}\n",
        why="a causal mask tells a decoder the order",
    ),
)
