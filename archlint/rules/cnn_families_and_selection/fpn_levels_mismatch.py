"""A feature pyramid's levels do not add up: its inputs, its first and last level, its outputs, its heads' strides.

## What it looks for
A pyramid of so many inputs whose `start_level`, `end_level` and `num_outs` contradict each other, or whose heads have
strides for another number of levels than it hands on.

## Why it matters
The pyramid asserts its levels when it is built, and the heads compare theirs with the feature maps of the first batch.

## What to do instead
`end_level` -1 and as many outputs as used inputs, or more: the further ones are made by pooling or extra convolutions.
One stride in the head for each output.

## When it is fine
A region head that reads the finer levels alone, as Faster R-CNN's.

## Evidence
The frameworks' own assertions; arXiv:1612.03144.
"""

from .. import ERROR, Bad, Case, Good, Rule, Silent
from ..arithmetic import Equals, Relation, Remedy, counted

_LEVELS = ("model.neck_inputs", "model.start_level", "model.end_level", "model.neck_outputs")


def _adds_up(inputs, start, end, outputs):
    """Whether a pyramid can be built, with ``end`` counted in as newer releases do, or out as older ones did."""
    if start >= inputs:
        return False
    if end in (-1, inputs - 1):
        return outputs >= inputs - start or (end != -1 and outputs == end - start)
    return (end < inputs and outputs == end - start + 1) or (end <= inputs and outputs == end - start)


def _outputs(view):
    inputs, start, end = view.numbers(*_LEVELS[:3])
    if start >= inputs or end >= inputs:
        return []
    return [inputs - start if end == -1 else end - start + 1]


def _ends(view):
    inputs, start, end, outputs = view.numbers(*_LEVELS)
    return [-1] if end != -1 and outputs >= inputs - start > 0 else []


ADDS_UP = Relation(_LEVELS, _adds_up, "the levels of the pyramid add up")
EACH_HAS_A_STRIDE = Equals("model.head_levels", "model.neck_outputs")


def _say(view):
    inputs, start, end, outputs = view.numbers(*_LEVELS)
    if start >= inputs:
        return f"the pyramid starts at level {start:,}, and its {inputs:,} inputs are levels 0 to {inputs - 1:,}"
    if end >= inputs:
        return f"the pyramid ends at level {end:,}, and its {inputs:,} inputs are levels 0 to {inputs - 1:,}"
    if end == -1:
        return f"the pyramid has {outputs:,} outputs for the {inputs - start:,} of {inputs:,} inputs that it uses"
    return f"levels {start:,} to {end:,} are {end - start + 1:,}, and the pyramid has {outputs:,} outputs"


def _say_heads(view):
    head, outputs = view.numbers("model.head_levels", "model.neck_outputs")
    return f"{view.role('the head')} has strides for {counted(head, 'level')}, and is handed {outputs:,}"


RULE = Rule(
    "fpn-levels-mismatch",
    "levels of a feature pyramid that do not add up",
    cases=(
        Case(
            ERROR,
            when=(~ADDS_UP,),
            say=_say,
            remedies=(Remedy("model.end_level", _ends), Remedy("model.neck_outputs", _outputs)),
            at=("model.end_level", "model.neck_outputs", "model.start_level"),
            instead="levels that add up: {fixes}",
        ),
        Case(
            ERROR,
            when=(~EACH_HAS_A_STRIDE,),
            say=_say_heads,
            instead="a stride for each of the levels, or as many outputs as there are strides",
        ),
    ),
    at=("model.head_levels", "model.neck_outputs"),
    instead="levels that add up",
    evidence=("arXiv:1612.03144",),
    needs=("model.neck_outputs",),
    sites=True,
)

_DETECTOR = """\
model = dict(
    type='RetinaNet',
    backbone=dict(type='ResNet', depth=50),
    neck=dict(type='FPN', in_channels=[256, 512, 1024, 2048], out_channels=256, end_level=%d, num_outs=5),
    bbox_head=dict(type='RetinaHead', num_classes=80, in_channels=256,
                   anchor_generator=dict(type='AnchorGenerator', strides=%s)))
data = dict(samples_per_gpu=2)
"""
_STRIDES = [4, 8, 16, 32, 64]
EXAMPLES = (
    Bad(_DETECTOR % (4, _STRIDES), value="4", severity=ERROR, path="retinanet.py"),
    Good(_DETECTOR % (-1, _STRIDES), path="retinanet.py"),
    Bad(_DETECTOR % (-1, _STRIDES[1:]), value="[8, 16, 32, 64]", severity=ERROR, path="retinanet.py"),
    Silent(_DETECTOR % (-1, "strides()"), why="the strides are computed", path="retinanet.py"),
)
