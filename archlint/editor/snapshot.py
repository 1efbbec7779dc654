"""One state of a file that is being written: its findings, its facts, and what stands at a place in it."""

import os

from ..composition import display
from ..engine import Engine
from ..sources import Opaque


class Snapshot:
    """What archlint says of a text as if it stood in a file; lines and columns count from 1, columns in characters."""

    def __init__(self, path, text, engine=None):
        self.path = path
        self.text = text
        self.engine = engine or Engine()
        self.shown_path = display(path)
        self.run = self.engine.lint([], stdin=(text, path), keep_facts=True)
        (self.result,) = self.run.files

    @property
    def findings(self):
        return self.run.findings

    @property
    def document(self):
        """The first document that describes a model, composed with what it inherits; None where there is none."""
        return self.result.facts.document if self.result.facts is not None else None

    def facts_at(self, line, column):
        """Return the facts whose value or key stands at a place of this file, the narrowest first."""
        found = []
        for facts in self.result.parts:
            for part in facts.parts():
                for fact in part.values():
                    width = self._width_at(fact, line, column)
                    if width is not None and all(fact.name != other.name for _, other in found):
                        found.append((width, fact))
        return [fact for _, fact in sorted(found, key=lambda one: (one[0], one[1].name))]

    def _width_at(self, fact, line, column):
        if fact.document is None or not fact.keys:
            return None
        for of_key in (False, True):
            spot = fact.document.spot(fact.keys, of_key)
            if self._covers(spot, line, column):
                return spot.end_column - spot.column
        return None

    def _covers(self, spot, line, column):
        return spot.path == self.shown_path and spot.line == line and spot.column <= column <= spot.end_column

    def findings_at(self, line, column):
        """Return the findings that stand at a place of this file."""
        return [finding for finding in self.findings if self._covers(finding.spot, line, column)]

    def inherited(self, finding):
        """Whether a finding stands in a file that this one inherits."""
        return finding.spot.path != self.shown_path

    def source_of(self, line, column):
        """Return (path, line, column) of where the value at a place comes from; None where it is written here.

        That is the parent which a name in the file stands for (``_base_``, an entry of ``defaults``, an include), the
        place that an ``${...}`` refers to, or a fact's value that another file gives.
        """
        document = self.document
        if document is None:
            return None
        word = self._word_at(line, column)
        parent = self._parent_named(word) if word else None
        if parent:
            return parent, 1, 1
        for keys in self._keys_at(document.value, line, column):
            spot = document.spot(keys)
            if not self._covers(spot, line, column) and (spot.path != self.shown_path or spot.line != line):
                return spot.path, spot.line, spot.column
        return None

    def _word_at(self, line, column):
        lines = self.text.split("\n")
        if not 1 <= line <= len(lines):
            return ""
        text = lines[line - 1]
        start = end = min(column - 1, len(text))
        while start > 0 and _is_name(text[start - 1]):
            start -= 1
        while end < len(text) and _is_name(text[end]):
            end += 1
        return text[start:end]

    def _parent_named(self, word):
        """Return the one parent whose path ends with a name, with or without its ending."""
        name = word.lstrip("./").rstrip("/")
        found = [
            parent
            for parent in self.document.parents
            if name and (f"/{parent}".endswith(f"/{name}") or f"/{os.path.splitext(parent)[0]}".endswith(f"/{name}"))
        ]
        return found[0] if len(found) == 1 else None

    def _keys_at(self, root, line, column):
        """Yield the key paths whose key is written at a place of this file, each container visited once."""
        seen, stack = set(), [((), root)]
        while stack and len(seen) < 20_000:
            keys, value = stack.pop()
            value = value.value if isinstance(value, Opaque) else value
            if not isinstance(value, (dict, list)) or id(value) in seen:
                continue
            seen.add(id(value))
            for key, child in value.items() if isinstance(value, dict) else enumerate(value):
                path = (*keys, key)
                if isinstance(value, dict) and self._covers(self.document.spot(path, of_key=True), line, column):
                    yield path
                stack.append((path, child))


def _is_name(sign):
    return sign.isalnum() or sign in "._-/"
