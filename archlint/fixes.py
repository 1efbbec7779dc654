"""Suggestions as changes of the files' own text: as a unified diff, or written back where they are safe.

Only the characters at a suggestion's spot are replaced, and only where they are what the finding was about: every
other byte, line breaks, byte-order mark and encoding, stays as it is.  A file is written whole or not at all.
"""

import bisect
import difflib
import os
import re

from .composition import display
from .records import Record
from .reporters import visible
from .sources import SourceError, Spot, decode, format_of, number, parse, read_bytes

# Formats whose words stand in quotes wherever they are values.
_QUOTING = ("json", "python", "toml", "jsonnet", "gin", "prototxt")
_PLAIN_WORD = r"[A-Za-z][\w./-]*\Z"
_WORDS_OF_OTHER_MEANING = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"))


class Edit(Record):
    """A replacement of the characters from ``start`` to ``end`` of a file's text, and the finding that it mends."""

    __slots__ = ("start", "end", "new", "finding", "suggestion")


class WriteError(Exception):
    """Why a file cannot be written, in one line."""


class Written(Record):
    """What became of one file: how many findings were fixed in it, or the problem that was met."""

    __slots__ = ("path", "fixed", "problem")
    defaults = {"fixed": (), "problem": ""}


class Original:
    """A file's text with the line breaks that it has, and how to turn it into bytes again."""

    def __init__(self, data, format):
        self.format = format
        self.encoding = "utf-8"
        self.mark = b""
        for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
            if data.startswith(mark):
                self.mark, self.encoding = mark, encoding
                break
        self.text = data[len(self.mark) :].decode(self.encoding)
        self.starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", self.text))]

    def encode(self, text):
        """Return a text as the bytes of a file of this one's kind."""
        return self.mark + text.encode(self.encoding)

    def offset(self, line, column):
        """Return the place in the text of a line and a column that count from 1."""
        return self.starts[line - 1] + column - 1 if 1 <= line <= len(self.starts) else len(self.text)

    def position(self, offset):
        """Return (line, column) of a place in the text, both from 1."""
        line = bisect.bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def replacement_reader(engine, stdin=None):
    """Return a function that gives for a suggestion the (spot, text) that makes it true in its file, or None."""
    originals = {}

    def replacement_of(suggestion):
        spot = suggestion.spot
        if spot.path not in originals:
            originals[spot.path] = _original(spot.path, engine, stdin)
        original = originals[spot.path]
        place = bounds(original, suggestion) if original is not None else None
        if place is None:
            return None
        start, end, text = place
        return Spot(spot.path, *original.position(start), *original.position(end)), text

    return replacement_of


def bounds(original, suggestion):
    """Return (start, end, new text) of a suggestion in a file, or None where something else stands at its spot."""
    spot = suggestion.spot
    start, end = original.offset(spot.line, spot.column), original.offset(spot.end_line, spot.end_column)
    if suggestion.renames:
        return _key_bounds(original, suggestion, start)
    return _value_bounds(original, suggestion, start, end)


def _key_bounds(original, suggestion, start):
    old, new = suggestion.old, suggestion.new
    if not all(isinstance(name, str) and re.fullmatch(r"[A-Za-z_][\w-]*", name) for name in (old, new)):
        return None
    # A key of a Python call or of TOML stands bare, and may be one part of a dotted one.
    match = re.compile(rf"""(["']?){re.escape(old)}\1(?![\w.-])""").match(original.text, start)
    if match is None:
        return None
    return match.start(), match.end(), f"{match[1]}{new}{match[1]}"


def _value_bounds(original, suggestion, start, end):
    written = original.text[start:end]
    stripped = written.rstrip()
    end -= len(written) - len(stripped)
    quote = stripped[:1] if stripped[:1] in ("'", '"') and stripped[-1:] == stripped[:1] and len(stripped) > 1 else ""
    inner = stripped[1:-1] if quote else stripped
    new = _literal(suggestion.new, original.format)
    if new is None or not _means(inner, suggestion.old):
        return None
    if isinstance(suggestion.new, str) and not quote and not _may_be_plain(suggestion.new, original.format):
        return None
    return start, end, f"{quote}{new}{quote}"


def _means(text, value):
    """Whether a text in a file is how a value is written there."""
    if isinstance(value, bool):
        return text.lower() == str(value).lower()
    if isinstance(value, (int, float)):
        return number(text) == value
    return isinstance(value, str) and text == value


def _literal(value, format):
    """Return a value as it is written without quotes, or None for one that is not to be written."""
    if isinstance(value, bool):
        return str(value) if format in ("python", "gin") else str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value) if value == value and abs(value) != float("inf") else None
    return value if isinstance(value, str) and re.fullmatch(r"[\w./@:+-]+(?: [\w./@:+-]+)*", value) else None


def _may_be_plain(text, format):
    return (
        format not in _QUOTING
        and re.match(_PLAIN_WORD, text) is not None
        and text.lower() not in _WORDS_OF_OTHER_MEANING
    )


def edits(findings, original, path, safe):
    """Return the edits of one file, from its start on: of each finding the nearest suggestion, no two that overlap."""
    found, taken, named = [], [], set()
    for finding in findings:
        suggestion = next((one for one in finding.suggestions or () if one.safe or not safe), None)
        if suggestion is None or suggestion.spot.path != path:
            continue
        place = bounds(original, suggestion)
        if place is None or any(place[0] < end and start < place[1] for start, end in taken):
            continue
        name = (suggestion.key.rpartition(".")[0], suggestion.new)
        if suggestion.renames and name in named:  # of two keys that may be meant for one, the second waits
            continue
        named.add(name)
        taken.append(place[:2])
        found.append(Edit(*place, finding, suggestion))
    return sorted(found, key=lambda edit: edit.start)


def changed(text, made):
    """Return a text with edits made in it."""
    pieces, done = [], 0
    for edit in made:
        pieces += text[done : edit.start], edit.new
        done = edit.end
    return "".join([*pieces, text[done:]])


def diffs(run, engine, stdin=None):
    """Return the diff of all that is suggested for each linted file, by the file's path, in the run's order.

    What is suggested for a file that others inherit belongs to the first of these, unless it was linted itself.
    """
    linted = {file.path for file in run.files}
    owners = {}
    for finding in run.findings:
        for suggestion in (finding.suggestions or ())[:1]:
            path = suggestion.spot.path
            owners.setdefault(path, path if path in linted else finding.linted or path)
    shown = {}
    for path, owner in sorted(owners.items()):
        original = _original(path, engine, stdin)
        if original is None:
            continue
        made = edits(run.findings, original, path, safe=False)
        if made:
            shown[owner] = shown.get(owner, "") + _diff(path, original.text, changed(original.text, made))
    return shown


def _diff(path, before, after):
    """Return a unified diff whose lines end as the file's do; other control characters are written out."""
    sides = [re.findall(r"[^\n]*\n|[^\n]+\Z", text) for text in (before, after)]
    lines = []
    for line in difflib.unified_diff(*sides, visible(path), visible(path)):
        body = line.removesuffix("\n")
        ending = "\r" if body.endswith("\r") else ""
        shown = "\t".join(map(visible, body.removesuffix("\r").split("\t"))) + ending + "\n"
        lines.append(shown if line.endswith("\n") else f"{shown}\\ No newline at end of file\n")
    return "".join(lines)


def _original(path, engine, stdin=None):
    """Return a file's text as it stands there, or None for one that is not to be read, or no longer."""
    if stdin is not None and path == display(stdin[1]):
        data = stdin[0]
    else:
        full = os.path.join(os.getcwd(), path)
        try:
            data = read_bytes(full)
        except SourceError:
            return None
    try:
        decode(data)
        return Original(data, format_of(path))
    except (SourceError, UnicodeDecodeError):
        return None


def fix_text(run, stdin):
    """Return standard input's bytes with the safe suggestions made in them, and the findings that this mends."""
    data, name = stdin
    path = display(name)
    original = _original(path, None, stdin)
    made = edits(run.findings, original, path, safe=True) if original is not None else []
    after = changed(original.text, made) if made else ""
    if not made or not _can_be_read(after, path, original.format):
        return data, []
    return original.encode(after), [edit.finding for edit in made]


def apply(run, engine, stdin=None):
    """Make the safe suggestions in the files that were linted, and return a Written for each file that has some.

    Standard input goes by the name of a file that may exist, and is not that file.  A file that is linted under two
    names is written once.
    """
    done, seen = [], set()
    for file in run.files:
        if file.status != "linted" or file.source is None or (stdin is not None and file.path == display(stdin[1])):
            continue
        original = None
        safe = [
            finding
            for finding in run.findings
            if any(one.safe and one.spot.path == file.path for one in finding.suggestions or ())
        ]
        real = os.path.realpath(file.path)
        if safe and real not in seen:
            seen.add(real)
            original = _original(file.path, engine)
        made = edits(safe, original, file.path, safe=True) if original is not None else []
        if not made:
            continue
        try:
            _write(file, original, changed(original.text, made), engine)
        except WriteError as problem:
            done.append(Written(file.path, problem=str(problem)))
        else:
            done.append(Written(file.path, [edit.finding for edit in made]))
    return done


def _can_be_read(text, path, format):
    try:
        parse(text.replace("\r\n", "\n").replace("\r", "\n"), path, format)
    except SourceError:
        return False
    return True


def _write(file, original, text, engine):
    """Put a new text in a file's place, at once and with the file's own mode; links are followed inside the project."""
    import stat

    full = os.path.join(os.getcwd(), file.path)
    real = os.path.realpath(full)
    if not engine.project_for(full).holds(full):
        raise WriteError("not fixed: it lies outside the project root")
    if original.text.replace("\r\n", "\n").replace("\r", "\n") != file.source.text:
        raise WriteError("not fixed: it has changed since it was read")
    if not _can_be_read(text, file.path, file.source.format):
        raise WriteError("not fixed: what was to be written cannot be read")
    temporary = None
    try:
        status = os.stat(real)
        mode = stat.S_IMODE(status.st_mode)
        if status.st_nlink > 1:
            raise WriteError("not fixed: it has other names (hard links), which would keep the old text")
        if not mode & 0o222 or not os.access(real, os.W_OK):
            raise WriteError("not fixed: it is read-only")
        import tempfile

        handle, temporary = tempfile.mkstemp(prefix=".archlint-", dir=os.path.dirname(real))
        with os.fdopen(handle, "wb") as new:
            new.write(original.encode(text))
        if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
            os.chown(temporary, status.st_uid, status.st_gid)
        os.chmod(temporary, mode)
        os.replace(temporary, real)
        temporary = None
    except OSError as fault:
        raise WriteError(f"not fixed: it cannot be written: {fault.strerror or fault}") from None
    finally:
        if temporary is not None:
            os.unlink(temporary)
