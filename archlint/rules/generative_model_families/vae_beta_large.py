"""A variational autoencoder has a heavy KL term, and no aim that asks for it.

## What it looks for
A weight of the KL term above 10, in an autoencoder whose name shows no aim of disentangling (beta-VAE, FactorVAE ...).

## Why it matters
The heavier the term, the closer every code is drawn to the prior, until the codes say nothing of the input (posterior
collapse) and the decoder gives a blurred mean.  What is heavy depends on how both terms are averaged.

## What to do instead
A weight near 1 for sums over all pixels, or one that grows over training.

## When it is fine
Disentangling; losses that average the reconstruction over pixels and the KL term over nothing.

## Evidence
arXiv:1511.06349 (section 3.1: codes that collapse to the prior, and annealing of the weight); arXiv:1804.03599 for
heavy terms with the aim of disentangling.
"""

from .. import NOTE, Bad, Case, Fact, Good, Limit, Rule, Silent

HEAVY = Limit("heavy_weight", 10, "times", "archlint's own line; arXiv:1511.06349 for the direction")

RULE = Rule(
    "vae-beta-large",
    "a variational autoencoder with a heavy KL term",
    cases=(
        Case(
            NOTE,
            when=(Fact("model.family").is_("vae"), Fact("model.kl_weight").above(HEAVY)),
            unless=(
                Fact("model.architecture").has("beta", "factor", "dip", "tcvae", "disentangl"),
                Fact("training.kl_annealing").is_(True),
            ),
            say="the KL term of {model.name} has a weight of {model.kl_weight}: look for codes that say nothing",
        ),
    ),
    at=("model.kl_weight",),
    instead="a weight near 1 for summed terms, or one that grows (kl_annealing: true)",
    evidence=("arXiv:1511.06349", "arXiv:1804.03599"),
    limits=(HEAVY,),
    asks=0,
    concerns=("vae",),
    needs=("model.kl_weight",),
)

_NATIVE = "archlint: 1\nmodel: {family: vae, kl_weight: %s%s}\n"
EXAMPLES = (
    Bad(_NATIVE % ("50", ""), value="50", severity=NOTE),
    Good(_NATIVE % ("1", "")),
    Silent(_NATIVE % ("50", ", architecture: my-beta-vae"), why="a heavy term is what disentangles"),
)
