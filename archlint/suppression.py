"""Ignore comments: ``# archlint: ignore[rule] reason`` on a finding's line or alone above it, and ``ignore-file``."""

import re

# Within a word, a # begins no comment.
_COMMENT = r"(?:^|\s)(#\s*archlint:\s*(ignore(?:-file)?)\b\s*(?:\[([^\]]*)\])?)"


class Ignore:
    """One rule named in one ignore comment, and whether it has silenced anything."""

    __slots__ = ("column", "covers", "end_column", "line", "reason", "rule", "used")

    def __init__(self, rule, line, column, end_column, covers, reason=""):
        self.rule = rule
        self.line = line
        self.column = column
        self.end_column = end_column
        self.covers = covers  # the line it covers, or None for the whole file
        self.reason = reason
        self.used = False


class Ignores:
    """The ignores in one file's comments."""

    def __init__(self, source, renamed):
        """Read a file's ignores; ``renamed`` holds the names that rules had before, each with the present one."""
        self.all = _read(source, renamed) if source.format != "json" and "archlint:" in source.text else []
        self._by_place = {}
        self._first_lines = _first_lines(source) if self.all and source.format == "shell" else {}
        for ignore in self.all:
            self._by_place.setdefault((ignore.rule, ignore.covers), []).append(ignore)

    def use(self, others):
        """Count as used what another reading of the same file used."""
        for ignore, other in zip(self.all, others.all, strict=True):
            ignore.used = ignore.used or other.used

    def cover(self, rule, line):
        """Return an ignore of a rule on a line, or None; all that say so count as used from now on."""
        lines = dict.fromkeys((line, self._first_lines.get(line, line), None))
        found = [ignore for covered in lines for ignore in self._by_place.get((rule, covered), ())]
        for ignore in found:
            ignore.used = True
        return found[0] if found else None


def _first_lines(source):
    """Return the first line of the command that each line of a shell script goes on with: no comment fits between."""
    first, found = 0, {}
    for number, line in enumerate(source.text.split("\n"), 1):
        if first:
            found[number] = first
        first = (first or number) if line.endswith("\\") else 0
    return found


def _read(source, renamed):
    ignores = []
    lines = source.text.split("\n")
    below = 0  # the nearest line further down that is neither blank nor a comment itself
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        match = re.search(_COMMENT, line) if "archlint:" in line else None
        if match:
            covers = number
            if match[2] == "ignore-file":
                covers = None
            elif not line[: match.start(1)].strip():
                covers = below or number
            for rule in [part.strip() for part in (match[3] or "").split(",") if part.strip()] or [""]:
                place = number, match.start(1) + 1, len(line.rstrip()) + 1, covers
                ignores.append(Ignore(renamed.get(rule, rule), *place, line[match.end(1) :].strip()))
        text = line.strip()
        if text and not text.startswith("#"):
            below = number
    return ignores[::-1]
