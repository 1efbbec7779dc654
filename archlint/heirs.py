"""Which configs take values from a file: those that inherit from it, however far, and those that read it beside them.

A hook is given the files that changed.  What a change in a Hydra group, a ``_base_`` or a data set's description breaks
is not that file, but the configs that are made of it.
"""

import os
import re

from .discovery import look
from .gitignore import repository_root
from .sources import MAX_BYTES

_WORDS = re.compile(rb"[\w-]+(?:\.py\b)?")
_PROGRAM = re.compile(rb"^(?:async )?(?:def|class) \w", re.M)
# In a folder of so few files each may read the others, under names that frameworks know and no file mentions.
_FEW = 20


def heirs(engine, paths):
    """Return the configs of the same repository that take values from files among ``paths``, and are none of them.

    Only a file that mentions the name of a changed one, or of an heir of it, is read; it is an heir where reading it
    led to one of them.
    """
    named = {os.path.realpath(path) for path in paths if os.path.isfile(path)}
    found = {}
    for root in _roots(engine, named):
        candidates = _candidates(engine, root, named)
        _collect(engine, candidates, named, found)
    return sorted(found)


def _roots(engine, named):
    """Return the folders to look for heirs in: the repository of each file, or else its project."""
    folders = {os.path.dirname(path) for path in named}
    roots = {repository_root(folder) or engine.project_for(os.path.join(folder, "x")).root for folder in folders}
    return sorted(root for root in roots if not any(_is_below(root, other) for other in roots))


def _is_below(path, folder):
    return path != folder and path.startswith(folder.rstrip(os.sep) + os.sep)


def _candidates(engine, root, named):
    """Return the files that may be heirs: path -> the names of other files that it mentions."""
    paths = [one.path for one in look([root], engine.excluding) if one.kept_out is None]
    paths = [path for path in paths if os.path.realpath(path) not in named]
    names = {name for path in (*paths, *named) for name in _names(path)}
    names |= {_whole_name(path) for path in named}
    return {path: _mentioned(path, names) for path in paths}


def _names(path):
    """Return the words under which other files mention this one: the longest of its name, or that of its folder."""
    stem = os.path.splitext(os.path.basename(path))[0]
    if stem == "__init__":  # a package is imported by its folder's name
        stem = os.path.basename(os.path.dirname(path))
    return sorted(_WORDS.findall(os.fsencode(stem)), key=len)[-1:]


def _whole_name(path):
    return os.fsencode(os.path.basename(path))


def _mentioned(path, names):
    words = set(_WORDS.findall(_text(path)))
    return names.intersection((*words, *(word.removesuffix(b".py") for word in words)))


def _text(path):
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES)
    except OSError:
        return b""


def _collect(engine, candidates, named, found):
    """Add the heirs among the candidates to what is found, nearest first."""
    wanted = set()
    for path in named:
        # Nothing inherits from a program; a script that starts it says its whole name.
        wanted.update([_whole_name(path)] if _is_program(engine, path) else _names(path))
    near = _neighbours(candidates, named)
    read = set()
    while True:
        possible = [path for path in candidates if path not in read and (path in near or candidates[path] & wanted)]
        if not possible:
            return
        for path in possible:
            read.add(path)
            if _leads_to(engine, path, named):
                found[path] = True
                wanted.update(_names(path))


def _is_program(engine, path):
    is_python = path.endswith(".py") and _PROGRAM.search(_text(path)) is not None
    return is_python and engine.read(path).unread is not None


def _neighbours(candidates, named):
    """Return the candidates in the folder of a changed file, or the one above it, where these hold few."""
    of_folder: dict = {}
    for path in candidates:
        of_folder.setdefault(os.path.realpath(os.path.dirname(path)), []).append(path)
    folders = {os.path.dirname(path) for path in named}
    folders |= {os.path.dirname(folder) for folder in folders}
    return {path for folder in folders if len(of_folder.get(folder, ())) <= _FEW for path in of_folder.get(folder, ())}


def _leads_to(engine, path, named):
    """Whether reading a file leads to one of those named."""
    project = engine.project_for(path)
    project.asked = set()
    try:
        engine.read(path)
    finally:
        asked, project.asked = project.asked, None
    return not asked.isdisjoint(named)
