"""A choice is put down without anything to choose by.

## What it looks for
A person's own description that names a model, or leaves it open ("best", "X or Y"), and states no data size, no
compute, no target and no latency.  Of a model that is named, without the
marker `archlint: 1`, it asks only for what would make another rule report.

## Why it matters
"Best" depends on constraints: the same question has another answer at a thousand images and at a million, on a phone
and in a data centre.

## What to do instead
State the data's size, the compute and the latency or target.

## When it is fine
One of them is stated; framework configs, whose authors did not describe a choice to archlint.

## Evidence
The source document's red flags ("Best architecture for X").
"""

from .. import QUESTION, Any, Asks, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import closed_world, none_known, own_words

CONSTRAINTS = ("data.train_size", "constraints.compute", "deployment.latency")

UNSTATED = (
    none_known(
        *CONSTRAINTS,
        "data.size_band",
        "deployment.target",
        "deployment.latency_ms",
        "data.num_graphs",
        "data.nodes_per_graph",
    ),
    Condition((), lambda view: True, "a constraint is to be stated", CONSTRAINTS),
)

RULE = Rule(
    "unconstrained-choice",
    "a choice with no data size, compute, target or latency stated",
    cases=(
        Case(
            QUESTION,
            when=(
                own_words,
                Any(Fact("model.candidates").known, Fact("model.open_choice").known),
                *UNSTATED,
            ),
            say="",
            is_open=True,
        ),
        Case(
            QUESTION,
            when=(closed_world, Any(Fact("model.architecture").known, Fact("model.family").known), *UNSTATED),
            say="",
        ),
    ),
    at=("model.architecture", "model.family"),
    instead="state the data's size, the compute and the latency",
    evidence=(),
    needs=("config.own_words",),
)

EXAMPLES = (
    Asks("archlint: 1\nmodel: {architecture: vit_base_patch16_224}\n", fact="data.train_size"),
    Asks("archlint: 1\nmodel: {candidates: [rnn, my-own-net]}\n", fact="data.train_size"),
    Good("archlint: 1\nmodel: {architecture: vit_base_patch16_224}\ndata: {train_size: 50000}\n"),
    Silent(
        "model: {architecture: resnet50, pretrained: true}\ndata: {num_classes: 9}\n",
        why="no answer would speak against it",
    ),
    Silent("archlint: 1\nmodel: {architecture: resnet50}\ndeployment: {target: server}\n", why="the target is stated"),
)
