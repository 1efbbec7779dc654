"""More sampling steps than the diffusion was trained with.

## What it looks for
The steps of sampling, and the discrete noise levels of training.

## Why it matters
A sampler picks its steps from the levels that the network was trained on, and there are no more of them: Diffusers'
schedulers and MONAI's refuse a larger number.

## What to do instead
At most as many steps as noise levels; far fewer with a faster sampler (DDIM, DPM-Solver).

## When it is fine
Continuous time and flow matching, where any number of steps is possible: the rule is silent on these.

## Evidence
arXiv:2010.02502 (section 4.2: sampling runs over a sub-sequence of the training steps).
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import AtMost, must_hold

RULE = must_hold(
    "sampling-steps-exceed-training-steps",
    "more sampling steps than noise levels",
    AtMost("model.sampling_steps", "model.noise_levels"),
    say="{value:sampling step}, and training had {most:noise level}",
    instead="at most the noise levels of training: {fixes}",
    evidence=("arXiv:2010.02502",),
)


_NATIVE = "archlint: 1\nmodel: {family: diffusion, noise_levels: 100, sampling_steps: %d}\n"
EXAMPLES = (
    Bad(_NATIVE % 250, value="250", severity=ERROR),
    Good(_NATIVE % 100),
    Silent(
        "archlint: 1\nmodel: {family: diffusion, sampling_steps: 250}\n",
        why="no discrete noise levels are stated",
    ),
)
