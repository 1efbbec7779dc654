"""Sine and cosine positions of two axes do not fill the width.

## What it looks for
A width that the positions of two axes fill with sines and cosines: a quarter for each of both functions of both axes.

## Why it matters
The width must be divisible by 4; the code that makes the table of positions refuses any other.

## What to do instead
A width, or heads and a width of a head, whose product is a multiple of 4.

## When it is fine
Never; the rule is silent where positions are learned.

## Evidence
arXiv:1706.03762 (section 3.5: sines and cosines take turns over the width); the checks of MAE's and DiT's code.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Relation, must_hold, quotient

WIDTH = "model.position_width"


def _say(view):
    width = view.value(WIDTH)
    return f"a width of {width:,} is not divisible by the 4 parts of two axes' sines and cosines: {quotient(width, 4)}"


RULE = must_hold(
    "sine-positions-not-filling-width",
    "sine positions of two axes in a width that 4 does not divide",
    Relation((WIDTH,), lambda width: width % 4 == 0, f"4 divides {WIDTH}"),
    say=_say,
    instead="a width that is a multiple of 4",
    evidence=("arXiv:1706.03762",),
)


_DIT = """{"_class_name": "DiTTransformer2DModel", "_diffusers_version": "0.35.0", "num_layers": 2, "sample_size": 32,
 "num_attention_heads": 3, "attention_head_dim": %d, "norm_type": "ada_norm_zero"}
"""
EXAMPLES = (
    Bad(_DIT % 18, value="18", severity=ERROR, path="config.json"),
    Good(_DIT % 20, path="config.json"),
    Silent(
        '{"_class_name": "FluxTransformer2DModel", "_diffusers_version": "0.35.0", "num_attention_heads": 3, '
        '"attention_head_dim": 18, "axes_dims_rope": [6, 6, 6]}\n',
        why="rotary positions fill a head, not the width",
        path="config.json",
    ),
)
