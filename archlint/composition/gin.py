"""gin: ``include`` statements, in their order, and macros."""

import os

from ..sources import Map, Opaque
from ..sources.gin_source import IMPORTS, MACRO, STATEMENTS, flat


def over_includes(inheritance, document, path):
    """Return the bindings of a gin config over those it includes, with its macros' values put in."""
    imports = list(document.cache[IMPORTS])
    value = flat(_statements(inheritance, document, path, (), imports))
    document.cache[IMPORTS] = imports
    return _with_macros(value)


def _statements(inheritance, document, path, open_files, imports):
    """Return a gin config's statements with those of the files that it includes, in their order."""
    open_files = (*open_files, os.path.realpath(path))
    found = []
    for statement in document.cache[STATEMENTS]:
        if not isinstance(statement, str):
            found.append(statement)
            continue
        parent_path = inheritance.find(statement, path)
        parent = inheritance.parent("include", statement, parent_path, open_files)
        if parent is not None and parent.format == "gin" and isinstance(parent.value, dict):
            imports.extend(parent.cache[IMPORTS])
            found.extend(_statements(inheritance, parent, parent_path, open_files, imports))
    return found


def _with_macros(value):
    """Return gin bindings with each macro's use replaced by the value that the macro is bound to."""

    def resolve(item, mark):
        for _ in range(20):  # a macro may stand for another one
            name = item.text[1:] if isinstance(item, Opaque) and item.tag == MACRO else None
            if name not in value or isinstance(value[name], Map):
                break
            item, mark = value[name], value.marks[name]
        return item, mark

    result = Map()
    for key, item in value.items():
        if isinstance(item, Map):
            copy = Map()
            for name, inner in item.items():
                copy[name], copy.marks[name] = resolve(inner, item.marks[name])
            result[key], result.marks[key] = copy, value.marks[key]
        else:
            result[key], result.marks[key] = resolve(item, value.marks[key])
    return result
