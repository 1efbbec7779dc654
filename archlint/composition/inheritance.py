"""One document's way up through its parents: what was met, what was not found, and how far it goes."""

import os

from ..sources import SourceError

# Configs inherit from a handful of parents of some kilobytes; this bounds a hostile chain, and what it holds.
MAX_PARENTS = 64
MAX_PARENT_BYTES = 1_000_000
TOO_COMPLEX = "too complex"  # a notice that says so is the first to be shown


class Inheritance:
    """What one document inherits: each system's functions walk through its parents by this object."""

    def __init__(self, document):
        self.project = document.project
        self.value = document.value  # what it is with all it inherits, once that is known
        self.notices = list(document.notices)
        self.parents = []  # the paths shown of those that were read
        self.used = 0
        self.bytes = 0  # of all parents together
        self.incomplete = False  # whether something it inherits is not known

    def notice(self, text):
        """Note once what could not be followed."""
        self.incomplete = True
        text = " ".join(text.split())
        text = text if len(text) <= 300 else text[:300] + "..."
        if text not in self.notices:
            self.notices.insert(0 if TOO_COMPLEX in text else len(self.notices), text)

    def parent(self, what, name, path, open_files):
        """Return a parent's document, or None with a notice."""
        self.used += 1
        if self.used > MAX_PARENTS:
            self.notice(f"{what}: {TOO_COMPLEX}: more than {MAX_PARENTS} parents; the rest is not read")
            return None
        try:
            real = os.path.realpath(path)
        except (OSError, ValueError):  # a name that no file has: a NUL, half of a character
            self.notice(f"{what}: parent {name!r} is missing")
            return None
        if real in open_files:
            self.notice(f"{what}: {name} inherits from itself (a cycle)")
            return None
        if self.project.holds(path):
            self.bytes += os.path.getsize(real) if os.path.isfile(real) else 0
            if self.bytes > MAX_PARENT_BYTES:
                self.notice(f"{what}: {TOO_COMPLEX}: parents of more than {MAX_PARENT_BYTES:,} bytes; no more are read")
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
        if self.used >= MAX_PARENTS or os.path.exists(beside) or name.startswith(("/", "~")):
            return beside
        while True:
            above = os.path.dirname(folder)
            if above == folder or not self.project.holds(above):
                return beside
            folder = above
            if os.path.exists(os.path.join(folder, name)):
                return os.path.join(folder, name)
