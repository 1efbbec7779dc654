"""A deep network without normalization.

## What it looks for
More layers in one stack than the limit, and normalization that is known to be absent.

## Why it matters
Signals and gradients grow or vanish with depth.  A deep residual network without normalization and with ordinary
initialization falls well behind the one with it, unless its initialization is made for the purpose.

## What to do instead
Batch normalization at ordinary batch sizes, group normalization at small ones, layer or RMS normalization in
transformers; or a scheme made for the purpose (Fixup, SkipInit, NFNet's weight standardization).

## When it is fine
Fixup, SkipInit, ReZero, NFNet, SELU, LayerScale, DeepNorm; restoration and super-resolution networks, vocoders and
flows; weight normalization counts as normalization.

## Evidence
arXiv:1901.09321; arXiv:1512.03385; arXiv:2102.06171.
"""

from .. import WARNING, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import DEPTH_EXCUSES, may_lack_normalization

DEEP = Limit("deep", 20, "layers", "the source document: above 20 layers normalization comes before all else")


def _sentence(view):
    plain = view.value("model.skip_connections") is False
    missing = "with neither normalization nor skip connections" if plain else "and no normalization"
    return f"{view.value('model.num_layers')} layers {missing}: fix this before anything else"


RULE = Rule(
    "deep-without-normalization",
    "more than 20 layers without normalization",
    cases=(
        Case(
            WARNING,
            when=(
                Fact("model.num_layers").above(DEEP),
                may_lack_normalization,
                Fact("model.normalization").is_("none"),
            ),
            unless=(*DEPTH_EXCUSES, Fact("model.family").is_("gnn", "rnn", "rl-policy")),
            say=_sentence,
        ),
    ),
    at=("model.num_layers", "model.architecture"),
    instead="add normalization (batch, group at small batches, layer or RMS in transformers), or a scheme such as "
    "Fixup or ReZero (model.depth_scheme)",
    evidence=("arXiv:1901.09321", "arXiv:1512.03385", "arXiv:2102.06171"),
    limits=(DEEP,),
    needs=("model.num_layers",),
)

_STACK = "archlint: 1\nmodel: {family: cnn, num_layers: %s%s}\n"
EXAMPLES = (
    Bad(_STACK % (34, ", normalization: none"), value="34"),
    Good(_STACK % (34, ", normalization: batch")),
    Silent(_STACK % (34, ", normalization: none, depth_scheme: fixup"), why="Fixup replaces normalization"),
    Asks(_STACK % (34, ""), fact="model.normalization"),
)
