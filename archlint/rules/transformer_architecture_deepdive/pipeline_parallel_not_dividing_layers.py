"""The number of pipeline stages does not divide the layers.

## What it looks for
A pipeline-parallel size that does not divide the number of layers, where the framework gives each stage the same
number of layers and no uneven split is stated.

## Why it matters
The frameworks refuse it, or build fewer layers than were asked for, without a word.

## What to do instead
A size that divides the layers, or the framework's own keys for an uneven split.

## When it is fine
Frameworks that balance uneven stages by themselves; stated numbers of layers for the first and last stage.

## Evidence
The frameworks' own division of the layers.
"""

from .. import ERROR, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Divides, quotient

STAGES_DIVIDE_LAYERS = Divides("training.pipeline_parallel", "model.num_layers")


def _say(view):
    layers, stages = view.numbers("model.num_layers", "training.pipeline_parallel")
    return (
        f"{layers:,} layers are not divisible over {stages:,} pipeline stages{view.where}: {quotient(layers, stages)}"
    )


RULE = Rule(
    "pipeline-parallel-not-dividing-layers",
    "a pipeline-parallel size that does not divide the layers",
    cases=(
        Case(
            ERROR,
            when=(Fact("training.pipeline_remainder").is_("refuse", "drop"), ~STAGES_DIVIDE_LAYERS),
            say=_say,
            remedies=STAGES_DIVIDE_LAYERS.remedies,
        ),
    ),
    at=("training.pipeline_parallel",),
    instead="{fixes}, or an uneven split by the framework's own keys",
    evidence=(),
    needs=("training.pipeline_parallel", "training.pipeline_remainder", "model.num_layers"),
    sites=True,
)

_RUN = "archlint: 1\nmodel: {num_layers: %d}\ntraining: {pipeline_parallel: 4, pipeline_remainder: %s}\n"
EXAMPLES = (
    Bad(_RUN % (30, "refuse"), value="4", severity=ERROR),
    Good(_RUN % (32, "refuse")),
    Bad(
        "#!/bin/bash\ntorchrun pretrain_gpt.py --num-layers 30 --hidden-size 2048 --num-attention-heads 16 "
        "--micro-batch-size 1 --train-iters 10 --pipeline-model-parallel-size 4 "
        "--decoder-first-pipeline-num-layers 7 --decoder-last-pipeline-num-layers 6\n",
        value="4",
        severity=ERROR,
        path="pretrain.sh",
    ),
    Silent(_RUN % (30, "pad"), why="the framework balances uneven stages"),
)
