"""Config dialects: how each framework writes its configs, and where the facts stand in them.

A dialect is one module that holds ``DIALECT`` (what it is), ``claim(root)`` (is this config mine, and why) and
``read(root, facts)`` (what it states); ``protocol`` says it in types, which mypy checks.  A dialect never judges: it
states facts, and rules know no dialect.  The modules stand in wings, one folder for each field; what several wings
share stands in ``reading``, and no wing imports another one.  Modules are found by listing the wings; ``_index.py``,
generated, says which may claim a file, so that a run imports only those.
"""

import importlib
import sys
from typing import TYPE_CHECKING

from ..records import Record
from ..sources import Opaque

if TYPE_CHECKING:
    from .protocol import DialectModule

MISSING = object()


class Dialect(Record):
    """What a dialect is, for the index, ``archlint dialects`` and the handbook's table.

    title: as people call it.  files: which files it is found in.  reads: which facts it reads.  formats: of "yaml",
    "json", "toml", "python", "cfg", "shell" and so on.  triggers: sets of keys ("model.target data" means both); the
    dialect may claim a file that holds one of the sets whole.  last: the same for keys that say so little that they
    count only where no other claim is sure; "" stands for any file of its formats.  is_model: False for a known kind
    of file that describes no network.  is_companion: whether such a file stands beside a model's, so that a run which
    met only this kind has met a config.  signs: texts of which one in a program's text (a shell script, a Python file)
    shows that it is worth parsing, where the keys of no trigger need stand in it.  own_parts: its configs hold parts of
    a project's own, which the reader of words takes where the dialect finds no model.
    """

    __slots__ = (
        "name", "title", "files", "reads", "formats", "triggers", "last", "is_model", "is_companion", "signs",
        "own_parts",
    )  # fmt: skip
    defaults = {"last": (), "is_model": True, "is_companion": True, "signs": (), "own_parts": False}


class Claim(Record):
    """That a dialect reads a config: the surest claim wins, ties are broken by name.

    score: 90 and above for a marker of its own, 70 for several keys of its own, 50 for usual words.  reason: the
    content that shows it, as ``archlint facts`` prints it.
    """

    __slots__ = ("score", "reason")


class Node:
    """A value at its place in a document: what dialects read through."""

    __slots__ = ("document", "keys", "value")

    def __init__(self, document, keys=(), value=MISSING):
        self.document = document
        self.keys = keys
        self.value = value

    @classmethod
    def root(cls, document):
        """Return the node of a whole document."""
        return cls(document, (), document.value)

    def get(self, path):
        """Return the node at a dotted path below this one; its value is MISSING where there is none."""
        value, keys = self.value, self.keys
        for key in path.split("."):
            if isinstance(value, dict):
                value = value.get(key, MISSING)
            elif isinstance(value, list) and key.isdecimal() and len(key) < 10:
                key = int(key)
                value = value[key] if key < len(value) else MISSING
            else:
                value = MISSING
            keys = (*keys, key)
            if value is MISSING:
                return Node(self.document, keys)
        return Node(self.document, keys, value)

    def child(self, key):
        """Return the node under one key or index, which may itself contain dots."""
        try:
            return Node(self.document, (*self.keys, key), self.value[key])
        except (KeyError, IndexError, TypeError):
            return Node(self.document, (*self.keys, key))

    def first(self, *paths):
        """Return the first of several paths that is present and not null, else an absent node."""
        for path in paths:
            node = self.get(path)
            if not node.absent and not node.is_null:
                return node
        return Node(self.document, (*self.keys, paths[-1]))

    @property
    def absent(self):
        return self.value is MISSING

    @property
    def present(self):
        return self.value is not MISSING

    @property
    def is_null(self):
        value = self.value
        return value is None or (isinstance(value, str) and value in ("None", "null", "__none__", "~"))

    @property
    def opaque(self):
        """Whether the value is there but not to be known: computed, interpolated, or left to be filled in."""
        value = self.value
        return isinstance(value, Opaque) or (isinstance(value, str) and is_placeholder(value))

    @property
    def is_map(self):
        return isinstance(self.value, dict)

    @property
    def is_list(self):
        return isinstance(self.value, list)

    @property
    def text(self):
        """The value if it is a known text, else an empty one."""
        return self.value if isinstance(self.value, str) and not is_placeholder(self.value) else ""

    def has(self, *keys):
        """Whether this is a mapping that holds all of these keys."""
        return isinstance(self.value, dict) and all(key in self.value for key in keys)

    def items(self):
        """Yield (key, node) of a mapping."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Node(self.document, (*self.keys, key), value)

    def each(self):
        """Yield the nodes of a sequence; a lone value is a sequence of one, an absent one of none."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Node(self.document, (*self.keys, index), value)
        elif self.value is not MISSING and self.value is not None:
            yield self

    def walk(self, limit=20_000):
        """Yield this node and all nodes below it, each container once, at most ``limit`` of them."""
        seen, stack = set(), [self]
        while stack and limit:
            node = stack.pop()
            limit -= 1
            yield node
            value = node.value
            if isinstance(value, (dict, list)):
                if id(value) in seen:
                    continue
                seen.add(id(value))
                children = [child for _, child in node.items()] if isinstance(value, dict) else list(node.each())
                stack.extend(reversed(children))


def is_placeholder(text):
    """Whether a text stands for a value that is set elsewhere: ``${...}``, ``???``, ``$VAR``, ``TBD`` ..."""
    if "$" not in text and "{{" not in text and "<" not in text and "?" not in text and len(text) > 4:
        return False
    return (
        "${" in text
        or "{{" in text
        or text == "???"
        or text in ("TBD", "tbd", "TODO", "todo", "?")
        or (text.startswith("$") and text[1:2].isalpha())
        or (text.startswith("<") and text.endswith(">"))
    )


def load(name: str) -> "DialectModule":
    """Return a dialect's module, by its wing and name (``vision.nnunet``)."""
    full = f"{__name__}.{name}"
    return sys.modules.get(full) or importlib.import_module(full)  # type: ignore[return-value]


def modules():
    """Return the names of all dialect modules with their wings, sorted (from the folders' listings)."""
    import pkgutil

    wings = [wing.name for wing in pkgutil.iter_modules(__path__) if wing.ispkg and wing.name != "reading"]
    folder = __path__[0]
    return sorted(
        f"{wing}.{module.name}"
        for wing in wings
        for module in pkgutil.iter_modules([f"{folder}/{wing}"])
        if not module.name.startswith("_")
    )


def module_of(name):
    """Return a dialect's module by its own name, whatever its wing (``nnunet``); KeyError where there is none.

    For a dialect whose files hold another one's configs: a program's arguments, a class that writes a JSON file.
    """
    return load({full.rpartition(".")[2]: full for full in modules()}[name])


SURE_KEYS, WEAK_KEYS, NO_KEYS = range(3)


def candidates(document, tier=SURE_KEYS):
    """Return the dialect modules that may claim a document, by its format and top-level keys.

    Of three tiers: by keys of their own, by keys that say so little that they count only where the first left it open,
    and those that need no key, which are asked where nobody else claims the document.
    """
    by_key, always = _by_key(document.format, tier > SURE_KEYS)
    if tier == NO_KEYS:
        return [load(module) for module in always]
    value = document.value if isinstance(document.value, dict) else {}
    sure, nested = _by_top_keys(document.format, tier, value, by_key)
    found = {module for module, paths in nested if all(_holds(value, path) for path in paths)}
    return [load(module) for module in sorted(found.union(sure))] if found else [load(module) for module in sure]


_TOP_KEYS: dict = {}  # the configs of a project are alike: (format, tier, top-level keys) -> what they show
_MOST_TOP_KEYS = 100


def _by_top_keys(format, tier, value, by_key):
    """Return the modules that a mapping's top-level keys show, sorted, and those that hang on keys further down."""
    keys = (format, tier, *value)
    known = _TOP_KEYS.get(keys)
    if known is None:
        sure, nested = set(), []
        for key in value:
            for module, trigger in by_key.get(key, ()):
                paths = [path.split(".") for path in trigger if path not in value]
                if not paths:
                    sure.add(module)
                elif all(path[0] in value for path in paths):
                    nested.append((module, paths))
        known = sorted(sure), [(module, paths) for module, paths in nested if module not in sure]
        if len(_TOP_KEYS) >= 1_000:
            _TOP_KEYS.clear()
        if len(value) <= _MOST_TOP_KEYS:
            _TOP_KEYS[keys] = known
    return known


def _holds(value, path):
    """Whether a mapping holds a path of keys."""
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return False
        value = value[key]
    return True


_BY_KEY: dict = {}


def _by_key(format, last):
    """Return the dialects of a format by the first key of each of their triggers, and those that need no key."""
    if (format, last) not in _BY_KEY:
        from ._index import INDEX

        by_key = {}
        always = set()
        for module, *triggers in INDEX.get(format, ()):
            for trigger in triggers[last]:
                if trigger:
                    # A key may hold dots itself, where a person writes facts by their full names.
                    for key in {trigger[0], trigger[0].partition(".")[0]}:
                        by_key.setdefault(key, []).append((module, trigger))
                else:
                    always.add(module)
        _BY_KEY[format, last] = by_key, sorted(always)
    return _BY_KEY[format, last]


# A claim this sure is not weighed against those of keys that say little.
_SURE = 50


def recognise(document):
    """Return (module, claim) of the dialect that reads a document, or (None, None)."""
    root = Node.root(document)
    best = None
    for tier in (SURE_KEYS, WEAK_KEYS, NO_KEYS):
        if best is not None and (tier == NO_KEYS or best[2].score >= _SURE):
            break
        for module in candidates(document, tier):
            claim = module.claim(root)
            if claim is not None:
                key = (-claim.score, module.DIALECT.name)
                if best is None or key < best[0]:
                    best = (key, module, claim)
    return (best[1], best[2]) if best else (None, None)


def nearest(document, limit=1):
    """Return (dialect, keys found, keys missing) of those whose triggers come nearest to a document, nearest first.

    A key that many dialects share says little: where there are no others, those count that wait for such keys alone.
    Nothing is missing where the keys are there and the claim refused.
    """
    from ._index import INDEX

    value = document.value if isinstance(document.value, dict) else {}
    entries = [
        (module, trigger, weak)
        for module, *tiers in INDEX.get(document.format, ())
        for weak, triggers in enumerate(tiers)
        for trigger in triggers
    ]
    shared = {}
    for module, trigger, _ in entries:
        for key in trigger:
            shared.setdefault(key, set()).add(module)
    best = {}
    for module, trigger, weak in entries:
        found = [key for key in trigger if key in value or _holds(value, key.split("."))]
        score = sum(1 / len(shared[key]) for key in found) * len(found) / max(1, len(trigger))
        if found and (score >= _NEAR or weak):
            missing = [key for key in trigger if key not in found]
            best[module] = max(best.get(module, (0,)), (score, found, missing))
    ranked = sorted(best, key=lambda module: (-best[module][0], module))
    near = [(load(module).DIALECT, *best[module][1:]) for module in ranked]
    return [one for one in near if one[0].is_model][:limit]


# Half of a trigger of keys that no other dialect has, or a whole one of keys that four share.
_NEAR = 0.25


def claim_of(module, document):
    """Return one dialect's claim on a document, or None: asked only where its format and keys are the dialect's own.

    A claim and a reader may rely on the keys that triggered them, and are never called where these are missing.
    """
    if any(module in candidates(document, tier) for tier in (SURE_KEYS, WEAK_KEYS, NO_KEYS)):
        return module.claim(Node.root(document))
    return None


def named(name):
    """Return the module of a dialect by the name that users see, or None."""
    for module in modules():
        if module.rpartition(".")[2] == name.replace("-", "_") or load(module).DIALECT.name == name:
            return load(module)
    return None
