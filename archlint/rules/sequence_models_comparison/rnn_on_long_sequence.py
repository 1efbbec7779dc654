"""A recurrent network reads long sequences.

## What it looks for
An Elman RNN, LSTM or GRU over sequences at least as long as the limit: a note, and in a person's own words a warning
from a thousand steps.

## Why it matters
The gradient has to pass every step.  On sequential MNIST (784 steps) an LSTM reaches 87.2 % where a temporal
convolution of its size reaches 99.0 %; on copy memory over 1,000 steps it does not learn the task at all.

## What to do instead
A temporal convolution, a state-space model, or a transformer.

## When it is fine
Streaming with truncated backpropagation, speech with subsampling in front, reinforcement learning.  A GRU can hold
its own: on the adding problem over 600 steps it does.

## Evidence
arXiv:1803.01271 (table 1); arXiv:1211.5063; arXiv:1805.04623.
"""

from .. import NOTE, WARNING, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run, own_words

LONG = Limit("long_sequence", 500, "steps", "arXiv:1803.01271 table 1: sequences of 600 to 1,000 steps")
VERY_LONG = Limit(
    "very_long_sequence",
    1_000,
    "steps",
    "arXiv:1803.01271: on copy memory over 1,000 steps an LSTM and a GRU do not learn the task",
)
EXCUSES = (
    Fact("training.truncated_backpropagation").is_(True),
    Fact("model.streaming").is_(True),
    # Gated linear recurrences (RWKV, minGRU, Hawk) are trained on thousands of steps.
    Fact("model.cell").is_not("elman", "lstm", "gru"),
    Fact("task").is_("speech-recognition", "text-to-speech", "reinforcement-learning"),
)
SAID = "{model.name} over {data.sequence_length:,} steps: recurrent gradients seldom reach so far"

RULE = Rule(
    "rnn-on-long-sequence",
    "a recurrent network over long sequences",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                own_words,
                Fact("model.family").is_("rnn"),
                Fact("model.cell").is_("elman", "lstm", "gru"),
                Fact("data.sequence_length").at_least(VERY_LONG),
            ),
            unless=EXCUSES,
            say=SAID,
        ),
        Case(
            NOTE,
            when=(is_run, Fact("model.family").is_("rnn"), Fact("data.sequence_length").at_least(LONG)),
            unless=EXCUSES,
            say=SAID,
        ),
    ),
    at=("data.sequence_length",),
    instead="a temporal convolution (TCN), a state-space model or a transformer; or truncated backpropagation",
    evidence=("arXiv:1803.01271", "arXiv:1211.5063", "arXiv:1805.04623"),
    limits=(LONG, VERY_LONG),
    concerns=("rnn",),
    needs=("data.sequence_length",),
)

_RNN = "archlint: 1\nmodel: {family: %s, cell: lstm}\ndata: {modality: time-series, sequence_length: %s}\n"
EXAMPLES = (
    Bad(_RNN % ("rnn", 784), value="784", severity=NOTE),
    Good(_RNN % ("tcn", 784)),
    Silent(_RNN % ("rnn", 100), why="the sequences are short"),
    Silent(
        "archlint: 1\nmodel: {family: rnn, cell: other}\ndata: {modality: text, sequence_length: 4096}\n",
        why="the cell is a gated linear recurrence",
    ),
)
