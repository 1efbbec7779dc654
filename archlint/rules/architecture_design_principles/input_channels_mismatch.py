"""A network takes another number of input channels than the data has.

## What it looks for
The channels (or variables) that a network's first layer takes, and those that the data has, both known.

## Why it matters
The first layer's weights are made for its number of channels: the first step fails on shapes.

## What to do instead
Set the network's number to the data's.

## When it is fine
Pipelines that replicate, convert or select channels.

## Evidence
The frameworks' own check of shapes.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Equals, must_hold

RULE = must_hold(
    "input-channels-mismatch",
    "a network for another number of channels than the data has",
    Equals("model.in_channels", "data.num_channels"),
    say="the network takes {written:channel}, and the data has {wanted}",
    instead="the data's number of channels: {fixes}",
    # A seam between two parts has its own numbers: neck-channels-mismatch compares those.
    when=(Fact("model.incoming_channels").absent,),
    at=("model.in_channels",),
)


_NET = "archlint: 1\nmodel: {family: cnn, in_channels: %d}\ndata: {modality: image, num_channels: 4}\n"
EXAMPLES = (
    Bad(_NET % 3, value="3", severity=ERROR),
    Good(_NET % 4),
    Silent("archlint: 1\nmodel: {family: cnn, in_channels: 3}\ndata: {modality: image}\n", why="the data may have 3"),
)
