"""The windows of window attention are larger than the coarsest feature map.

## What it looks for
The side of the windows, and the side of the coarsest map that is cut into them: the image's side over the patch and
the halvings between the stages.

## Why it matters
The framework shrinks the window to the map, but not the table of relative positions that was made for the window: the
shapes differ at the first step.

## What to do instead
Windows that fit the coarsest map, or images large enough for them: 224 and 256 pixels for windows of 7 and 8 with
patches of 4 and four stages.

## When it is fine
Where the framework pads the map or interpolates the table.

## Evidence
arXiv:2103.14030 (section 3.2: a table of relative positions for each window size); the frameworks' own shapes.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import AtMost, must_hold

RULE = must_hold(
    "window-larger-than-feature-map",
    "windows larger than the coarsest feature map",
    AtMost("model.window_size", "model.coarsest_map_size"),
    say="windows of {value}, and the coarsest map has a side of {most}",
    instead="windows that the map holds ({fixes} or less), or larger images",
    needs=("model.coarsest_map_size",),
    evidence=("arXiv:2103.14030",),
)


_SWIN = """{"model_type": "swin", "architectures": ["SwinModel"], "image_size": 224, "patch_size": 4, "embed_dim": 96,
 "depths": [2, 2, 6, 2], "num_heads": [3, 6, 12, 24], "window_size": %d}
"""
EXAMPLES = (
    Bad("archlint: 1\nmodel: {window_size: 12, coarsest_map_size: 7}\n", value="12", severity=ERROR),
    Good("archlint: 1\nmodel: {window_size: 7, coarsest_map_size: 7}\n"),
    Bad(_SWIN % 8, value="8", severity=ERROR, path="config.json"),
    Good(_SWIN % 7, path="config.json"),
    Silent("archlint: 1\nmodel: {window_size: 12}\n", why="the map's side is not known"),
)
