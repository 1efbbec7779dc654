"""Darknet's ``.data`` files to plain values with spots: lines of ``key = value`` that name a detector's data."""

from . import Document, Map, spot_by_marks
from .darknet_source import read_option

# Published files hold below 20 lines; other programs' data has the same ending.
_MAX_LENGTH = 20_000


def is_darknet_data(text):
    """Whether a text holds options alone, and among them those that only a detector's data has."""
    if len(text) > _MAX_LENGTH or "classes" not in text:
        return False
    lines = [line.strip() for line in text.split("\n")]
    options = [line.partition("=") for line in lines if line and line[0] not in "#;"]
    keys = [key.strip() for key, equals, _ in options if equals]
    return len(keys) == len(options) and "classes" in keys and any(key in keys for key in ("train", "valid", "names"))


def read(source):
    """Return the one document of a text."""
    root, start = Map(), 0
    for line in source.text.split("\n"):
        at, start = start, start + len(line) + 1
        bare = line.strip()
        if bare and bare[0] not in "#;":
            read_option(source, root, line, at)
    return [Document(source, root, spot_by_marks)]
