"""A very deep network with normalization and no skip connections.

## What it looks for
More layers in one stack than the limit, normalized, with skip connections known to be absent.  From 21 layers on it
is worth a note.

## Why it matters
A plain network of 34 layers ends worse on ImageNet than one of 18, with batch normalization in both.

## What to do instead
Identity skip connections every two or three layers.

## When it is fine
Depthwise-separable, multi-branch, dense and U-Net stacks; initialization schemes made for plain stacks.

## Evidence
arXiv:1512.03385 (figure 1 and table 2).
"""

from .. import NOTE, WARNING, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import DEPTH_EXCUSES, may_lack_skips

layers = Fact("model.num_layers")
VERY_DEEP = Limit("very_deep", 50, "layers", "the source document's red flag; arXiv:1512.03385 figure 1 (56 layers)")
DEEP = Limit("deep", 20, "layers", "arXiv:1512.03385 table 2: plain-34 ends worse than plain-18")

no_skips = Fact("model.skip_connections").is_(False)
EXCUSES = (
    *DEPTH_EXCUSES,
    Fact("model.separable_or_branched").is_(True),
    Fact("model.normalization").is_("none"),
    Fact("model.family").is_("gnn", "rnn", "rl-policy"),
)

RULE = Rule(
    "deep-without-skip-connections",
    "more than 50 layers without skip connections",
    cases=(
        Case(
            WARNING,
            when=(layers.above(VERY_DEEP), may_lack_skips, no_skips),
            unless=EXCUSES,
            say="{model.num_layers} layers without skip connections: a shorter plain stack ends better",
        ),
        Case(
            NOTE,
            when=(layers.above(DEEP), may_lack_skips, no_skips),
            unless=EXCUSES,
            say="{model.num_layers} layers without skip connections",
        ),
    ),
    at=("model.num_layers", "model.architecture"),
    instead="identity skip connections every two or three layers",
    evidence=("arXiv:1512.03385",),
    limits=(VERY_DEEP, DEEP),
    needs=("model.num_layers",),
)

_STACK = "archlint: 1\nmodel: {family: cnn, num_layers: %s, normalization: batch%s}\n"
EXAMPLES = (
    Bad(_STACK % (56, ", skip_connections: false"), value="56"),
    Good(_STACK % (56, ", skip_connections: true")),
    Silent(_STACK % (16, ", skip_connections: false"), why="sixteen layers are few"),
    Asks(_STACK % (56, ""), fact="model.skip_connections"),
)
