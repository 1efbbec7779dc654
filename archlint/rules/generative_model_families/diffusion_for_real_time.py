"""A many-step diffusion model where generation must be real-time.

## What it looks for
A diffusion model, a real-time need (stated as such, or a budget of at most 100 ms), and ten sampling steps or more,
or an undistilled model whose steps are not stated.

## Why it matters
Every step is a pass through the network.  For 100 CIFAR-10 images on one V100: DDPM 80.5 s, DDIM with 50 steps
4.01 s, a distilled model with 4 steps 0.21 s, StyleGAN2-ADA 0.04 s.

## What to do instead
Distil to one to four steps (consistency, LCM, adversarial distillation) first; a GAN where the domain is narrow.

## When it is fine
Distilled and few-step models; a measured latency that meets its budget; no stated need for speed.

## Evidence
arXiv:2112.07804 (table 1); arXiv:2010.02502; arXiv:2303.01469; arXiv:2311.17042.
"""

from .. import NOTE, WARNING, All, Any, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import measured_within_budget, needs_real_time

steps = Fact("model.sampling_steps")
MANY = Limit("many_steps", 10, "steps", "arXiv:2112.07804 table 1: 4 steps are real-time, 50 are not")
FEW = Limit("few_steps", 5, "steps", "distilled models take 1 to 4 steps (arXiv:2303.01469, arXiv:2311.17042)")

diffusion = Fact("model.family").is_("diffusion")
EXCUSES = (
    measured_within_budget,
    Fact("model.distilled").is_(True),
    Fact("training.regime").is_("distillation"),
    Fact("task").is_("reinforcement-learning"),
)

RULE = Rule(
    "diffusion-for-real-time",
    "a many-step diffusion model where generation must be real-time",
    cases=(
        Case(
            WARNING,
            when=(
                diffusion,
                needs_real_time,
                Any(
                    steps.at_least(MANY),
                    All(steps.absent, Fact("model.distilled").is_(False)),
                    asks=("model.sampling_steps",),
                ),
            ),
            unless=EXCUSES,
            say="{model.name} in real time with {model.sampling_steps} sampling steps: each is a pass through the "
            "whole network",
        ),
        Case(
            NOTE,
            when=(diffusion, needs_real_time, steps.at_least(FEW)),
            unless=EXCUSES,
            say="{model.name} in real time with {model.sampling_steps} sampling steps: measure it on the device",
        ),
    ),
    at=("model.sampling_steps", "deployment.latency", "deployment.latency_ms"),
    instead="distil to one to four steps (consistency, LCM, adversarial distillation), or a GAN where the domain is "
    "narrow; distilled models and measured latencies silence this",
    evidence=("arXiv:2112.07804", "arXiv:2010.02502", "arXiv:2303.01469"),
    limits=(MANY, FEW),
    concerns=("diffusion",),
)

_FAST = "archlint: 1\nmodel: {family: %s%s}\n%s"
_NEED = "deployment: {latency: real-time}\n"
EXAMPLES = (
    Bad(_FAST % ("diffusion", ", sampling_steps: 50", _NEED), value="50"),
    Good(_FAST % ("diffusion", ", sampling_steps: 4, distilled: true", _NEED)),
    Silent(_FAST % ("gan", "", _NEED), why="a GAN generates in one pass"),
    Asks(_FAST % ("diffusion", ", sampling_steps: 50", ""), fact="deployment.latency"),
)
