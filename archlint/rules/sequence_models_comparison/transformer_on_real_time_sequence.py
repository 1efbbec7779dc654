"""A bidirectional transformer where every step must be answered at once.

## What it looks for
A transformer encoder over text, audio or series, with a real-time need, that is not known to be causal or streaming.

## Why it matters
Full-context attention has to wait for the sequence, and to read it again at every step.

## What to do instead
A causal temporal convolution, an LSTM or GRU, a state-space model, or chunked attention with a cache.

## When it is fine
Chunked, causal or streaming attention; short windows answered as a batch; a measured latency that meets its budget.

## Evidence
The source document's sequence bands; arXiv:1803.01271 for the alternatives.
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run, measured_within_budget, needs_real_time

RULE = Rule(
    "transformer-on-real-time-sequence",
    "a full-context transformer where every step must be answered in real time",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("transformer-encoder"),
                Fact("data.modality").is_("time-series", "audio", "text"),
                needs_real_time,
            ),
            unless=(
                measured_within_budget,
                Fact("model.causal").is_(True),
                Fact("model.streaming").is_(True),
                Fact("model.bidirectional").is_(False),
            ),
            say="{model.name} in real time: full-context attention waits for the whole sequence",
        ),
    ),
    at=("deployment.latency", "deployment.latency_ms"),
    instead="a causal TCN, an LSTM or GRU, a state-space model, or chunked attention with a cache",
    evidence=("arXiv:1803.01271",),
    concerns=("transformer-encoder",),
)

_LIVE = "archlint: 1\nmodel: {family: %s%s}\ndata: {modality: audio}\ndeployment: {latency: real-time}\n"
EXAMPLES = (
    Bad(_LIVE % ("transformer-encoder", ""), value="real-time", severity=NOTE),
    Good(_LIVE % ("tcn", "")),
    Silent(_LIVE % ("transformer-encoder", ", streaming: true"), why="the attention is chunked for streaming"),
)
