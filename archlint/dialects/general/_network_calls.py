"""Networks at their places in a Python file: what each is called with, and by which library."""

from ... import knowledge
from ...facts import is_count
from ...sources import Opaque
from ...sources.python_source import ALIASES, IMPORTS, INNER_CALLS
from .. import Node

CONFIG = "...Config"  # stands for any class of that ending
_MAX_NODES = 5_000
_MAX_PLACES = 50
MAX_LEVELS = 20


class Place:
    """A network at its place in a module: what it is called, and its keyword arguments."""

    __slots__ = ("called", "is_attribute", "is_call", "name", "node", "text")

    def __init__(self, node: Node, called, text, name):
        self.node = node  # of the mapping of arguments
        self.called = called  # the class, an empty text for a plain mapping
        self.is_call = bool(text)
        self.text = text  # how the call begins
        self.is_attribute = "." in text.partition("(")[0]
        self.name = name  # of the constant that holds it

    def has(self, *names):
        return all(name in self.node.value for name in names)

    def get(self, name):
        return self.node.child(name)

    def first(self, *names):
        """Return the node of the first of several arguments that is given, else an absent one."""
        return next((self.get(name) for name in names if self.has(name)), self.get(names[-1]))

    def whole(self, name):
        """Return the positive whole number that stands under an argument, or None."""
        value = self.get(name).value
        return value if is_count(value) and value < 2**63 else None


def places_in(root: Node):
    """Yield the calls and mappings among a module's constants."""
    if not isinstance(root.value, dict):
        return
    stack = [(Node(root.document, (key,), value), key) for key, value in root.value.items()][::-1]
    seen, left, found = set(), _MAX_NODES, 0
    while stack and left and found < _MAX_PLACES:
        node, name = stack.pop()
        left -= 1
        value = node.value
        called = ""
        if isinstance(value, Opaque):
            if not isinstance(value.value, dict) or not value.tag:
                continue
            called, held = value.tag, value.value
        else:
            held = value
        if not isinstance(held, (dict, list)) or id(held) in seen:
            continue
        seen.add(id(held))
        if isinstance(held, dict):
            inside = Node(node.document, node.keys, held)
            kind = held.get("type")
            text = value.text if called else ""
            if not called and isinstance(kind, str):
                called = kind.rpartition(".")[2]
            yield Place(inside, called, text, str(name))
            found += 1
            children = list(held.items())
        else:
            children = list(enumerate(held[:MAX_LEVELS]))
        stack.extend((Node(node.document, (*node.keys, key), child), name) for key, child in reversed(children))


def places_inside(root):
    """Return the calls inside a module's functions and classes."""
    note = root.document.cache.get(INNER_CALLS)
    calls = note() if note is not None else None
    return list(places_in(Node.root(calls))) if calls is not None else []


class Signature:
    """How a library's network is told: its names, arguments that it must have, and the packages it comes from."""

    __slots__ = ("keys", "least", "names", "own", "packages", "reader")

    def __init__(self, names, keys, packages, reader, own=(), least=0):
        self.names = names
        self.keys = keys
        self.packages = packages
        self.reader = reader
        self.own = own
        self.least = least  # how many of ``own`` must be there too

    def fits(self, place, imported):
        if CONFIG in self.names:
            if not place.called.endswith("Config") or not place.called[0].isupper() or not model_type_of(place.called):
                return False
        elif (place.called not in self.names) if self.names else bool(place.called):
            return False
        if not place.has(*self.keys) or sum(key in place.node.value for key in self.own) < self.least:
            return False
        if not place.is_call:
            return True
        return imported.holds(place, self.packages)


class Imports:
    """Where the classes that a module calls come from."""

    def __init__(self, document):
        self.text = document.source.text
        self.modules = [module for module, *_ in document.cache.get(IMPORTS, ())]
        self.names = {here: module for module, _, _, here in document.cache.get(ALIASES, ())}

    def holds(self, place, packages):
        """Whether a call may be one of these packages' class: imported from there, and not made here or elsewhere."""
        module = self.names.get(place.called)
        if module is not None:
            return module.startswith(packages)
        if place.is_attribute or "*" in self.names:
            return not self.modules or any(module.startswith(packages) for module in self.modules)
        return f"class {place.called}" not in self.text and f"def {place.called}" not in self.text


def model_type_of(called):
    """Return the library's name of the network that a class of configs is for, or None."""
    plain = called.removesuffix("Config").lower()
    for name in knowledge.names("huggingface"):
        if name.islower() and name.replace("_", "").replace("-", "") == plain:
            return name
    return None
