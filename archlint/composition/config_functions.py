"""Configs of ml_collections: a function that starts from the result of another file's."""

import os

from ..sources import Map
from .merging import overlay


def over_call(inheritance, document, path):
    """Return a config whose function starts from the result of another file's."""
    base = document.cache["config base"]
    for module, level, name, here in document.cache.get("aliases", ()):
        if here != base or level or not module:
            continue
        parent_name = module.replace(".", "/") + ".py"
        parent = inheritance.parent(
            "import", parent_name, inheritance.find(parent_name, path), (os.path.realpath(path),)
        )
        inherited = parent.value.get(name) if parent is not None and isinstance(parent.value, dict) else None
        if isinstance(inherited, Map):
            result = Map(document.value)
            result.marks.update(document.value.marks)
            result["get_config"] = overlay(inherited, document.value.get("get_config", Map()))
            return result
    inheritance.incomplete = True
    return document.value
