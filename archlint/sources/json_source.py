"""JSON to plain values; positions are looked up only when a finding or ``facts`` needs one.

``//`` and ``/* */`` comments and trailing commas are tolerated, as several frameworks write them.
"""

import json
import re
from json.decoder import scanstring

from . import Document, Map, Opaque, Seq, SourceError, spot_by_marks

_SPACE = re.compile(r"[ \t\r\n]*")
_NOISE = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/|,(?=(?:\s|//[^\n]*|/\*.*?\*/)*[\]}])', re.S)


def read(source):
    """Return the one document of a JSON text."""
    duplicates = []

    def pairs(items):
        value = dict(items)
        if len(value) != len(items):
            seen = set()
            for key, _ in items:
                if key in seen:
                    duplicates.append(key)
                seen.add(key)
        return value

    decoder = json.JSONDecoder(object_pairs_hook=pairs, parse_int=_integer)
    text = source.text
    try:
        value = decoder.decode(text)
    except ValueError as first:
        cleaned = _NOISE.sub(_blank, text)
        duplicates.clear()
        try:
            value = decoder.decode(cleaned)
        except json.JSONDecodeError as fault:
            fault = first if isinstance(first, json.JSONDecodeError) and cleaned == text else fault
            raise SourceError(f"not valid JSON: {fault.msg}", fault.lineno, fault.colno) from None
        except ValueError as fault:
            raise SourceError(f"not valid JSON: {fault}") from None
        text = cleaned
    if duplicates:
        _note_duplicates(source, text, set(duplicates))

    def locate(_, keys, of_key):
        return _locate(source, text, keys, of_key)

    return [Document(source, value, locate)]


def with_marks(document):
    """Return a JSON or TOML document's root as marked containers, so that composition can merge it."""
    locate = document._locate

    def convert(value, keys):
        if isinstance(value, dict):
            result = Map()
            for key, item in value.items():
                result[key] = convert(item, (*keys, key))
                result.marks[key] = (lambda path, of_key: locate(None, path, of_key), (*keys, key), None)
            return result
        if isinstance(value, list):
            result = Seq(convert(item, (*keys, index)) for index, item in enumerate(value))
            result.marks = [
                (lambda path, of_key: locate(None, path, of_key), (*keys, index), None) for index in range(len(value))
            ]
            return result
        return value

    marked = Document(document.source, convert(document.value, ()), spot_by_marks)
    marked.notices = document.notices
    return marked


def _integer(text):
    try:
        return int(text)
    except ValueError:  # more digits than Python converts
        return Opaque(text[:20] + "...")


def _blank(match):
    text = match.group()
    return text if text.startswith('"') else re.sub(r"[^\n]", " ", text)


def _skip(text, at):
    return _SPACE.match(text, at).end()


_SKIPPER = json.JSONDecoder(parse_int=_integer)


def _members(text, at):
    """Yield (key, key start, key end, value start, value end) of the object that opens at ``at``."""
    at = _skip(text, at + 1)
    while text[at] == '"':
        start = at
        key, at = scanstring(text, at + 1, False)
        key_end = at
        at = _skip(text, _skip(text, at) + 1)
        _, end = _SKIPPER.raw_decode(text, at)
        yield key, start, key_end, at, end
        at = _skip(text, end)
        if text[at] != ",":
            return
        at = _skip(text, at + 1)


def _items(text, at):
    """Yield (start, end) of the items of the array that opens at ``at``."""
    at = _skip(text, at + 1)
    while text[at] != "]":
        _, end = _SKIPPER.raw_decode(text, at)
        yield at, end
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _locate(source, text, keys, of_key):
    at = _skip(text, 0)
    place = None
    for key in keys:
        if at >= len(text):
            return None
        found = None
        if text[at] == "{":
            for name, key_start, key_end, start, end in _members(text, at):
                if name == key:  # the last of two equal keys is the one that counts
                    found = (key_start, key_end, start, end)
        elif text[at] == "[" and isinstance(key, int):
            for index, (start, end) in enumerate(_items(text, at)):
                if index == key:
                    found = (start, end, start, end)
                    break
        if found is None:
            return None
        place, at = found, found[2]
    if place is None:
        return None
    start, end = place[:2] if of_key else place[2:]
    spot = source.offset_spot(start, end)
    if spot.end_line != spot.line:  # an object or array: mark its first line only
        spot = spot._replace(end_line=spot.line, end_column=len(source.line(spot.line)) + 1)
    return spot


def _note_duplicates(source, text, names):
    """Record where the repeated keys stand, for the ``duplicate-key`` rule."""

    def visit(at, keys):
        if text[at] == "{":
            seen = {}
            for name, key_start, key_end, start, _ in _members(text, at):
                spot = source.offset_spot(key_start, key_end)
                if name in seen and name in names:
                    source.duplicates.append(((*keys, name), spot, seen[name]))
                seen[name] = spot
                visit(start, (*keys, name))
        elif text[at] == "[":
            for index, (start, _) in enumerate(_items(text, at)):
                visit(start, (*keys, index))

    visit(_skip(text, 0), ())
