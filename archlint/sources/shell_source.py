"""Shell scripts to the Python programs that they start: read word by word, and never run.

One document for each command that starts a program (``python train.py --lr 1``, ``torchrun ... pretrain.py $ARGS``):
its ``program``, the ``arguments`` after it, what else stands there (``positional``), and the ``launcher`` before it.
Known are quotes, line continuations, and variables and arrays that one straight line of assignments sets.  A loop over
written words is a sweep.  Everything else (command substitution, positional parameters, branches, defaults of the
environment) is opaque.  A script that cannot be read to its end gives what stands before that place; a shell script is
never an error.
"""

import contextlib
import re

from . import Document, Map, Opaque, Seq, Sweep, number, spot_by_marks

# Bounds for hostile input: a variable that doubles itself on every line must cost nothing.
_MAX_CHARACTERS = 1_000_000
_MAX_EXPANDED = 1_000_000  # characters that come out of variables, in the whole file
_MAX_TEXT = 10_000  # characters of one word that is put together
_MAX_DEPTH = 100  # of blocks in one another
_MAX_COMMANDS = 2_000
_MAX_MEMBERS = 50  # words that a loop runs over
_MAX_PREFIX = 200  # words before the program

# In a document's cache: where the command has words that are not known and may be any arguments, the names of the
# options that they follow, None for no option.  After an option that takes a value such a word is most likely that.
OPEN = "open"

_PLAIN = re.compile(r"""[^ \t\r\f\v\n;&|<>()\\'"$`]+""")
_QUOTED = re.compile(r'[^\\"$`]+')
_NAME = re.compile(r"[A-Za-z_]\w*")
_ASSIGNED = re.compile(r"([A-Za-z_]\w*)(\+?)=")
_OPERATOR = re.compile(r";;&|;;|;&|;|&&|&>>|&>|&|\|\||\|&|\||<<<|<<-|<<|<&|<>|<\(|>\(|>>|>&|>\||<|>|\(|\)|\n")
_BLANK = re.compile(r"(?:[ \t\r\f\v]|\\\n)+")
_BLANK_IN_ARRAY = re.compile(r"(?:[ \t\r\f\v\n]|\\\n)+")
_NESTED = re.compile(r"""[()'"`\\{}]""")
_BRACES = re.compile(r"\{[^{}]*(?:,|\.\.)[^{}]*\}")
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*\Z")
_OPTION = re.compile(r"--?[A-Za-z]")

# Programs of others that start Python programs, or a command of any kind, given after their own options.
_LAUNCHERS = ("torchrun", "accelerate", "deepspeed", "horovodrun", "colossalai")
_LAUNCHER_MODULES = (
    "torch.distributed.launch", "torch.distributed.run", "torch.distributed.elastic_launch",
    "accelerate.commands.launch", "accelerate.launch", "deepspeed.launcher.runner", "paddle.distributed.launch",
)  # fmt: skip
_WRAPPERS = (
    "apptainer", "bsub", "command", "conda", "docker", "env", "eval", "exec", "ionice", "mpiexec", "mpirun", "nice",
    "nohup", "numactl", "pipenv", "poetry", "singularity", "srun", "stdbuf", "sudo", "time", "ts", "tsp", "uv",
    "xvfb-run", *_LAUNCHERS,
)  # fmt: skip
# Python programs that are installed under a name of their own.
_SCRIPTS = (
    "fairseq-train", "lightweight_gan", "lmdeploy", "megatron", "onmt_train", "stylegan2_pytorch",
    "text-generation-launcher", "trl", "vllm",
)  # fmt: skip
# Images of containers whose own program is one of these: what stands after the image are its arguments.
_IMAGES = ("vllm-openai", "text-generation-inference")
# What stands in every script that starts a program which is read here.
PROGRAMS = ("python", ".py", "torchrun", *_SCRIPTS, *_IMAGES)
_SETTING = ("export", "declare", "local", "readonly", "typeset")
_CHANGING = ("read", "unset", "let", "printf", "mapfile", "readarray", "getopts")
_CLOSING = {"fi": "if", "done": "loop", "esac": "case", "}": "{"}
_LOOPS = ("for", "while", "until", "select")
# Reserved words that a command follows without anything between.
_BEFORE_COMMANDS = ("then", "do", "else", "elif", "if", "while", "until", "!", "{")


class _Broken(Exception):  # noqa: N818 (named for what it says of a script)
    """The script ends within a quote or a substitution, or is too deep: what stands before is read."""


class _Piece:
    """A part of a word: a known text, a variable's name, or something unknown."""

    __slots__ = ("kind", "quoted", "start", "text")

    def __init__(self, kind, text, start, quoted):
        self.kind = kind  # "text", "variable", "array" or "unknown"
        self.text = text
        self.start = start
        self.quoted = quoted


class _Word:
    """A word of the script: its pieces and where it stands; ``items`` are the words of an array that it assigns."""

    __slots__ = ("end", "items", "pieces", "start")

    def __init__(self, start):
        self.start = start
        self.end = start
        self.pieces = []
        self.items = None

    @property
    def plain(self):
        """The word if it is one unquoted text, else an empty text: how reserved words are written."""
        if len(self.pieces) == 1 and self.pieces[0].kind == "text" and not self.pieces[0].quoted:
            return self.pieces[0].text
        return ""


class _Field:
    """A word after expansion: its text up to what is unknown, where it stands, and how much of it is known."""

    __slots__ = ("end", "is_loose", "is_unknown", "members", "start", "text")

    def __init__(self, text, start, end):
        self.text = text
        self.start = start
        self.end = end
        self.is_unknown = False
        self.is_loose = False  # whether it may be any number of words, options among them
        self.members = None  # of a loop's variable


def read(source):
    """Return a document for each command of a script that starts a Python program."""
    if len(source.text) > _MAX_CHARACTERS:
        return []
    script = _Script(source)
    script.run(_tokens(source.text))
    return script.documents


# Words and operators


def _tokens(text):
    """Return a script's words and operators (texts), up to its end or the place where it cannot be read on."""
    lexer = _Lexer(text)
    with contextlib.suppress(_Broken):
        lexer.run()
    return lexer.tokens


class _Lexer:
    def __init__(self, text):
        self.text = text
        self.tokens = []
        self.at = 0
        self.here_documents = []  # the words that end them

    def run(self):
        text, size = self.text, len(self.text)
        while self.at < size:
            blank = _BLANK.match(text, self.at)
            if blank:
                self.at = blank.end()
                if self.at < size and text[self.at] == "#" and "\\\n" in blank[0]:
                    self.tokens.append("#")  # a comment that ends a continued command
                continue
            if text[self.at] == "#":
                end = text.find("\n", self.at)
                self.at = size if end < 0 else end
                continue
            operator = _OPERATOR.match(text, self.at)
            if operator:
                self.operator(operator[0])
                continue
            self.tokens.append(self.word())

    def operator(self, operator):
        start, self.at = self.at, self.at + len(operator)
        if operator in ("<(", ">("):
            self.at = self.closed(self.at, ")")
            word = _Word(start)
            word.pieces.append(_Piece("unknown", "", start, True))
            word.end = self.at
            self.tokens.append(word)
        elif operator[0] in "<>" or operator in ("&>", "&>>"):
            last = self.tokens[-1] if self.tokens else None
            if isinstance(last, _Word) and last.end == start and last.plain.isdigit():
                self.tokens.pop()  # the 2 of 2>
            blank = _BLANK.match(self.text, self.at)
            if blank:
                self.at = blank.end()
            if self.at < len(self.text) and not _OPERATOR.match(self.text, self.at):
                target = self.word()
                if operator in ("<<", "<<-"):
                    self.here_documents.append("".join(piece.text for piece in target.pieces))
        else:
            self.tokens.append(operator)
            if operator == "\n":
                for ending in self.here_documents:
                    self.skip_here_document(ending)
                self.here_documents.clear()

    def skip_here_document(self, ending):
        text = self.text
        while self.at < len(text):
            end = text.find("\n", self.at)
            line = text[self.at : end if end >= 0 else len(text)]
            self.at = end + 1 if end >= 0 else len(text)
            if line.strip() == ending:
                return

    def word(self):
        text, size = self.text, len(self.text)
        word = _Word(self.at)
        while self.at < size:
            character = text[self.at]
            plain = _PLAIN.match(text, self.at)
            if plain:
                word.pieces.append(_Piece("text", plain[0], self.at, False))
                self.at = plain.end()
            elif character == "\\":
                if text.startswith("\n", self.at + 1):
                    self.at += 2
                    continue
                word.pieces.append(_Piece("text", text[self.at + 1 : self.at + 2], self.at + 1, True))
                self.at += 2
            elif character == "'":
                end = self.find("'", self.at + 1)
                word.pieces.append(_Piece("text", text[self.at + 1 : end], self.at + 1, True))
                self.at = end + 1
            elif character == '"':
                self.at += 1
                self.double_quoted(word)
            elif character in "$`":
                self.substitution(word, False)
            elif character == "(" and len(word.pieces) == 1 and self.is_array(word):
                self.at += 1
                word.items = self.array()
                break
            else:
                break
        if any(piece.kind == "text" and not piece.quoted and "{" in piece.text for piece in word.pieces):
            unquoted = "".join(piece.text for piece in word.pieces if piece.kind == "text" and not piece.quoted)
            if _BRACES.search(unquoted):
                word.pieces = [_Piece("unknown", "", word.start, False)]
        word.end = self.at
        return word

    def is_array(self, word):
        match = _ASSIGNED.match(word.pieces[0].text)
        return match and match.end() == len(word.pieces[0].text)

    def array(self):
        items = []
        while self.at < len(self.text):
            blank = _BLANK_IN_ARRAY.match(self.text, self.at)
            if blank:
                self.at = blank.end()
            if self.text.startswith("#", self.at):
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
                continue
            if self.text.startswith(")", self.at):
                self.at += 1
                return items
            start = self.at
            item = self.word()
            if self.at == start:
                break
            items.append(item)
        raise _Broken

    def double_quoted(self, word):
        text = self.text
        empty = True
        while self.at < len(text):
            character = text[self.at]
            if character == '"':
                if empty:
                    word.pieces.append(_Piece("text", "", self.at, True))
                self.at += 1
                return
            empty = False
            run = _QUOTED.match(text, self.at)
            if run:
                word.pieces.append(_Piece("text", run[0], self.at, True))
                self.at = run.end()
            elif character == "\\":
                escaped = text[self.at + 1 : self.at + 2]
                if escaped != "\n":
                    shown = escaped if escaped in '"\\$`' else "\\" + escaped
                    word.pieces.append(_Piece("text", shown, self.at, True))
                self.at += 2
            else:
                self.substitution(word, True)
        raise _Broken

    def substitution(self, word, quoted):
        text, start = self.text, self.at
        if text[start] == "`":
            self.at = self.find("`", start + 1) + 1
            word.pieces.append(_Piece("unknown", "", start, quoted))
            return
        name = _NAME.match(text, start + 1)
        following = text[start + 1 : start + 2]
        if name:
            self.at = name.end()
            word.pieces.append(_Piece("variable", name[0], start, quoted))
        elif following == "{":
            self.at = self.closed(start + 2, "}")
            inner = text[start + 2 : self.at - 1]
            if _NAME.fullmatch(inner):
                word.pieces.append(_Piece("variable", inner, start, quoted))
            elif inner.endswith(("[@]", "[*]")) and _NAME.fullmatch(inner[:-3]):
                word.pieces.append(_Piece("array", inner[:-3], start, quoted))
            else:
                word.pieces.append(_Piece("unknown", "", start, quoted))
        elif following == "(":
            self.at = self.closed(start + 2, ")")
            word.pieces.append(_Piece("unknown", "", start, quoted))
        elif following == "'" and not quoted:
            end = self.find("'", start + 2)
            word.pieces.append(_Piece("unknown", "", start, True))
            self.at = end + 1
        elif following and (following.isdigit() or following in "@*#?$!-"):
            self.at = start + 2
            word.pieces.append(_Piece("unknown", "", start, quoted and following != "@"))
        else:
            self.at = start + 1
            word.pieces.append(_Piece("text", "$", start, True))

    def find(self, character, start):
        at = self.text.find(character, start)
        if at < 0:
            raise _Broken
        return at

    def closed(self, start, closing):
        """Return where a substitution ends, that began before ``start``: past the bracket that closes it."""
        stack, at = [closing], start
        while True:
            match = _NESTED.search(self.text, at)
            if match is None or len(stack) > _MAX_DEPTH:
                raise _Broken
            at, character = match.end(), match[0]
            if character == "\\":
                at += 1
            elif character == stack[-1]:
                stack.pop()
                if not stack:
                    return at
            elif stack[-1] == '"':
                if character in "({" and self.text[at - 2] == "$":
                    stack.append(")" if character == "(" else "}")
            elif character == "'":
                at = self.find("'", at) + 1
            elif character == "`":
                at = self.find("`", at) + 1
            elif character == '"':
                stack.append('"')
            elif character == "(" and stack[-1] == ")":
                stack.append(")")
            elif character == "{" and self.text[at - 2] == "$":
                stack.append("}")


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
            if isinstance(token, _Word):
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
            if len(self.documents) >= _MAX_COMMANDS or len(self.blocks) > _MAX_DEPTH:
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
        match = _ASSIGNED.match(word.pieces[0].text) if word.pieces and word.pieces[0].kind == "text" else None
        if match is None or word.pieces[0].quoted:
            return False
        name = match[1]
        if word.items is not None:
            value = [field for item in word.items for field in self.fields(item)]
        else:
            first = word.pieces[0]
            rest = _Piece("text", first.text[match.end() :], first.start + match.end(), False)
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
                parts.append(_Field(piece.text, piece.start, piece.start + len(piece.text)))
                continue
            value = self.look_up(piece)
            if value is None:
                part = _Field("", piece.start, word.end)
                part.is_unknown = True
                part.is_loose = True
                parts.append(part)
            elif isinstance(value, list):
                for index, field in enumerate(value):
                    parts.extend([_Field(" ", field.start, field.start)] if index else [])
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
                current = _joined(current, _Field(piece.text, piece.start, piece.start + len(piece.text)), word)
                continue
            value = self.look_up(piece)
            if value is None:
                part = _Field("", word.start, word.end)
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
            current = _joined(current, _Field(match[0], start, start + len(match[0])), word)
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
                if _NAME.fullmatch(word.plain):
                    self.set(word.plain, None)
        elif name in ("source", "."):
            self.variables.clear()
        elif name != "echo":
            self.start(words[at:], is_cut)

    def is_assignment(self, word):
        first = word.pieces[0]
        return first.kind == "text" and not first.quoted and _ASSIGNED.match(first.text) is not None

    def loop_variable(self, words):
        """Set the variable of ``for name in a b c`` to a sweep over the words, where all are known."""
        name = words[1].plain if len(words) > 1 else ""
        if not _NAME.fullmatch(name):
            return
        value = None
        if len(words) > 3 and words[2].plain == "in" and len(words) <= _MAX_MEMBERS + 3:
            fields = [field for word in words[3:] for field in self.fields(word)]
            if fields and not any(field.is_unknown or field.members or "*" in field.text for field in fields):
                part = _Field("", fields[0].start, fields[-1].end)
                part.is_unknown = True
                part.members = [_scalar(field.text) for field in fields]
                value = (part,)
        self.set(name, value)

    def start(self, words, is_cut):
        """Add the document of a command that starts a Python program."""
        first = words[0].plain
        if words[0].pieces[0].kind == "text" and not _starts(first):
            return
        fields = [field for word in words for field in self.fields(word)]
        if first == "eval":
            fields = self.evaluated(fields[1:])
        found = _program(fields)
        if found is None:
            return
        launcher, at = found
        value = Map()
        self.put(value, "program", _value(fields[at]), None, fields[at])
        launched = Map()
        if launcher:
            _Arguments(self, launched, None).read(fields[launcher:at])
        value["launcher"] = launched
        value.marks["launcher"] = self.mark(None, fields[0])
        arguments, positional = Map(), Seq()
        reader = _Arguments(self, arguments, positional)
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
        field = _Field(part.text, part.start, part.end)
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
        if not isinstance(token, _Word):
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
        elif stack and token.pieces and len(stack) <= _MAX_DEPTH:
            match = _ASSIGNED.match(token.pieces[0].text) if token.pieces[0].kind == "text" else None
            if match:
                stack[-1][1].add(match[1])
            elif index and isinstance(tokens[index - 1], _Word) and tokens[index - 1].plain == "for":
                stack[-1][1].add(plain)
        is_start = is_start and plain in _BEFORE_COMMANDS
    return found


# The program and its arguments


def _base(text):
    return text.rpartition("/")[2]


def _starts(word):
    base = _base(word)
    return bool(_PYTHON.match(base)) or base in _WRAPPERS or base in _SCRIPTS or base.endswith(".py")


def _program(fields):
    """Return (where the launcher's own options begin or 0, where the program stands), or None."""
    launcher, at = 0, 0
    fields = fields[:_MAX_PREFIX]
    while at < len(fields):
        field = fields[at]
        base = "" if field.is_unknown else _base(field.text)
        if _PYTHON.match(base):
            at += 1
            while at < len(fields) and fields[at].text.startswith("-"):
                option = fields[at].text
                if option == "-c":
                    return None
                if option in ("-m", "-W", "-X"):
                    at += 1
                    if option == "-m":
                        break
                at += 1
            if at >= len(fields):
                return None
            if fields[at].text in _LAUNCHER_MODULES:
                launcher = at + 1
                at += 1
                continue
            return launcher, at
        if base in _LAUNCHERS and not launcher:
            launcher = at + 1
        elif base in _SCRIPTS or _is_image(fields, at) or (base.endswith(".py") and not field.text.startswith("-")):
            return launcher, at
        elif launcher and field.text in ("-m", "--module") and at + 1 < len(fields):
            return launcher, at + 1
        at += 1
    return None


def _is_image(fields, at):
    """Whether a word names an image of ``_IMAGES`` that a container's program is given, with options after it."""
    name = "" if fields[at].is_unknown else _base(fields[at].text).partition(":")[0]
    if name not in _IMAGES or "docker" not in [_base(field.text) for field in fields[:at] if not field.is_unknown]:
        return False
    return at + 1 < len(fields) and fields[at + 1].text.startswith("--")


class _Arguments:
    """Reads the words after a program: options with their values, and the others."""

    def __init__(self, script, found, positional):
        self.script = script
        self.found = found
        self.positional = positional
        self.open = []
        self.name = None  # the option that values may follow
        self.key = None
        self.values = []

    def read(self, fields):
        """Read all words; of an option that is given twice the last one counts."""
        for field in fields:
            self.word(field)
        self.finish()

    def word(self, field):
        text = field.text
        if _OPTION.match(text) and number(text) is None:
            self.finish()
            name, sign, value = text.partition("=")
            if sign:
                start = field.start + len(name) + 1
                part = _Field(value, start if start <= field.end else field.start, field.end)
                part.is_unknown = field.is_unknown
                if self.script.source.text[field.start : field.start + len(name)] != name:
                    part.start = field.start
                self.start(name, field)
                self.values.append(part)
                self.finish()
            elif field.is_unknown:
                self.open.append(None)
            else:
                self.start(name, field)
        elif field.is_loose:
            self.open.append(None if self.values else self.name)
            if self.name is not None:
                self.values.append(field)
        elif self.name is not None:
            self.values.append(field)
        elif self.positional is not None:
            self.positional.append(_value(field))
            self.positional.marks.append(self.script.mark(None, field))

    def start(self, name, field):
        self.name = name.lstrip("-").replace("-", "_")
        self.key = field

    def finish(self):
        if self.name is None:
            return
        if not self.values:
            value, place = True, self.key
        elif len(self.values) == 1:
            value, place = _value(self.values[0]), self.values[0]
        else:
            value, place = Seq(), self.values[0]
            for field in self.values:
                value.append(_value(field))
                value.marks.append(self.script.mark(None, field))
        self.script.put(self.found, self.name, value, self.key, place)
        self.name, self.values = None, []


def _value(field):
    """Return what a field says: a number, a text, a sweep, or what is not known."""
    if field.members is not None:
        return Sweep(field.members)
    if field.is_unknown:
        return Opaque(field.text or "not known")
    return _scalar(field.text)


def _scalar(text):
    found = number(text) if text else None
    return text if found is None else found
