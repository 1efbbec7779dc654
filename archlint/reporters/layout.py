"""Text that fits the terminal: paragraphs, and tables of columns."""

import os

_WIDTH = 80  # where none is known
_LEAST = 40


def width():
    """Return how many columns there are: as COLUMNS says, else as the terminal does, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < 7:
        return max(_LEAST, int(columns)) if int(columns) else _WIDTH
    try:
        return max(_LEAST, os.get_terminal_size(1).columns) if os.isatty(1) else _WIDTH
    except OSError:
        return _WIDTH


def wrapped(text, indent="", columns=None):
    """Return one line of text as lines that fit, those after the first behind an indent; long words stay whole."""
    columns = columns or width()
    if len(text) <= columns:
        return [text]
    import textwrap

    lead = text[: len(text) - len(text.lstrip())]
    lines = textwrap.wrap(
        text.lstrip(),
        columns,
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [text.rstrip()]


def fitted(lines):
    """Return lines of text as one text that fits; what goes on is further in than the line that it belongs to."""
    return "\n".join(part for line in lines for part in wrapped(line, " " * (len(line) - len(line.lstrip()) + 4)))


def columns_of(rows, gap=2):
    """Return rows of texts as the lines of a table: the last column, which is the longest, is wrapped in its place.

    Where too little room is left for it, it stands below its row.
    """
    if not rows:
        return []
    room = width()
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    start = sum(widths) + gap * len(widths)
    lines = []
    for row in rows:
        head = "".join(cell.ljust(size + gap) for cell, size in zip(row, widths, strict=False))
        if room - start >= _LEAST or len(head) + len(row[-1]) <= room:
            first, *rest = wrapped(row[-1], columns=room - start) if room - start >= _LEAST else [row[-1]]
            lines += [(head + first).rstrip(), *(" " * start + line for line in rest)]
        elif len(head.rstrip()) <= room:
            lines += [head.rstrip(), *wrapped("    " + row[-1], "    ")]
        else:
            lines += [row[0], *(line for cell in row[1:] for line in wrapped("    " + cell, "    "))]
    return lines
