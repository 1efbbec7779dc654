"""A head has another number of classes than the data.

## What it looks for
The number of classes that a head predicts, and that of the training data: as listed in the config or in its file of
names, or those of a data set's class that is given no list.

## Why it matters
A framework that compares the two refuses to train.  Others pass a head with classes to spare, and fail, or learn
nonsense, at the first label that a head with too few classes does not know.  Evaluation that looks up each predicted
class in the config's own list of names fails on the first one past its end.

## What to do instead
The data's number in every head (box, mask and each stage of a cascade), or the data set's own list of names.

## When it is fine
A head with classes to spare where the framework does not compare them and nothing lists the names.  Silent for a
background class that the head or the data counts in.

## Evidence
The frameworks' own checks.
"""

from .. import ERROR, WARNING, Bad, Fact, Good, Rule, Silent
from ..arithmetic import AtLeast, Equals

SAME = Equals("model.num_classes", "data.num_classes")
ENOUGH = AtLeast("model.num_classes", "data.num_classes")
REMAINDER = Fact("model.class_remainder")
SAY = "{part:the head} has %s, and the data has %s"

RULE = Rule(
    "class-count-mismatch",
    "a head for another number of classes than the data has",
    cases=(
        SAME.broken(
            SAY % ("{written:class|classes}", "{wanted}"),
            when=(REMAINDER.is_("refuse"),),
            unless=(Fact("data.classes_on").known,),
        ),
        ENOUGH.broken(SAY % ("{value:class|classes}", "{least}"), WARNING, when=(REMAINDER.is_("drop"),)),
        # Names that the config itself lists for the data say how many classes the head is meant for.
        SAME.broken(SAY % ("{written:class|classes}", "{wanted}"), WARNING, when=(REMAINDER.is_("unchecked"),)),
    ),
    at=("model.num_classes", "data.num_classes"),
    instead="the number of the data ({fixes}), or the data's own list of names",
    evidence=(),
    needs=("model.class_remainder", "model.num_classes"),
    sites=True,
)


_DETECTOR = """\
model = dict(
    type='RetinaNet',
    backbone=dict(type='ResNet', depth=50),
    bbox_head=dict(type='RetinaHead', num_classes=3))
data = dict(samples_per_gpu=2, train=dict(type='CocoDataset', %sann_file='train.json'))
"""
_NEWER = """\
model = dict(
    type='RetinaNet',
    backbone=dict(type='ResNet', depth=50),
    bbox_head=dict(type='RetinaHead', num_classes=%d))
train_dataloader = dict(
    batch_size=2, dataset=dict(type='CocoDataset', metainfo=dict(classes=('cat', 'dog')), ann_file='train.json'))
"""
EXAMPLES = (
    Bad(_DETECTOR % "", value="3", severity=ERROR, path="retinanet.py"),
    Bad(_NEWER % 80, value="80", severity=WARNING, path="retinanet.py"),
    Good(_NEWER % 2, path="retinanet.py"),
    Good(_DETECTOR % "classes=('cat', 'dog', 'owl'), ", path="retinanet.py"),
    Silent(_DETECTOR % "classes=names(), ", why="the names are computed", path="retinanet.py"),
)
