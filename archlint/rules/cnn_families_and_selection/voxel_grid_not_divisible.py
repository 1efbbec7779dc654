"""A voxel grid's side is no multiple of the network's stride, so that its branches come back at different sides.

## What it looks for
The cells along x and y (range over voxel size), and the strides of the network that joins several scales of that map:
its downsampled branches round up, and are scaled back to other sides than the finer ones.

## Why it matters
The branches are joined side by side, and their sides differ: the first batch fails with "sizes of tensors must match".

## What to do instead
A range, or a voxel size, that gives a multiple of the total stride: 8 for pillars with three halvings, 16 for voxels
with an eightfold sparse encoder before two scales.

## When it is fine
Sides whose branches happen to meet again, one cell short of a multiple: the rule computes each branch.

## Evidence
The frameworks' own check of shapes; arXiv:1812.05784 for the branches of pillars.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Divides, in_words, multiples_near, must_hold

FITS = Divides("model.grid_divisor", "data.grid_cells")


def _say(view):
    near = in_words(multiples_near(*view.numbers("model.grid_divisor", "data.grid_cells")))
    said = "{number:cell} along {part:the grid} are no multiple of the stride of {divisor}: {quotient}"
    return f"{said.format(**FITS.words(view))}; {near} cells are"


RULE = must_hold(
    "voxel-grid-not-divisible",
    "a voxel grid whose branches come back at different sides",
    FITS,
    say=_say,
    instead="a range or a voxel size that gives a multiple of the stride",
    when=(Fact("model.grid_remainder").is_("refuse"),),
    remedies=(),
    at=("data.grid_cells",),
    evidence=("arXiv:1812.05784",),
)


_PILLARS = """\
CLASS_NAMES: [Car]
DATA_CONFIG:
  DATASET: CustomDataset
  POINT_CLOUD_RANGE: [0, -39.68, -3, %s, 39.68, 1]
  DATA_PROCESSOR:
    - NAME: transform_points_to_voxels
      VOXEL_SIZE: [0.16, 0.16, 4]
MODEL:
  NAME: PointPillar
  MAP_TO_BEV: {NAME: PointPillarScatter, NUM_BEV_FEATURES: 64}
  BACKBONE_2D:
    NAME: BaseBEVBackbone
    LAYER_NUMS: [3, 5, 5]
    LAYER_STRIDES: [2, 2, 2]
    NUM_FILTERS: [64, 128, 256]
    UPSAMPLE_STRIDES: [1, 2, 4]
    NUM_UPSAMPLE_FILTERS: [128, 128, 128]
OPTIMIZATION: {BATCH_SIZE_PER_GPU: 4}
"""
EXAMPLES = (
    Bad(_PILLARS % "70.08", value="[0, -39.68, -3, 70.08, 39.68, 1]", severity=ERROR, path="pointpillar.yaml"),
    Good(_PILLARS % "70.4", path="pointpillar.yaml"),
    Silent(_PILLARS % "70.24", why="439 cells come back as 440 in every branch", path="pointpillar.yaml"),
)
