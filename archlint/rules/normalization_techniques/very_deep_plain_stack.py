"""A very deep network with neither normalization nor skip connections.

## What it looks for
More layers in one stack than the limit, and both normalization and skip connections known to be absent.  Where both
are unknown, it asks for both.  Where deep-without-normalization reports the same network, that finding stands for both.

## Why it matters
A plain stack of 56 layers ends worse than one of 20 even with batch normalization; without both hardly anything
reaches the first layers.

## What to do instead
Identity skip connections and normalization.

## When it is fine
Schemes made for the purpose (delta-orthogonal initialization, DKS, TAT); both visible: ResNet-101 and deeper are
ordinary.

## Evidence
arXiv:1512.03385 (figure 1); arXiv:1806.05393 for the exception.
"""

from .. import WARNING, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import DEPTH_EXCUSES, may_lack_normalization, may_lack_skips

VERY_DEEP = Limit("very_deep", 50, "layers", "the source document's red flag; arXiv:1512.03385 figure 1 (56 layers)")

RULE = Rule(
    "very-deep-plain-stack",
    "more than 50 layers with neither normalization nor skip connections",
    cases=(
        Case(
            WARNING,
            when=(
                Fact("model.num_layers").above(VERY_DEEP),
                may_lack_normalization,
                may_lack_skips,
                Fact("model.normalization").is_("none"),
                Fact("model.skip_connections").is_(False),
            ),
            unless=(
                *DEPTH_EXCUSES,
                Fact("model.separable_or_branched").is_(True),
                Fact("model.family").is_("gnn", "rnn", "rl-policy"),
            ),
            say="{model.num_layers} layers with neither normalization nor skip connections",
        ),
    ),
    at=("model.num_layers", "model.architecture"),
    instead="identity skip connections and normalization",
    evidence=("arXiv:1512.03385", "arXiv:1806.05393"),
    limits=(VERY_DEEP,),
    asks=2,
    yields_to=("deep-without-normalization",),
    needs=("model.num_layers",),
)

_STACK = "archlint: 1\nmodel: {family: cnn, num_layers: %s%s}\n"
EXAMPLES = (
    Bad(_STACK % (60, ", normalization: none, skip_connections: false"), value="60"),
    Good(_STACK % (60, ", normalization: batch, skip_connections: true")),
    Silent(_STACK % (18, ", normalization: none, skip_connections: false"), why="eighteen layers are few"),
    Asks(_STACK % (60, ""), fact="model.skip_connections"),
)
