"""The convolution before a detection layer has another number of filters than its boxes and classes need.

## What it looks for
Darknet's detection layers: `filters` of the convolution before `[yolo]`, beside (classes + 5) for each anchor of its
`mask`; before `[region]`, beside (classes + coords + 1) for each of its `num` boxes.

## Why it matters
The layer's outputs do not match its inputs, and the framework stops: "filters= in the [convolutional]-layer doesn't
correspond to classes= or mask= in [yolo]-layer".

## What to do instead
The number that follows from the classes, in every convolution before a detection layer.

## When it is fine
Never, where the convolution feeds the detection layer.

## Evidence
The framework's own check; arXiv:1612.08242 and arXiv:1804.02767 for the formula.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

RULE = must_hold(
    "detector-filters-mismatch",
    "filters that do not follow from a detection layer's classes and boxes",
    Equals("model.output_filters", "model.expected_filters"),
    say="{written:filter} before {part:the detection layer}, which needs {wanted}",
    instead="what follows from the classes and anchors: {fixes}",
    at=("model.output_filters",),
    evidence=("arXiv:1612.08242", "arXiv:1804.02767"),
)


_YOLO = """\
[net]
width=416
height=416
channels=3

[convolutional]
filters=%d
size=1
stride=1
activation=linear

[yolo]
mask=0,1,2
anchors=10,14, 23,27, 37,58, 81,82, 135,169, 344,319
classes=%s
num=6
"""
EXAMPLES = (
    Bad(_YOLO % (255, 2), value="255", severity=ERROR, path="yolov3-own.cfg"),
    Good(_YOLO % (21, 2), path="yolov3-own.cfg"),
    Silent(_YOLO % (255, "N"), why="the number of classes is left to be filled in", path="yolov3-own.cfg"),
)
