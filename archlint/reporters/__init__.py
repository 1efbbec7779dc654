"""Reporters: a run to one output format, one module each with ``render(run, options) -> str``."""

import importlib

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")


def visible(text):
    """Return one line in which control characters, which a hostile config may hold, are written out."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "replace").decode()
        for character in text
    )


def below(path, root):
    """Return a finding's path relative to the folder that a service shows files from, where it lies below it."""
    import os

    if not root:
        return path
    full = os.path.abspath(path)
    root = os.path.abspath(root)
    if not full.startswith(root.rstrip(os.sep) + os.sep):
        return path
    return os.path.relpath(full, root).replace(os.sep, "/")


_MODULES = {"markdown": "markdown_report"}  # markdown itself shows pages on a terminal


def load(name):
    """Return the reporter's module of a format."""
    return importlib.import_module("." + _MODULES.get(name, name), __name__)
