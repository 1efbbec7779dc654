"""A convolutional sequence network sees less of the past than it is given.

## What it looks for
The receptive field of a temporal convolutional network, which follows exactly from its kernel, dilations and layers,
below the length of the sequences that it is to read.

## Why it matters
The oldest steps never reach the output: the network is trained on a lookback that it cannot see.

## What to do instead
More layers (each doubles the dilation), a larger kernel, or a shorter sequence.

## When it is fine
Tasks that depend on the last steps alone; audio and character models, whose sequences are pieces of a longer stream.

## Evidence
arXiv:1803.01271 (section 3.3: larger kernels, and dilations that grow with the depth, widen the receptive field).
"""

from .. import WARNING, Bad, Fact, Good, Silent
from ..arithmetic import AtLeast, must_hold


def _say(view):
    field, steps = view.numbers("model.receptive_field", "data.sequence_length")
    return (
        f"a receptive field of {field:,} steps over sequences of {steps:,}: the oldest {steps - field:,} are not seen"
    )


RULE = must_hold(
    "receptive-field-short",
    "a temporal convolutional network that does not see its whole input",
    AtLeast("model.receptive_field", "data.sequence_length"),
    say=_say,
    instead="more layers or a larger kernel, until the receptive field covers the sequence; or a shorter sequence",
    severity=WARNING,
    when=(Fact("model.family").is_("tcn"),),
    remedies=(),
    evidence=("arXiv:1803.01271",),
    sites=False,
)


_NET = "archlint: 1\ntask: forecasting\nmodel: {family: tcn, receptive_field: %d}\n"
_DATA = "data: {modality: time-series, sequence_length: 400}\n"
EXAMPLES = (
    Bad(_NET % 253 + _DATA, value="253"),
    Good(_NET % 509 + _DATA),
    Silent("archlint: 1\ntask: forecasting\nmodel: {family: tcn}\n" + _DATA, why="its dilations are not stated"),
)
