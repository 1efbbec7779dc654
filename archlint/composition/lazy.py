"""Lazy configs of Detectron2 and its kin: plain relative imports of the parts that others define."""

import os

from ..sources import Map
from .merging import NAME_REFERENCE, edited, laid, references
from .signs import LAZY_NAMES


def over_imports(inheritance, document, path, open_files=()):
    """Return a lazy config's names over those that it imports from files beside it."""
    open_files = (*open_files, os.path.realpath(path))
    below, known = Map(), {}  # several names mostly come from one file
    for module, level, name, here in document.cache.get("aliases", ()):
        if not level or not module or here in below:
            continue
        if name[:1].isupper() and here not in LAZY_NAMES:
            continue  # a class: program text
        folder = os.path.dirname(path)
        for _ in range(min(level, 50) - 1):
            folder = os.path.dirname(folder)
        parent_path = os.path.join(folder, *module.split(".")) + ".py"
        if parent_path not in known:
            parent = inheritance.parent("import", "." * level + module, parent_path, open_files)
            is_map = parent is not None and isinstance(parent.value, dict)
            known[parent_path] = over_imports(inheritance, parent, parent_path, open_files) if is_map else Map()
        inherited = known[parent_path]
        if name in inherited:
            below[here] = inherited[name]
            below.marks[here] = inherited.marks[name]
    for keys, *rest in document.cache.get("edits", ()):
        below = edited(below, keys, *rest)
    return laid(below, references(document.value, below, NAME_REFERENCE))
