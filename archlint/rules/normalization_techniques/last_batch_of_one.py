"""The last batch of an epoch holds one sample, and batch normalization sees a single value.

## What it looks for
A training set, a batch size that leaves one sample over, a loader that keeps the last batch, and a network that
batch-normalizes one value for each sample and channel (a pooled map of 1x1, or a vector).

## Why it matters
The statistics of one value are not defined: PyTorch raises in training mode, at the end of the first epoch.

## What to do instead
Drop the last batch, or another batch size.

## When it is fine
Larger maps, where one image holds many values; synchronized or frozen statistics.

## Evidence
arXiv:1502.03167 (algorithm 1); PyTorch refuses a single value per channel in training.
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy, quotient

_NAMES = ("data.train_size", "training.batch_size_per_device")
ONE_IS_LEFT = Relation(
    _NAMES, lambda size, batch: batch > 1 and size % batch == 1, "training.batch_size_per_device leaves one sample over"
)


def _say(view):
    size, batch = view.numbers(*_NAMES)
    return (
        f"{view.value('data.train_size'):,} samples in batches of {batch:,} leave a last batch of one "
        f"({quotient(size - 1, batch)} x {batch:,} + 1), and its batch normalization sees a single value per channel"
    )


def _other_batches(view):
    size, batch = view.numbers(*_NAMES)
    return [n for n in (batch - 1, batch + 1, batch + 2) if n > 1 and size % n != 1][:2]


RULE = Rule(
    "last-batch-of-one",
    "a last batch of one sample before batch normalization of single values",
    cases=(
        Case(
            WARNING,
            when=(
                ONE_IS_LEFT,
                Fact("training.drop_last").is_(False),
                Fact("model.normalizes_single_values").is_(True),
            ),
            unless=(Fact("training.num_devices").above(1),),
            say=_say,
            remedies=(Remedy("training.batch_size_per_device", _other_batches),),
        ),
    ),
    at=("training.batch_size_per_device",),
    instead="drop the last batch (drop_last), or another batch size: {fixes}",
    evidence=("arXiv:1502.03167",),
    needs=("model.normalizes_single_values", "training.batch_size_per_device"),
)

_NET = "archlint: 1\nmodel: {family: cnn, normalization: batch, normalizes_single_values: %s}\n"
_RUN = "data: {modality: image, train_size: 2975}\ntraining: {batch_size_per_device: %d, drop_last: false}\n"
EXAMPLES = (
    Bad(_NET % "true" + _RUN % 2, value="2"),
    Good(_NET % "true" + _RUN % 4),
    Silent(_NET % "false" + _RUN % 2, why="its feature maps hold many values"),
)
