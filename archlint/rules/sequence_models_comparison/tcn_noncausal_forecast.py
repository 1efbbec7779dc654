"""An online forecaster whose convolutions look ahead.

## What it looks for
A temporal convolutional network that is not causal, in a forecaster that answers while the series goes on.

## Why it matters
A convolution that is padded on both sides reads steps after the one it answers for.  In training they are there; when
it runs they are not, and the score of the validation does not hold.

## What to do instead
Causal convolutions: padding on the left alone.

## When it is fine
A network over a lookback that has wholly passed, whose output is one vector at its end; offline work on whole series.

## Evidence
arXiv:1803.01271 (section 3.2: causal convolutions, no leakage from the future).
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "tcn-noncausal-forecast",
    "an online forecaster with convolutions that look ahead",
    cases=(
        Case(
            WARNING,
            when=(
                Fact("task").is_("forecasting"),
                Fact("model.family").is_("tcn"),
                Fact("model.causal").is_(False),
                Fact("model.streaming").is_(True),
            ),
            say="{model.name} is not causal, and forecasts while the series goes on",
        ),
    ),
    at=("model.causal", "model.family"),
    instead="causal convolutions, padded on the left alone",
    evidence=("arXiv:1803.01271",),
    concerns=("tcn",),
    needs=("model.causal", "model.streaming"),
)

_NET = "archlint: 1\ntask: forecasting\nmodel: {family: tcn, causal: %s%s}\ndata: {modality: time-series}\n"
EXAMPLES = (
    Bad(_NET % ("false", ", streaming: true"), value="false"),
    Good(_NET % ("true", ", streaming: true")),
    Silent(_NET % ("false", ""), why="it may look back over a window that has passed"),
)
