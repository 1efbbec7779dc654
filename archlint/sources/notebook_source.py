"""A Jupyter notebook to the settings in its code cells, read as one Python text; places are those of its lines."""

from . import Document, Opaque, SourceError, Spot, Text

_MAX_LINES = 20_000


def read(source):
    """Return the documents of the code cells; a file that is no notebook gives one without a value."""
    from . import json_source, spot_by_marks

    outer = json_source.read(source)[0]
    cells = outer.value.get("cells") if isinstance(outer.value, dict) else None
    lines, keys = [], []
    for index, cell in enumerate(cells if isinstance(cells, list) else ()):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        written = cell.get("source")
        whole = isinstance(written, str)
        for number, line in enumerate(written.split("\n") if whole else written if isinstance(written, list) else ()):
            if isinstance(line, Opaque) or not isinstance(line, str) or len(lines) > _MAX_LINES:
                continue
            text = line.rstrip("\n")
            if text.lstrip()[:1] in ("!", "%", "?") or "\n" in text:
                text = " " * (len(text) - len(text.lstrip())) + "pass"
            lines.append(text)
            keys.append(("cells", index, "source") if whole else ("cells", index, "source", number))
    empty = [Document(source, None, spot_by_marks)]
    if not lines:
        return empty
    from .python_source import SETTINGS
    from .python_source import read as read_python

    try:
        inner = read_python(Text(source.path, "python", "\n".join(lines)))[0]
    except SourceError:
        return empty  # a cell of another language, or one that is being written
    settings = inner.cache[SETTINGS]()

    def locate(_, path, of_key):
        spot = settings.spot(path, of_key)
        if not 1 <= spot.line <= len(keys):
            return None
        place = outer.spot(keys[spot.line - 1])
        if len(keys[spot.line - 1]) == 3:
            return place
        shift = place.column  # past the quote that opens the line's text; escapes before the value shift no column
        return Spot(source.path, place.line, shift + spot.column, place.line, shift + spot.end_column)

    return [Document(source, settings.value, locate)]
