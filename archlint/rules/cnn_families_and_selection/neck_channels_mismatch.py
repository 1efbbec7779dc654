"""A neck or head is made for another number of channels than the part before it hands on.

## What it looks for
The channels that a neck, a decoder or a head is told to take in, level by level, and those that the backbone or neck
before it produces, which follow from its type, depth or width.

## Why it matters
The first convolution of the neck or head is made for the written number: the first batch fails with "expected input to
have 256 channels, but got 64".

## What to do instead
The numbers of the backbone that stands there: a ResNet-18 or -34 hands on 64, 128, 256 and 512, a ResNet-50 or deeper
256, 512, 1024 and 2048, a Swin or ConvNeXt its first width doubled at each stage.

## When it is fine
Levels below `start_level`, which the neck never looks at.  Silent for backbones whose widths are not known.

## Evidence
The frameworks' own check of shapes; arXiv:1612.03144 for the lateral connections.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

RULE = must_hold(
    "neck-channels-mismatch",
    "a neck or head for other channels than the part before it gives",
    Equals("model.in_channels", "model.incoming_channels"),
    say="{part:the part} takes {written:channel}, and is handed {wanted}",
    instead="what the part before it hands on: {fixes}",
    at=("model.in_channels",),
    evidence=("arXiv:1612.03144",),
)


_DETECTOR = """\
model = dict(
    type='MaskRCNN',
    backbone=dict(type='%s', depth=50, num_stages=3, out_indices=(2, )),
    rpn_head=dict(type='RPNHead', in_channels=%d, feat_channels=512))
data = dict(samples_per_gpu=2)
"""
EXAMPLES = (
    Bad(_DETECTOR % ("ResNet", 2048), value="2048", severity=ERROR, path="mask_rcnn_c4.py"),
    Good(_DETECTOR % ("ResNet", 1024), path="mask_rcnn_c4.py"),
    Silent(
        _DETECTOR % ("MyNet", 2048), why="nobody knows what a backbone of one's own hands on", path="mask_rcnn_c4.py"
    ),
)
