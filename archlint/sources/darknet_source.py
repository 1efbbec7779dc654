"""Darknet's ``.cfg`` files to plain values with spots: sections that repeat, one for each layer, in order.

The value is ``net``, the options of the first section, and ``layers``, each with its section's name as ``section``.
"""

import re

from . import Document, Map, Opaque, Seq, SourceError, number, spot_by_marks

_FIRST_SECTION = r"\s*(?:[#;][^\n]*\n\s*)*\[(?:net|network)\]"
# Published networks hold below 500 layers.
_MAX_LINES = 200_000


def is_darknet(text):
    """Whether a text's first section is Darknet's own."""
    return re.match(_FIRST_SECTION, text) is not None


def read(source):
    """Return the one document of a text; lines that are neither a section nor ``key=value`` are passed over."""
    root, layers = Map(), Seq()
    here, start = None, 0
    for count, line in enumerate(source.text.split("\n")):
        if count > _MAX_LINES:
            raise SourceError(f"more than {_MAX_LINES:,} lines, as no config has")
        at, start = start, start + len(line) + 1
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        if bare[0] == "[":
            mark = (source, None, (at, at + len(line.rstrip())))
            here = Map()
            if "net" not in root:
                root["net"] = here
                root.marks["net"] = mark
            else:
                here["section"] = bare[1:].partition("]")[0].strip()
                here.marks["section"] = mark
                layers.append(here)
                layers.marks.append(mark)
        elif here is not None and "=" in line:
            read_option(source, here, line, at)
    root["layers"] = layers
    return [Document(source, root, spot_by_marks)]


def read_option(source, here, line, at):
    """Read one line of ``key=value``, with its marks, into a mapping."""
    key, _, text = line.partition("=")
    value = re.split(r"\s[#;]", text, maxsplit=1)[0].strip()
    name = key.strip()
    first = at + len(key) - len(key.lstrip())
    place = at + len(key) + 1 + len(text) - len(text.lstrip())
    plain = number(value) if value else None
    if plain is None and value.lstrip("+-").isdigit():
        plain = Opaque(value[:20] + "...")  # too large to be used
    here[name] = value if plain is None else plain
    here.marks[name] = (source, (first, first + len(name)), (place, place + len(value)))
