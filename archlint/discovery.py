"""Which files to look at: those that are named, those that globs match, and those below folders that may be configs."""

import os

from .gitignore import GitIgnores, repository_root
from .records import Record
from .sources import FORMATS

# Folders that hold other people's files, or no configs of the project.  An environment is known by its pyvenv.cfg
# and not by its name: a config group may well be called env.
SKIPPED_FOLDERS = frozenset(
    ("node_modules", "__pycache__", "site-packages", "dist-packages", "build", "dist", "wandb", "mlruns")
)
# Why something is passed over.
EXCLUDED, IGNORED, SKIPPED = "excluded", "ignored", "skipped"


class Found(Record):
    """A file, or a folder that is passed over: whether it was named, and what keeps it out, if anything does."""

    __slots__ = ("path", "named", "kept_out", "reason")
    defaults = {"kept_out": None, "reason": ""}


def discover(paths, excluding=None, force=False):
    """Yield (path, named) for every file: named ones as they are, those below folders in sorted order, each once."""
    for found in look(paths, excluding, force):
        if found.kept_out is None:
            yield found.path, found.named


def look(paths, excluding=None, force=False):
    """Yield what is found, and what is passed over.

    ``excluding(path)`` gives the setting that excludes a file or folder, or None.  What git ignores is not found; with
    ``force`` it is passed over where it is named, too.
    """
    seen = set()
    for path, named in _spread(paths):
        if os.path.isdir(path):
            for found in _walk(path, excluding):
                # Two names for one file are one file, unless both were given.
                linked = os.path.islink(found.path)
                real = os.path.realpath(found.path) if linked else os.path.abspath(found.path)
                if found.kept_out is not None or _is_new(real, seen):
                    yield found
        elif _is_new(os.path.abspath(path), seen):
            yield _named(path, named, excluding, force)


def _spread(paths):
    """Yield (path, named): a glob that no shell has spread stands for what it matches, none of which was named."""
    for path in paths:
        if not os.path.lexists(path) and any(sign in path for sign in "*?["):
            import glob

            matches = sorted(glob.glob(path, recursive=True))
            yield from ((match, False) for match in matches)
            if matches:
                continue
        yield path, True


def _is_new(path, seen):
    if path in seen:
        return False
    seen.add(path)
    return True


def _named(path, named, excluding, force):
    setting = excluding(path) if excluding is not None else None
    if setting is not None:
        return Found(path, named, EXCLUDED, setting)
    pattern = GitIgnores(os.path.dirname(os.path.abspath(path))).ignoring_any(path) if force else None
    return Found(path, named, IGNORED, pattern) if pattern is not None else Found(path, named)


def _walk(top, excluding):
    ignores = GitIgnores(top)
    boundary = os.path.realpath(repository_root(top) or top)
    # Links to folders are not followed: a loop of them would never end, and they may lead out of the project.
    refused: list = []
    for folder, folders, files in os.walk(top, onerror=lambda fault: refused.append(fault.filename)):
        kept = []
        for name in sorted(folders):
            path = os.path.normpath(os.path.join(folder, name))
            out = _folder_kept_out(path, name, ignores, excluding)
            if out is None:
                kept.append(name)
            elif out[1]:
                yield Found(path, False, *out)
        folders[:] = kept
        for name in sorted(files):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in FORMATS:
                path = os.path.normpath(os.path.join(folder, name))
                yield Found(path, False, *(_file_kept_out(path, ignores, excluding, boundary) or ()))
    # Folders that cannot be read: whoever reads them says so.
    yield from (Found(os.path.normpath(path), False) for path in refused)


def _folder_kept_out(path, name, ignores, excluding):
    """Return what keeps a folder out, and the reason, which is empty where nobody would look for one; or None."""
    if name.startswith(".") or name.endswith(".egg-info"):
        return SKIPPED, ""
    if os.path.islink(path):
        return SKIPPED, "a link to a folder"
    if name in SKIPPED_FOLDERS:
        return SKIPPED, "a folder of this name holds no configs of the project"
    if os.path.exists(os.path.join(path, "pyvenv.cfg")):
        return SKIPPED, "a Python environment"
    setting = excluding(path) if excluding is not None else None
    if setting is not None:
        return EXCLUDED, setting
    pattern = ignores.ignoring(path, True)
    return (IGNORED, pattern) if pattern is not None else None


def _file_kept_out(path, ignores, excluding, boundary):
    if os.path.islink(path) and not os.path.realpath(path).startswith(boundary.rstrip(os.sep) + os.sep):
        return SKIPPED, "a link that leads out of the project"
    setting = excluding(path) if excluding is not None else None
    if setting is not None:
        return EXCLUDED, setting
    pattern = ignores.ignoring(path)
    return (IGNORED, pattern) if pattern is not None else None
