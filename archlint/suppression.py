"""Ignore comments: ``# archlint: ignore[rule] reason`` on a finding's line or alone above it, and ``ignore-file``."""

import re

_COMMENT = r"#\s*archlint:\s*(ignore(?:-file)?)\s*(?:\[([^\]]*)\])?"


class Ignore:
    """One rule named in one ignore comment, and whether it has silenced anything."""

    __slots__ = ("rule", "line", "column", "end_column", "covers", "used")

    def __init__(self, rule, line, column, end_column, covers):
        self.rule = rule
        self.line = line
        self.column = column
        self.end_column = end_column
        self.covers = covers  # the line it covers, or None for the whole file
        self.used = False


def read_ignores(source):
    """Return the ignores written in a file's comments."""
    if source.format == "json" or "archlint:" not in source.text:
        return []
    ignores = []
    lines = source.text.split("\n")
    for number, line in enumerate(lines, 1):
        match = re.search(_COMMENT, line) if "archlint:" in line else None
        if not match:
            continue
        covers = number
        if match[1] == "ignore-file":
            covers = None
        elif not line[: match.start()].strip():
            covers = _next_line(lines, number)
        for rule in [part.strip() for part in (match[2] or "").split(",") if part.strip()] or [""]:
            ignores.append(Ignore(rule, number, match.start() + 1, len(line.rstrip()) + 1, covers))
    return ignores


def _next_line(lines, number):
    """Return the first line below a comment that is neither blank nor a comment itself."""
    for below in range(number, len(lines)):
        text = lines[below].strip()
        if text and not text.startswith("#"):
            return below + 1
    return number


def suppress(findings, ignores):
    """Return the findings that no ignore covers, and mark the ignores that are used."""
    kept = []
    for finding in findings:
        covered = False
        for ignore in ignores:
            if ignore.rule == finding.rule and ignore.covers in (None, finding.spot.line):
                ignore.used = covered = True
        if not covered:
            kept.append(finding)
    return kept
