"""A top-k accuracy is asked for more classes than there are.

## What it looks for
The largest k of a metric, as written or as the framework takes it where none is written, and the classes of the head.

## Why it matters
The k best classes are picked out of the scores of all: with fewer classes than k the first evaluation fails with
"selected index k out of range".

## What to do instead
A k that is at most the number of classes; with fewer than five classes, top-1 alone.

## When it is fine
Frameworks that take all classes where there are fewer than k.

## Evidence
PyTorch's `topk` and Caffe's accuracy layer refuse a k above the number of scores.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import AtMost, must_hold

RULE = must_hold(
    "top-k-larger-than-the-classes",
    "a top-k accuracy of more classes than there are",
    AtMost("training.top_k", "model.num_classes"),
    say="the best {value} classes are asked for, and there are {most}",
    instead="no more than there are: {fixes}",
    at=("training.top_k", "model.num_classes"),
)


_CLASSIFIER = """\
model = dict(
    type='ImageClassifier',
    backbone=dict(type='ResNet', depth=18),
    head=dict(type='LinearClsHead', num_classes=%s, in_channels=512))
data = dict(samples_per_gpu=8)
evaluation = dict(metric='accuracy'%s)
"""
EXAMPLES = (
    Bad("archlint: 1\nmodel: {num_classes: 3}\ntraining: {top_k: 5}\n", value="5", severity=ERROR),
    Good("archlint: 1\nmodel: {num_classes: 5}\ntraining: {top_k: 5}\n"),
    Bad(_CLASSIFIER % (3, ""), value="3", severity=ERROR, path="resnet.py"),
    Good(_CLASSIFIER % (3, ", metric_options={'topk': (1, 3)}"), path="resnet.py"),
    Silent(_CLASSIFIER % ("count()", ""), why="the number of classes is computed", path="resnet.py"),
)
