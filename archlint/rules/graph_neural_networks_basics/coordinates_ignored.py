"""Labels that depend on positions in space, and a network that does not read them.

## What it looks for
A data set of structures in space (energies, forces), and layers that read the bonds alone.

## Why it matters
Energies and forces depend on distances and angles; two conformers of a molecule are the same graph.

## What to do instead
A network that reads distances or is equivariant: SchNet, DimeNet++, PaiNN, EGNN.

## When it is fine
Tasks on the two-dimensional graph by design (PCQM4M, ZINC); distances given as edge features.

## Evidence
arXiv:1706.08566 (SchNet); arXiv:2102.09844 (EGNN).
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run

RULE = Rule(
    "coordinates-ignored",
    "labels that depend on positions, and a network that does not read them",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("gnn", "graph-transformer"),
                Fact("data.has_coordinates").is_(True),
                Fact("model.reads_coordinates").is_(False),
            ),
            unless=(
                Fact("data.features").has("distance", "coordinat", "position", "3d"),
                Fact("model.baseline").is_(True),
            ),
            say="the labels of {data.name} depend on positions in space, and {model.name} does not read them",
        ),
    ),
    at=("model.reads_coordinates", "model.architecture", "data.name"),
    instead="a network that reads distances or is equivariant, such as SchNet, PaiNN or EGNN",
    evidence=("arXiv:1706.08566", "arXiv:2102.09844"),
    concerns=("gnn", "graph-transformer"),
    needs=("data.has_coordinates", "model.reads_coordinates"),
)

_GNN = (
    "archlint: 1\ntask: graph-regression\nmodel: {family: gnn, reads_coordinates: %s}\n"
    "data: {name: MD17, modality: graph, has_coordinates: true%s}\n"
)
EXAMPLES = (
    Bad(_GNN % ("false", ""), value="false", severity=NOTE),
    Good(_GNN % ("true", "")),
    Silent(_GNN % ("false", ", features: distances on the edges"), why="the edges hold the distances"),
)
