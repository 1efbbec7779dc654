"""Networks that a config names by their classes (``_target_``, ``class_path``): the numbers that must fit in each.

Classes of libraries are read as in Python files.  In a class of the project's own, only keys are read that nearly all
attention with an even split has.
"""

from ...facts import Facts
from .. import Node, module_of
from ..reading.stacks import stack_in, state_sizes, state_split
from . import _class_paths

_MAX_NODES = 2_000
_MAX_FOUND = 50


def state_numbers(root: Node, facts: Facts):
    """State the numbers of each network below a config's top, and those of the model's own class."""
    found = 0
    for node in root.walk(_MAX_NODES):
        path = _class_paths.target(node)
        held = _class_paths.arguments(node)
        if not path or not held.is_map or found >= _MAX_FOUND:
            continue
        name = str(node.keys[-1]) if node.keys else ""
        if module_of("python_networks").state_class(held, path, name, facts, root):
            found += 1
    for key in _class_paths.MODEL_KEYS:
        node = root.child(key)
        if _class_paths.target(node) and not facts.sites:
            _state_own_class(_class_paths.arguments(node), facts)


def _state_own_class(held, facts: Facts):
    """State the width and heads of a class that is the project's own."""
    stack = stack_in(held)
    if stack is not None:
        site = facts.site("")
        state_sizes(site, stack)
        state_split(site, stack)
