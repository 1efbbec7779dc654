"""Words and operators of a shell script, cut as the shell would, and nothing expanded."""

import contextlib
import re

MAX_DEPTH = 100  # of blocks in one another
_PLAIN = re.compile(r"""[^ \t\r\f\v\n;&|<>()\\'"$`]+""")
_QUOTED = re.compile(r'[^\\"$`]+')
NAME = re.compile(r"[A-Za-z_]\w*")
ASSIGNED = re.compile(r"([A-Za-z_]\w*)(\+?)=")
_OPERATOR = re.compile(r";;&|;;|;&|;|&&|&>>|&>|&|\|\||\|&|\||<<<|<<-|<<|<&|<>|<\(|>\(|>>|>&|>\||<|>|\(|\)|\n")
_BLANK = re.compile(r"(?:[ \t\r\f\v]|\\\n)+")
_BLANK_IN_ARRAY = re.compile(r"(?:[ \t\r\f\v\n]|\\\n)+")
_NESTED = re.compile(r"""[()'"`\\{}]""")
_BRACES = re.compile(r"\{[^{},.]*(?:\.(?!\.)[^{},.]*)*(?:,|\.\.)[^{}]*\}")


class _Broken(Exception):  # noqa: N818 (named for what it says of a script)
    """The script ends within a quote or a substitution, or is too deep: what stands before is read."""


class Piece:
    """A part of a word: a known text, a variable's name, or something unknown."""

    __slots__ = ("kind", "quoted", "start", "text")

    def __init__(self, kind, text, start, quoted):
        self.kind = kind  # "text", "variable", "array" or "unknown"
        self.text = text
        self.start = start
        self.quoted = quoted


class Word:
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


def tokens_of(text):
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
            word = Word(start)
            word.pieces.append(Piece("unknown", "", start, True))
            word.end = self.at
            self.tokens.append(word)
        elif operator[0] in "<>" or operator in ("&>", "&>>"):
            last = self.tokens[-1] if self.tokens else None
            if isinstance(last, Word) and last.end == start and last.plain.isdigit():
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
        word = Word(self.at)
        while self.at < size:
            character = text[self.at]
            plain = _PLAIN.match(text, self.at)
            if plain:
                word.pieces.append(Piece("text", plain[0], self.at, False))
                self.at = plain.end()
            elif character == "\\":
                if text.startswith("\n", self.at + 1):
                    self.at += 2
                    continue
                word.pieces.append(Piece("text", text[self.at + 1 : self.at + 2], self.at + 1, True))
                self.at += 2
            elif character == "'":
                end = self.find("'", self.at + 1)
                word.pieces.append(Piece("text", text[self.at + 1 : end], self.at + 1, True))
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
                word.pieces = [Piece("unknown", "", word.start, False)]
        word.end = self.at
        return word

    def is_array(self, word):
        match = ASSIGNED.match(word.pieces[0].text)
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
                    word.pieces.append(Piece("text", "", self.at, True))
                self.at += 1
                return
            empty = False
            run = _QUOTED.match(text, self.at)
            if run:
                word.pieces.append(Piece("text", run[0], self.at, True))
                self.at = run.end()
            elif character == "\\":
                escaped = text[self.at + 1 : self.at + 2]
                if escaped != "\n":
                    shown = escaped if escaped in '"\\$`' else "\\" + escaped
                    word.pieces.append(Piece("text", shown, self.at, True))
                self.at += 2
            else:
                self.substitution(word, True)
        raise _Broken

    def substitution(self, word, quoted):
        text, start = self.text, self.at
        if text[start] == "`":
            self.at = self.find("`", start + 1) + 1
            word.pieces.append(Piece("unknown", "", start, quoted))
            return
        name = NAME.match(text, start + 1)
        following = text[start + 1 : start + 2]
        if name:
            self.at = name.end()
            word.pieces.append(Piece("variable", name[0], start, quoted))
        elif following == "{":
            self.at = self.closed(start + 2, "}")
            inner = text[start + 2 : self.at - 1]
            if NAME.fullmatch(inner):
                word.pieces.append(Piece("variable", inner, start, quoted))
            elif inner.endswith(("[@]", "[*]")) and NAME.fullmatch(inner[:-3]):
                word.pieces.append(Piece("array", inner[:-3], start, quoted))
            else:
                word.pieces.append(Piece("unknown", "", start, quoted))
        elif following == "(":
            self.at = self.closed(start + 2, ")")
            word.pieces.append(Piece("unknown", "", start, quoted))
        elif following == "'" and not quoted:
            end = self.find("'", start + 2)
            word.pieces.append(Piece("unknown", "", start, True))
            self.at = end + 1
        elif following and (following.isdigit() or following in "@*#?$!-"):
            self.at = start + 2
            word.pieces.append(Piece("unknown", "", start, quoted and following != "@"))
        else:
            self.at = start + 1
            word.pieces.append(Piece("text", "$", start, True))

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
            if match is None or len(stack) > MAX_DEPTH:
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
