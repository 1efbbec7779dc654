"""Reporters: a run to one output format, one module each with ``render(run, options) -> str``."""

import importlib

FORMATS = ("text", "concise", "json")


def load(name):
    """Return a reporter's module."""
    return importlib.import_module("." + name, __name__)
