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
arXiv:2106.05234 (section 4); the project's own scripts for ZINC and ogbg-molhiv; the project's issue 39 (the base model
from scratch on BACE). Between that failure and ten thousand graphs, or ten million parameters, the line is archlint's
own: there it is a note.
"""

from .. import NOTE, WARNING, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent
from ..conditions import SMALL_DATA_EXCUSES, is_run, scratch

FEW = Limit(
    "few_graphs",
    10_000,
    "graphs",
    "archlint's own line; arXiv:2106.05234: ZINC's 12,000 graphs get a model of 0.5M parameters from scratch",
)
LARGE = Limit(
    "large_parameters",
    10_000_000,
    "parameters",
    "archlint's own line; arXiv:2106.05234: 0.49M from scratch on ZINC; the 47M model is trained on 3.8 million graphs",
)
FAILED = Limit(
    "failed_graphs",
    1_514,
    "graphs",
    "github microsoft/Graphormer issue 39: the base model from scratch fails on the 1,513 molecules of BACE",
)
BASE = Limit(
    "base_parameters",
    28_000_000,
    "parameters",
    "github microsoft/Graphormer issue 39: the base model, whose projections alone (12 layers of 768) count 28 million",
)

graphs = Fact("data.num_graphs")
_SIZES = ("model.num_layers", "model.hidden_size")


def parameters(view):
    """Return the number of parameters, or the least that it can be: those of the four projections of each layer."""
    stated = view.value("model.num_parameters")
    layers, width = (view.value(name) for name in _SIZES)
    return stated or (4 * layers * width**2 if layers and width else None)


def _larger_than(limit):
    def is_larger(view):
        number = parameters(view)
        return None if number is None else number > view.limits[limit.name]

    return Condition(
        ("model.num_parameters", *_SIZES),
        is_larger,
        "model.num_parameters (at least 4 x model.num_layers x model.hidden_size squared) > "
        f"{{{limit.name}:,}} parameters",
        (),
    )


is_large = _larger_than(LARGE)
is_base = _larger_than(BASE)


def _say(view):
    about = "" if view.known("model.num_parameters") else "more than "
    return (
        f"{view.value('model.architecture', 'a graph transformer')} with {about}{parameters(view):,} parameters from "
        f"scratch on {view.value('data.num_graphs'):,} graphs"
    )


FROM_SCRATCH = (is_run, Fact("model.family").is_("graph-transformer"), graphs.above(1), scratch)

RULE = Rule(
    "graph-transformer-on-small-dataset",
    "a large graph transformer from scratch on few graphs",
    cases=(
        Case(
            WARNING,
            when=(*FROM_SCRATCH, graphs.below(FAILED), is_base),
            unless=SMALL_DATA_EXCUSES,
            say=_say,
        ),
        Case(
            NOTE,
            when=(*FROM_SCRATCH, graphs.below(FEW), is_large),
            unless=SMALL_DATA_EXCUSES,
            say=_say,
        ),
    ),
    at=("data.name", "data.num_graphs", "model.architecture"),
    instead="pretrained weights; else a small graph transformer with message passing, or a tuned GIN or GatedGCN",
    evidence=("arXiv:2106.05234", "github microsoft/Graphormer issue 39"),
    limits=(FAILED, BASE, FEW, LARGE),
    asks=0,
    concerns=("graph-transformer",),
    needs=("data.num_graphs",),
)

_BASE = "archlint: 1\nmodel: {architecture: %s, pretrained: %s}\ndata: {name: %s, modality: graph}\n"
EXAMPLES = (
    Bad(_BASE % ("graphormer_base", "false", "bace"), value="bace"),
    Good(_BASE % ("graphormer_base", "true", "bace")),
    Bad(
        _BASE.replace("architecture: %s", "family: graph-transformer, num_layers: 12, hidden_size: %s")
        % (768, "false", "bace"),
        value="bace",
    ),
    Bad(_BASE % ("graphormer_base", "false", "mine, num_graphs: 5000"), value="mine", severity=NOTE),
    Silent(_BASE % ("graphormer_slim", "false", "bace"), why="it has half a million parameters"),
    Silent(_BASE % ("graphormer_base", "false", "ogbg-molhiv"), why="there are 41,000 graphs"),
)
