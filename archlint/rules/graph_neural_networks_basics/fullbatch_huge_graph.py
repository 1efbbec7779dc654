"""Each step sees the whole of a huge graph.

## What it looks for
One graph with more nodes than the limit, and training that is known to use no sampling.

## Why it matters
The features and activations of all nodes have to be in memory at once, and an epoch is a single step.  For graphs of
millions of nodes the benchmarks' own baselines sample.

## What to do instead
Neighbour sampling, clusters of the graph, or random walks.

## When it is fine
A device with the memory for it; precomputed propagation (SIGN, SGC).

## Evidence
arXiv:1706.02216; arXiv:2005.00687 (ogbn-products and larger sets).
"""

from .. import NOTE, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run

HUGE = Limit("huge_graph", 1_000_000, "nodes", "archlint's own line; arXiv:2005.00687 samples from 2.4M on")

RULE = Rule(
    "fullbatch-huge-graph",
    "full-batch training on a graph of millions of nodes",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("gnn", "graph-transformer"),
                Fact("data.num_graphs").is_(1),
                Fact("data.nodes_per_graph").above(HUGE),
                Fact("training.samples_neighbours").is_(False),
            ),
            say="every step sees all {data.nodes_per_graph:,} nodes of the graph",
        ),
    ),
    at=("training.samples_neighbours", "data.nodes_per_graph", "data.name"),
    instead="neighbour sampling, clusters of the graph, or random walks",
    evidence=("arXiv:1706.02216", "arXiv:2005.00687"),
    limits=(HUGE,),
    concerns=("gnn", "graph-transformer"),
    needs=("training.samples_neighbours",),
)

_GNN = (
    "archlint: 1\ntask: node-classification\nmodel: {family: gnn, num_layers: 3}\n"
    "data: {num_graphs: 1, nodes_per_graph: %d}\ntraining: {samples_neighbours: %s}\n"
)
EXAMPLES = (
    Bad(_GNN % (2_449_029, "false"), value="false", severity=NOTE),
    Good(_GNN % (2_449_029, "true")),
    Silent(_GNN % (169_343, "false"), why="the whole graph fits"),
)
