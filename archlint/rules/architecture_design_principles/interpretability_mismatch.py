"""Interpretability is required of a deep network over a table.

## What it looks for
A stated need for interpretability, tabular data, and a deep network.

## Why it matters
On tables of ordinary size boosted trees are at least as good, and additive or linear models can be read.  Attention
weights are no explanation.

## What to do instead
A linear or additive model, or boosted trees with their known explanations.

## When it is fine
Where interpretability is not required, or the data is no table.

## Evidence
arXiv:2207.08815; arXiv:1902.10186.
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run

RULE = Rule(
    "interpretability-mismatch",
    "interpretability is required of a deep network over a table",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("constraints.interpretability").is_("required"),
                Fact("data.modality").is_("tabular"),
                Fact("model.family").is_("mlp", "tabular-network", "transformer-encoder", "cnn", "rnn"),
            ),
            say="{model.name} over a table where interpretability is required: its reasons cannot be read",
        ),
    ),
    at=("constraints.interpretability",),
    instead="a linear or additive model, or gradient-boosted trees",
    evidence=("arXiv:2207.08815", "arXiv:1902.10186"),
    concerns=("mlp", "tabular-network", "transformer-encoder", "cnn", "rnn"),
    needs=("constraints.interpretability",),
)

_TABLE = "archlint: 1\nmodel: {family: %s}\ndata: {modality: tabular}\nconstraints: {interpretability: %s}\n"
EXAMPLES = (
    Bad(_TABLE % ("mlp", "required"), value="required", severity=NOTE),
    Good(_TABLE % ("gradient-boosting", "required")),
    Silent(_TABLE % ("mlp", "not-required"), why="interpretability is not required"),
)
