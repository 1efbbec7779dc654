"""JSON to plain values; positions are looked up only when a finding or ``facts`` needs one.

``//`` and ``/* */`` comments and trailing commas are tolerated, as several frameworks write them.
"""

import itertools
import json
import re

from . import Document, Opaque, SourceError, check_nesting, is_too_large

# Compiled on first use (re keeps them): a run without findings needs none.
# Strings and comments that are left open match to the end of the text, so that hostile input is scanned once only.
_STRING = r'"(?:[^"\\]|\\.)*"?'
_COMMENT = r"//[^\n]*|/\*(?:(?!\*/).)*(?:\*/)?"
_BRACKET = rf"(?s:(?:{_STRING}|{_COMMENT})|([\[{{])|([\]}}]))"
_TOKEN = rf"(?s:({_STRING})|({_COMMENT})|([\[\]{{}},:])|[^\s\"/\[\]{{}},:]+|/)"
_MAX_DUPLICATES = 100


def read(source):
    """Return the one document of a JSON text."""
    check_nesting(source, _BRACKET)
    duplicates = set()

    def pairs(items):
        value = dict(items)
        if len(value) != len(items):
            seen = set()
            for key, _ in items:
                if key in seen:
                    duplicates.add(key)
                seen.add(key)
        return value

    decoder = json.JSONDecoder(object_pairs_hook=pairs, parse_int=_integer)
    text = source.text
    try:
        value = decoder.decode(text)
    except json.JSONDecodeError as first:
        cleaned = _without_comments(text)
        duplicates.clear()
        try:
            value = decoder.decode(cleaned)
        except json.JSONDecodeError as fault:
            fault = first if cleaned == text else fault
            raise SourceError(f"not valid JSON: {fault.msg}", fault.lineno, fault.colno) from None
        text = cleaned
    places = []  # filled by the first look-up

    def locate(_, keys, of_key):
        if not places:
            places.append(_places(text))
        return _spot(source, places[0], keys, of_key)

    if duplicates:
        repeated = []
        places.append(_places(text, lambda *found: _note_repeated(repeated, duplicates, *found)))
        for path, place, earlier in repeated:
            spots = (source.offset_spot(found.key_start, found.key_end) for found in (place, earlier))
            lost = text[earlier.start : earlier.end]
            same = lost == "null" or lost == text[place.start : place.end]
            source.duplicates.append((path, *spots, same))
    return [Document(source, value, locate)]


def _integer(text):
    try:
        value = int(text)
    except ValueError:  # more digits than Python converts
        return Opaque(text[:20] + "...")
    return Opaque(text[:20] + "...") if is_too_large(value) else value


def _without_comments(text):
    """Return a text with comments and trailing commas blanked, every other character where it was."""
    pieces, done, comma = [], 0, None

    def blank(start, end):
        nonlocal done
        pieces.append(text[done:start])
        pieces.append(re.sub(r"[^\n]", " ", text[start:end]))
        done = end

    held = []  # comments since the last comma, which must be blanked after it
    for match in re.finditer(_TOKEN, text):
        token = match.group()
        if match[2]:
            held.append(match.span())
            continue
        if comma is not None and token in ("]", "}"):
            blank(comma, comma + 1)
        for span in held:
            blank(*span)
        held.clear()
        comma = match.start() if token == "," else None
    for span in held:
        blank(*span)
    return "".join([*pieces, text[done:]])


class _Place:
    """Where a key and its value stand; ``children`` by key for an object, in order for an array."""

    __slots__ = ("children", "end", "key_end", "key_start", "start")

    def __init__(self, key_start, key_end):
        self.key_start = key_start
        self.key_end = key_end
        self.start = self.end = 0
        self.children = None


def _places(text, on_duplicate=None):
    """Return the places in a valid JSON text, from one pass over its tokens."""
    root = _Place(0, 0)
    stack = []
    here = root  # the place whose value comes next, or None where a key is due
    for match in re.finditer(_TOKEN, text):
        token = match.group()
        if token in ("{", "["):
            if here is None:
                here = _item(stack[-1])
            here.start = match.start()
            here.children = {} if token == "{" else []
            stack.append(here)
            here = None
        elif token in ("}", "]"):
            stack.pop().end = match.end()
        elif token in (",", ":"):
            continue
        elif here is None and isinstance(stack[-1].children, dict):
            children = stack[-1].children
            key = json.loads(token, strict=False) if "\\" in token else token[1:-1]
            here = _Place(match.start(), match.end())
            if on_duplicate is not None and key in children:
                on_duplicate(stack, key, here, children[key])
            children[key] = here  # the last of two equal keys is the one that counts
        else:
            if here is None:
                here = _item(stack[-1])
            here.start, here.end = match.span()
            here = None
    return root


def _item(array):
    place = _Place(0, 0)
    array.children.append(place)
    return place


def _spot(source, place, keys, of_key):
    for key in keys:
        children = place.children
        if isinstance(children, dict):
            place = children.get(key)
        elif isinstance(children, list) and isinstance(key, int) and 0 <= key < len(children):
            place = children[key]
        else:
            place = None
        if place is None:
            return None
    span = (place.key_start, place.key_end) if of_key and place.key_end else (place.start, place.end)
    return source.first_line(source.offset_spot(*span))


def _note_repeated(repeated, names, stack, key, place, first):
    """Keep (key path, place, place of the first occurrence) of a repeated key, for the ``duplicate-key`` rule."""
    if key not in names or len(repeated) >= _MAX_DUPLICATES:
        return
    path = []
    for outer, inner in itertools.pairwise(stack):
        if isinstance(outer.children, dict):
            path.append(next(name for name, child in reversed(outer.children.items()) if child is inner))
        else:
            path.append(len(outer.children) - 1)
    repeated.append(((*path, key), place, first))
