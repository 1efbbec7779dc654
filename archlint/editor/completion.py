"""What may be written at a place of the settings or of a choice in plain words: names of facts, their values, rules."""

import re

from ..facts import VOCABULARY

_SECTIONS = ("model", "data", "training", "deployment", "constraints")


class Proposal:
    """One text to complete with, and what it is."""

    __slots__ = ("about", "text")

    def __init__(self, text, about=""):
        self.text = text
        self.about = about


def proposals(path, text, line, column):
    """Return what may stand at a place, counted from 1; nothing where the file is neither settings nor a choice."""
    lines = text.split("\n")
    before = lines[line - 1][: column - 1] if 1 <= line <= len(lines) else ""
    if path.endswith(("pyproject.toml", "archlint.toml")):
        return _in_settings(lines[: line - 1], before, path.endswith("archlint.toml"))
    if re.search(r"""^[ \t]*["']?archlint["']?\s*[:=]\s*\d""", text, re.M):
        return _in_choice(lines[: line - 1], before)
    return []


def _in_settings(above, before, is_own):
    table = next((found[1] for found in map(_table, reversed(above)) if found), "tool.archlint" if is_own else "")
    name = table if is_own and not table.startswith("tool.") else table.removeprefix("tool.archlint").lstrip(".")
    if not is_own and not table.startswith("tool.archlint"):
        return []
    name = "" if table == "tool.archlint" else name
    key = re.match(r"""["']?([\w.-]*)["']?\s*=\s*""", before.lstrip())
    if name in ("facts", "overrides.facts"):
        return _values(key[1]) if key else _facts()
    if key and key[1] in ("select", "ignore", "extend-select"):
        return _rules()
    if name.startswith(("severity", "per-file-ignores", "limits")):
        return _rules()
    return []


def _table(line):
    return re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line)


def _in_choice(above, before):
    """A line of YAML: ``section:`` with keys below it or in braces, a full name, or a value."""
    opened = re.search(r"(?:^|\s)(\w+)\s*[:=]\s*\{([^}]*)$", before)
    if opened and opened[1] in _SECTIONS:
        part = opened[2].rpartition(",")[2]
        key = re.match(r"\s*([\w.]+)\s*[:=]\s*", part)
        return _values(f"{opened[1]}.{key[1]}") if key else _facts(opened[1])
    key = re.match(r"(\s*)([\w.]+)\s*[:=]\s+", before)
    section = _section_above(above, before) if before[:1].isspace() else None
    if key:
        return _values(f"{section}.{key[2]}" if section else key[2])
    if section:
        return _facts(section)
    return [Proposal(name) for name in ("task", *_SECTIONS)] + _facts()


def _section_above(above, before):
    for line in reversed(above):
        found = re.match(r"(\w+)\s*:\s*$", line) or re.match(r"\[(\w+)\]", line)
        if found:
            return found[1] if found[1] in _SECTIONS else None
        if line.strip() and not line[0].isspace():
            return None
    return None


def _facts(section=None):
    """Return the facts that a person may state, in full or below a section."""
    found = []
    for name, kind in VOCABULARY.items():
        group, _, rest = name.partition(".")
        if group == "config" or (section and group != section):
            continue
        found.append(Proposal(rest if section else name, kind.ask or kind.type))
    return found


def _values(name):
    kind = VOCABULARY.get(name)
    if kind is None:
        return []
    return [Proposal(str(value), name) for value in (("true", "false") if kind.type == "boolean" else kind.values)]


def _rules():
    from ..rules import load_all

    return [Proposal(loaded.rule.name, loaded.rule.summary) for loaded in load_all()]
