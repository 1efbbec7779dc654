"""Batch normalization in a critic that a gradient penalty is put on.

## What it looks for
A gradient penalty, and batch normalization in the critic or discriminator.

## Why it matters
The penalty is on the norm of the critic's gradient at each input by itself.  Batch normalization makes each output
depend on the whole batch, and the penalized gradient is another quantity.

## What to do instead
Layer normalization in the critic, or none; batch normalization may stay in the generator.

## When it is fine
Batch normalization in the generator alone; spectral normalization; no gradient penalty.

## Evidence
arXiv:1704.00028 (section 4, "No critic batch normalization").
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "batchnorm-in-wgan-gp-critic",
    "batch normalization in a critic with a gradient penalty",
    cases=(
        Case(
            WARNING,
            when=(
                Fact("training.gradient_penalty").above(0),
                Fact("model.critic_normalization").is_("batch"),
            ),
            say="a gradient penalty of {training.gradient_penalty} on a critic with batch normalization: the gradient "
            "at one input depends on the whole batch",
        ),
    ),
    at=("model.critic_normalization", "training.gradient_penalty"),
    instead="layer normalization in the critic, or none",
    evidence=("arXiv:1704.00028",),
    needs=("training.gradient_penalty", "model.critic_normalization"),
)

_GAN = "archlint: 1\nmodel: {family: gan, critic_normalization: %s}\ntraining: {gradient_penalty: %s}\n"
EXAMPLES = (
    Bad(_GAN % ("batch", 10), value="batch"),
    Good(_GAN % ("layer", 10)),
    Silent(_GAN % ("batch", 0), why="there is no gradient penalty"),
)
