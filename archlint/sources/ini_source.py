"""Lines of ``key = value`` to plain values: INI files with sections, and files of environment variables.

Many other files end in ``.ini`` and ``.cfg``.  One whose lines are of another kind is read as empty, which is no fault.
"""

import re

from . import Document, number

_SECTION = re.compile(r"\[([^\[\]]{1,100})\]\s*(?:[#;].*)?$")
_ITEM = re.compile(r"(?:export\s+)?([A-Za-z_][\w .\-/]{0,80}?)\s*[=:]\s*")
_COMMENT = re.compile(r"\s[#;].*$")
_MAX_PARTS = 20
_WORDS = {"true": True, "false": False, "null": None, "None": None, "True": True, "False": False}


def read(source):
    """Return the one document of a text; its value is None where the text is of another kind."""
    places = {}

    def locate(_, keys, of_key):
        place = places.get(keys)
        if place is None:
            return None
        start, end = place[0 if of_key else 1]
        return source.first_line(source.offset_spot(start, end))

    return [Document(source, _parse(source.text, places), locate)]


def _parse(text, places):
    root = {}
    section, path, start = root, (), 0
    for line in text.splitlines(keepends=True):
        at, start = start, start + len(line)
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        found = _SECTION.match(bare)
        if found:
            path = tuple(part.strip() for part in found[1].split("."))
            if len(path) > _MAX_PARTS:
                return None
            section = root
            for part in path:
                section = section.setdefault(part, {})
                if not isinstance(section, dict):
                    return None
            continue
        if line[0] in " \t":
            continue  # a value goes on, and is left as its first line says
        found = _ITEM.match(line)
        if not found:
            return None
        written = _COMMENT.sub("", line[found.end() :].rstrip())
        section[found[1]] = value(written)
        end = at + found.end() + len(written)
        keys = (*path, found[1])
        places[keys] = ((at + found.start(1), at + found.end(1)), (at + found.end(), end))
    return root or None


def value(text):
    """Return what a written value stands for: a number, a truth value, nothing, or its text without quotes."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text in _WORDS:
        return _WORDS[text]
    found = number(text)
    return text if found is None else found
