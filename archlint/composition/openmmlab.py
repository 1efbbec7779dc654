"""OpenMMLab's two ways: ``_base_`` (with ``_delete_``), and imports inside ``with read_base()``."""

import os

from ..sources import Map
from ..sources.python_source import IMPORTS
from .merging import NAME_REFERENCE, edited, laid, merge, references, without

_BASE_REFERENCE = r"(?:\{\{\s*)?_base_\.([\w.]+)(?:\s*\}\})?"


def over_bases(inheritance, document, path, open_files=()):
    """Return a Python config's names over those of its ``_base_`` files."""
    open_files = (*open_files, os.path.realpath(path))
    own = document.value
    bases = own.get("_base_")
    below = Map()
    for name in bases if isinstance(bases, list) else [bases]:
        if not isinstance(name, str):
            inheritance.notice(f"_base_: a parent's name is computed, and not read: {getattr(name, 'text', name)}")
            continue
        if "::" in name:  # of another package: what it holds is not known here, and nothing is amiss
            inheritance.incomplete = True
            continue
        parent_path = os.path.join(os.path.dirname(path), name)
        parent = inheritance.parent("_base_", name, parent_path, open_files)
        if parent is not None and isinstance(parent.value, dict):
            inherited = parent.value
            if "_base_" in inherited:
                inherited = over_bases(inheritance, parent, parent_path, open_files)
            elif parent.format == "yaml":
                from .includes import over_parents

                inherited = over_parents(inheritance, parent, parent_path, open_files)
            below = merge(below, inherited)
    edits = [(keys[1:], *rest) for keys, *rest in document.cache.get("edits", ()) if keys[:1] == ("_base_",)]
    for keys, *rest in edits:
        below = edited(below, keys, *rest)
    return merge(below, references(without(own, "_base_"), below, _BASE_REFERENCE))


def over_read_base(inheritance, document, path, open_files=()):
    """Return a new-style config's names over those it imports inside ``with read_base()``."""
    open_files = (*open_files, os.path.realpath(path))
    below = Map()
    for module, level, names, in_base in document.cache.get(IMPORTS, ()):
        if not in_base:
            continue
        folder = inheritance.project.root
        if level:
            folder = os.path.dirname(path)
            for _ in range(min(level, 50) - 1):
                folder = os.path.dirname(folder)
        # ``from .a.b import name`` imports from a/b.py, ``from . import b`` the names of b.py
        files = [module] if module else names
        for file in files:
            parent_path = os.path.join(folder, *file.split(".")) + ".py"
            if not level and not os.path.exists(parent_path):  # of another package
                inheritance.incomplete = True
                continue
            parent = inheritance.parent("read_base", "." * level + file, parent_path, open_files)
            if parent is None or not isinstance(parent.value, dict):
                continue
            inherited = parent.value
            if any(flag for *_, flag in parent.cache.get(IMPORTS, ())):
                inherited = over_read_base(inheritance, parent, parent_path, open_files)
            if module and "*" not in names:
                inherited = without(inherited, *[key for key in inherited if key not in names])
            below = laid(below, inherited)
    for keys, *rest in document.cache.get("edits", ()):
        below = edited(below, keys, *rest)
    return laid(below, references(document.value, below, NAME_REFERENCE))
