"""A pose network's heatmaps have another size than those that it is trained on.

## What it looks for
The side of the heatmaps that targets are drawn on, beside the side that the network makes of its images.

## Why it matters
The loss compares the two maps point by point, and fails at the first step.

## What to do instead
A heatmap size that follows from the image size: a quarter of it for most pose networks.

## When it is fine
Targets that are no heatmaps (coordinates, SimCC), and heads whose scale is not known here: archlint is silent there.

## Evidence
arXiv:1902.09212 (section 4: images of 256x192, heatmaps of 64x48); arXiv:1804.06208 (section 2: three deconvolutions
after a ResNet).
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

FITS = Equals("data.heatmap_size", "model.heatmap_size")


def _say(view):
    drawn, made = view.numbers(*FITS.names)
    side = view.role("heatmap side").rpartition(" ")[2]
    return f"heatmaps of {drawn:,} along {side}, and the network makes {made:,}"


RULE = must_hold(
    "heatmap-size-mismatch",
    "heatmaps of another size than the network's",
    FITS,
    say=_say,
    instead="what the network makes of its images: {fixes}",
    evidence=("arXiv:1902.09212", "arXiv:1804.06208"),
)


_POSE = """\
codec = dict(type='%s', input_size=(%d, %d), heatmap_size=(48, 64), sigma=2)
model = dict(
    type='TopdownPoseEstimator',
    backbone=dict(type='ResNet', depth=50),
    head=dict(type='HeatmapHead', in_channels=2048, out_channels=17, decoder=codec))
"""
EXAMPLES = (
    Bad(_POSE % ("MSRAHeatmap", 288, 256), value="48", severity=ERROR, path="pose.py"),
    Good(_POSE % ("MSRAHeatmap", 192, 256), path="pose.py"),
    Silent(_POSE % ("MyHeatmap", 288, 256), why="how another codec draws its targets is not known", path="pose.py"),
)
