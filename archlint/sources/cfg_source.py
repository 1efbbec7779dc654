"""Sections of ``key = JSON value`` to plain values: ``[a.b]`` stands for b within a, as spaCy's configs are written.

Many other files end in ``.cfg``.  One whose lines or section names are of another kind is no config of this format:
it is read as empty, which is not a fault.
"""

import json
import re

from . import Document, check_nesting

_SECTION = re.compile(r"\[([^\[\]]+)\]\s*$")
_ITEM = re.compile(r"([^\s=\[][^=]*)=\s*")
_BRACKET = re.compile(r'(?:"(?:[^"\\]|\\.)*"?)|([\[{])|([\]}])', re.S)
_NAME = re.compile(r"[\w@*.\-]+")
_MAX_PARTS = 20


def read(source):
    """Return the one document of a text; its value is None where the text is of another kind."""
    check_nesting(source, _BRACKET)
    places = {}
    value = _parse(source.text, places)

    def locate(_, keys, of_key):
        place = places.get(keys)
        if place is None:
            return None
        return source.first_line(source.offset_spot(*(place[0] if of_key else place[1])))

    return [Document(source, value, locate)]


def _parse(text, places):
    """Return the nested sections, or None; ``places`` takes the offsets of each key and value by its key path."""
    root, section, path, pending, start = {}, None, (), None, 0
    seen = set()
    for line in text.splitlines(keepends=True):
        at, start = start, start + len(line)
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        if line[0] in " \t" and pending:  # a value goes on in an indented line
            pending[1].append(bare)
            continue
        _close(pending)
        pending = None
        found = _SECTION.match(bare)
        if found:
            path = tuple(found[1].strip().split("."))
            section = _section(root, path)
            if section is None or path in seen:  # a section that comes twice: lists of layers are written so
                return None
            seen.add(path)
            places[path] = ((at, at + len(bare)), (at, at + len(bare)))
            continue
        found = _ITEM.match(line)
        if not found or section is None:
            return None
        key = found[1].rstrip()
        value = line[found.end() :].rstrip()
        section[key] = None
        pending = (section, [value], key)
        place = (*path, key)
        places[place] = ((at, at + len(key)), (at + found.end(), at + found.end() + len(value)))
    _close(pending)
    return root or None


def _section(root, path):
    if len(path) > _MAX_PARTS or not all(_NAME.fullmatch(part) for part in path):
        return None
    for part in path:
        below = root.setdefault(part, {})
        if not isinstance(below, dict):
            return None
        root = below
    return root


def _close(pending):
    """Put a value together from its lines: JSON, or the text as it stands."""
    if pending is None:
        return
    section, lines, key = pending
    text = " ".join(lines).strip()
    try:
        section[key] = json.loads(text)
    except ValueError:
        section[key] = text
