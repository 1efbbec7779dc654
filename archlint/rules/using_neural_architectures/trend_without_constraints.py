"""A model of the latest trend, and no constraint that it was chosen by.

## What it looks for
A vision transformer, diffusion model, graph transformer, language model or state-space model from scratch, with
neither the data's size nor a target, latency or compute stated.

## Why it matters
Newest is not fittest: which of these facts holds decides whether the trend is the right choice.

## What to do instead
State the data's size and where the model is to run.

## When it is fine
Pretrained weights, a self-supervised stage, a known data set; policies, whose data is interaction.

## Evidence
The source document's red flags ("latest trend mentioned").
"""

from .. import QUESTION, Asks, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import is_run, none_known, scratch

TRENDS = ("vision-transformer", "diffusion", "graph-transformer", "transformer-decoder", "state-space")
DECISIVE = ("data.train_size", "deployment.target")

RULE = Rule(
    "trend-without-constraints",
    "a model of the latest trend from scratch, with no constraint stated",
    cases=(
        Case(
            QUESTION,
            when=(
                is_run,
                Fact("model.family").is_(*TRENDS),
                scratch,
                none_known(
                    *DECISIVE,
                    "data.size_band",
                    "deployment.latency",
                    "deployment.latency_ms",
                    "constraints.compute",
                    "data.num_graphs",
                    "data.nodes_per_graph",
                ),
                Condition((), lambda view: True, "the data's size or the target is to be stated", DECISIVE),
            ),
            unless=(
                Fact("training.self_supervised_stage").is_(True),
                Fact("training.regime").is_("self-supervised", "distillation", "fine-tuning", "inference"),
                Fact("training.toy").is_(True),
                Fact("task").is_("reinforcement-learning"),
            ),
            say="",
        ),
    ),
    at=("model.architecture", "model.family"),
    instead="state the data's size and where the model is to run",
    evidence=(),
    concerns=TRENDS,
    needs=("training.is_run",),
)

_TREND = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: %s}\n%s"
EXAMPLES = (
    Asks(_TREND % ("false", ""), fact="data.train_size"),
    Good(_TREND % ("false", "data: {train_size: 500000}\ndeployment: {target: server}\n")),
    Silent(_TREND % ("true", ""), why="the weights are pretrained"),
    Silent(
        "archlint: 1\ntask: reinforcement-learning\nmodel: {family: diffusion, pretrained: false}\n",
        why="a policy's data is interaction",
    ),
)
