"""The two halves of a graph transformer have different widths.

## What it looks for
A width for the attention layers, and another one for the message passing around them.

## Why it matters
Both halves read the same features and their results are added, so the framework compares the two keys and refuses to
build the network.

## What to do instead
The same value in both keys.

## When it is fine
Never; frameworks with one key for both have nothing to compare.

## Evidence
GraphGPS (arXiv:2205.12454) checks that both are equal, and so do the projects built on it.
"""

from .. import ERROR, Bad, Case, Good, Rule
from ..arithmetic import Equals, Remedy

NAMES = ("model.attention_width", "model.message_passing_width")
SAME = Equals(*NAMES)


def _say(view):
    attention, messages = view.numbers(*NAMES)
    return f"attention layers of width {attention:,} beside message passing of width {messages:,}: they must be equal"


RULE = Rule(
    "graph-attention-width-mismatch",
    "attention and message passing of different widths",
    cases=(
        Case(
            ERROR,
            when=(~SAME,),
            say=_say,
            remedies=(*SAME.remedies, Remedy(NAMES[1], lambda view: view.numbers(NAMES[0]))),
        ),
    ),
    at=NAMES,
    instead="the same value for both: {fixes}",
    evidence=("arXiv:2205.12454",),
    needs=NAMES,
)

_GPS = """dataset: {format: PyG-ZINC, name: subset, task: graph, task_type: regression}
model: {type: GPSModel}
gt: {layer_type: GINE+Transformer, layers: 10, n_heads: 4, dim_hidden: %d}
gnn: {head: san_graph, dim_inner: 64}
optim: {base_lr: 0.001, max_epoch: 100}
"""
EXAMPLES = (
    Bad(_GPS % 96, value="96", severity=ERROR, path="zinc.yaml"),
    Good(_GPS % 64, path="zinc.yaml"),
)
