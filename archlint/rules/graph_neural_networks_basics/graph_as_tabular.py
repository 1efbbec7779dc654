"""Graph data is treated as a table.

## What it looks for
A node-level task on data with edges, and a model that reads node features only.  At graph level the same is worth a
note.

## Why it matters
On ogbn-arxiv an MLP over the features reaches 55.5 % where a GCN reaches 71.7 %; on MAG240M 52.7 % against 66.8 %
for a GAT.

## What to do instead
GCN, GraphSAGE or GAT, with the MLP kept as a baseline.

## When it is fine
Heterophilous sets, whose neighbours mostly belong to other classes; fingerprints and other structural features;
label propagation or Correct-and-Smooth afterwards; a run marked as baseline or ablation.

## Evidence
arXiv:2005.00687 (node benchmark table, ogbn-arxiv); the OGB-LSC repository's MAG240M table;
arXiv:2010.13993 for the post-processing.
"""

from .. import NOTE, WARNING, Any, Asks, Bad, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import EDGE_BLIND_FAMILIES, is_run

has_edges = Any(
    Fact("data.has_edges").is_(True),
    Fact("data.modality").is_("graph"),
    asks=("data.has_edges",),
)
edge_blind = Condition(
    ("model.family", "model.uses_edges"),
    lambda view: view.value("model.family") in EDGE_BLIND_FAMILIES and view.value("model.uses_edges") is not True,
    "the model's family reads node features only",
    (),
)
EXCUSES = (
    Fact("data.heterophilous").is_(True),
    Fact("model.baseline").is_(True),
    Fact("model.post_processing").has("smooth", "propagation", "c&s", "sign", "linkx"),
    Fact("data.features").has(
        "fingerprint",
        "ecfp",
        "morgan",
        "descriptor",
        "structur",
        "node2vec",
        "deepwalk",
        "propagat",
        "spectral",
        "lappe",
    ),
)

RULE = Rule(
    "graph-as-tabular",
    "graph data read by a model that sees no edges",
    cases=(
        Case(
            WARNING,
            when=(is_run, edge_blind, Fact("task").is_("node-classification"), has_edges),
            unless=EXCUSES,
            say="{model.name} reads node features only, and the data has edges",
        ),
        Case(
            WARNING,
            when=(is_run, edge_blind, Fact("model.uses_edges").is_(False), Fact("data.modality").is_("graph")),
            unless=EXCUSES,
            say="{model.name} on graphs whose edges are left out: what connects the items is lost",
            at=("model.uses_edges",),
        ),
        Case(
            NOTE,
            when=(is_run, edge_blind, Fact("task").is_("graph-classification", "graph-regression"), has_edges),
            unless=EXCUSES,
            say="{model.name} reads features only, and the data are graphs",
        ),
    ),
    at=("model.architecture", "model.family", "model.uses_edges"),
    instead="GCN, GraphSAGE or GAT, with this model kept as a baseline (model.baseline: true)",
    evidence=("arXiv:2005.00687", "arXiv:2010.13993"),
    concerns=EDGE_BLIND_FAMILIES,
)

_TABLE = "archlint: 1\ntask: node-classification\nmodel: {family: %s}\ndata: {train_size: 90941, unit: nodes%s}\n"
EXAMPLES = (
    Bad(_TABLE % ("mlp", ", has_edges: true"), value="mlp"),
    Bad("archlint: 1\nmodel: {family: mlp, uses_edges: false}\ndata: {modality: graph}\n", value="false"),
    Good(_TABLE % ("gnn", ", has_edges: true")),
    Silent(_TABLE % ("mlp", ", has_edges: true, heterophilous: true"), why="neighbours belong to other classes"),
    Asks(_TABLE % ("mlp", ", modality: tabular"), fact="data.has_edges"),
)
