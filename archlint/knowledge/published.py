"""Published figures of architectures, with their sources, and the shortlists of the sheets; read when asked for."""

import os

_FOLDER = os.path.dirname(__file__)


def figures():
    """Return the published figures by architecture: each with measure, value, unit, setting, place and source.

    ``place`` is set for latencies: mobile (a phone), edge (a board) or microcontroller.
    """
    found = {}
    for row in _rows("figures"):
        row["value"] = float(row["value"])
        found.setdefault(row.pop("architecture"), []).append(row)
    return found


def shortlist():
    """Return the sheets' choices in their order.

    ``weights`` (pretrained, scratch), ``data`` (few, some, many) and ``task`` are empty where any will do; ``place``
    is server, small (edge, mobile ...), real-time or any.
    """
    return list(_rows("shortlist"))


def _rows(table):
    with open(os.path.join(_FOLDER, f"{table}.tsv"), encoding="utf-8") as file:
        names = next(file).rstrip("\n").split("\t")
        for line in file:
            yield dict(zip(names, line.rstrip("\n").split("\t"), strict=True))


def scored():
    """Return the architectures of the table that have a published ImageNet accuracy."""
    import json

    with open(os.path.join(_FOLDER, "architectures.tsv"), encoding="utf-8") as file:
        lines = [line.partition("\t")[2] for line in file if '"top1":' in line]
    return [json.loads(line) for line in lines]
