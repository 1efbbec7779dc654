"""Instance normalization of a map of 1x1.

## What it looks for
Images no larger than the network's total stride, so that its coarsest map is 1x1, and instance normalization of that
map.

## Why it matters
The statistics are those of one value: PyTorch refuses it in training mode, for nothing would be left of the value.

## What to do instead
Larger images or patches, one stage fewer, or group or layer normalization.

## When it is fine
Coarsest maps of more than one value; networks that leave the coarsest stage without normalization.

## Evidence
arXiv:1607.08022; PyTorch refuses a single spatial element in training.
"""

from .. import ERROR, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy

_NAMES = ("data.image_size", "model.total_stride")
ONE_VALUE_IS_LEFT = Relation(
    _NAMES, lambda side, stride: side <= stride, "data.image_size is no larger than model.total_stride"
)


def _say(view):
    side, stride = view.numbers(*_NAMES)
    return f"a side of {side:,} over a total stride of {stride:,} leaves a map of 1x1 to instance normalization"


ONE_VALUE = Relation(("model.coarsest_map_values",), lambda values: values == 1, "model.coarsest_map_values is 1")
EXCUSES = (Fact("training.regime").is_("inference"),)

RULE = Rule(
    "instance-norm-1x1",
    "instance normalization of a map of 1x1",
    cases=(
        Case(
            ERROR,
            when=(
                Fact("model.normalization").is_("instance"),
                Fact("model.normalizes_coarsest_map").is_(True),
                ONE_VALUE_IS_LEFT,
            ),
            unless=EXCUSES,
            say=_say,
            remedies=(Remedy("data.image_size", lambda view: [2 * view.value("model.total_stride")]),),
            instead="larger images or patches ({fixes}), one stage fewer, or group normalization",
        ),
        Case(
            ERROR,
            when=(Fact("model.normalization").is_("instance"), ONE_VALUE),
            unless=EXCUSES,
            say="the strides leave a coarsest map of one value for each channel to instance normalization",
        ),
    ),
    at=("data.image_size", "model.coarsest_map_values", "model.total_stride"),
    instead="larger images or patches, one stage fewer, or group normalization",
    evidence=("arXiv:1607.08022",),
    needs=("model.normalization",),
    sites=True,
)

_NET = (
    "archlint: 1\nmodel: {family: cnn, normalization: %s, total_stride: 16, normalizes_coarsest_map: true}\n"
    "data: {modality: image, image_size: %d}\n"
)
EXAMPLES = (
    Bad(_NET % ("instance", 16), value="16", severity=ERROR),
    Good(_NET % ("instance", 32)),
    Bad(
        "archlint: 1\nmodel: {family: cnn, normalization: instance, coarsest_map_values: 1}\n",
        value="1",
        severity=ERROR,
    ),
    Silent(_NET % ("group", 16), why="a group of channels holds more than one value"),
)
