"""Shell scripts to the Python programs that they start: read word by word, and never run.

One document for each command that starts a program (``python train.py --lr 1``, ``torchrun ... pretrain.py $ARGS``):
its ``program``, the ``arguments`` after it, what else stands there (``positional``), and the ``launcher`` before it.
Known are quotes, line continuations, and variables and arrays that one straight line of assignments sets.  A loop over
written words is a sweep.  Everything else (command substitution, positional parameters, branches, defaults of the
environment) is opaque.  A script that cannot be read to its end gives what stands before that place; a shell script is
never an error.
"""

import re

from . import Document, Map, Seq, spot_by_marks
from .shell_programs import Arguments, Field, find_program, scalar_of, starts_program, value_of
from .shell_words import ASSIGNED, MAX_DEPTH, NAME, Piece, Word, tokens_of

# Bounds for hostile input: a variable that doubles itself on every line must cost nothing.
_MAX_CHARACTERS = 1_000_000
_MAX_EXPANDED = 1_000_000  # characters that come out of variables, in the whole file
_MAX_TEXT = 10_000  # characters of one word that is put together
_MAX_COMMANDS = 2_000
_MAX_MEMBERS = 50  # words that a loop runs over
# In a document's cache: where the command has words that are not known and may be any arguments, the names of the
# options that they follow, None for no option.  After an option that takes a value such a word is most likely that.
OPEN = "open"
_SETTING = ("export", "declare", "local", "readonly", "typeset")
_CHANGING = ("read", "unset", "let", "printf", "mapfile", "readarray", "getopts")
_CLOSING = {"fi": "if", "done": "loop", "esac": "case", "}": "{"}
_LOOPS = ("for", "while", "until", "select")
# Reserved words that a command follows without anything between.
_BEFORE_COMMANDS = ("then", "do", "else", "elif", "if", "while", "until", "!", "{")


def read(source):
    """Return a document for each command of a script that starts a Python program."""
    if len(source.text) > _MAX_CHARACTERS:
        return []
    script = _Script(source)
    script.run(tokens_of(source.text))
    return script.documents


# Commands, and the variables that they see


class _Block:
    __slots__ = ("assigned", "kind", "outer", "recent")

    def __init__(self, kind, outer=None):
        self.kind = kind
        self.assigned = set()
        self.recent = set()  # what the present branch has set
        self.outer = outer  # the variables outside of a function


class _Script:
    """The commands of a script in their order, with what is known of the variables at each."""

    def __init__(self, source):
        self.source = source
        self.documents = []
        self.variables = {}  # name -> list of fields (an array), a one-field tuple (a text), or None where unknown
        self.tainted = set()  # names that a function sets, at any time
        self.blocks = []
        self.expanded = 0

    def run(self, tokens):
        assigned = _assigned_in_loops(tokens)
        command, start, before = [], 0, "\n"
        for index, token in enumerate(tokens):
            if isinstance(token, Word):
                if not command:
                    start = index
                command.append(token)
                if len(command) == 1 and token.plain in _BEFORE_COMMANDS:
                    self.reserved(token.plain, start, assigned, command)
                    command = []
                continue
            if token == "#":
                if command:
                    command.append(None)
                continue
            if len(self.documents) >= _MAX_COMMANDS or len(self.blocks) > MAX_DEPTH:
                return
            if token == "(" and len(command) == 1 and tokens[index + 1 : index + 2] == [")"]:
                self.open("function")
                command = []
                continue
            if command:
                if token == ")" and self.is_in_case():
                    pass  # a pattern
                else:
                    is_certain = before not in ("&&", "||", "|", "|&") and token not in ("|", "|&", "&")
                    self.command(command, start, assigned, is_certain)
                command = []
            if token == "(":
                self.open("(")
            elif token == ")":
                self.close("(")
            elif token in (";;", ";&", ";;&"):
                self.forget_assigned()
            if token != "\n" or before not in ("&&", "||", "|"):
                before = token
        if command:
            self.command(command, start, assigned, before not in ("&&", "||", "|", "|&"))

    # Blocks

    def is_in_case(self):
        return bool(self.blocks) and self.blocks[-1].kind == "case"

    def open(self, kind):
        if kind == "{" and self.blocks and self.blocks[-1].kind == "function" and self.blocks[-1].outer is None:
            # The body of a function sees what is set when it is called, and that is not known here.
            self.blocks[-1].outer = self.variables
            self.variables = {}
            return
        self.blocks.append(_Block(kind))

    def close(self, kind):
        if not self.blocks:
            return
        block = self.blocks[-1]
        if block.kind != kind and not (block.kind == "function" and kind == "{"):
            return
        self.blocks.pop()
        if block.kind == "function":
            self.tainted |= block.assigned
            self.variables = block.outer if block.outer is not None else self.variables
            return
        if kind != "{":
            for name in block.assigned:
                self.variables[name] = None
        if self.blocks:
            self.blocks[-1].assigned |= block.assigned
            self.blocks[-1].recent |= block.assigned

    def forget_assigned(self):
        """Forget what one branch has set, where the next one begins."""
        if self.blocks:
            for name in self.blocks[-1].recent:
                self.variables[name] = None
            self.blocks[-1].recent.clear()

    def reserved(self, word, index, assigned, command):
        if word in ("if", "while", "until", "{"):
            self.open("loop" if word in _LOOPS else word)
            if word in _LOOPS:
                self.enter_loop(assigned.get(index, ()))
        elif word in ("else", "elif"):
            self.forget_assigned()

    def enter_loop(self, names):
        # A later assignment in the body holds at its beginning from the second round on.
        for name in names:
            self.set(name, None)

    # Variables

    def set(self, name, value):
        self.variables[name] = value
        if self.blocks:
            self.blocks[-1].assigned.add(name)
            self.blocks[-1].recent.add(name)

    def assign(self, word, is_certain):
        """Follow ``NAME=value`` and return whether the word is one."""
        match = ASSIGNED.match(word.pieces[0].text) if word.pieces and word.pieces[0].kind == "text" else None
        if match is None or word.pieces[0].quoted:
            return False
        name = match[1]
        if word.items is not None:
            value = [field for item in word.items for field in self.fields(item)]
        else:
            first = word.pieces[0]
            rest = Piece("text", first.text[match.end() :], first.start + match.end(), False)
            value = self.text([rest, *word.pieces[1:]] if rest.text else word.pieces[1:], word)
        if match[2]:
            value = self.appended(self.variables.get(name), value)
        self.set(name, value if is_certain else None)
        return True

    def appended(self, old, new):
        if old is None or new is None or isinstance(old, tuple) is not isinstance(new, tuple):
            return None
        return self.bounded([*old, *new]) if isinstance(old, list) else self.bounded((*old, *new))

    def bounded(self, value):
        self.expanded += sum(len(field.text) + 1 for field in value)
        return value if self.expanded <= _MAX_EXPANDED else None

    def text(self, pieces, word):
        """Return the value of a text that is assigned: the parts that it is made of, or None where one is unknown."""
        parts = []
        for piece in pieces:
            if piece.kind == "text":
                parts.append(Field(piece.text, piece.start, piece.start + len(piece.text)))
                continue
            value = self.look_up(piece)
            if value is None:
                part = Field("", piece.start, word.end)
                part.is_unknown = True
                part.is_loose = True
                parts.append(part)
            elif isinstance(value, list):
                for index, field in enumerate(value):
                    parts.extend([Field(" ", field.start, field.start)] if index else [])
                    parts.append(field)
            else:
                parts.extend(value)
        return self.bounded(tuple(parts))

    def look_up(self, piece):
        if piece.kind == "unknown" or piece.text in self.tainted:
            return None
        value = self.variables.get(piece.text)
        if value is None or (piece.kind == "array" and isinstance(value, tuple)):
            return None
        if piece.kind == "variable" and isinstance(value, list):
            return None  # the first item alone
        return self.bounded(value)

    # Words

    def fields(self, word):
        """Return what a word becomes: one field, or none or several where an unquoted variable holds blanks."""
        fields, current = [], None
        pieces = word.pieces
        for piece in pieces:
            if piece.kind == "text":
                current = _joined(current, Field(piece.text, piece.start, piece.start + len(piece.text)), word)
                continue
            value = self.look_up(piece)
            if value is None:
                part = Field("", word.start, word.end)
                part.is_unknown = True
                part.is_loose = (not piece.quoted and len(pieces) == 1) or piece.kind == "array"
                current = _joined(current, part, word)
            elif isinstance(value, list):
                for index, item in enumerate(value):
                    if index:
                        fields.append(current)
                        current = None
                    current = _joined(current, item, word)
            elif piece.quoted:
                for part in value:
                    current = _joined(current, part, word)
            else:
                for part in value:
                    current = self.split(part, fields, current, word)
        return [*fields, current] if current is not None else fields

    def split(self, part, fields, current, word):
        """Add a part of an unquoted variable to the fields, word by word; return the field that is still open."""
        if part.is_unknown or part.members is not None:
            return _joined(current, part, word)
        at = 0
        for match in re.finditer(r"\S+", part.text):
            if match.start() > at and current is not None:
                fields.append(current)
                current = None
            start = part.start + match.start()
            current = _joined(current, Field(match[0], start, start + len(match[0])), word)
            at = match.end()
        if at < len(part.text) and current is not None:
            fields.append(current)
            current = None
        return current

    # Commands

    def command(self, words, index, assigned, is_certain):
        is_cut = None in words
        words = [word for word in words if word is not None]
        first = words[0].plain
        if first in ("for", "select"):
            self.open("loop")
            self.enter_loop(assigned.get(index, ()))
            self.loop_variable(words)
            return
        if first == "case":
            self.open("case")
            return
        if first == "function":
            self.open("function")
            if words[-1].plain == "{":
                self.open("{")
            return
        if first in _CLOSING:
            self.close(_CLOSING[first])
            return
        if first == "in" or first == "[[" or first == "[" or first.startswith("#"):
            return
        at = 0
        if any(not word.pieces for word in words):
            return
        while at < len(words) and self.is_assignment(words[at]):
            at += 1
        if at == len(words):
            for word in words:
                self.assign(word, is_certain)
            return
        name = words[at].plain
        if name in _SETTING:
            for word in words[at + 1 :]:
                self.assign(word, is_certain)
        elif name in _CHANGING:
            for word in words[at + 1 :]:
                if NAME.fullmatch(word.plain):
                    self.set(word.plain, None)
        elif name in ("source", "."):
            self.variables.clear()
        elif name != "echo":
            self.start(words[at:], is_cut)

    def is_assignment(self, word):
        first = word.pieces[0]
        return first.kind == "text" and not first.quoted and ASSIGNED.match(first.text) is not None

    def loop_variable(self, words):
        """Set the variable of ``for name in a b c`` to a sweep over the words, where all are known."""
        name = words[1].plain if len(words) > 1 else ""
        if not NAME.fullmatch(name):
            return
        value = None
        if len(words) > 3 and words[2].plain == "in" and len(words) <= _MAX_MEMBERS + 3:
            fields = [field for word in words[3:] for field in self.fields(word)]
            if fields and not any(field.is_unknown or field.members or "*" in field.text for field in fields):
                part = Field("", fields[0].start, fields[-1].end)
                part.is_unknown = True
                part.members = [scalar_of(field.text) for field in fields]
                value = (part,)
        self.set(name, value)

    def start(self, words, is_cut):
        """Add the document of a command that starts a Python program."""
        first = words[0].plain
        if words[0].pieces[0].kind == "text" and not starts_program(first):
            return
        fields = [field for word in words for field in self.fields(word)]
        if first == "eval":
            fields = self.evaluated(fields[1:])
        found = find_program(fields)
        if found is None:
            return
        launcher, at = found
        value = Map()
        self.put(value, "program", value_of(fields[at]), None, fields[at])
        launched = Map()
        if launcher:
            Arguments(self, launched, None).read(fields[launcher:at])
        value["launcher"] = launched
        value.marks["launcher"] = self.mark(None, fields[0])
        arguments, positional = Map(), Seq()
        reader = Arguments(self, arguments, positional)
        reader.read(fields[at + 1 :])
        value["arguments"], value["positional"] = arguments, positional
        value.marks["arguments"] = value.marks["positional"] = self.mark(None, fields[at])
        document = Document(self.source, value, spot_by_marks)
        document.cache[OPEN] = [*reader.open, *([None] if is_cut else [])]
        self.documents.append(document)

    def evaluated(self, fields):
        """Return the words of a command that ``eval`` reads once more, up to an operator."""
        found = []
        for field in fields:
            if field.is_unknown:
                found.append(field)
                continue
            last = self.split(field, found, None, None)
            found.extend([last] if last is not None else [])
        for index, field in enumerate(found):
            if (field.text[:1] and field.text[0] in ";|&<>") or field.text[:2] in ("1>", "2>"):
                return found[:index]
            if not field.is_unknown and any(character in field.text for character in "\"'`$;|&<>\\"):
                field.is_unknown = True
        return found

    def mark(self, key, field):
        span = None if key is None else (key.start, key.end)
        return self.source, span, (field.start, field.end)

    def put(self, container, name, value, key, field):
        container[name] = value
        container.marks[name] = self.mark(key, field)


def _joined(current, part, word):
    """Return a field with another part after it; one of several parts stands where the word does."""
    if current is None:
        field = Field(part.text, part.start, part.end)
        field.is_unknown, field.is_loose, field.members = part.is_unknown, part.is_loose, part.members
        return field
    is_too_long = len(current.text) > _MAX_TEXT
    if not current.is_unknown and not is_too_long:
        current.text += part.text
    current.is_unknown = current.is_unknown or part.is_unknown or is_too_long
    current.is_loose = False
    current.members = None  # a text around a loop's variable
    if part.start == current.end:
        current.end = part.end
    elif word is not None and (part.text or part.is_unknown):
        current.start, current.end = word.start, word.end
    return current


def _assigned_in_loops(tokens):
    """Return the names that each loop's body sets, by the index of the token that begins the loop."""
    found, stack = {}, []
    is_start = True
    for index, token in enumerate(tokens):
        if not isinstance(token, Word):
            is_start = token != "#"
            continue
        plain = token.plain
        if is_start and plain in _LOOPS:
            stack.append((index, set()))
        elif is_start and plain == "done" and stack:
            at, names = stack.pop()
            found[at] = names
            if stack:
                stack[-1][1].update(names)
        elif stack and token.pieces and len(stack) <= MAX_DEPTH:
            match = ASSIGNED.match(token.pieces[0].text) if token.pieces[0].kind == "text" else None
            if match:
                stack[-1][1].add(match[1])
            elif index and isinstance(tokens[index - 1], Word) and tokens[index - 1].plain == "for":
                stack[-1][1].add(plain)
        is_start = is_start and plain in _BEFORE_COMMANDS
    return found
