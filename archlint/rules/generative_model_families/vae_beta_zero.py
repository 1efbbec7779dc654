"""A variational autoencoder that is sampled from its prior has no KL term.

## What it looks for
A variational autoencoder that is itself the generator, and whose weight of the KL term is exactly 0 to the end.

## Why it matters
Only that term draws the codes of the data towards the prior.  Without it, a sample of the prior is no code that the
decoder knows.

## What to do instead
A weight above 0, or one that grows over training; a prior that is fitted to the codes afterwards (as in regularized
autoencoders).

## When it is fine
Autoencoders that are only a first stage, tiny weights (1e-6), annealing from 0, vector quantization.

## Evidence
arXiv:1312.6114 (section 2.2: the KL term of the bound); arXiv:1903.12436 (abstract) for the fitted prior.
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "vae-beta-zero",
    "a variational autoencoder without a KL term",
    cases=(
        Case(
            WARNING,
            when=(
                Fact("model.family").is_("vae"),
                Fact("model.kl_weight").is_(0),
                Fact("model.is_sampled_from_prior").is_(True),
            ),
            unless=(Fact("training.kl_annealing").is_(True), Fact("model.latent").is_(True)),
            say="{model.name} is sampled from its prior, and the weight of the KL term is 0",
        ),
    ),
    at=("model.kl_weight",),
    instead="a weight above 0, or one that grows from 0 (kl_annealing: true)",
    evidence=("arXiv:1312.6114", "arXiv:1903.12436"),
    asks=0,
    concerns=("vae",),
    needs=("model.kl_weight", "model.is_sampled_from_prior"),
)

_NATIVE = "archlint: 1\nmodel: {family: vae, kl_weight: %s, is_sampled_from_prior: %s}\n"
EXAMPLES = (
    Bad(_NATIVE % ("0", "true"), value="0"),
    Good(_NATIVE % ("0.00025", "true")),
    Silent(_NATIVE % ("0", "false"), why="the first stage of another generator is not sampled from"),
    Silent(_NATIVE % ("0.000001", "true"), why="a tiny weight is a choice"),
)
