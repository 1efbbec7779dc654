"""The embeddings have another width than the stack that they go into.

## What it looks for
A width of the embeddings beside the width of a transformer, in a framework that puts no projection between the two.
Source and target are looked at by themselves.

## Why it matters
The first normalization, or the sum with the positions, meets a tensor of another width: the first step fails.

## What to do instead
The same width for both.

## When it is fine
Factorized embeddings with a projection behind them (ALBERT, ELECTRA, adaptive inputs), and recurrent encoders, whose
input may have any width.

## Evidence
JoeyNMT's own assertion; the residual sum of arXiv:1706.03762 (section 3.1) needs one width throughout.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, Remedy, must_hold

SAME_WIDTH = Equals("model.unprojected_embedding_size", "model.hidden_size")


def _say(view):
    embeddings, width = view.numbers("model.unprojected_embedding_size", "model.hidden_size")
    where = f"{view.facts.role}: " if view.facts.role and view.kind == "site" else ""
    return f"{where}embeddings of {embeddings:,} go unprojected into a stack of {width:,}"


def _widths(view):
    """Return the embeddings' width, if the heads divide that too."""
    width, heads = view.value("model.unprojected_embedding_size"), view.value("model.num_heads")
    return [width] if heads is None or width % heads == 0 else []


RULE = must_hold(
    "embedding-width-mismatch",
    "embeddings of another width than the stack that they go into",
    SAME_WIDTH,
    say=_say,
    instead="the same width for both: {fixes}",
    remedies=(*SAME_WIDTH.remedies, Remedy("model.hidden_size", _widths)),
    evidence=("arXiv:1706.03762",),
)


_NMT = """encoder_type: %s
decoder_type: %s
heads: 8
layers: 6
hidden_size: 512
word_vec_size: %d
train_steps: 1000
save_model: run/model
src_vocab: run/vocab.src
world_size: 1
"""
EXAMPLES = (
    Bad(_NMT % ("transformer", "transformer", 300), value="300", severity=ERROR, path="train.yaml"),
    Good(_NMT % ("transformer", "transformer", 512), path="train.yaml"),
    Silent(_NMT % ("rnn", "rnn", 300), why="a recurrent encoder takes any width", path="train.yaml"),
)
