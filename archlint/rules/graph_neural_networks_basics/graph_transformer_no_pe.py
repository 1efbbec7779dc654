"""A graph transformer whose nodes are not told their place in the graph.

## What it looks for
No positional or structural encoding.  Where nothing else tells of the edges either (no message passing) and there are
many graphs, it is a warning; beside message passing, or switched off as in an ablation, a note.  On few graphs
`graph-transformer-on-small-graphs` says the same.

## Why it matters
Attention treats the nodes as a set: without an encoding two graphs with the same nodes and other edges are one input.
Beside message passing an encoding is a help, and no necessity.

## What to do instead
LapPE or RWSE, degrees and shortest paths as in Graphormer, or a message-passing branch.

## When it is fine
Attention along the edges alone; an ablation that leaves the encoding out on purpose.

## Evidence
arXiv:2012.09699 and arXiv:2205.12454, whose configs with and without encodings are published side by side.
"""

from ...facts import DEFAULT
from .. import NOTE, WARNING, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent
from ..conditions import closed_world, is_run

MANY = Limit("many_graphs", 10_000, "graphs", "arXiv:2012.09699 measured it on ZINC's 10,000 training graphs")

_ENCODING = "model.positional_or_structural_encoding"
family = Fact("model.family").is_("graph-transformer")
without = Fact(_ENCODING).is_("none")
alone = Fact("model.message_passing").is_(False)
cheap = Fact("model.attention").is_("linear", "sparse", "window")
many = Fact("data.num_graphs").at_least(MANY)


def _by_mistake(view):
    """Tell a forgotten encoding from an ablation: frameworks leave it out, and a person writes that there is none."""
    fact = view.get(_ENCODING)
    left_out = fact is not None and fact.origin == DEFAULT
    return left_out is not bool(view.value("config.closed_world"))


by_mistake = Condition((), _by_mistake, f"{_ENCODING} is left out, or a person says none", ())
EXCUSES = (cheap, Fact("training.regime").is_("fine-tuning", "inference", "self-supervised"))

RULE = Rule(
    "graph-transformer-no-pe",
    "a graph transformer without positional or structural encoding",
    cases=(
        Case(
            WARNING,
            when=(is_run, family, without, by_mistake, alone, many),
            unless=(*EXCUSES, Fact("model.baseline").is_(True), Fact("model.uses_edges").is_(True)),
            say="{model.name} attends over all nodes and is not told of the edges: no message passing, no positional "
            "or structural encoding",
        ),
        Case(
            NOTE,
            when=(is_run, family, without, alone, many),
            unless=(*EXCUSES, closed_world),
            say="{model.name} attends over all nodes without a positional or structural encoding",
        ),
        Case(
            NOTE,
            when=(is_run, family, without, Fact("model.message_passing").is_(True)),
            unless=EXCUSES,
            say="{model.name} has no positional or structural encoding beside its message passing",
        ),
    ),
    at=(_ENCODING, "model.architecture", "model.family"),
    instead="LapPE or RWSE, or another encoding of a node's place",
    evidence=("arXiv:2012.09699", "arXiv:2205.12454"),
    limits=(MANY,),
    asks=0,
    concerns=("graph-transformer",),
    needs=("training.is_run", _ENCODING),
)

_GT = (
    "archlint: 1\ntask: graph-regression\nmodel: {family: graph-transformer, message_passing: %s, "
    "positional_or_structural_encoding: %s%s}\ndata: {nodes_per_graph: 23, num_graphs: 12000}\n"
)
_GPS = """dataset: {format: PyG-ZINC, name: subset, task: graph, task_type: regression, node_encoder_name: TypeDictNode}
%s
model: {type: GPSModel}
gt: {layer_type: None+Transformer, layers: 10, n_heads: 4, dim_hidden: 64}
gnn: {head: san_graph, dim_inner: 64}
optim: {base_lr: 0.001, max_epoch: 100}
"""
EXAMPLES = (
    Bad(_GT % ("false", "none", ""), value="none"),
    Good(_GT % ("false", "LapPE", "")),
    Bad(_GT % ("true", "none", ""), value="none", severity=NOTE),
    Bad(_GPS % "", value="GPSModel", path="zinc.yaml"),
    Good(_GPS % "posenc_RWSE: {enable: true}", path="zinc.yaml"),
    Silent(_GT % ("false", "none", ", attention: sparse"), why="it attends along the edges"),
)
