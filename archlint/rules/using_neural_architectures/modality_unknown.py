"""A model is described, and not what data it reads.

## What it looks for
A person's own description whose model does not imply the modality, with no modality, task or known data set.  Of a
model that is named, without the marker `archlint: 1`, it asks only where some kind of data would make another rule
report.

## Why it matters
Every route begins with the kind of data: images, sequences, graphs, tables.

## What to do instead
State data.modality.

## When it is fine
The architecture, the task or the data set tells it.

## Evidence
The source document's red flags ("generic problem description").
"""

from .. import QUESTION, Any, Asks, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import closed_world, own_words

UNSTATED = (
    Fact("data.modality").absent,
    Condition((), lambda view: True, "the modality is to be stated", ("data.modality",)),
)

RULE = Rule(
    "modality-unknown",
    "a model with no stated kind of data",
    cases=(
        Case(
            QUESTION,
            when=(own_words, Any(Fact("model.candidates").known, Fact("model.open_choice").known), *UNSTATED),
            say="",
            is_open=True,
        ),
        Case(
            QUESTION,
            when=(
                closed_world,
                Any(Fact("model.architecture").known, Fact("model.family").known, Fact("model.num_layers").known),
                *UNSTATED,
            ),
            say="",
        ),
    ),
    at=("model.architecture", "model.family"),
    instead="state data.modality",
    evidence=(),
    needs=("config.own_words",),
)

EXAMPLES = (
    Asks("archlint: 1\nmodel: {candidates: [mlp, my-own-net]}\ndata: {train_size: 5000}\n", fact="data.modality"),
    Good("archlint: 1\nmodel: {candidates: [mlp, my-own-net]}\ndata: {train_size: 5000, modality: tabular}\n"),
    Silent("model: {family: mlp}\ndata: {train_size: 5000}\n", why="no answer would speak against it"),
    Silent("archlint: 1\nmodel: {family: gnn}\ndata: {train_size: 5000}\n", why="a GNN reads graphs"),
)
