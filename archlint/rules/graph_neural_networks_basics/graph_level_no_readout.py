"""A graph-level task without a readout.

## What it looks for
Graph classification or regression, and a readout that is said to be none.

## Why it matters
Message passing ends with one vector for each node.  A label of the whole graph needs one vector for the graph: a sum,
a mean, attention, or a node that stands for all.

## What to do instead
Sum or mean over the nodes (sum keeps their number), attention pooling or Set2Set, or a virtual node.

## When it is fine
A virtual node, a graph token or Set2Set is a readout; node-level and edge-level tasks need none.

## Evidence
arXiv:1810.00826 (the readout of GIN); arXiv:1704.01212 (the readout phase).
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run

RULE = Rule(
    "graph-level-no-readout",
    "a graph-level task without a readout",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                Fact("model.family").is_("gnn", "graph-transformer"),
                Fact("task").is_("graph-classification", "graph-regression"),
                Fact("model.readout").is_("none"),
            ),
            say="{task} without a readout: the nodes' vectors are never joined to one for the graph",
        ),
    ),
    at=("model.readout",),
    instead="sum or mean over the nodes, attention pooling, or a virtual node",
    evidence=("arXiv:1810.00826", "arXiv:1704.01212"),
    concerns=("gnn", "graph-transformer"),
    needs=("model.readout",),
)

_GNN = "archlint: 1\ntask: %s\nmodel: {family: gnn, readout: %s}\ndata: {modality: graph}\n"
EXAMPLES = (
    Bad(_GNN % ("graph-classification", "none"), value="none"),
    Good(_GNN % ("graph-classification", "mean")),
    Silent(_GNN % ("node-classification", "none"), why="each node has its own label"),
)
