"""Text of one config file to plain values with spots.

A source never executes, imports or constructs what a file names.  What it cannot resolve without running
something becomes :class:`Opaque`, a value of its own, so that later stages can tell "not there" from
"there, but not known here".
"""

import os
import re
from typing import NamedTuple

# A config is written by people: the largest published ones hold under 200 KB (lists of data paths).
MAX_BYTES = 8 * 1024 * 1024
# libyaml overflows the C stack near 30,000 nested brackets and takes the process with it; published configs
# nest at most 7 deep, so anything near this limit is no config.
MAX_DEPTH = 200
# A text that is a value is shorter: longer ones are prompts, templates and data, and opaque.
MAX_TEXT = 10_000
# Any count that a config states fits in 64 bits; products of four numbers of this size still fit a float.
MAX_BITS = 256
TOO_DEEP = f"nested more than {MAX_DEPTH} deep, as no config is"

FORMATS = {
    ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonc": "json", ".toml": "toml", ".py": "python", ".cfg": "cfg",
    ".prototxt": "prototxt", ".config": "config",
    ".gin": "gin", ".jsonnet": "jsonnet", ".sh": "shell", ".bash": "shell", ".sbatch": "shell", ".slurm": "shell",
    ".data": "data", ".ini": "ini", ".ipynb": "notebook",
}  # fmt: skip
# Formats of files that are read where they are named, and not looked for in folders.
NAMED_FORMATS = {".env": "env", ".conf": "ini", ".properties": "ini"}


class Spot(NamedTuple):
    """A place in a file; lines and columns count from 1, the end column is one past the last character."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class SourceError(Exception):
    """A file that cannot be read or parsed: ``message`` is one line, ``line`` and ``column`` count from 1 or are 0."""

    def __init__(self, message, line=0, column=0):
        super().__init__(message)
        self.message = " ".join(str(message).split())
        self.line = line
        self.column = column

    def __str__(self):
        place = f"line {self.line}, column {self.column}: " if self.line else ""
        return place + self.message


class Opaque:
    """A value that is present but cannot be known without running the project (``${...}``, a tag, a call)."""

    __slots__ = ("text", "tag", "value")

    def __init__(self, text="", tag=None, value=None):
        self.text = text
        self.tag = tag  # the YAML tag or the name of the function called
        self.value = value  # what stands under the tag, or the call's keyword arguments

    def __repr__(self):
        return f"Opaque({self.text!r})"


class Sweep(Opaque):
    """A value of which a search tries several members, each in a run of its own: none of them is the value."""

    __slots__ = ("members",)

    def __init__(self, members):
        members = tuple(members)
        if members and all(isinstance(member, (int, float)) and not isinstance(member, bool) for member in members):
            text = f"{min(members):,} to {max(members):,}"
        else:
            text = " or ".join(str(member) for member in members[:20])
        super().__init__(text)
        self.members = members


class Map(dict):
    """A mapping whose ``marks`` say where each key and value stands: key -> (text, key mark, value mark)."""

    __slots__ = ("marks",)

    def __init__(self, *args):
        super().__init__(*args)
        self.marks = {}


class Seq(list):
    """A sequence whose ``marks`` say where each item stands: (text, None, item mark)."""

    __slots__ = ("marks",)

    def __init__(self, *args):
        super().__init__(*args)
        self.marks = []


CONTAINERS = (dict, list, Opaque)


class Text:
    """One file's text with what is needed to turn a parser's mark into a spot."""

    __slots__ = ("path", "format", "text", "_offsets", "duplicates")

    def __init__(self, path, format, text):
        self.path = path
        self.format = format
        self.text = text
        self._offsets = None
        self.duplicates = []  # (key path, Spot, Spot of the first occurrence, whether nothing is lost with the first)

    def line(self, number):
        """Return the text of a line counted from 1, without its line break."""
        lines = self._starts()
        if not 1 <= number <= len(lines):
            return ""
        start = lines[number - 1]
        end = lines[number] if number < len(lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def _starts(self):
        if self._offsets is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._offsets = starts
        return self._offsets

    def position(self, offset):
        """Return (line, column) of a character offset, both from 1."""
        import bisect

        starts = self._starts()
        row = bisect.bisect_right(starts, offset) - 1
        return row + 1, offset - starts[row] + 1

    def first_line(self, spot):
        """Return a spot, cut at the end of its first line: an object or array is marked there only."""
        if spot.end_line == spot.line:
            return spot
        return spot._replace(end_line=spot.line, end_column=len(self.line(spot.line)) + 1)

    def offset_spot(self, start, end):
        """Return the spot of the characters from ``start`` up to ``end``."""
        return Spot(self.path, *self.position(start), *self.position(end))


class Document:
    """One config: its root value, the text it stands in, and how to find the spot of a key path.

    A composed document (one that inherits from parents) keeps the marks of each value's own file.
    """

    __slots__ = ("source", "value", "notices", "parents", "project", "header", "_locate", "cache")

    def __init__(self, source, value, locate):
        self.source = source
        self.value = value
        self.notices = []  # one-line texts: a parent that is missing, cyclic or outside the root
        self.parents = []  # paths of the files this one inherits from, nearest first
        self.project = None  # set by the engine; see archlint.composition.Project
        self.header = None  # comments on the first lines, when a composer has read them
        self._locate = locate
        self.cache = {}

    @property
    def path(self):
        return self.source.path

    @property
    def format(self):
        return self.source.format

    def spot(self, keys, of_key=False):
        """Return the spot of the value (or of its key) at a key path, or the nearest one above that has a place."""
        keys = tuple(keys)
        while True:
            spot = self._locate(self.value, keys, of_key) if keys else None
            if spot is not None:
                return spot
            if not keys:
                return Spot(self.source.path, 1, 1, 1, 1)
            keys = keys[:-1]


def spot_by_marks(value, keys, of_key):
    """Find a spot by walking the marks that YAML and Python containers carry."""
    for key in keys[:-1]:
        value = _child(value, key)
        if value is None:
            return None
    if isinstance(value, Opaque):
        value = value.value
    marks = getattr(value, "marks", None)
    try:
        source, key_mark, value_mark = marks[keys[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    if callable(source):  # a mark that finds its spot itself: a macro of another statement or file
        return source(key_mark, of_key)
    if of_key and key_mark is not None:
        value_mark = key_mark
    if value_mark is None:  # a package that composition put around a file's values
        return None
    if isinstance(value_mark, tuple):  # offsets
        return source.first_line(source.offset_spot(*value_mark))
    if source.format == "python":
        from .python_source import spot_of
    else:
        from .yaml_source import spot_of
    return spot_of(source, value_mark)


def _child(value, key):
    if isinstance(value, Opaque):
        value = value.value
    try:
        return value[key]
    except (KeyError, IndexError, TypeError):
        return None


def format_of(path):
    """Return the format that a file's ending stands for, or None."""
    ending = os.path.splitext(path)[1].lower()
    return FORMATS.get(ending) or NAMED_FORMATS.get(ending or os.path.basename(path).lower())


def decode(data):
    """Return text from a file's bytes, with ``\\n`` for every line break; raise SourceError where it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as fault:
            raise SourceError(f"not valid UTF-16 text: {fault.reason} at byte {fault.start}") from None
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            column = fault.start - (data.rfind(b"\n", 0, fault.start) + 1) + 1
            raise SourceError("not UTF-8 text (binary, or another encoding)", line, column) from None
    if "\0" in text:
        raise SourceError("binary file (it holds NUL bytes)")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_bytes(path):
    """Return a regular file's bytes; raise SourceError with one clear line for anything else."""
    import stat

    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            if not os.access(path, os.R_OK | os.X_OK):
                raise SourceError("a folder that cannot be read")
            raise SourceError("is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError("not a regular file")
        if status.st_size > MAX_BYTES:
            raise SourceError(f"too large for a config: {status.st_size:,} bytes (the limit is {MAX_BYTES:,})")
        # A read makes room for all that it is asked for: no more than the file holds, and a byte to see it grow.
        with open(path, "rb") as file:
            return file.read(min(status.st_size, MAX_BYTES) + 1)
    except FileNotFoundError:
        raise SourceError("no such file") from None
    except OSError as fault:
        raise SourceError(f"cannot be read: {fault.strerror or fault}") from None
    except ValueError as fault:  # a NUL byte in the path
        raise SourceError(f"cannot be read: {fault}") from None


def parse(text, path, format=None):
    """Return the documents in a text (several for a YAML stream); raise SourceError when it cannot be parsed."""
    if len(text) > MAX_BYTES:
        raise SourceError(f"too large for a config: {len(text):,} characters (the limit is {MAX_BYTES:,})")
    ending = format or format_of(path)
    format = _guess(text, ending) if ending in (None, "cfg", "config", "data") else ending
    if text.startswith("version https://git-lfs.github.com/spec/"):
        raise SourceError("a Git LFS pointer, not the file itself", 1, 1)
    _refuse_conflict(text)
    source = Text(path, format, text)
    if not text.strip() or format in ("config", "data"):
        return [Document(source, None, spot_by_marks)]
    try:
        if format == "yaml":
            from .yaml_source import read
        elif format == "json":
            from .json_source import read
        elif format == "toml":
            from .toml_source import read
        elif format == "cfg":
            from .cfg_source import read

            documents = read(source)
            if documents[0].value is not None:
                return documents
            from .ini_source import read
        elif format in ("ini", "env"):
            from .ini_source import read
        elif format == "notebook":
            from .notebook_source import read
        elif format == "darknet":
            from .darknet_source import read
        elif format == "darknet-data":
            from .darknet_data_source import read
        elif format == "prototxt":
            from .prototxt_source import read
        elif format == "gin":
            from .gin_source import read
        elif format == "jsonnet":
            from .jsonnet_source import read
        elif format == "shell":
            from .shell_source import read
        else:
            from .python_source import read
        documents = read(source)
    except SourceError:
        if ending == "config" and "train_config" not in text:  # any program's file, as it turns out
            return [Document(source, None, spot_by_marks)]
        raise
    except (RecursionError, MemoryError):
        raise SourceError(TOO_DEEP) from None
    if len(text) > MAX_TEXT and (format != "json" or any(len(line) > MAX_TEXT for line in text.split("\n"))):
        from .bounds import shortened

        for document in documents:
            document.value = shortened(document.value)
    return documents


def _guess(text, ending=None):
    """Return the format that a text's content shows, where several share an ending or the ending says nothing."""
    if "[net" in text:
        from .darknet_source import is_darknet

        if is_darknet(text):
            return "darknet"
    if ending == "data":
        from .darknet_data_source import is_darknet_data

        return "darknet-data" if is_darknet_data(text) else ending
    if ending != "cfg" and "{" in text:
        from .prototxt_source import is_prototxt

        if is_prototxt(text):
            return "prototxt"
    return ending or ("json" if text.lstrip()[:1] in "{[" else "yaml")


def _refuse_conflict(text):
    if "<<<<<<< " in text:
        start = re.search(r"^<{7} ", text, re.M)
        if start and re.compile(r"^={7}$", re.M).search(text, start.end()):
            raise SourceError("merge-conflict markers", text.count("\n", 0, start.start()) + 1, 1)


def check_nesting(source, brackets):
    """Raise SourceError where brackets nest deeper than any config's (see MAX_DEPTH).

    ``brackets`` is a pattern of the format's strings and comments, opening (group 1) and closing brackets (group 2).
    """
    text = source.text
    if text.count("[") + text.count("{") < MAX_DEPTH:
        return
    depth = 0
    for match in re.finditer(brackets, text):
        if match[1]:
            depth += 1
            if depth > MAX_DEPTH:
                raise SourceError(TOO_DEEP, *source.position(match.start()))
        elif match[2] and depth:
            depth -= 1


def is_too_large(value):
    """Whether a number is so large that arithmetic on it may overflow or cannot be printed: no config means it."""
    return isinstance(value, int) and value.bit_length() > MAX_BITS


_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?\Z")
_WORD_FLOATS = {".inf": "inf", "+.inf": "inf", "-.inf": "-inf", ".nan": "nan"}


def number(text):
    """Return the int or float that a text spells (``1e-5`` and ``55_000`` too); None for others and too large ones."""
    text = text.strip()
    if not _NUMBER.match(text):
        word = _WORD_FLOATS.get(text.lower())
        return float(word) if word else None
    try:
        if text.lstrip("+-").replace("_", "").isdigit():
            value = int(text.replace("_", ""))
            return None if is_too_large(value) else value
        return float(text.replace("_", ""))
    except ValueError:  # more digits than Python converts
        return None
