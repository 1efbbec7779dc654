"""The heads of a graph attention layer do not divide its width.

## What it looks for
A graph network that cuts the width of its layers into heads and joins them again, and a number of heads that does not
divide the width, where the framework refuses what is left over.

## Why it matters
Each head gets the width divided by the heads, rounded down; joined they are narrower than the layer, and the residual
sum or the next layer fails.  PyTorch's own attention refuses to be built.

## What to do instead
A number of heads that divides the width, or a width that is a multiple of the heads.

## When it is fine
Frameworks where the width is that of one head (PyTorch Geometric's `GATConv`, DGL's, benchmarking-gnns' GAT), and
layers that average the heads.

## Evidence
The frameworks' own checks; arXiv:1710.10903 for the joining of the heads.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Divides, must_hold

RULE = must_hold(
    "gat-heads-not-dividing-width",
    "heads of graph attention that do not divide the width",
    Divides("model.num_heads", "model.hidden_size"),
    say="{number} is not divisible by {divisor:head}: {quotient}",
    when=(
        Fact("model.family").is_("gnn", "graph-transformer"),
        Fact("model.head_remainder").is_("refuse"),
        Fact("model.head_dim").absent,
    ),
    # The family of a site is stated there by itself, so the network's own cannot be asked for beforehand.
    needs=("model.head_remainder", "model.num_heads"),
    evidence=("arXiv:1710.10903",),
)


_GPS = """dataset: {format: PyG-ZINC, name: subset, task: graph, task_type: regression}
model: {type: GPSModel}
gt: {layer_type: GINE+Transformer, layers: 10, n_heads: %d, dim_hidden: 64}
gnn: {head: san_graph, dim_inner: 64}
optim: {base_lr: 0.001, max_epoch: 100}
"""
EXAMPLES = (
    Bad(_GPS % 6, value="6", severity=ERROR, path="zinc.yaml"),
    Good(_GPS % 4, path="zinc.yaml"),
    Silent(_GPS.replace("GINE+Transformer", "GINE+None") % 6, why="no layer of it has heads", path="zinc.yaml"),
)
