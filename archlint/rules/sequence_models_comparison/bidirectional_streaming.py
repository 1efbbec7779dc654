"""A bidirectional recurrent network that is to answer while its input still comes in.

## What it looks for
A recurrent network known to run in both directions, in a model known to stream.

## Why it matters
The backward direction starts at the end of the input: no step can be answered before all of it is there.

## What to do instead
One direction; a few steps of look-ahead, or chunks with a bounded right context (a latency-controlled BLSTM).

## When it is fine
Whole utterances or windows that are complete before they are read; chunked bidirectional layers.

## Evidence
The definition of the backward direction: its first step is the last one of the input.
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "bidirectional-streaming",
    "a bidirectional recurrent network in a model that streams",
    cases=(
        Case(
            WARNING,
            when=(
                Fact("model.family").is_("rnn"),
                Fact("model.bidirectional").is_(True),
                Fact("model.streaming").is_(True),
            ),
            unless=(Fact("model.architecture").has("latency", "lc-", "lcb", "chunk"),),
            say="the backward direction starts at the end of the input, which a stream has not reached",
        ),
    ),
    at=("model.bidirectional", "model.streaming"),
    instead="one direction, or chunks with a bounded right context",
    evidence=(),
    concerns=("rnn",),
    needs=("model.bidirectional", "model.streaming"),
)

_RNN = "archlint: 1\nmodel: {family: rnn, cell: lstm, bidirectional: %s, streaming: true}\ndata: {modality: audio}\n"
EXAMPLES = (
    Bad(_RNN % "true", value="true"),
    Good(_RNN % "false"),
    Silent(
        "archlint: 1\nmodel: {architecture: lc-blstm, family: rnn, cell: lstm, bidirectional: true, streaming: true}\n"
        "data: {modality: audio}\n",
        why="a latency-controlled layer reads chunks",
    ),
)
