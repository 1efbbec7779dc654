"""A head or a row picks a map that is not there.

## What it looks for
The index by which a head, or a row of a model file, picks one of the maps before it, and how many there are: what the
backbone's `out_indices` hands on, or the rows that come before.

## Why it matters
The index is looked up in the list of maps on the first image, which fails with "list index out of range".

## What to do instead
An index below the number of maps, or a backbone that hands on one more.

## When it is fine
Never.  Silent where a neck, or a backbone of no written `out_indices`, leaves the number of maps unknown.

## Evidence
The frameworks' own look-up.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Relation, counted, must_hold

RULE = must_hold(
    "head-index-beyond-maps",
    "a head that picks a map which is not there",
    Relation(("model.map_index", "model.maps"), lambda index, maps: index < maps, "model.map_index < model.maps"),
    say=lambda view: (
        f"{view.role('the head')} picks map {view.value('model.map_index'):,}, and there are "
        f"{counted(view.value('model.maps'), 'map')} before it, counted from 0"
    ),
    instead="an index below the number of maps",
    at=("model.map_index",),
)


_SEGMENTOR = """\
model = dict(
    type='EncoderDecoder',
    backbone=dict(type='%s', out_indices=(1, 2, 4)),%s
    decode_head=dict(type='FCNHead', in_channels=64, in_index=%d, channels=64, num_classes=19))
data = dict(samples_per_gpu=2)
"""
EXAMPLES = (
    Bad(_SEGMENTOR % ("OurNet", "", 3), value="3", severity=ERROR, path="fcn.py"),
    Good(_SEGMENTOR % ("OurNet", "", 2), path="fcn.py"),
    Silent(
        _SEGMENTOR % ("OurNet", " neck=dict(type='OurNeck'),", 3), why="a neck of one's own may add maps", path="fcn.py"
    ),
)
