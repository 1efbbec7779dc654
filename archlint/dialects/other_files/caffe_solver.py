"""Caffe's solver files: how to train, with the network in a file of its own."""

from ...facts import Facts
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="caffe-solver",
    title="Caffe solvers",
    files="protobuf text with `net` and `base_lr`, without layers",
    reads="nothing: the network that it names is linted by itself",
    formats=("prototxt",),
    triggers=("base_lr", "net", "train_net", "max_iter"),
    is_model=False,
)


def claim(root: Node) -> Claim | None:
    """Claim training settings that name a network's file."""
    named = any(root.get(key).text for key in ("net", "train_net"))
    if named and any(key in root.value for key in ("base_lr", "max_iter", "lr_policy", "solver_mode")):
        return Claim(90, "net beside a solver's settings")
    return None


def read(root: Node, facts: Facts) -> None:
    """State nothing."""
