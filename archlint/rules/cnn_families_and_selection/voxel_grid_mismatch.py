"""A grid is written with another number of cells than the range and the size of a cell give.

## What it looks for
For each axis: the range of the point cloud over the side of a voxel, and the cells of every grid in the file
(`sparse_shape`, `output_shape`, `grid_size`).

## Why it matters
Voxels outside the written grid are lost or overwrite others, and feature maps of different sides meet where branches
are joined or a head compares its map with its targets: "expected size 240 but got size 180".

## What to do instead
Range over voxel size, rounded, in every grid, whenever one of the two is changed.

## When it is fine
The height axis of sparse encoders, whose grid is one cell higher.

## Evidence
The frameworks' own checks of shapes; arXiv:1711.06396 for range over voxel size.
"""

from .. import ERROR, WARNING, Bad, Fact, Good, Rule, Silent
from ..arithmetic import Equals

FITS = Equals("model.grid_cells", "data.grid_cells")
REMAINDER = Fact("model.grid_remainder")
SAY = "{part:the grid} has {written:cell}, and the range holds {wanted}"

RULE = Rule(
    "voxel-grid-mismatch",
    "a grid of other cells than range over voxel size",
    cases=(
        FITS.broken(SAY, when=(REMAINDER.is_("refuse"),)),
        FITS.broken(SAY, WARNING, when=(REMAINDER.is_("pad"),)),
    ),
    at=("model.grid_cells", "data.grid_cells"),
    instead="range over voxel size: {fixes}",
    evidence=("arXiv:1711.06396",),
    needs=("model.grid_cells", "data.grid_cells"),
    sites=True,
)


_PILLARS = """\
model = dict(
    type='VoxelNet',
    voxel_layer=dict(max_num_points=32, point_cloud_range=[0, -39.68, -3, 69.12, 39.68, 1], voxel_size=[0.16, 0.16, 4]),
    middle_encoder=dict(type='PointPillarsScatter', in_channels=64, output_shape=[%d, 432]))
data = dict(samples_per_gpu=6)
"""
EXAMPLES = (
    Bad(_PILLARS % 248, value="248", severity=ERROR, path="pointpillars.py"),
    Good(_PILLARS % 496, path="pointpillars.py"),
    Silent(
        _PILLARS.replace("voxel_size=[0.16, 0.16, 4]", "voxel_size=sides()") % 248,
        why="the size of a voxel is computed",
        path="pointpillars.py",
    ),
)
