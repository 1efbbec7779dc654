"""The heads of a state-space block do not make up its inner width.

## What it looks for
A Mamba-2 block's number of heads and width of a head, both known, whose product is not the inner width
(`expand * hidden_size`).

## Why it matters
The block projects its input to the inner width and cuts that into heads.  The implementations compare the two when the
network is built, or fail on shapes at its first step.

## What to do instead
As many heads as the width of a head fits into the inner width; most configs only leave the number out.

## When it is fine
Networks whose state-space part has a width of its own, beside `expand`.

## Evidence
The checks of transformers' Mamba2 config and of flash-linear-attention's Mamba2 layer; arXiv:2405.21060 (section 7).
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Relation, Remedy, must_hold

HEADS, SHARE, INNER = "model.ssm_heads", "model.ssm_head_dim", "model.inner_size"


def _say(view):
    heads, share, inner = view.numbers(HEADS, SHARE, INNER)
    return f"{heads:,} heads of {share:,} are {heads * share:,}, where the inner width is {inner:,}"


def _parts(of):
    """Return the remedy's values: the parts of the inner width, where the other number divides it."""

    def values(view):
        inner, part = view.numbers(INNER, of)
        return [inner // part] if part > 0 and inner % part == 0 else []

    return values


RULE = must_hold(
    "ssm-heads-not-matching-inner-dim",
    "state-space heads that do not make up the inner width",
    Relation(
        (HEADS, SHARE, INNER),
        lambda heads, share, inner: heads * share == inner,
        "model.ssm_heads * model.ssm_head_dim is inner_size",
    ),
    say=_say,
    instead="heads times their width must be expand times the width: {fixes}",
    remedies=(Remedy(HEADS, _parts(SHARE)), Remedy(SHARE, _parts(HEADS))),
    evidence=("arXiv:2405.21060",),
)


_BLOCK = (
    "archlint: 1\nmodel: {family: state-space, hidden_size: 512, inner_size: 1024, ssm_heads: %d, ssm_head_dim: 64}\n"
)
EXAMPLES = (
    Bad(_BLOCK % 8, value="8", severity=ERROR),
    Good(_BLOCK % 16),
    Silent(
        "archlint: 1\nmodel: {family: state-space, ssm_heads: 8, ssm_head_dim: 64}\n",
        why="the inner width is not known",
    ),
)
