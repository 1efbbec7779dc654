"""What the readers of shell scripts have in common: the arguments of the program that a command starts."""

from ...facts import Facts, is_integer
from ...sources import MAX_BITS
from ...sources.shell_source import OPEN
from .. import Node


def argument(root: Node, *names):
    """Return the node of an argument that takes one value, under the first of its names that is given.

    Words after the first one are the program's own: ``--size 256 ./images``.
    """
    arguments = root.get("arguments")
    for name in names:
        node = arguments.child(name)
        if node.present:
            return node.child(0) if node.is_list else node
    return Node(root.document, ("arguments", names[0]))


def has(root: Node, *names):
    """Return which of some arguments are given."""
    arguments = root.get("arguments").value
    return [name for name in names if name in arguments]


def program(root: Node):
    """Return the name of the program's file, or an empty text."""
    return root.get("program").text.rpartition("/")[2]


def is_whole(root, valued=()):
    """Whether all arguments are seen: no word is unknown but the values of options that take one (``valued``)."""
    return all(name in valued for name in root.document.cache.get(OPEN, ()))


def whole_number(node: Node):
    """Return the whole number that stands at a node, or None."""
    value = node.value
    return value if is_integer(value) and value.bit_length() <= MAX_BITS else None


def state_devices(root: Node, facts: Facts):
    """State the number of processes that a launcher starts on a machine, each with a device of its own."""
    launcher = root.get("launcher")
    for name in ("nproc_per_node", "nproc-per-node", "num_gpus", "num_processes"):
        node = launcher.child(name)
        number = whole_number(node)
        if number is not None and number > 0:
            facts.say("training.num_devices", number, node)
            return
