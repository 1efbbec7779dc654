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

from .. import ERROR, Bad, Case, Good, Rule, Silent
from ..arithmetic import Equals, counted

FITS = Equals("model.in_channels", "model.incoming_channels")


def _say(view):
    taken, given = view.numbers("model.in_channels", "model.incoming_channels")
    return f"{view.facts.role or 'the part'} takes {counted(taken, 'channel')}, and is handed {given:,}"


RULE = Rule(
    "neck-channels-mismatch",
    "a neck or head for other channels than the part before it gives",
    cases=(Case(ERROR, when=(~FITS,), say=_say, remedies=FITS.remedies),),
    at=("model.in_channels",),
    instead="what the part before it hands on: {fixes}",
    evidence=("arXiv:1612.03144",),
    needs=("model.in_channels", "model.incoming_channels"),
    sites=True,
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
