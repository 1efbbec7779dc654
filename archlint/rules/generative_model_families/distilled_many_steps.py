"""A distilled diffusion model takes many sampling steps.

## What it looks for
A few-step model (turbo, LCM, schnell, lightning, consistency) with more than eight sampling steps.

## Why it matters
Such a model is trained to reach its result in one to four steps, eight at the most; further ones cost time, and may
make the image worse.

## What to do instead
One to four steps, up to eight for LCM.

## When it is fine
Sampling for comparison.

## Evidence
arXiv:2310.04378 (abstract: two to four steps; its code recommends one to eight); arXiv:2311.17042 (abstract: one to
four steps).
"""

from .. import NOTE, Bad, Case, Fact, Good, Limit, Rule, Silent

MANY = Limit("many_steps", 8, "steps", "the code of arXiv:2310.04378 recommends 1 to 8 steps")

RULE = Rule(
    "distilled-many-steps",
    "a distilled diffusion model with many sampling steps",
    cases=(
        Case(
            NOTE,
            when=(
                Fact("model.family").is_("diffusion"),
                Fact("model.distilled").is_(True),
                Fact("model.sampling_steps").above(MANY),
            ),
            say="{model.name} is distilled to few steps, and takes {model.sampling_steps}",
        ),
    ),
    at=("model.sampling_steps",),
    instead="one to four steps, at most {limits.many_steps}",
    evidence=("arXiv:2310.04378", "arXiv:2311.17042"),
    limits=(MANY,),
    asks=0,
    concerns=("diffusion",),
    needs=("model.distilled", "model.sampling_steps"),
)

_NATIVE = "archlint: 1\nmodel: {family: diffusion, distilled: %s, sampling_steps: %d}\n"
EXAMPLES = (
    Bad(_NATIVE % ("true", 30), value="30", severity=NOTE),
    Good(_NATIVE % ("true", 4)),
    Silent(_NATIVE % ("false", 30), why="it is not distilled"),
)
