"""The data's edges have features, and no layer reads them.

## What it looks for
Edge features that the config prepares (bond types and the like), and layers that take the edges alone.

## Why it matters
A bond's type is part of a molecule, and layers that take the edges alone cannot tell a single from a double bond.
The benchmarks list a network with and without edge features as two, and on molecules the former is better.

## What to do instead
A layer that reads them: GINE in place of GIN, GatedGCN, GAT with `edge_dim`, PNA.

## When it is fine
Edges without features, dummy ones, and an ablation that leaves them out.

## Evidence
arXiv:2003.00982 (the ZINC table, GatedGCN and GatedGCN-E).
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run

RULE = Rule(
    "edge-features-ignored",
    "edge features that no layer reads",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("data.has_edge_features").is_(True),
                Fact("model.reads_edge_features").is_(False),
            ),
            unless=(Fact("model.baseline").is_(True),),
            say="the edges have features, and {model.name} reads none",
        ),
    ),
    at=("model.reads_edge_features", "model.architecture", "model.family"),
    instead="a layer that reads them, such as GINE, GatedGCN or GAT with edge features",
    evidence=("arXiv:2003.00982",),
    needs=("data.has_edge_features", "model.reads_edge_features"),
)

_GNN = (
    "archlint: 1\ntask: graph-regression\nmodel: {architecture: %s, reads_edge_features: %s}\n"
    "data: {modality: graph, has_edge_features: true}\n"
)
EXAMPLES = (
    Bad(_GNN % ("gin", "false"), value="false", severity=NOTE),
    Good(_GNN % ("gine", "true")),
    Silent(
        _GNN.replace("has_edge_features: true", "has_edge_features: false") % ("gin", "false"),
        why="there are none to read",
    ),
)
