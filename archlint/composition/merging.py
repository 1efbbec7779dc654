"""Values laid over values: mappings merge or replace, statements edit, references find what is inherited."""

import re

from ..sources import Map, Opaque, Seq

# Configs nest a few levels deep; this bounds a hostile one.
MAX_NESTING = 100
# A bare name that a file uses without binding it: one that it inherits.
NAME_REFERENCE = r"([A-Za-z_]\w*(?:\.\w+)*)"


def merge(below, above, deletes=lambda item: item.get("_delete_") is True, delete_key="_delete_"):
    """Return a mapping with ``above`` laid over ``below``: mappings merge unless one says otherwise."""
    done = {}  # anchors and shared names make a graph: each pair of mappings is merged once

    def lay(low, high, depth):
        known = done.get((id(low), id(high)))
        if known is not None:
            return known
        result = done[id(low), id(high)] = Map(low)
        result.marks.update(getattr(low, "marks", {}))
        marks = getattr(high, "marks", {})
        for key, item in high.items():
            old = result.get(key)
            if isinstance(item, dict):
                if isinstance(old, dict) and depth < MAX_NESTING and not deletes(item):
                    item = lay(old, item, depth + 1)
                elif delete_key in item:
                    item = without(item, delete_key)
            result[key] = item
            if key in marks:
                result.marks[key] = marks[key]
        return result

    return lay(below, above, 0)


def overlay(below, above):
    """Return ``above`` laid over ``below`` as OmegaConf does it: no key of a mapping means "replace"."""
    return merge(below, above, lambda item: False, "")


def without(value, *keys):
    """Return a mapping without some of its keys."""
    result = Map({key: item for key, item in value.items() if key not in keys})
    result.marks.update({key: mark for key, mark in value.marks.items() if key not in keys})
    return result


def laid(below, above):
    """Return the names of ``above`` over those of ``below``, whole: an assignment replaces."""
    result = Map({**below, **above})
    result.marks = {**below.marks, **above.marks}
    return result


def edited(value, keys, kind, new, mark):
    """Return a mapping with one statement's change at a path of keys below it; the mapping itself stays as it is."""
    if not keys or not isinstance(value, (Map, Seq)):
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(value, Seq):
        if not isinstance(key, int) or not -len(value) <= key < len(value):
            return value
        copy = Seq(value)
        copy.marks = list(value.marks)
    else:
        key = str(key)
        copy = Map(value)
        copy.marks.update(value.marks)
    if rest:
        if isinstance(copy, Seq) or key in copy:
            copy[key] = edited(copy[key], rest, kind, new, mark)
    elif kind == "pop":
        if isinstance(copy, Seq):
            del copy[key], copy.marks[key]
        else:
            copy.pop(key, None)
            copy.marks.pop(key, None)
    elif kind == "update":
        if (isinstance(copy, Seq) or key in copy) and isinstance(copy[key], Map):
            copy[key] = overlay(copy[key], new)
    elif kind == "set":
        copy[key] = new
        copy.marks[key] = mark
    elif isinstance(copy, Seq) or key in copy:
        copy[key] = Opaque("changed by a statement")
    return copy


def is_index(text):
    """Whether a text is a whole number that ``int`` reads without complaint."""
    return len(text) < 10 and text.isdecimal()


def references(value, below, pattern):
    """Return a value with ``_base_.a.b``, ``{{_base_.a.b}}`` and bare inherited names resolved in the parents."""
    done = {}

    def look_up(text):
        match = re.fullmatch(pattern, text) if len(text) < 200 else None
        found = below if match else None
        for part in match[1].split(".") if match else ():
            if isinstance(found, list) and is_index(part) and int(part) < len(found):
                found = found[int(part)]
            elif isinstance(found, dict) and part in found:
                found = found[part]
            else:
                return Opaque(text)
        return found if match else Opaque(text)

    def resolve(item, depth):
        if isinstance(item, Opaque):
            return look_up(item.text) if item.value is None else item
        if isinstance(item, str):
            return look_up(item) if "_base_." in item and re.fullmatch(pattern, item[:200]) else item
        if not isinstance(item, (Map, Seq)) or depth >= MAX_NESTING:
            return item
        if id(item) not in done:
            copy = done[id(item)] = type(item)()
            if isinstance(item, Map):
                copy.update({key: resolve(inner, depth + 1) for key, inner in item.items()})
                copy.marks.update(item.marks)
            else:
                copy.extend(resolve(inner, depth + 1) for inner in item)
                copy.marks.extend(item.marks)
        return done[id(item)]

    return resolve(value, 0)
