"""Attention over all pairs of nodes of one very large graph.

## What it looks for
A graph transformer whose attention is quadratic, and one graph with more nodes than the limit.

## Why it matters
Time and memory grow with the square of the nodes: 50,000 nodes are 2.5 billion pairs for each head and layer.
GraphGPS runs out of memory on ogbn-products; on ogbn-arxiv, which fits, a tuned GCN is better.

## What to do instead
A tuned GCN or GraphSAGE with sampling, or sparse or linear attention (Exphormer, Performer, SGFormer).

## When it is fine
Sparse or linear attention; steps that see a sampled part of the graph.

## Evidence
arXiv:2406.08993 (table 4, ogbn-products out of memory).
"""

from .. import NOTE, WARNING, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run

HUGE = Limit("huge_graph", 2_400_000, "nodes", "arXiv:2406.08993, table 4: out of memory on 2.4 million nodes")
LARGE = Limit("large_graph", 50_000, "nodes", "archlint's own line; arXiv:2406.08993, table 4: out of memory at 2.4M")

ALL_PAIRS = (
    is_run,
    Fact("model.family").is_("graph-transformer"),
    Fact("model.attention").is_("full", "eager"),
    Fact("data.num_graphs").is_(1),
)
nodes = Fact("data.nodes_per_graph")
EXCUSES = (Fact("training.samples_neighbours").is_(True),)
SAYS = "{model.name} attends over all pairs of {data.nodes_per_graph:,} nodes of one graph"

RULE = Rule(
    "full-graph-attention-large",
    "quadratic attention over one very large graph",
    cases=(
        Case(WARNING, when=(*ALL_PAIRS, nodes.above(HUGE)), unless=EXCUSES, say=SAYS),
        Case(NOTE, when=(*ALL_PAIRS, nodes.above(LARGE)), unless=EXCUSES, say=SAYS),
    ),
    at=("data.nodes_per_graph", "data.name"),
    instead="a tuned GCN or GraphSAGE with sampling, or sparse or linear attention",
    evidence=("arXiv:2406.08993",),
    limits=(HUGE, LARGE),
    concerns=("graph-transformer",),
    needs=("training.is_run",),
)

_GT = (
    "archlint: 1\nmodel: {family: graph-transformer, message_passing: true, attention: %s}\n"
    "data: {num_graphs: 1, nodes_per_graph: %d}\n"
)
EXAMPLES = (
    Bad(_GT % ("full", 2_449_029), value="2449029"),
    Bad(_GT % ("full", 169_343), value="169343", severity=NOTE),
    Good(_GT % ("sparse", 2_449_029)),
    Silent(_GT % ("full", 2_449_029) + "training: {samples_neighbours: true}\n", why="a step sees a part of the graph"),
    Asks(
        "archlint: 1\nmodel: {family: graph-transformer, attention: full, message_passing: true}\n"
        "data: {num_graphs: 1}\n",
        fact="data.nodes_per_graph",
    ),
)
