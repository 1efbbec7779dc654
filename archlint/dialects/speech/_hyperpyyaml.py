"""HyperPyYAML, read without building anything: ``!new:`` and ``!name:`` name classes, ``!ref <key>`` another value."""

from ...sources import Opaque
from .. import Node

_BUILDERS = ("!new:", "!name:", "!apply:")


def class_of(node: Node):
    """Return the dotted class or function that a value is built from, or an empty text."""
    tag = node.value.tag if isinstance(node.value, Opaque) else None
    if isinstance(tag, str):
        for builder in _BUILDERS:
            if tag.startswith(builder):
                return tag[len(builder) :].strip()
    return ""


def arguments(node: Node):
    """Return the node of what stands under a value's tag: the arguments of what is built."""
    value = node.value
    return Node(node.document, node.keys, value.value) if isinstance(value, Opaque) else node


def resolve(root: Node, node: Node):
    """Follow ``!ref <key>`` to the value that stands there; what is computed from references stays opaque."""
    for _ in range(20):
        value = node.value
        if not isinstance(value, Opaque) or value.tag != "!ref" or not isinstance(value.value, str):
            return node
        name = value.value.strip()
        if not (name.startswith("<") and name.endswith(">")) or "<" in name[1:] or "." in name:
            return node
        parts = name[1:-1].replace("]", "").split("[")
        target = root
        for part in parts:
            target = arguments(target).child(part.strip("'\" "))
        if target.absent or target.keys == node.keys:
            return node
        node = target
    return node


def argument(root: Node, node: Node, *names):
    """Return the first of several arguments of a built value, with references followed; an absent node for none."""
    held = arguments(node)
    for name in names:
        child = held.child(name)
        if child.present:
            return resolve(root, child)
    return held.child(names[-1])
