"""Fine control is required of a generator that takes no input to be controlled by.

## What it looks for
A generative model that is known to be unconditional, and a stated requirement of control.

## Why it matters
An unconditional generator samples from its whole distribution; nothing says what.

## What to do instead
A class, text or image condition; ControlNet or an adapter over a pretrained model; StyleGAN's style space.

## When it is fine
Where control is not required, or the latent space itself is steered.

## Evidence
arXiv:2302.05543; arXiv:1812.04948.
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run

RULE = Rule(
    "uncontrollable-generator",
    "control is required of an unconditional generator",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("gan", "vae", "diffusion", "autoregressive-generator"),
                Fact("constraints.control").is_("required"),
                Fact("model.conditional").is_(False),
            ),
            say="{model.name} takes no condition, and control is required",
        ),
    ),
    at=("model.conditional", "constraints.control"),
    instead="a class, text or image condition; ControlNet or an adapter over a pretrained model",
    evidence=("arXiv:2302.05543", "arXiv:1812.04948"),
    concerns=("gan", "vae", "diffusion", "autoregressive-generator"),
    needs=(
        "constraints.control",
        "model.conditional",
    ),
)

_GEN = "archlint: 1\nmodel: {family: gan%s}\nconstraints: {control: required}\n"
EXAMPLES = (
    Bad(_GEN % ", conditional: false", value="false", severity=NOTE),
    Good(_GEN % ", conditional: true"),
    Silent(_GEN % "", why="whether it takes a condition is not stated"),
)
