"""Full attention over very long sequences, computed plainly.

## What it looks for
Sequences longer than the limit, and attention that is stated to be the plain (eager, full) one: a warning in a
person's own words, elsewhere a note.

## Why it matters
The score matrix grows with the square of the length.  FlashAttention computes the same function in linear memory;
windows, sparse patterns and state-space models compute another one in less time.

## What to do instead
The same attention through a memory-efficient kernel first; then a window, a hybrid or a state-space model.

## When it is fine
Up to 8,192 tokens nothing is said: on the Long Range Arena full attention (54.4 on average) keeps up with BigBird
(55.0).  Above, any flash, SDPA, window, sparse or linear attention silences it.

## Evidence
arXiv:2205.14135; arXiv:2011.04006 (the repository's leaderboard).
"""

from .. import NOTE, WARNING, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run, own_words

LONG = Limit("long_sequence", 8_192, "tokens", "arXiv:2205.14135: published training runs reach it with full attention")

RULE = Rule(
    "full-attention-on-long-sequence",
    "plain full attention over very long sequences",
    cases=(
        *(
            Case(
                severity,
                when=(
                    is_run,
                    *worlds,
                    Fact("model.attention").is_("full", "eager"),
                    Fact("data.sequence_length").above(LONG),
                ),
                unless=(Fact("model.family").is_("state-space", "rnn", "tcn"),),
                say="plain full attention over {data.sequence_length:,} tokens: its memory grows with the square of "
                "that",
            )
            for severity, worlds in ((WARNING, (own_words,)), (NOTE, ()))
        ),
    ),
    at=("data.sequence_length", "model.attention"),
    instead="the same attention through FlashAttention or SDPA; else a window, a hybrid or a state-space model",
    evidence=("arXiv:2205.14135", "arXiv:2011.04006"),
    limits=(LONG,),
    needs=(
        "model.attention",
        "data.sequence_length",
    ),
)

_LONG = (
    "archlint: 1\nmodel: {family: transformer-encoder, attention: %s}\ndata: {modality: text, sequence_length: %s}\n"
)
EXAMPLES = (
    Bad(_LONG % ("full", 32768), value="32768"),
    Good(_LONG % ("flash", 32768)),
    Silent(_LONG % ("full", 4096), why="up to 8,192 tokens full attention is ordinary"),
)
