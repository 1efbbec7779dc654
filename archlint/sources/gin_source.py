"""gin-config files to plain values: ``scope/Module.param = value``, blocks of bindings, macros and includes.

Each selector is a mapping of its parameters, each macro a value by its own name.  A reference (``@module``) and a
macro's use (``%NAME``) are opaque here; composition puts in the macros' values once all includes are read.  A text of
another kind is read as empty, which is not a fault.
"""

import ast
import re

from . import Document, Map, Opaque, Seq, SourceError, check_nesting, is_too_large, number, spot_by_marks

# Under these keys a document keeps its statements for composition, in order (a mapping, or an included file's name),
# and the modules that it imports.
STATEMENTS = "statements"
IMPORTS = "imports"
MACRO = "%"
REFERENCE = "@"

_BRACKET = r"(?:'(?:[^'\\\n]|\\.)*'?|\"(?:[^\"\\\n]|\\.)*\"?|#[^\n]*)|([\[({])|([\])}])"
_BLANK = re.compile(r"(?:[ \t\n]|\\\n|#[^\n]*)*")
_SPACE = re.compile(r"(?:[ \t]|\\\n)*")
_END = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_IMPORT = re.compile(r"(?:import[ \t]+([\w.]+)|from[ \t]+([\w.]+)[ \t]+import[ \t]+(\w+))(?:[ \t]+as[ \t]+\w+)?")
_INCLUDE = re.compile(r"include[ \t]+(?:'([^'\n]*)'|\"([^\"\n]*)\")")
_SELECTOR = re.compile(r"[A-Za-z_][\w./]*")
_PARAMETER = re.compile(r"[A-Za-z_]\w*")
_STRING = re.compile(
    r"[rRbBuU]{0,2}(?:\'\'\'(?:[^\\]|\\.)*?\'\'\'|\"\"\"(?:[^\\]|\\.)*?\"\"\""
    r"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")",
    re.S,
)
_LITERAL = re.compile(r"[-+]?[\w.]+(?:(?<=[eE])[-+]\d+)?")
_USE = re.compile(r"[@%][\w./]+(?:\(\))?")
_WORDS = {"True": True, "False": False, "None": None}
_MAX_CHARACTERS = 500_000
_MAX_STATEMENTS = 20_000


def read(source):
    """Return the one document of a text; its value is None where the text is of another kind."""
    if len(source.text) > _MAX_CHARACTERS:
        raise SourceError(f"too large for a config: {len(source.text):,} characters (the limit is {_MAX_CHARACTERS:,})")
    check_nesting(source, _BRACKET)
    reader = _Reader(source)
    try:
        reader.run()
    except _OtherKind:
        return [Document(source, None, spot_by_marks)]
    document = Document(source, flat(reader.statements), spot_by_marks)
    document.cache[STATEMENTS] = reader.statements
    document.cache[IMPORTS] = reader.imports
    return [document]


def flat(statements):
    """Return all bindings of a list of statements as one mapping, later ones over earlier ones."""
    result = Map()
    for statement in statements:
        if not isinstance(statement, Map):
            continue
        for key, value in statement.items():
            held = result.get(key)
            if isinstance(value, Map) and isinstance(held, Map):
                held.update(value)
                held.marks.update(value.marks)
                continue
            if isinstance(value, Map):
                copy = Map(value)
                copy.marks.update(value.marks)
                value = copy
            result[key] = value
            result.marks[key] = statement.marks[key]
    return result


class _OtherKind(Exception):  # noqa: N818 (it says what a text is)
    pass


class _Reader:
    def __init__(self, source):
        self.source = source
        self.text = source.text
        self.at = 0
        self.statements = []
        self.imports = []

    def run(self):
        for _ in range(_MAX_STATEMENTS):
            self.skip(_BLANK)
            if self.at >= len(self.text):
                return
            self.statement()

    def skip(self, pattern):
        self.at = pattern.match(self.text, self.at).end()

    def take(self, pattern):
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def starts(self, sign):
        return self.text.startswith(sign, self.at)

    def statement(self):
        found = self.take(_IMPORT)
        if found:
            self.imports.append(found[1] or f"{found[2]}.{found[3]}")
            return self.finish()
        found = self.take(_INCLUDE)
        if found:
            self.statements.append(found[1] if found[1] is not None else found[2])
            return self.finish()
        start = self.at
        found = self.take(_SELECTOR)
        if not found:
            raise _OtherKind
        self.skip(_SPACE)
        if self.starts(":"):
            self.at += 1
            return self.block(found[0], start)
        name, _, parameter = found[0].rpartition(".")
        return self.binding(name, parameter, start)

    def block(self, name, start):
        """Read the indented bindings below a selector."""
        if not self.take(_END):
            raise _OtherKind
        while True:
            self.skip(_BLANK)
            line = self.text.rfind("\n", 0, self.at) + 1
            if self.at >= len(self.text) or self.at == line:
                return
            begin = self.at
            parameter = self.take(_PARAMETER)
            if not parameter:
                raise _OtherKind
            self.skip(_SPACE)
            self.binding(name, parameter[0], begin, start)

    def binding(self, name, parameter, start, head=None):
        key = (start, start + len(f"{name}.{parameter}" if name and head is None else parameter))
        if not self.starts("="):
            raise _OtherKind
        self.at += 1
        self.skip(_SPACE)
        begin = self.at
        value = self.value()
        mark = (self.place, (key, (begin, self.at)), None)
        self.finish()
        statement = Map()
        if name:
            inner = Map({parameter: value})
            inner.marks[parameter] = mark
            spot = key if head is None else (head, head + len(name))
            statement[name], mark = inner, (self.place, (spot, spot), None)
        else:
            statement[parameter] = value
        statement.marks[name or parameter] = mark
        self.statements.append(statement)

    def place(self, spans, of_key):
        """Return the spot of a binding's key or value, cut at the end of its first line."""
        return self.source.first_line(self.source.offset_spot(*(spans[0] if of_key else spans[1])))

    def finish(self):
        """Go to the next line; what is left of this one makes it a text of another kind."""
        if not self.take(_END):
            raise _OtherKind

    def value(self):
        sign = self.text[self.at : self.at + 1]
        if sign in ("@", "%"):
            found = self.take(_USE)
            if not found:
                raise _OtherKind
            return Opaque(found[0], tag=MACRO if sign == "%" else REFERENCE)
        if sign in ("[", "("):
            return self.sequence("]" if sign == "[" else ")")
        if sign == "{":
            return self.mapping()
        return self.scalar()

    def scalar(self):
        parts = []
        while True:
            found = self.take(_STRING)
            if not found:
                break
            parts.append(_unquoted(found[0]))
            if not _STRING.match(self.text, _SPACE.match(self.text, self.at).end()):
                break
            self.skip(_SPACE)
        if parts:
            known = all(isinstance(part, str) for part in parts)
            return "".join(parts) if known else Opaque("a text that is not plain")
        found = self.take(_LITERAL)
        if not found:
            raise _OtherKind
        if found[0] in _WORDS:
            return _WORDS[found[0]]
        value = number(found[0])
        if value is None or is_too_large(value):
            return Opaque(found[0][:40])
        return value

    def sequence(self, end):
        self.at += 1
        value = Seq()
        while True:
            self.skip(_BLANK)
            if self.starts(end):
                self.at += 1
                break
            begin = self.at
            value.append(self.value())
            value.marks.append((self.place, ((begin, self.at), (begin, self.at)), None))
            self.skip(_BLANK)
            if self.starts(","):
                self.at += 1
            elif not self.starts(end):
                raise _OtherKind
            elif end == ")" and len(value) == 1:  # a value in parentheses is that value
                self.at += 1
                return value[0]
        return value

    def mapping(self):
        self.at += 1
        value = Map()
        while True:
            self.skip(_BLANK)
            if self.starts("}"):
                self.at += 1
                return value
            start = self.at
            key = self.value()
            key_end = self.at
            self.skip(_BLANK)
            if not self.starts(":") or isinstance(key, (dict, list)):
                raise _OtherKind
            self.at += 1
            self.skip(_BLANK)
            begin = self.at
            key = key if isinstance(key, str) else self.text[start:key_end]
            value[key] = self.value()
            value.marks[key] = (self.place, ((start, key_end), (begin, self.at)), None)
            self.skip(_BLANK)
            if self.starts(","):
                self.at += 1
            elif not self.starts("}"):
                raise _OtherKind


def _unquoted(token):
    try:
        value = ast.literal_eval(token)
    except (ValueError, SyntaxError, MemoryError):
        return None
    return value if isinstance(value, str) else None
