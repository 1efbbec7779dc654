"""Reporters: a run to one output format, one module each with ``render(run, options) -> str``."""

import importlib

FORMATS = ("text", "concise", "json")


def visible(text):
    """Return one line in which control characters, which a hostile config may hold, are written out."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "replace").decode()
        for character in text
    )


def load(name):
    """Return a reporter's module."""
    return importlib.import_module("." + name, __name__)
