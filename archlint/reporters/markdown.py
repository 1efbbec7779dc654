"""Markdown as a terminal shows it: no raw tables and links, and no line wider than it has columns."""

import re

from .layout import width, wrapped

_ITEM = re.compile(r"(\s*(?:[-*]|\d+\.) +)(.*)")


def readable(text):
    """Return a page as plain text: tables as columns where they fit, else row by row; code as it stands."""
    shown, paragraph, table, fenced = [], [], [], False
    for line in [*text.split("\n"), ""]:
        code = fenced or line.startswith("    ")
        if table and not line.startswith("|"):
            shown += _table(table)
            table = []
        if paragraph and (code or not line.strip() or line.lstrip().startswith(("|", "#", "```")) or _ITEM.match(line)):
            shown += _flowed(" ".join(paragraph))
            paragraph = []
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif code:
            shown.append(f"    {line}" if fenced else line)
        elif line.startswith("|"):
            table.append([_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))])
        elif line.startswith("<!--"):
            continue
        elif not line.strip() or line.startswith("#"):
            shown.append(_plain(line).rstrip())
        else:
            paragraph.append(line.rstrip() if not paragraph else line.strip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(shown)).strip("\n") + "\n"


def _flowed(text):
    item = _ITEM.match(text)
    return wrapped(_plain(text), " " * len(item[1]) if item else "")


def _plain(text):
    """Return a line without the marks of links and bold type; what a link to the web points to stands behind it."""
    text = re.sub(r"\[([^\[\]]*)\]\((https?://[^()\s]+)\)", r"\1 (\2)", text)
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text).replace("\\|", "|")


def _table(rows):
    """Return a table as columns where these fit; else each row by its first cell, and the others behind their names."""
    rows = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    names, *body = rows
    sizes = [max(len(row[column]) if column < len(row) else 0 for row in rows) for column in range(len(names))]
    if sum(sizes) + 2 * (len(sizes) - 1) <= width():
        lines = ["  ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=False)).rstrip() for row in rows]
        return [lines[0], "  ".join("-" * size for size in sizes), *lines[1:]]
    shown = []
    for row in body:
        shown += wrapped(f"- {names[0]}: {row[0]}" if names[0] else f"- {row[0]}", "  ")
        for name, cell in zip(names[1:], row[1:], strict=False):
            if cell:
                shown += wrapped(f"    {name}: {cell}" if name else f"    {cell}", "      ")
    return shown
