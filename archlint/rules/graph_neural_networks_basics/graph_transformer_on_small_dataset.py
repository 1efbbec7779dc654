"""A large graph transformer from scratch on few graphs.

## What it looks for
A graph transformer with more parameters than the limit, trained from scratch, and fewer graphs than the limit.

## Why it matters
Attention assumes nothing of the graph and has to learn it from data.  Graphormer's base model (47M parameters) is
made for the 3.8 million graphs of PCQM4M; on ZINC's 12,000 its authors train one of 0.49M, and for ogbg-molhiv's
41,000 they start from the weights of the large set.

## What to do instead
Pretrained weights first; else a small model (Graphormer-slim, GPS with message passing), or a tuned GIN or GatedGCN.

## When it is fine
Pretrained weights, self-supervised or distilled training, small models, many graphs, one graph of many nodes.

## Evidence
arXiv:2106.05234 (section 4); the project's own scripts for ZINC and ogbg-molhiv.
"""

from .. import WARNING, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import SMALL_DATA_EXCUSES, is_run, scratch

FEW = Limit(
    "few_graphs", 10_000, "graphs", "arXiv:2106.05234: ZINC's 12,000 graphs get a model of 0.5M parameters from scratch"
)
LARGE = Limit(
    "large_parameters",
    10_000_000,
    "parameters",
    "arXiv:2106.05234: 0.49M from scratch on ZINC; the 47M model is trained on 3.8 million graphs",
)

graphs = Fact("data.num_graphs")

RULE = Rule(
    "graph-transformer-on-small-dataset",
    "a large graph transformer from scratch on few graphs",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                Fact("model.family").is_("graph-transformer"),
                graphs.above(1),
                graphs.below(FEW),
                Fact("model.num_parameters").above(LARGE),
                scratch,
            ),
            unless=SMALL_DATA_EXCUSES,
            say="{model.name} with {model.num_parameters:,} parameters from scratch on {data.num_graphs:,} graphs",
        ),
    ),
    at=("data.name", "data.num_graphs", "model.architecture"),
    instead="pretrained weights; else a small graph transformer with message passing, or a tuned GIN or GatedGCN",
    evidence=("arXiv:2106.05234",),
    limits=(FEW, LARGE),
    asks=0,
    concerns=("graph-transformer",),
    needs=("data.num_graphs", "model.num_parameters"),
)

_BASE = "archlint: 1\nmodel: {architecture: %s, pretrained: %s}\ndata: {name: %s, modality: graph}\n"
EXAMPLES = (
    Bad(_BASE % ("graphormer_base", "false", "bace"), value="bace"),
    Good(_BASE % ("graphormer_base", "true", "bace")),
    Silent(_BASE % ("graphormer_slim", "false", "bace"), why="it has half a million parameters"),
    Silent(_BASE % ("graphormer_base", "false", "ogbg-molhiv"), why="there are 41,000 graphs"),
)
