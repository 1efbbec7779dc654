"""A baseline: the findings that a project had when it adopted archlint, which stay quiet until their value changes.

An entry is a rule, a file, the path of keys inside the config, and the value there: no line, so that it survives moved
ones.  The file is written with one entry a line, sorted, for reviews.
"""

import json
import os

from .findings import QUESTION
from .records import Record
from .sources import SourceError, decode, parse, read_bytes

VERSION = 1
_LONGEST = 200  # of a value that is written out; a longer one by its hash


class BaselineError(Exception):
    """Why a baseline cannot be used, in one line."""


class Entry(Record):
    """One finding of a baseline, where it stands, and whether this run has met it."""

    __slots__ = ("rule", "path", "key", "value", "via", "spot", "used")
    defaults = {"via": "", "spot": None, "used": False}

    @property
    def identity(self):
        """What a finding is known by."""
        return self.rule, self.path, self.key, json.dumps(self.value, sort_keys=True)


class Baseline:
    """The entries of one file."""

    def __init__(self, path):
        from .composition import display

        self.path = path
        self.folder = os.path.dirname(os.path.abspath(path))
        self.shown = display(path)
        self.entries = {}
        try:
            document = parse(decode(read_bytes(path)), self.shown, "json")[0]
        except SourceError as fault:
            raise BaselineError(f"{self.shown}: {fault}") from None
        self._read(document)

    def _read(self, document):
        table = document.value
        rows = table.get("findings") if isinstance(table, dict) and table.get("version") == VERSION else None
        if not isinstance(rows, list):
            raise BaselineError(f"{self.shown}: it is no baseline that --write-baseline wrote")
        for index, row in enumerate(rows):
            row = row if isinstance(row, dict) else {"rule": None}
            fields = {name: row.get(name, "") for name in ("rule", "path", "key", "via")}
            if not all(isinstance(value, str) for value in fields.values()):
                raise BaselineError(f"{self.shown}: findings: number {index + 1} is no entry")
            spot = document.spot(("findings", index, "rule"))
            entry = Entry(**fields, value=row.get("value"), spot=spot)
            self.entries[entry.identity] = entry

    def cover(self, finding):
        """Return the entry of a finding, which counts as used from now on, or None."""
        entry = self.entries.get(entry_of(finding, self.folder).identity)
        if entry is not None:
            entry.used = True
        return entry

    def unused(self, run):
        """Return the entries that this run would have met: their files were linted, or are no longer there."""
        from .composition import display

        linted = {file.path for file in run.files if file.status == "linted"}

        def looked_at(path):
            full = os.path.join(self.folder, path)
            return display(full) in linted or not os.path.exists(full)

        return [
            entry
            for entry in self.entries.values()
            if not entry.used and looked_at(entry.via or entry.path) and (entry.path or linted)
        ]

    def prune(self, unused):
        """Write the baseline without these entries."""
        gone = {entry.identity for entry in unused}
        _write(self.path, [entry for identity, entry in self.entries.items() if identity not in gone])


def entry_of(finding, folder):
    """Return the entry that stands for a finding in a baseline of a folder.

    A question is known by the fact that it asks for: the file that it is shown at is only the first that it concerns.
    """
    if finding.severity == QUESTION and finding.fact:
        return Entry(finding.rule, "", finding.fact, None)
    keys = ".".join(str(key) for key in finding.keys or ())
    value = finding.key_value if finding.keys else dict(sorted((finding.facts or {}).items())) or finding.key_value
    via = _relative(finding.linted, folder) if finding.linted else ""
    return Entry(finding.rule, _relative(finding.spot.path, folder), keys, _plain(value), via)


def write(path, findings):
    """Write a baseline of these findings, and return how many entries it has; raise BaselineError if that fails."""
    folder = os.path.dirname(os.path.abspath(path))
    entries = {entry.identity: entry for entry in (entry_of(finding, folder) for finding in findings)}
    _write(path, entries.values())
    return len(entries)


def _write(path, entries):
    rows = []
    for entry in sorted(entries, key=lambda entry: (entry.path, entry.key, entry.rule, entry.identity)):
        row = {"rule": entry.rule, "path": entry.path, "key": entry.key, "value": entry.value}
        rows.append(json.dumps({**row, "via": entry.via} if entry.via else row, ensure_ascii=False, sort_keys=True))
    listed = "".join(f"\n  {row}," for row in rows).rstrip(",")
    text = f'{{"version": {VERSION}, "findings": [{listed}\n]}}\n'
    try:
        with open(path, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except OSError as fault:
        raise BaselineError(f"{path}: cannot be written: {fault.strerror or fault}") from None


def _relative(path, folder):
    return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")


def _plain(value):
    """Return a value as JSON can hold it; what is long or no single value is told by its hash."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float) and value == value and abs(value) != float("inf"):
        return value
    if isinstance(value, str) and len(value) <= _LONGEST:
        return value.encode("utf-8", "replace").decode()
    import hashlib

    return "sha256:" + hashlib.sha256(repr(value).encode("utf-8", "replace")).hexdigest()[:16]
