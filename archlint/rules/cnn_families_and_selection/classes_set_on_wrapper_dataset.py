"""Class names are given to a wrapper that repeats or balances a data set, and not to the data set in it.

## What it looks for
`classes` or `metainfo` beside the `dataset` of a wrapper, whose data set is given none.

## Why it matters
The wrapper takes its names from the data set in it, which keeps the ones of its class.  One generation of the
framework drops the wrapper's names without a word, and then refuses the head's number of classes; the other refuses the
wrapper's argument.

## What to do instead
Move the names into the wrapped data set.

## When it is fine
A wrapped data set with the names of its own.

## Evidence
The frameworks' own wrappers.
"""

from .. import ERROR, WARNING, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Equals

_SAME = Equals("model.num_classes", "data.default_classes")


def _say(view):
    return f"the class names stand on {view.value('data.classes_on')}, which does not hand them on"


def _say_counts(view):
    head, data = view.numbers("model.num_classes", "data.default_classes")
    return f"{_say(view)}: the data set in it keeps its own {data:,} classes, and the head has {head:,}"


RULE = Rule(
    "classes-set-on-wrapper-dataset",
    "class names that a wrapper does not hand on to its data set",
    cases=(
        Case(ERROR, when=(Fact("data.classes_on").known, Fact("data.wrapper_remainder").is_("refuse")), say=_say),
        Case(
            ERROR,
            when=(Fact("data.classes_on").known, Fact("model.class_remainder").is_("refuse"), ~_SAME),
            say=_say_counts,
        ),
        Case(
            WARNING,
            when=(Fact("data.classes_on").known, Fact("data.wrapper_remainder").is_("drop")),
            unless=(_SAME,),
            say=_say,
        ),
    ),
    at=("data.classes_on",),
    instead="the names inside the wrapped data set",
    evidence=(),
    needs=("data.classes_on",),
    sites=True,
)

_DETECTOR = """\
model = dict(
    type='RetinaNet',
    backbone=dict(type='ResNet', depth=50),
    bbox_head=dict(type='RetinaHead', num_classes=2))
names = ('cat', 'dog')
data = dict(
    samples_per_gpu=2,
    train=dict(type='RepeatDataset', times=3, %sdataset=dict(type='VOCDataset', %sann_file='train.txt')))
"""
EXAMPLES = (
    Bad(_DETECTOR % ("classes=names, ", ""), value="names", severity=ERROR, path="retinanet_voc.py"),
    Good(_DETECTOR % ("", "classes=names, "), path="retinanet_voc.py"),
    Silent(
        _DETECTOR % ("classes=names, ", "classes=names, "),
        why="the data set has the names too",
        path="retinanet_voc.py",
    ),
)
