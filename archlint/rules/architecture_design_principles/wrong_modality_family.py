"""A network made for another kind of data.

## What it looks for
A person's description whose network belongs to one kind of data, and whose data is plainly of another: message
passing over images, patches of an image over tables or texts, a network for tables over images or sound.

## Why it matters
Such a network has to be given what the data has not: edges, a grid, columns.  Mostly one of the two words is wrong.

## What to do instead
The family that the data calls for; or say what makes the two fit (superpixel graphs, features).

## When it is fine
Superpixel graphs, ViG, spectrograms and other images made of signals, features taken from another network,
transformers and convolutions, which serve every kind of data.

## Evidence
arXiv:1806.01261 (which structure each family assumes).
"""

from .. import WARNING, Bad, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import closed_world, is_run

# Exact contradictions only; what a family can be made to serve by an ordinary transform is not listed.
_FOREIGN = {
    "gnn": ("image",),
    "graph-transformer": ("image",),
    "vision-transformer": ("tabular", "text"),
    "tabular-network": ("image", "audio", "video", "point-cloud"),
}


def _contradicts(view):
    family, modality = view.value("model.family"), view.value("data.modality")
    if family is None or modality is None:
        return None
    return modality in _FOREIGN.get(family, ())


contradicts = Condition(
    ("model.family", "data.modality"), _contradicts, "model.family is made for other data than data.modality", ()
)


def _say(view):
    name, family = view.value("model.architecture"), view.value("model.family")
    return f"{f'{name} ({family})' if name else f'a {family}'} on {view.value('data.modality')} data"


RULE = Rule(
    "wrong-modality-family",
    "a network made for another kind of data",
    cases=(
        Case(
            WARNING,
            when=(is_run, closed_world, contradicts),
            unless=(
                Fact("data.features").known,
                Fact("data.has_edges").is_(True),
                Fact("data.num_graphs").known,
                Fact("data.nodes_per_graph").known,
                Fact("model.architecture").has("vig", "vision gnn", "superpixel"),
                Fact("data.name").has("superpixel", "-sp"),
                Fact("task").is_("node-classification", "link-prediction", "graph-classification", "graph-regression"),
            ),
            say=_say,
        ),
    ),
    at=("model.family", "model.architecture", "data.modality"),
    instead="a family for this kind of data, or say in data.features what the network is given",
    evidence=("arXiv:1806.01261",),
    concerns=tuple(_FOREIGN),
    needs=("config.closed_world",),
)

_PAIR = "archlint: 1\nmodel: {family: %s}\ndata: {modality: %s%s}\n"
EXAMPLES = (
    Bad(_PAIR % ("gnn", "image", ""), value="gnn"),
    Good(_PAIR % ("gnn", "graph", "")),
    Bad(_PAIR % ("vision-transformer", "tabular", ""), value="vision-transformer"),
    Silent(_PAIR % ("gnn", "image", ", features: superpixels"), why="the images are made into graphs"),
    Silent(_PAIR % ("vision-transformer", "audio", ""), why="a spectrogram is an image"),
    Silent(_PAIR % ("cnn", "text", ""), why="convolutions serve texts as well"),
)
