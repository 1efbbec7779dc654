"""A recurrent network where the question may be neither RNN nor LSTM.

## What it looks for
An RNN, LSTM or GRU for text classification, language modelling, translation or forecasting, with much data and no
need that speaks for recurrence.

## Why it matters
"RNN or LSTM?" is often asked by habit.  With much data a pretrained transformer, a temporal convolution or a
state-space model is usually the third option that wins.

## What to do instead
Compare with a fine-tuned transformer (text) or a temporal convolution, linear model or state-space model (series).

## When it is fine
Streaming, tight latency, small devices, short sequences, little data.

## Evidence
arXiv:1803.01271; arXiv:2205.13504; arXiv:2312.00752.
"""

from .. import NOTE, Bad, Case, Fact, Good, Limit, Rule, Silent, Size
from ..conditions import is_run, needs_real_time, on_small_device

MUCH = Limit(
    "much_data", 100_000, "samples", "the source document's line above which newer families are worth considering"
)
SHORT = Limit("short_sequence", 100, "steps", "the source document's sequence bands (RNN, LSTM or TCN below 100)")

RULE = Rule(
    "recurrent-premise",
    "a recurrent network where neither RNN nor LSTM may be the question",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("rnn"),
                Fact("task").is_("text-classification", "language-modeling", "translation", "forecasting"),
                Size("data.train_size").at_least(MUCH),
            ),
            unless=(
                needs_real_time,
                on_small_device,
                Fact("model.streaming").is_(True),
                Fact("data.sequence_length").below(SHORT),
            ),
            say="{model.name} for {task} on {data.size}: RNN or LSTM may not be the question any more",
        ),
    ),
    at=("model.architecture", "model.family", "model.cell"),
    instead="compare with a fine-tuned transformer (text), or a TCN, linear model or state-space model (series)",
    evidence=("arXiv:1803.01271", "arXiv:2205.13504", "arXiv:2312.00752"),
    limits=(MUCH, SHORT),
    concerns=("rnn",),
    needs=("task",),
)

_RNN = "archlint: 1\ntask: %s\nmodel: {family: %s}\ndata: {modality: text, train_size: 500000, unit: documents}\n%s"
EXAMPLES = (
    Bad(_RNN % ("text-classification", "rnn", ""), value="rnn", severity=NOTE),
    Good(_RNN % ("text-classification", "transformer-encoder", "")),
    Silent(
        _RNN % ("text-classification", "rnn", "deployment: {target: microcontroller}\n"),
        why="a small device speaks for recurrence",
    ),
)
