"""Maps of different strides are joined.

## What it looks for
A row of a model file, or a layer, that concatenates maps, where the strides of two of them are known and differ: one
was halved or doubled more often than the other.

## Why it matters
Maps are joined along their channels, so that their sides must be the same: the first image fails with "sizes of tensors
must match except in dimension 1".

## What to do instead
The index of the row whose map has the same stride; where rows were added or taken out, all later indices move.

## When it is fine
Never.  Silent where a module of the project's own, whose stride is not known, stands before one of the two.

## Evidence
PyTorch's own check of `torch.cat`.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

RULE = must_hold(
    "concat-of-maps-of-different-strides",
    "a join of maps whose strides differ",
    Equals("model.map_stride", "model.joined_stride"),
    say="{part:a join} takes a map of stride {written} beside one of stride {wanted}",
    instead="the row whose map has the same stride as the others",
    at=("model.map_stride",),
    remedies=(),
)


_ROWS = """\
nc: 3
backbone:
  - [-1, 1, Conv, [16, 3, 2]]
  - [-1, 1, Conv, [32, 3, 2]]
  - [-1, 1, %s, [64, 3, 2]]
head:
  - [-1, 1, nn.Upsample, [None, 2, nearest]]
  - [[-1, %d], 1, Concat, [1]]
  - [[-1], 1, Detect, [nc]]
"""
EXAMPLES = (
    Bad(_ROWS % ("Conv", 0), value="0", severity=ERROR, path="small.yaml"),
    Good(_ROWS % ("Conv", 1), path="small.yaml"),
    Silent(_ROWS % ("OurBlock", 0), why="nobody knows the stride of a module of one's own", path="small.yaml"),
)
