"""The published comparisons: how often archlint's warnings are true, and how often it speaks where it should.

What each comparison asks for stands in the table beside the project (``../shared/evidence``); without it the configs
are only linted.  ``python tests/evidence/test_comparisons.py`` prints the three figures and the rows that differ.
"""

import csv
import os
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))

from evidence.comparisons import CONFIGS
from reading import lint

TABLE = os.path.join(os.path.dirname(__file__), "..", "..", "..", "shared", "evidence", "published-comparisons.csv")


def verdict(name):
    """Return (severity, rule) of the gravest finding for a comparison, or (None, None)."""
    spoken = [finding for finding in lint(CONFIGS[name]) if finding.severity in ("error", "warning", "note")]
    spoken.sort(key=lambda finding: ("error", "warning", "note").index(finding.severity))
    return (spoken[0].severity, spoken[0].rule) if spoken else (None, None)


def measure():
    """Return the three counts as pairs (met, of), and the rows that differ."""
    with open(TABLE, newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["id"] in CONFIGS]
    asked = spoken = true = warned = silent = quiet = 0
    differing = []
    for row in rows:
        severity, rule = verdict(row["id"])
        wanted = row["what_archlint_should_do"]
        if wanted == "either":
            continue
        if severity == "warning":
            warned += 1
            true += row["better"] == "b"
        if wanted.startswith("warn"):
            asked += 1
            spoken += severity is not None
        else:
            silent += 1
            quiet += severity != "warning"
        if (wanted.startswith("warn") and severity is None) or (wanted == "stay silent" and severity == "warning"):
            differing.append((row["id"], wanted, severity, rule))
    return {"true": (true, warned), "asked": (spoken, asked), "silent": (quiet, silent)}, differing, rows


needs_table = pytest.mark.skipif(not os.path.isfile(TABLE), reason="the table of published comparisons is not here")


@pytest.mark.parametrize("name", CONFIGS)
def test_config_is_read_without_a_fault(name):
    assert not [finding for finding in lint(CONFIGS[name]) if finding.severity == "error"]


@needs_table
def test_every_comparison_has_its_config():
    with open(TABLE, newline="", encoding="utf-8") as file:
        assert {row["id"] for row in csv.DictReader(file)} == set(CONFIGS)


@needs_table
def test_advice_is_true():
    figures, differing, _ = measure()
    share = {name: met / of for name, (met, of) in figures.items()}
    assert share["true"] >= 0.95, differing
    assert share["asked"] >= 0.90, differing
    assert share["silent"] >= 0.97, differing


if __name__ == "__main__":
    figures, differing, rows = measure()
    print(f"{len(rows)} comparisons")
    for text, name in (
        ("warnings that name the architecture that measured worse", "true"),
        ("comparisons that ask for a warning and get one (a note counts)", "asked"),
        ("comparisons that ask for silence and get no warning", "silent"),
    ):
        met, of = figures[name]
        print(f"  {met} of {of} ({100 * met / max(1, of):.1f} %) {text}")
    for row in differing:
        print("  differs:", *row)
