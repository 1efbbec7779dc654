"""A graph transformer that sees too little of the graph.

## What it looks for
Dense attention that ignores the edges: no message passing, and no positional or structural encoding.  Otherwise, a
graph transformer on few small graphs is worth a note.  Attention over one huge graph is
`full-graph-attention-large`'s.

## Why it matters
Attention over all nodes knows nothing of the edges unless it is told.

## What to do instead
A tuned GCN, GatedGCN or GIN with residual connections, normalization and dropout as the baseline; or add LapPE,
RWSE or a message-passing branch.

## When it is fine
Hybrid layers (GPS), encodings (LapPE, RWSE, shortest paths, degrees), sparse or linear attention, ten thousand
graphs and more.  A small node count alone is no reason: on ZINC (23 nodes) GraphGPS reaches 0.070 where a GCN
reaches 0.367.

## Evidence
arXiv:2308.11129 (table 2, ZINC); arXiv:2502.09263; arXiv:2406.08993.
"""

from .. import NOTE, WARNING, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run

SMALL = Limit("small_graph", 100, "nodes", "the source document's resistance table")
MANY = Limit(
    "many_graphs", 10_000, "graphs", "arXiv:2308.11129 table 2: graph transformers lead on ZINC's 12,000 graphs"
)

family = Fact("model.family").is_("graph-transformer")
many = Fact("data.num_graphs").at_least(MANY)
cheap = Fact("model.attention").is_("linear", "sparse", "window")

RULE = Rule(
    "graph-transformer-on-small-graphs",
    "a graph transformer that ignores the edges, or has few small graphs to learn from",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                family,
                Fact("model.message_passing").is_(False),
                Fact("model.positional_or_structural_encoding").is_("none"),
            ),
            unless=(cheap, many, Fact("training.regime").is_("fine-tuning", "inference", "self-supervised")),
            say="{model.name} attends over all nodes and is not told of the edges: no message passing, no positional "
            "or structural encoding",
            at=("data.nodes_per_graph", "model.positional_or_structural_encoding", "model.message_passing"),
        ),
        Case(
            NOTE,
            when=(is_run, family, Fact("data.nodes_per_graph").below(SMALL), Fact("data.num_graphs").below(MANY)),
            unless=(
                cheap,
                Fact("data.num_graphs").is_(1),
                Fact("model.message_passing").is_(True),
                Fact("model.positional_or_structural_encoding").is_not("none"),
            ),
            say="{model.name} on {data.num_graphs:,} graphs of about {data.nodes_per_graph} nodes: a tuned GNN is the "
            "simpler baseline",
            at=("data.nodes_per_graph", "data.num_graphs", "data.name"),
        ),
    ),
    at=("data.nodes_per_graph", "data.num_graphs", "data.name"),
    instead="a GCN, GatedGCN or GIN with residual connections, normalization and dropout; or add LapPE, RWSE or a "
    "message-passing branch; many graphs silence this too",
    evidence=("arXiv:2308.11129", "arXiv:2502.09263", "arXiv:2406.08993"),
    limits=(SMALL, MANY),
    concerns=("graph-transformer",),
    needs=("training.is_run",),
)

_GT = (
    "archlint: 1\ntask: graph-classification\nmodel: {family: graph-transformer%s}\n"
    "data: {nodes_per_graph: 30, num_graphs: 1000}\n"
)
EXAMPLES = (
    Bad(_GT % "", value="30"),
    Good(_GT.replace("graph-transformer", "gnn") % ""),
    Silent(
        _GT % ", positional_or_structural_encoding: LapPE, message_passing: true",
        why="it passes messages and its nodes are told their place",
    ),
)
