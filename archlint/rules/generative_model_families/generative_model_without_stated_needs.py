"""A generative model is chosen, and neither speed, quality nor control is asked for.

## What it looks for
A GAN, VAE or diffusion model from scratch whose config states no latency, no quality and no control need.
Without the marker `archlint: 1`, it asks only for what would make another rule report.

## Why it matters
The families differ most in exactly these: GANs are fast, diffusion covers best, VAEs train cheapest, and control
comes from conditioning.

## What to do instead
Say which of them counts.

## When it is fine
Any one of the three stated; pretrained weights; policies that denoise actions.

## Evidence
The source document's questions for generation; arXiv:2112.07804 names the same three as a trilemma.
"""

from .. import QUESTION, Asks, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import is_run, none_known, scratch

NEEDS = ("deployment.latency", "constraints.quality", "constraints.control")

RULE = Rule(
    "generative-model-without-stated-needs",
    "a generative model with no stated need for speed, quality or control",
    cases=(
        Case(
            QUESTION,
            when=(
                is_run,
                Fact("model.family").is_("gan", "vae", "diffusion"),
                scratch,
                none_known("deployment.latency_ms", *NEEDS),
                Condition((), lambda view: True, "speed, quality or control is to be stated", NEEDS),
            ),
            unless=(Fact("training.toy").is_(True), Fact("task").is_("reinforcement-learning")),
            say="",
        ),
    ),
    at=("model.architecture", "model.family"),
    instead="state deployment.latency, constraints.quality or constraints.control",
    evidence=("arXiv:2112.07804",),
    concerns=("gan", "vae", "diffusion"),
    needs=("training.is_run",),
)

_DIFFUSION = "archlint: 1\nmodel: {family: diffusion, pretrained: %s}\ndata: {modality: image, train_size: 50000}\n%s"
EXAMPLES = (
    Asks(_DIFFUSION % ("false", ""), fact="deployment.latency"),
    Good(_DIFFUSION % ("false", "deployment: {latency: real-time}\n")),
    Silent(
        "model: {family: gan, pretrained: false}\ndata: {modality: image, train_size: 50000}\n",
        why="no answer would speak against it",
    ),
    Silent(_DIFFUSION % ("true", ""), why="the weights are pretrained: the choice has been made"),
    Silent(
        "archlint: 1\ntask: reinforcement-learning\nmodel: {family: diffusion, pretrained: false}\n",
        why="a policy that denoises actions is no image generator",
    ),
)
