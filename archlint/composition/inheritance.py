"""One document's way up through its parents: what was met, what was not found, and how far it goes."""

import os

from ..sources import SourceError

# Configs inherit from a handful of parents; this bounds a hostile chain.
MAX_PARENTS = 64


class Inheritance:
    """What one document inherits: each system's functions walk through its parents by this object."""

    def __init__(self, document):
        self.project = document.project
        self.value = document.value  # what it is with all it inherits, once that is known
        self.notices = list(document.notices)
        self.parents = []  # the paths shown of those that were read
        self.used = 0
        self.incomplete = False  # whether something it inherits is not known

    def notice(self, text):
        """Note once what could not be followed."""
        self.incomplete = True
        text = " ".join(text.split())
        text = text if len(text) <= 300 else text[:300] + "..."
        if text not in self.notices:
            self.notices.append(text)

    def parent(self, what, name, path, open_files):
        """Return a parent's document, or None with a notice."""
        self.used += 1
        if self.used > MAX_PARENTS:
            self.notice(f"{what}: more than {MAX_PARENTS} parents; the rest is not read")
            return None
        if "\0" in path:
            self.notice(f"{what}: parent {name!r} is missing")
            return None
        real = os.path.realpath(path)
        if real in open_files:
            self.notice(f"{what}: {name} inherits from itself (a cycle)")
            return None
        try:
            document = self.project.read(path)
        except SourceError as fault:
            text = "is missing" if fault.message == "no such file" else str(fault)
            self.notice(f"{what}: parent {name} {text}")
            return None
        shown = document.source.path
        if shown not in self.parents:
            self.parents.append(shown)
        return document

    def find(self, name, path):
        """Return where a parent is meant to be: relative to its file, or else to a folder above, up to the root.

        Frameworks name parents from their own root, which may lie below the root of the project that holds it.
        """
        folder = os.path.dirname(path)
        beside = os.path.join(folder, os.path.expanduser(name) if name.startswith("~") else name)
        if os.path.exists(beside) or name.startswith(("/", "~")):
            return beside
        while True:
            above = os.path.dirname(folder)
            if above == folder or not self.project.holds(above):
                return beside
            folder = above
            if os.path.exists(os.path.join(folder, name)):
                return os.path.join(folder, name)
