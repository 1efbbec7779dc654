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

from .. import ERROR, Bad, Good
from ..arithmetic import Equals, must_hold

SAME = Equals("model.attention_width", "model.message_passing_width")

RULE = must_hold(
    "graph-attention-width-mismatch",
    "attention and message passing of different widths",
    SAME,
    say="attention layers of width {written} beside message passing of width {wanted}: they must be equal",
    instead="the same value for both: {fixes}",
    remedies=(*SAME.remedies, SAME.takes_the_other(1)),
    evidence=("arXiv:2205.12454",),
    sites=False,
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
