"""TOML to plain values with tomli; positions are looked up by a scan of the lines only when one is needed."""

import re

import tomli

from . import Document, SourceError

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_HEADER = re.compile(r"^\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_PART = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|([A-Za-z0-9_-]+))\s*(\.|$|=)?')


def read(source):
    """Return the one document of a TOML text."""
    try:
        value = tomli.loads(source.text)
    except tomli.TOMLDecodeError as fault:
        text = str(fault)
        place = _PLACE.search(text)
        where = (int(place[1]), int(place[2])) if place and place[1] else (0, 0)
        if place and not place[1]:
            where = (source.text.count("\n") + 1, 1)
        raise SourceError(f"not valid TOML: {_PLACE.sub('', text)}", *where) from None
    except ValueError as fault:  # an integer with more digits than Python converts
        raise SourceError(f"not valid TOML: {fault}") from None

    def locate(_, keys, of_key):
        return _locate(source, keys, of_key)

    return [Document(source, value, locate)]


def _dotted(text, stop=""):
    """Return the parts of a dotted key at the start of ``text`` and where the key ends, or (None, 0)."""
    parts, at = [], 0
    while True:
        match = _PART.match(text, at)
        if not match:
            return None, 0
        parts.append(next(part for part in match.groups()[:3] if part is not None))
        at = match.end()
        if match[4] != ".":
            return (parts, at) if not stop or match[4] == stop else (None, 0)


def _locate(source, keys, of_key):
    wanted = tuple(keys)
    table, counts, quote, depth = (), {}, None, 0
    best = None
    for row in range(1, len(source._starts()) + 1):
        line = source.line(row)
        if quote:  # inside a multi-line string
            if quote in line:
                quote = None
            continue
        if depth > 0:  # inside a multi-line array
            depth += _balance(line)
            continue
        header = _HEADER.match(line)
        if header:
            parts, _ = _dotted(header[2])
            if parts:
                table = _resolve(parts, header[1] == "[[", counts)
                if table == wanted:
                    column = line.index(header[2]) + 1
                    best = (row, column, column + len(header[2]), column, column + len(header[2]))
            continue
        parts, at = _dotted(line, "=")
        if not parts:
            continue
        here = (*table, *parts)
        start = at + len(line[at:]) - len(line[at:].lstrip())
        value = _trim(line[start:])
        if here == wanted:
            key_start = len(line) - len(line.lstrip())
            best = (row, start + 1, start + 1 + len(value), key_start + 1, line.index("=") + 1)
        elif wanted[: len(here)] == here and value.startswith("{") and isinstance(wanted[len(here)], str):
            inner = re.search(r"[{,]\s*(\"?%s\"?)\s*=\s*" % re.escape(wanted[len(here)]), line[start:])
            if inner and len(wanted) == len(here) + 1:
                from_ = start + inner.end()
                item = re.match(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[^,}\s]+', line[from_:])
                size = item.end() if item else 1
                best = (row, from_ + 1, from_ + 1 + size, start + inner.start(1) + 1, start + inner.end(1) + 1)
        for mark in ('"""', "'''"):
            if value.startswith(mark) and value.count(mark) == 1:
                quote = mark
        if value.startswith("["):
            depth = max(0, _balance(value))
    if best is None:
        return None
    from . import Spot

    row, start, end, key_start, key_end = best
    return Spot(source.path, row, key_start, row, key_end) if of_key else Spot(source.path, row, start, row, end)


def _trim(text):
    """Return a value's text without a trailing comment."""
    string = re.match(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', text)
    if string and not text.startswith(('"""', "'''")):
        return string.group()
    return text.split("#", 1)[0].rstrip() or text


def _balance(line):
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*', "", line)
    return bare.count("[") - bare.count("]")


def _resolve(parts, is_array, counts):
    """Return a header's key path, with the index of the newest element of each array of tables on the way."""
    path = ()
    for index, part in enumerate(parts):
        path = (*path, part)
        last = index == len(parts) - 1
        if last and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
