"""The axes of rotary positions do not fill a head together.

## What it looks for
The dimensions that each axis (time, height, width) of rotary positions takes, added up, beside the width of a head.

## Why it matters
Where rotary positions of several axes share a head, each turns its own part of it, and the parts must come out even:
the first step fails on shapes.

## What to do instead
Parts that add up to the width of a head, each of them even.

## When it is fine
Never; the rule is silent where only a part of a head is turned.

## Evidence
The implementations of FLUX, Qwen-Image and HunyuanVideo, which multiply whole heads by the angles of all axes.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

FILLS = Equals("model.rotary_axes_dim", "model.head_dim")

RULE = must_hold(
    "rotary-axes-not-filling-head",
    "rotary axes that do not fill a head",
    FILLS,
    say="the rotary axes take {written:dimension} together, and a head has {wanted}",
    instead="axes that add up to the width of a head, or a head of their sum: {fixes}",
    remedies=(FILLS.takes_the_other(1),),
)


_FLUX = """{"_class_name": "FluxTransformer2DModel", "_diffusers_version": "0.35.0", "num_layers": 2,
 "num_attention_heads": 4, "attention_head_dim": %d, "axes_dims_rope": [16, 24, 24]}
"""
EXAMPLES = (
    Bad(_FLUX % 128, value="[16, 24, 24]", severity=ERROR, path="config.json"),
    Good(_FLUX % 64, path="config.json"),
    Silent(
        '{"_class_name": "FluxTransformer2DModel", "_diffusers_version": "0.35.0", "attention_head_dim": 128}\n',
        why="the axes that the library takes where none are written fill a head of 128",
        path="config.json",
    ),
)
