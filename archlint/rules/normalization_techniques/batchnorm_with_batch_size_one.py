"""Batch normalization of a single value for each channel.

## What it looks for
Training with one sample on each device, and a network that batch-normalizes one value for each sample and channel: a
map pooled to 1x1, or a vector.

## Why it matters
The variance of a single value is not defined: PyTorch refuses the first step in training mode.

## What to do instead
At least two samples on each device; group or layer normalization in that layer; frozen statistics with pretrained
weights.

## When it is fine
Larger maps, where one image holds many values; frozen statistics; synchronization over several devices.

## Evidence
arXiv:1502.03167 (algorithm 1); PyTorch refuses a single value per channel in training.
"""

from .. import ERROR, Bad, Case, Condition, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy
from ..conditions import is_run

ONE = Relation(("training.batch_size_per_device",), lambda batch: batch == 1, "training.batch_size_per_device is 1")
taken_together = Condition(
    ("model.norm_synchronized", "training.num_devices"),
    lambda view: view.value("model.norm_synchronized") is True and view.value("training.num_devices") != 1,
    "the statistics are synchronized, and there may be other devices",
    (),
)

RULE = Rule(
    "batchnorm-with-batch-size-one",
    "batch normalization of a single value per channel",
    cases=(
        Case(
            ERROR,
            when=(is_run, ONE, Fact("model.normalizes_single_values").is_(True)),
            unless=(
                taken_together,
                Fact("model.norm_frozen").is_(True),
                Fact("training.regime").is_("inference"),
            ),
            say="1 sample per device x 1 value per channel = 1 value: its batch statistics are not defined",
            remedies=(Remedy("training.batch_size_per_device", lambda view: [2]),),
        ),
    ),
    at=("training.batch_size_per_device",),
    instead="at least two samples per device ({fixes}), or group or layer normalization in that layer",
    evidence=("arXiv:1502.03167",),
    needs=("model.normalizes_single_values", "training.batch_size_per_device"),
)

_NET = "archlint: 1\nmodel: {architecture: deeplabv3, normalization: batch, normalizes_single_values: %s}\n"
_RUN = "data: {modality: image}\ntraining: {batch_size_per_device: %d}\n"
EXAMPLES = (
    Bad(_NET % "true" + _RUN % 1, value="1", severity=ERROR),
    Good(_NET % "true" + _RUN % 2),
    Silent(_NET % "false" + _RUN % 1, why="its maps hold many values"),
)
