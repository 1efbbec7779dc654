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

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Divides, must_hold

RULE = must_hold(
    "pipeline-parallel-not-dividing-layers",
    "a pipeline-parallel size that does not divide the layers",
    Divides("training.pipeline_parallel", "model.num_layers"),
    say="{number:layer} are not divisible over {divisor:pipeline stage}{where}: {quotient}",
    instead="{fixes}, or an uneven split by the framework's own keys",
    when=(Fact("training.pipeline_remainder").is_("refuse", "drop"),),
    at=("training.pipeline_parallel",),
    needs=("training.pipeline_parallel", "training.pipeline_remainder", "model.num_layers"),
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
