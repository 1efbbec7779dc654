"""Jsonnet to plain values, as far as they are literals: nothing is evaluated but the names of local literals.

Comments, trailing commas, unquoted keys and ``local name = literal`` are read; a call, a condition, arithmetic, an
import or a reference to another part of the file is opaque.  A text that is no such config is read as empty, which is
not a fault.
"""

import json
import re

from . import Document, Map, Opaque, Seq, SourceError, check_nesting, number, spot_by_marks

_QUOTED = r'@"(?:[^"]|"")*"?|@\'(?:[^\']|\'\')*\'?|"(?:[^"\\]|\\.)*"?|\'(?:[^\'\\]|\\.)*\'?'
_COMMENT = r"//[^\n]*|#[^\n]*|/\*(?:(?!\*/).)*(?:\*/)?"
_TEXT_BLOCK = r"\|\|\|-?[ \t]*\n.*?\n[ \t]*\|\|\|"
_BRACKET = rf"(?s:(?:{_TEXT_BLOCK}|{_QUOTED}|{_COMMENT})|([\[{{(])|([\]}})]))"
_BLANK = re.compile(rf"(?s:\s|{_COMMENT})*")
_STRING = re.compile(_QUOTED, re.S)
_NAME = re.compile(r"[A-Za-z_]\w*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])")
_KEY_SIGN = re.compile(r"\+?:{1,3}")
_SKIPPED = re.compile(rf"(?s:{_TEXT_BLOCK}|{_QUOTED}|{_COMMENT}|.)")
_WORDS = {"true": True, "false": False, "null": None}
_RESERVED = ("assert", "else", "error", "for", "function", "if", "import", "importstr", "importbin", "in", "self",
             "super", "tailstrict", "then")  # fmt: skip
_MAX_CHARACTERS = 500_000
_MAX_BINDINGS = 1_000
# Under this key a document's cache says that it may hold more keys than are shown: some of their names are computed.
COMPUTED_KEYS = "computed keys"


def read(source):
    """Return the one document of a text; its value is None where the whole has to be evaluated."""
    if len(source.text) > _MAX_CHARACTERS:
        raise SourceError(f"too large for a config: {len(source.text):,} characters (the limit is {_MAX_CHARACTERS:,})")
    check_nesting(source, _BRACKET)
    reader = _Reader(source)
    try:
        value = reader.expression({})
        reader.blank()
        if reader.at < len(source.text):
            value = None
    except _OtherKind:
        value = None
    document = Document(source, value if isinstance(value, Map) else None, spot_by_marks)
    if document.value is not None:  # names nest values deeper than the text's brackets do
        from .bounds import bounded

        bounded(value, document)
    document.cache[COMPUTED_KEYS] = reader.computed_keys
    return [document]


class _OtherKind(Exception):  # noqa: N818 (it says what a text is)
    pass


class _Reader:
    def __init__(self, source):
        self.source = source
        self.text = source.text
        self.at = 0
        self.bindings = 0
        self.computed_keys = False

    def blank(self):
        self.at = _BLANK.match(self.text, self.at).end()

    def take(self, pattern):
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def next(self):
        self.blank()
        return self.text[self.at : self.at + 1]

    def expect(self, sign):
        if self.next() != sign:
            raise _OtherKind
        self.at += 1

    def is_word(self, word):
        self.blank()
        found = _NAME.match(self.text, self.at)
        return found is not None and found[0] == word

    def expression(self, names):
        """Return a value up to the sign that ends it; what is more than one literal or known name is opaque."""
        while self.is_word("local"):
            self.at += len("local")
            names = self.binds(names, ";")
        start = self.at
        value = self.literal(names)
        if self.next() in (",", ";", "}", "]", ")", ""):
            return value
        self.rest()
        return Opaque(" ".join(self.text[start : min(self.at, start + 80)].split()))

    def binds(self, names, end):
        """Return the names known after ``local a = 1, b = 2``; ``end`` is the sign that closes them."""
        names = dict(names)
        while True:
            self.blank()
            name = self.take(_NAME)
            self.bindings += 1
            if not name or self.bindings > _MAX_BINDINGS:
                raise _OtherKind
            if self.next() == "(":  # a function
                self.rest_of_group()
                self.expect("=")
                self.expression(names)
                value, begin = Opaque(name[0]), self.at
            else:
                self.expect("=")
                self.blank()
                begin = self.at
                value = self.expression(names)
            names[name[0]] = (value, (begin, self.at))
            if end == ",":
                return names
            if self.next() == ",":
                self.at += 1
                continue
            self.expect(end)
            return names

    def rest(self):
        """Go to the sign that ends an expression, over everything bracketed."""
        depth = 0
        while self.at < len(self.text):
            found = _SKIPPED.match(self.text, self.at)[0]
            if found in ("[", "{", "("):
                depth += 1
            elif found in ("]", "}", ")"):
                if not depth:
                    return
                depth -= 1
            elif found in (",", ";") and not depth:
                return
            self.at += len(found)

    def rest_of_group(self):
        self.at += 1
        while self.next() and self.next() not in ("]", "}", ")"):
            self.rest()
            if self.next() in (",", ";"):
                self.at += 1
        self.at += 1

    def literal(self, names):
        sign = self.next()
        if sign == "{":
            return self.mapping(names)
        if sign == "[":
            return self.sequence(names)
        if sign in ('"', "'", "@"):
            found = self.take(_STRING)
            return _unquoted(found[0]) if found else Opaque(sign)
        found = self.take(_NUMBER)
        if found:
            value = number(found[0])
            return Opaque(found[0][:40]) if value is None else value
        found = self.take(_NAME)
        if found is None:
            return Opaque(sign)
        if found[0] in _WORDS:
            return _WORDS[found[0]]
        if found[0] == "function":
            self.rest()
        if found[0] in _RESERVED or found[0] not in names:
            return Opaque(found[0])
        return names[found[0]][0]

    def place(self, spans, of_key):
        """Return the spot of a key or value, cut at the end of its first line."""
        return self.source.first_line(self.source.offset_spot(*(spans[0] if of_key else spans[1])))

    def sequence(self, names):
        self.at += 1
        value = Seq()
        while self.next() != "]":
            begin = self.at
            value.append(self.expression(names))
            value.marks.append((self.place, ((begin, self.at), (begin, self.at)), None))
            if self.next() == ",":
                self.at += 1
                if self.is_word("for"):
                    break
            elif self.next() != "]":
                raise _OtherKind
        is_made = self.next() != "]" or (
            len(value) == 1 and isinstance(value[0], Opaque) and _is_loop(self.text[begin : self.at])
        )
        if self.next() != "]":
            self.rest()
            self.expect("]")
        else:
            self.at += 1
        return Opaque("a comprehension") if is_made else value

    def mapping(self, names):
        self.at += 1
        value = Map()
        known = True
        while self.next() != "}":
            if self.is_word("local"):
                self.at += len("local")
                names = self.binds(names, ",")
            elif self.is_word("assert"):
                self.rest()
            else:
                known = self.field(value, names) and known
            if self.next() == ",":
                self.at += 1
            elif self.next() != "}":
                self.rest()  # ``for`` and ``if`` of a comprehension
                known = False
        self.at += 1
        return value if known else Opaque("a comprehension")

    def field(self, value, names):
        """Read one field, and leave out one whose key is computed; return False for a comprehension's."""
        start = self.at
        if self.next() == "[":
            self.rest_of_group()
            key = None
        else:
            found = self.take(_STRING) or self.take(_NAME)
            key = _key(found[0]) if found else None
            if not isinstance(key, str):
                raise _OtherKind
        end = self.at
        is_function = self.next() == "("
        if is_function:
            self.rest_of_group()
        self.blank()
        sign = self.take(_KEY_SIGN)
        if not sign:
            raise _OtherKind
        self.blank()
        begin = self.at
        item = self.expression(names)
        if key is None:
            self.computed_keys = True
            return not _is_loop(self.text[begin : self.at])
        spans = (start, end), names.get(self.text[begin : self.at].strip(), (None, (begin, self.at)))[1]
        if not is_function and "::" not in sign[0]:  # a function or a hidden field is no part of the config
            value[key] = item if "+" not in sign[0] else Opaque(f"{key}+:")
            value.marks[key] = (self.place, spans, None)
        return True


def _is_loop(text):
    return re.search(r"\bfor\b", text) is not None


def _key(token):
    return _unquoted(token) if token[0] in "\"'@" else token


def _unquoted(token):
    if token[0] == "@":
        quote = token[1]
        return token[2:-1].replace(quote * 2, quote)
    if token[0] == "'":
        inner = token[1:-1].replace("\\'", "'")
        token = '"' + re.sub(r'(?<!\\)"', '\\"', inner) + '"'
    try:
        return json.loads(token, strict=False)
    except ValueError:
        return Opaque(token[:40])
