"""A convolutional network takes a table's columns as if their order meant something.

## What it looks for
A convolutional network whose data are known to be tabular.

## Why it matters
A convolution shares its weights among neighbours.  The columns of a table have no neighbours: any other order holds
the same data, and gives another network.

## What to do instead
Gradient-boosted trees, a multilayer perceptron, or a transformer over columns.

## When it is fine
Columns in a real order (spectra, sensor channels, time), and methods that lay a table out as an image on purpose.

## Evidence
arXiv:2106.11959 and arXiv:2207.08815: no convolutional network is among the strong models for tables that they compare.
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "cnn-on-tabular",
    "a convolutional network on tabular data",
    cases=(
        Case(
            NOTE,
            when=(Fact("model.family").is_("cnn"), Fact("data.modality").is_("tabular")),
            unless=(
                Fact("model.pretrained").is_(True),
                Fact("data.features").has("spectr", "sensor", "signal", "wave", "order", "time", "image"),
                Fact("data.sequence_length").known,
                Fact("data.image_size").known,
            ),
            say="a CNN on tabular data: the order of columns means nothing, and a convolution reads it",
        ),
    ),
    at=("data.modality", "model.family"),
    instead="gradient boosting or a multilayer perceptron; if the columns are in order, say so (data.features)",
    evidence=("arXiv:2106.11959", "arXiv:2207.08815"),
    concerns=("cnn",),
    needs=("data.modality",),
)

_CNN = "archlint: 1\nmodel: {family: %s}\ndata: {modality: tabular%s}\n"
EXAMPLES = (
    Bad(_CNN % ("cnn", ""), value="tabular", severity=NOTE),
    Good(_CNN % ("mlp", "")),
    Silent(_CNN % ("cnn", ", features: near-infrared spectra"), why="the columns are in order"),
)
