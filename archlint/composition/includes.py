"""YAML files that name parents: yacs ``_BASE_`` and its relatives, ``!include`` tags."""

import os

from ..sources import Map, Opaque
from .merging import merge, overlay
from .signs import PARENT_KEYS, is_defaults_list


def over_parents(inheritance, document, path, open_files=()):
    """Return a YAML mapping over what it inherits by a parent key, an include tag or a defaults list."""
    open_files = (*open_files, os.path.realpath(path))
    own = document.value
    if "!include" in document.source.text:
        own = _with_tags(inheritance, own, path, open_files)
    if is_defaults_list(own.get("defaults")):
        from .hydra import Hydra

        return Hydra(inheritance, path).compose(document, own, open_files)
    below = None
    for key in PARENT_KEYS:
        names = own.get(key)
        names = [names] if isinstance(names, str) else names
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            continue
        names = [name for name in names if name and not name.startswith(("http:", "https:"))]
        for name in names:
            parent_path = inheritance.find(name, path)
            parent = inheritance.parent(key, name, parent_path, open_files)
            if parent is not None and isinstance(parent.value, dict):
                inherited = over_parents(inheritance, parent, parent_path, open_files)
                below = inherited if below is None else merge(below, inherited)
    if below is None:
        return own
    # PaddleSeg replaces a mapping that says ``_inherited_: False``.
    return merge(below, own, lambda item: item.get("_inherited_") is False, "_inherited_")


def _with_tags(inheritance, value, path, open_files, done=None):
    """Return a mapping with its ``!include file`` values read."""
    done = {} if done is None else done
    if id(value) in done:  # anchors make a graph
        return done[id(value)]
    result = done[id(value)] = Map(value)
    result.marks.update(value.marks)
    for key, item in value.items():
        if isinstance(item, Opaque) and item.tag == "!include" and isinstance(item.value, str):
            parent_path = inheritance.find(item.value, path)
            parent = inheritance.parent("!include", item.value, parent_path, open_files)
            if parent is not None:
                inner = parent.value
                result[key] = (
                    over_parents(inheritance, parent, parent_path, open_files) if isinstance(inner, Map) else inner
                )
        elif isinstance(item, Opaque) and str(item.tag).startswith("!include:"):
            # HyperPyYAML names the file in the tag, and what to set in it below.
            name = item.tag[len("!include:") :].strip()
            parent_path = inheritance.find(name, path)
            parent = inheritance.parent("!include", name, parent_path, open_files) if name else None
            if parent is not None and isinstance(parent.value, Map):
                result[key] = over_parents(inheritance, parent, parent_path, open_files)
                if isinstance(item.value, Map):
                    result[key] = overlay(result[key], item.value)
        elif isinstance(item, Map):
            result[key] = _with_tags(inheritance, item, path, open_files, done)
    return result
