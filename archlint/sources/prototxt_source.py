"""Protocol buffers' text format to plain values with spots: Caffe networks, TensorFlow Object Detection pipelines.

A field that comes once is its value, one that comes several times is a sequence: without the schema the two cannot
be told apart otherwise.
"""

import ast
import re

from . import MAX_DEPTH, TOO_DEEP, Document, Map, Opaque, Seq, SourceError, number, spot_by_marks

# The deepest published networks, written out layer by layer, hold some 20,000 fields.
_MAX_FIELDS = 200_000

_TOKEN = r"""(?x)
    (?P<space> (?: \s+ | \#[^\n]* )+ )
  | (?P<text> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
  | (?P<open> [{<] )
  | (?P<close> [}>] )
  | (?P<sign> [:,;\[\]] )
  | (?P<word> [-+]?[\w.][\w.+-]* )
"""
_PAIRS = {"{": "}", "<": ">"}


def read(source):
    """Return the one document of a text; raise SourceError where it is not of this format."""
    reader = _Reader(source)
    return [Document(source, reader.message(), spot_by_marks)]


def is_prototxt(text):
    """Whether a text of no known ending looks like this format: a message at its top that a network or run begins."""
    return re.search(r"(?m)^[ \t]*(?:layers?|model|train_config|input_shape|train_net)[ \t]*\{", text) is not None


class _Reader:
    """One pass over the tokens; open messages are kept on a stack of its own, so that depth costs no recursion."""

    def __init__(self, source):
        self.source = source
        self.scan = re.compile(_TOKEN).match
        self.at = 0
        self.token()

    def token(self):
        """Go to the next token: its kind ("" at the end), text and offsets."""
        text = self.source.text
        while True:
            found = self.scan(text, self.at)
            if found is None:
                if self.at < len(text):
                    raise self.fault("an unexpected character", self.at)
                self.kind, self.word, self.start, self.end = "", "", self.at, self.at
                return
            self.at = found.end()
            if found.lastgroup != "space":
                self.kind, self.word = found.lastgroup, found.group()
                self.start, self.end = found.span()
                return

    def fault(self, text, at=None):
        at = self.start if at is None else at
        return SourceError(f"not valid protobuf text: {text}", *self.source.position(at))

    def message(self):
        """Return the fields of the whole text."""
        root, stack, fields = Map(), [], 0
        here = root
        while True:
            if self.kind == "sign" and self.word in ",;":
                self.token()
                continue
            if self.kind in ("", "close"):
                if self.kind == "":
                    if stack:
                        raise self.fault("a message is not closed")
                    return root
                if not stack or stack[-1][1] != self.word:
                    raise self.fault(f"{self.word} closes nothing")
                here = stack.pop()[0]
                self.token()
                continue
            fields += 1
            if fields > _MAX_FIELDS:
                raise SourceError(f"more than {_MAX_FIELDS:,} fields, as no config has")
            name, mark = self.name()
            has_colon = self.word == ":"
            if has_colon:
                self.token()
            if self.kind == "open":
                inner = Map()
                _add(here, name, inner, (self.source, mark, mark))
                stack.append((here, _PAIRS[self.word]))
                if len(stack) > MAX_DEPTH:
                    raise SourceError(TOO_DEEP, *self.source.position(self.start))
                here = inner
                self.token()
            elif not has_colon:
                raise self.fault(f"{name} has no value")
            elif self.word == "[":
                self.items(here, name, mark)
            else:
                value, place = self.scalar()
                _add(here, name, value, (self.source, mark, place))

    def name(self):
        if self.kind == "word":
            name, mark = self.word, (self.start, self.end)
            self.token()
            return name, mark
        if self.word != "[":  # [package.extension] { ... }
            raise self.fault("a field's name is missing")
        start, parts = self.start, []
        self.token()
        while self.kind == "word":
            parts.append(self.word)
            self.token()
        if self.word != "]":
            raise self.fault("an extension's name is not closed")
        mark = (start, self.end)
        self.token()
        return "[" + "".join(parts) + "]", mark

    def scalar(self):
        """Return a value that is no message, and its offsets; texts side by side are one."""
        start, end = self.start, self.end
        if self.kind == "text":
            parts = []
            while self.kind == "text":
                parts.append(_unquoted(self.word))
                end = self.end
                self.token()
            return "".join(parts), (start, end)
        if self.kind != "word":
            raise self.fault("a value is missing")
        word = self.word
        self.token()
        return _plain(word), (start, end)

    def items(self, here, name, mark):
        """Read ``[1, 2]``; of a list of messages no framework's config makes use."""
        here.setdefault(name, Seq())
        if not isinstance(here[name], Seq):
            raise self.fault(f"{name} is a value and a list")
        here.marks.setdefault(name, (self.source, mark, mark))
        self.token()
        while self.word != "]" or self.kind == "text":
            if self.word == "," and self.kind == "sign":
                self.token()
                continue
            value, place = self.scalar()
            here[name].append(value)
            here[name].marks.append((self.source, None, place))
        self.token()


def _add(here, name, value, mark):
    """Add a field; the second of a name makes a sequence of both."""
    if name not in here:
        here[name] = value
        here.marks[name] = mark
        return
    held = here[name]
    if not isinstance(held, Seq):
        held = Seq([held])
        held.marks.append(here.marks[name])
        here[name] = held
    held.append(value)
    held.marks.append(mark)


def _plain(word):
    if word in ("true", "True"):
        return True
    if word in ("false", "False"):
        return False
    value = number(word)
    if value is None and word[-1:] in "fF" and word[:1] in "+-.0123456789":
        value = number(word[:-1])
    if value is None and word.lstrip("+-").isdigit():
        return Opaque(word[:20] + "...")  # too large to be used
    return word if value is None else value


def _unquoted(text):
    if "\\" not in text:
        return text[1:-1]
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return text[1:-1]
