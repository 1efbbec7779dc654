"""One project's files: where it begins, what lies in it, and what stands beside a config."""

import os

from ..sources import SourceError, decode, format_of, parse, read_bytes

# What marks the root of a project, looked for upwards from the file.
ROOT_MARKS = (".git", ".hg", "pyproject.toml", "archlint.toml", "setup.py", "setup.cfg")
# A file beside a config that holds more than this is data (a vocabulary, an index of weights).
MAX_BESIDE = 1_000_000
# So much of a data file is read for its header and, where that is all of it, its rows.
MAX_BEGINNING = 1_000_000
# So many folders are looked in, from a config's own upwards.
MAX_ABOVE = 100


def display(path):
    """Return a path relative to the working directory where it lies under it, with ``/`` on every system."""
    if not os.path.isabs(path) and ".." not in path:
        return os.path.normpath(path).replace(os.sep, "/")
    path = os.path.abspath(path)
    here = os.getcwd()
    if path == here or path.startswith(here.rstrip(os.sep) + os.sep):
        path = os.path.relpath(path, here)
    return path.replace(os.sep, "/")


def project_root(path):
    """Return the nearest folder above a file that marks a project, else the working directory, else its own folder."""
    folder = start = os.path.dirname(os.path.abspath(path))
    while True:
        if any(os.path.exists(os.path.join(folder, mark)) for mark in ROOT_MARKS):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    here = os.getcwd()
    return here if here != os.sep and (start + os.sep).startswith(here.rstrip(os.sep) + os.sep) else start


class Project:
    """One project's files: reads them once each, and none outside the root."""

    def __init__(self, root):
        self.root = os.path.realpath(root)
        self.asked = None  # the paths that reading led to, while somebody notes them in this set
        self._documents = {}

    def holds(self, path):
        """Whether a path, links resolved, lies inside the root."""
        try:
            real = os.path.realpath(path)
        except (OSError, ValueError):  # a name that no file has: a NUL, half of a character
            return False
        if self.asked is not None:
            self.asked.add(real)
        return real == self.root or real.startswith(self.root.rstrip(os.sep) + os.sep)

    def read(self, path):
        """Return the first document of a file; raise SourceError for a file that is outside, missing or unreadable."""
        if not self.holds(path):
            raise SourceError("lies outside the project root")
        real = os.path.realpath(path)
        if real not in self._documents:
            try:
                self._documents[real] = parse(decode(read_bytes(real)), display(path), format_of(path))[0]
            except SourceError as fault:
                self._documents[real] = fault
        known = self._documents[real]
        if isinstance(known, SourceError):
            raise known
        return known


def beside(document, name):
    """Return the document of another file of the same folder, or below it; None for one that is not to be read."""
    if document.project is None:
        return None
    path = os.path.join(os.path.dirname(os.path.abspath(document.source.path)), name)
    try:
        if not document.project.holds(path) or os.path.getsize(path) > MAX_BESIDE:
            return None
        found = document.project.read(path)
    except (OSError, SourceError, ValueError):
        return None
    found.project = document.project
    return found if isinstance(found.value, dict) else None


def beginning(document, name):
    """Return (text, whether that is all of it) of a file that a config's program reads, or None.

    The name counts from the folder that the program is started in: the config's own, or the project's root; None where
    both hold such a file, or it is no text.
    """
    if document.project is None or os.path.isabs(name):
        return None
    folders = {os.path.dirname(os.path.abspath(document.source.path)), document.project.root}
    found = set()
    for folder in folders:
        path = os.path.join(folder, name)
        try:
            if document.project.holds(path) and os.path.isfile(path):
                found.add(os.path.realpath(path))
        except (OSError, ValueError):
            return None
    if len(found) != 1:
        return None
    try:
        with open(found.pop(), "rb") as file:
            data = file.read(MAX_BEGINNING + 1)
        text = data[:MAX_BEGINNING].decode("utf-8-sig", "strict" if len(data) <= MAX_BEGINNING else "ignore")
    except (OSError, ValueError):
        return None
    return None if "\0" in text else (text, len(data) <= MAX_BEGINNING)


def lines_beside(document, name):
    """Return the lines of a text that a config names, below its own folder or one above it in the project.

    Programs look for such a file from where they are started, which is one of these folders.  None where there is none,
    or where several of that name hold different numbers of lines.
    """
    project = document.project
    if project is None or not name or os.path.isabs(name) or "\0" in name:
        return None
    folder = os.path.realpath(os.path.dirname(os.path.abspath(document.source.path)))
    found = None
    for _ in range(MAX_ABOVE):
        if not project.holds(folder):
            break
        path = os.path.join(folder, name)
        try:
            if project.holds(path) and os.path.isfile(path) and os.path.getsize(path) <= MAX_BESIDE:
                lines = decode(read_bytes(path)).split("\n")
                lines = lines[:-1] if not lines[-1] else lines
                if found is not None and len(lines) != len(found):
                    return None
                found = lines
        except (OSError, SourceError, ValueError):
            return None
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    return found
