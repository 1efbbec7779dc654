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

from .. import ERROR, Bad, Case, Good, Rule, Silent
from ..arithmetic import Relation, Remedy

LARGER = Relation(
    ("model.window_size", "model.coarsest_map_size"),
    lambda window, side: window > side,
    "model.window_size > model.coarsest_map_size",
)


def _say(view):
    window, side = view.numbers("model.window_size", "model.coarsest_map_size")
    return f"windows of {window:,}, and the coarsest map has a side of {side:,}"


RULE = Rule(
    "window-larger-than-feature-map",
    "windows larger than the coarsest feature map",
    cases=(
        Case(
            ERROR,
            when=(LARGER,),
            say=_say,
            remedies=(Remedy("model.window_size", lambda view: view.numbers("model.coarsest_map_size")),),
        ),
    ),
    at=("model.window_size", "model.coarsest_map_size"),
    instead="windows that the map holds ({fixes} or less), or larger images",
    evidence=("arXiv:2103.14030",),
    needs=("model.coarsest_map_size",),
    sites=True,
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
