"""An Elman RNN without gates is chosen.

## What it looks for
A recurrent network whose cell is the plain (Elman) one, over sequences longer than the limit.

## Why it matters
Its gradient vanishes or explodes with the number of steps; gates were invented for that.

## What to do instead
A GRU or LSTM costs a few more weights; a temporal convolution or a state-space model trains in parallel too.

## When it is fine
Short sequences; identity, orthogonal or unitary initialization (IRNN and its kin); reservoirs; teaching.

## Evidence
arXiv:1211.5063 (sections 2 and 3); arXiv:1504.00941 for the initialization that mends it.
"""

from .. import WARNING, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run

LONG = Limit("short_sequence", 30, "steps", "a project's line to set; the mechanism is in arXiv:1211.5063 section 2")

RULE = Rule(
    "vanilla-rnn",
    "an Elman RNN without gates",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                Fact("model.family").is_("rnn"),
                Fact("model.cell").is_("elman"),
                Fact("data.sequence_length").above(LONG),
            ),
            unless=(
                Fact("model.depth_scheme").is_not("none"),
                Fact("training.toy").is_(True),
                Fact("task").is_("reinforcement-learning"),
            ),
            say="a plain (Elman) RNN over {data.sequence_length:,} steps: its gradient vanishes or explodes on the way",
        ),
    ),
    at=("model.cell", "model.architecture"),
    instead="a GRU or LSTM, a temporal convolution, or a state-space model",
    evidence=("arXiv:1211.5063",),
    limits=(LONG,),
    concerns=("rnn",),
)

_RNN = "archlint: 1\nmodel: {family: rnn, cell: %s}\ndata: {modality: time-series%s}\n"
EXAMPLES = (
    Bad(_RNN % ("elman", ", sequence_length: 200"), value="elman"),
    Good(_RNN % ("gru", ", sequence_length: 200")),
    Silent(_RNN % ("elman", ", sequence_length: 20"), why="twenty steps are few enough"),
    Asks(_RNN % ("elman", ""), fact="data.sequence_length"),
)
