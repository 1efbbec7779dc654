"""What git ignores below one folder: ``.gitignore`` files, nearest first, and ``.git/info/exclude``.

The patterns are read by ``pathspec``, which is imported where such a file is met.  A pattern that could keep its
matcher busy for long is passed over, as is a file of more patterns than people write: nothing is ignored by them.
"""

import os
import re

_NAME = ".gitignore"
_MOST_BYTES = 256 * 1024
_MOST_PATTERNS = 5_000
# The work of matching grows with the length of a name to the power of the stars in one part of a pattern.
_MOST_STARS = 2
_MOST_STARRED = 100
_MOST_FOLDER_STARS = 3


def repository_root(folder):
    """Return the folder with ``.git`` at or above a folder, or None."""
    folder = os.path.abspath(folder)
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


class GitIgnores:
    """The ignore files that hold in and below one folder."""

    def __init__(self, top):
        self.root = repository_root(top)
        self.top = os.path.abspath(self.root or top)
        self._specs = {}
        # A folder that a person names is looked into, even where git ignores it.
        if self.ignoring_any(top, True):
            self.top = os.path.abspath(top)

    def ignoring(self, path, is_folder=False):
        """Return ``pattern in file`` for what ignores a file or folder, or None; folders above it are not asked."""
        full = os.path.abspath(path)
        folder = os.path.dirname(full)
        while (folder + os.sep).startswith(self.top.rstrip(os.sep) + os.sep):
            for spec in self._specs_of(folder):
                said = spec.verdict(full, is_folder)
                if said is not None:
                    return said or None
            folder = os.path.dirname(folder)
            if folder == os.path.dirname(folder):
                break
        return None

    def ignoring_any(self, path, is_folder=False):
        """Return what ignores a file or folder, or one of the folders that it lies in, or None."""
        full = os.path.abspath(path)
        parts = os.path.relpath(full, self.top).split(os.sep)
        if parts[0] == os.pardir:
            return None
        for count in range(1, len(parts) + 1):
            found = self.ignoring(os.path.join(self.top, *parts[:count]), is_folder or count < len(parts))
            if found:
                return found
        return None

    def _specs_of(self, folder):
        if folder not in self._specs:
            names = [os.path.join(folder, _NAME)]
            if folder == self.root:
                names.append(os.path.join(folder, ".git", "info", "exclude"))
            self._specs[folder] = [spec for spec in map(_read, [folder] * len(names), names) if spec is not None]
        return self._specs[folder]


class _Spec:
    """One ignore file's patterns."""

    def __init__(self, folder, name, patterns, spec):
        self.folder, self.name, self.patterns, self.spec = folder, name, patterns, spec

    def verdict(self, full, is_folder):
        """Return what ignores a path, an empty text for one that is expressly not ignored, or None for neither."""
        relative = os.path.relpath(full, self.folder).replace(os.sep, "/")
        found = self.spec.check_file(relative + "/" if is_folder else relative)
        if found.include is None:
            return None
        return f"{self.patterns[found.index]} in {self.name}" if found.include else ""


def _read(folder, path):
    try:
        with open(path, "rb") as file:
            text = file.read(_MOST_BYTES + 1)
    except OSError:
        return None
    if len(text) > _MOST_BYTES:
        return None
    patterns = list(_harmless(text.decode("utf-8", "replace").lstrip("\ufeff").splitlines()))
    if not patterns or len(patterns) > _MOST_PATTERNS:
        return None
    from pathspec import GitIgnoreSpec

    name = os.path.basename(path) if path.endswith(_NAME) else ".git/info/exclude"
    try:
        return _Spec(folder, name, patterns, GitIgnoreSpec.from_lines(patterns))
    except (ValueError, re.error):
        return None


def _harmless(lines):
    """Yield the patterns that can be matched in little time, whatever the names are."""
    starred = 0
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("/")
        stars = max(len(re.findall(r"\*+", part)) for part in parts)
        folders = sum(part.startswith("**") for part in parts)
        many = stars > 1 or folders > 1
        starred += many
        if stars <= _MOST_STARS and folders <= _MOST_FOLDER_STARS and (not many or starred <= _MOST_STARRED):
            yield line
