"""A deep graph neural network without residual connections.

## What it looks for
At least as many message-passing layers as the limit, and no residual, jumping or initial-residual connections.

## Why it matters
Each layer averages a node with its neighbours; after many the nodes of a graph look alike.  Without residual
connections a GCN is hard to train beyond seven layers.

## What to do instead
Two to four layers; or residual, jumping-knowledge or initial-residual connections with normalization.

## When it is fine
GCNII, DeeperGCN and RevGNN; residual connections at any depth; heterophilous sets; eight layers and fewer over
many graphs or for graph-level tasks (the evidence is of nodes in one graph).

## Evidence
arXiv:1609.02907 (appendix B); arXiv:1801.07606; arXiv:1905.10947.
"""

from .. import NOTE, WARNING, All, Any, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run

layers = Fact("model.num_layers")
DEEP = Limit("deep", 8, "message-passing layers", "arXiv:1609.02907 appendix B: hard to train beyond 7 layers")
SOME = Limit("some", 5, "message-passing layers", "arXiv:1609.02907 appendix B: 2 to 3 layers are best")

family = Fact("model.family").is_("gnn")
graph_level = Fact("task").is_("graph-classification", "graph-regression")
EXCUSES = (
    Fact("model.depth_scheme").is_not("none"),
    Fact("data.heterophilous").is_(True),
    # Published on data of many graphs: the evidence against eight layers is of nodes in one graph.
    All(Any(graph_level, Fact("data.num_graphs").above(1)), layers.at_most(8)),
)

RULE = Rule(
    "deep-gnn-oversmoothing",
    "a deep graph neural network without residual connections",
    cases=(
        Case(
            WARNING,
            when=(is_run, family, layers.at_least(DEEP), Fact("model.skip_connections").is_(False)),
            unless=EXCUSES,
            say="{model.num_layers} message-passing layers without residual connections: the nodes' features become "
            "alike",
        ),
        Case(
            NOTE,
            when=(is_run, family, layers.at_least(SOME), Fact("model.skip_connections").is_(False)),
            unless=(*EXCUSES, graph_level),
            say="{model.num_layers} message-passing layers without residual connections",
        ),
    ),
    at=("model.num_layers",),
    instead="two to four layers, or residual, jumping-knowledge or initial-residual connections with normalization",
    evidence=("arXiv:1609.02907", "arXiv:1801.07606", "arXiv:1905.10947"),
    limits=(DEEP, SOME),
    concerns=("gnn",),
    needs=("model.num_layers",),
)

_GNN = "archlint: 1\ntask: node-classification\nmodel: {family: gnn, num_layers: %s%s}\n"
EXAMPLES = (
    Bad(_GNN % (16, ", skip_connections: false"), value="16"),
    Good(_GNN % (3, ", skip_connections: false")),
    Silent(_GNN % (16, ", skip_connections: true"), why="it has residual connections"),
    Silent(_GNN % (8, ", skip_connections: false") + "data: {num_graphs: 5000}\n", why="the data are many graphs"),
    Asks(_GNN % (16, ""), fact="model.skip_connections"),
)
