"""The run as a GitLab Code Quality report: a list of what a merge request shows beside its lines."""

import hashlib

from ..findings import ERROR, NOTE, QUESTION, WARNING
from . import below, visible
from .json import dump

_SEVERITIES = {ERROR: "critical", WARNING: "major", QUESTION: "info", NOTE: "info"}


def render(run, *, root=None, **_):
    """Return the Code Quality report of a run."""
    seen = {}
    return dump([_entry(finding, root, seen) for finding in run.findings])


def _entry(finding, root, seen):
    spot = finding.spot
    word, advice = ("Answer", finding.answer) if finding.answer else ("Instead", finding.instead)
    return {
        "description": visible(f"{finding.message} {word}: {advice}" if advice else finding.message),
        "check_name": finding.rule,
        "fingerprint": _unlike(finding.fingerprint, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": below(spot.path, root),
            "lines": {"begin": spot.line, "end": max(spot.line, spot.end_line)},
        },
    }


def _unlike(fingerprint, seen):
    """Return a fingerprint that no other entry has: GitLab takes two of one fingerprint for the same finding."""
    seen[fingerprint] = number = seen.get(fingerprint, 0) + 1
    if number == 1:
        return fingerprint
    return hashlib.sha256(f"{fingerprint} {number}".encode()).hexdigest()[:16]
