"""Networks that a config writes out layer by layer: how deep the layers' graph is, and whether it has shortcuts."""

from ...facts import Facts
from .. import Node

# Ancestors are sets of bits, so that a graph of this size costs some 3 MB; published networks stay far below it.
_MAX_LAYERS = 5_000

SUM, CONCATENATION = "sum", "concatenation"


class Layer:
    """One layer: the names that it writes and reads, how many weight layers it is, and how it joins its inputs."""

    __slots__ = ("outputs", "inputs", "weight", "join")

    def __init__(self, outputs, inputs, weight=0, join=None):
        self.outputs = outputs
        self.inputs = inputs
        self.weight = weight
        self.join = join  # SUM, CONCATENATION or None


def longest_path(layers):
    """Return the most weight layers on one path from input to output, or None where there are none.

    The layers stand in the order in which they run; a name that is written again stands from there on for the later.
    """
    depth, most = {}, 0
    for layer in layers:
        below = max((depth.get(name, 0) for name in layer.inputs), default=0) + layer.weight
        for name in layer.outputs:
            depth[name] = below
        most = max(most, below)
    return most or None


def has_shortcut(layers):
    """Whether a join leads an earlier layer's output past later ones, or None where the graph is too large to tell.

    A sum has one where its inputs come from one layer; a concatenation where one of its inputs leads to another
    (branches of one module, side by side, are none).
    """
    if len(layers) > _MAX_LAYERS:
        return None
    above, numbers = {}, {}  # name -> bits of all layers that lead to it, and the number of the one that writes it
    for number, layer in enumerate(layers):
        inputs = [name for name in layer.inputs if name in above]
        if layer.join and len(inputs) > 1 and _is_shortcut(layer.join, inputs, above, numbers):
            return True
        bits = 1 << number
        for name in inputs:
            bits |= above[name]
        for name in layer.outputs:
            above[name], numbers[name] = bits, number
    return False


def _is_shortcut(join, inputs, above, numbers):
    for index, first in enumerate(inputs[:20]):
        for second in inputs[index + 1 : 20]:
            if join == SUM and above[first] & above[second]:
                return True
            if above[first] >> numbers[second] & 1 or above[second] >> numbers[first] & 1:
                return True
    return False


def say_depth(facts: Facts, depth, unit, node: Node):
    """State a counted depth with its unit."""
    if depth:
        facts.say("model.num_layers", depth, node)
        facts.say("model.depth_unit", unit, node)


def joined(kinds):
    """Return the kinds of normalization as their fact holds them, ``none`` where there are none."""
    return "+".join(sorted(kinds)) or "none"
