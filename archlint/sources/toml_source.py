"""TOML to plain values with tomli; positions are looked up by one scan of the text, only when one is needed."""

import re

import tomli

from . import MAX_DEPTH, TOO_DEEP, Document, Opaque, SourceError, check_nesting, is_too_large

_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
# Compiled on first use (re keeps them): a run without findings needs none.
# Strings that are left open match to the end of the text, so that hostile input is scanned once only.
_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*(?:"{3,5})?|\'\'\'(?:[^\']|\'(?!\'\'))*(?:\'{3,5})?|"(?:[^"\\\n]|\\.)*"?|\'[^\'\n]*\'?'
)
_BRACKET = rf"(?s:(?:{_STRING}|#[^\n]*)|([\[{{])|([\]}}]))"
_TOKEN = rf"(?s:({_STRING})|#[^\n]*|(\n)|([\[\]{{}}=,.])|[^\s\"'#\[\]{{}}=,.]+)"
_ESCAPE = r"(?s:\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.)))"
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
# More digits than any number of a config has: worth a walk over the values.
_LONG_NUMBER = r"[0-9A-Fa-f_]{60}"


def read(source):
    """Return the one document of a TOML text."""
    check_nesting(source, _BRACKET)
    if source.text.count(".") >= MAX_DEPTH:
        _refuse_long_keys(source)
    try:
        value = tomli.loads(source.text)
    except tomli.TOMLDecodeError as fault:
        text = str(fault)
        place = re.search(_PLACE, text)
        where = (int(place[1]), int(place[2])) if place and place[1] else (0, 0)
        if place and not place[1]:
            where = (source.text.count("\n") + 1, 1)
        raise SourceError(f"not valid TOML: {re.sub(_PLACE, '', text)}", *where) from None
    except ValueError:
        digits = re.search(r"(?<![\w.])[-+]?[\d_]{4000,}", source.text)
        where = source.position(digits.start()) if digits else (0, 0)
        raise SourceError("not valid TOML: an integer with more digits than can be read", *where) from None
    if re.search(_LONG_NUMBER, source.text):
        _hide_large_numbers(value)
    places = []  # filled by the first look-up

    def locate(_, keys, of_key):
        if not places:
            places.append(_Places(source.text).root)
        return _spot(source, places[0], keys, of_key)

    return [Document(source, value, locate)]


def _refuse_long_keys(source):
    """Raise SourceError for a dotted key of more parts than any config's: it nests as brackets do."""
    for match in re.finditer(r"(?m)^[ \t\[]*[\w \t.\"'-]*", source.text):
        if match.group().count(".") >= MAX_DEPTH:
            raise SourceError(TOO_DEEP, *source.position(match.start()))


def _hide_large_numbers(root):
    stack = [root]
    while stack:
        value = stack.pop()
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(item, (dict, list)):
                stack.append(item)
            elif is_too_large(item):
                value[key] = Opaque("a number too large to be used")


def _spot(source, place, keys, of_key):
    for key in keys:
        children = place.children
        if isinstance(children, list):
            place = children[key] if isinstance(key, int) and 0 <= key < len(children) else None
        else:
            place = children.get(key)
        if place is None:
            return None
    start, end = place.key if of_key and place.key else place.value or place.key or (None, None)
    if start is None:
        return None
    return source.first_line(source.offset_spot(start, end))


class _Place:
    """Where a key and its value stand; ``children`` by key, or in order for an array."""

    __slots__ = ("children", "key", "value")

    def __init__(self, key=None, children=None):
        self.key = key
        self.value = None
        self.children = {} if children is None else children


class _Places:
    """The places in a text that tomli has accepted, from one pass over its tokens."""

    def __init__(self, text):
        self.text = text
        self.tokens = [match for match in re.finditer(_TOKEN, text) if not match.group().startswith("#")]
        self.at = 0
        self.root = _Place()
        table = self.root
        while self.at < len(self.tokens):
            if self.peek() == "[":
                table = self.header()
            elif self.tokens[self.at][2]:
                self.at += 1
            else:
                self.pair(table)

    def peek(self):
        """Return the next token's text, or an empty one at the end."""
        return self.tokens[self.at].group() if self.at < len(self.tokens) else ""

    def skip_lines(self):
        while self.at < len(self.tokens) and self.tokens[self.at][2]:
            self.at += 1

    def name(self):
        """Return the parts of a dotted key with their extents, up to what ends it."""
        parts = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if (token[3] and token[3] != ".") or token[2]:
                break
            if not token[3]:
                parts.append((_unquoted(token.group()), token.span()))
            self.at += 1
        return parts

    def header(self):
        """Read ``[a.b]`` or ``[[a.b]]`` and return its table."""
        self.at += 1
        is_array = self.peek() == "["
        self.at += is_array
        place = self.root
        parts = self.name()
        for index, (key, span) in enumerate(parts):
            last = index == len(parts) - 1
            inner = place.children.get(key)
            if inner is None:
                inner = place.children[key] = _Place(span, [] if last and is_array else None)
            if last and is_array:
                inner.children.append(_Place(span))
            place = inner.children[-1] if isinstance(inner.children, list) and inner.children else inner
        self.at += 1 + is_array
        return place

    def pair(self, table):
        """Read ``a.b = value`` into a table."""
        parts = self.name()
        for key, span in parts:
            table = table.children.setdefault(key, _Place(span))
        if not parts or self.peek() != "=":
            self.at += 1
            return
        self.at += 1
        self.value(table)

    def value(self, place):
        """Read one value: its extent, and the places inside an array or inline table."""
        if self.at >= len(self.tokens):
            return
        start, end = self.tokens[self.at].span()
        opener = self.peek()
        if opener in ("[", "{"):
            closer = "]" if opener == "[" else "}"
            if opener == "[":
                place.children = []
            self.at += 1
            self.skip_lines()
            while self.at < len(self.tokens) and self.peek() != closer:
                if self.peek() == ",":
                    self.at += 1
                elif opener == "[":
                    item = _Place()
                    place.children.append(item)
                    self.value(item)
                else:
                    self.pair(place)
                self.skip_lines()
            end = self.tokens[min(self.at, len(self.tokens) - 1)].end()
            self.at += 1
        else:  # a number such as 1.5 is several tokens
            while self.at < len(self.tokens):
                token = self.tokens[self.at]
                if token[2] or (token[3] and token[3] != "."):
                    break
                end = token.end()
                self.at += 1
        place.value = (start, end)


def _unquoted(text):
    if text.startswith('"'):
        return re.sub(_ESCAPE, _unescaped, text[1:-1]) if "\\" in text else text[1:-1]
    return text[1:-1] if text.startswith("'") else text


def _unescaped(match):
    digits = match[1] or match[2] or match[3]
    return chr(int(digits, 16)) if digits else _ESCAPED.get(match[4], match[4])
