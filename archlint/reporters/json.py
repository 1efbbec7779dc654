"""The run as one JSON object, in the documented shape (version 1)."""

from ..findings import ERROR, NOTE, QUESTION, WARNING

_COUNTS = {"errors": ERROR, "warnings": WARNING, "questions": QUESTION, "notes": NOTE}


# What a terminal or an editor would act on, and what cannot be encoded: control and bidirectional characters, halves.
_HIDDEN = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def render(run, diffs=None, statistics=False, **_):
    """Return the JSON report of a run; ``diffs`` holds what is suggested for a file, by its path.

    ``statistics``: with the number of findings of each rule.
    """
    more = {
        "statistics": [{"rule": rule, "severity": severity, "count": count} for count, severity, rule in counted(run)]
    }
    return dump(
        {
            "version": 1,
            "findings": [_finding(finding) for finding in run.findings],
            "files": [_file(file, (diffs or {}).get(file.path)) for file in run.files],
            "summary": {
                "files": len(run.files),
                "recognised": run.recognised,
                **{name: run.count(severity) for name, severity in _COUNTS.items()},
                "skipped": {fact: sorted(names) for fact, names in sorted(run.skipped.items())},
            },
            **(more if statistics else {}),
        }
    )


def counted(run):
    """Return (count, severity, rule) of all rules that reported, the most frequent first."""
    counts = {}
    for finding in run.findings:
        counts[finding.severity, finding.rule] = counts.get((finding.severity, finding.rule), 0) + 1
    return sorted(((count, *key) for key, count in counts.items()), key=lambda row: (-row[0], row[2], row[1]))


def refusal(message):
    """Return the report of a run that could not begin, such as for a setting that is not known."""
    nothing = dict.fromkeys(("files", "recognised", *_COUNTS), 0)
    return dump({"version": 1, "error": message, "findings": [], "files": [], "summary": {**nothing, "skipped": {}}})


def dump(value):
    """Return a value as JSON text: keys in the order given, no character that JSON forbids."""
    import json
    import re

    text = json.dumps(_plain(value), indent=2, ensure_ascii=False, allow_nan=False)
    return re.sub(_HIDDEN, lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _plain(value):
    """Return a value with what JSON cannot hold written as text (NaN, infinity)."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def _finding(finding):
    spot = finding.spot
    shown = {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "path": spot.path,
        "line": spot.line,
        "column": spot.column,
        "end_line": spot.end_line,
        "end_column": spot.end_column,
        "skill": finding.skill,
        "section": finding.section,
        "instead": finding.instead,
        "evidence": list(finding.evidence or ()),
        "dialect": finding.dialect,
        "facts": finding.facts or {},
        "fingerprint": finding.fingerprint,
    }
    if finding.keys:
        shown["key"] = ".".join(str(key) for key in finding.keys)
    if finding.link:
        shown["link"] = finding.link
    if finding.linted:
        shown["via"] = finding.linted
    if finding.related:
        shown["related"] = finding.related
    if finding.suggestions:
        shown["suggestions"] = [_suggestion(one) for one in finding.suggestions]
    if finding.severity == QUESTION:
        shown.update(fact=finding.fact, decides=finding.decides, files=finding.files, answer=finding.answer)
    return shown


def _suggestion(one):
    spot = one.spot
    return {
        "key": one.key, "old": one.old, "new": one.new, "path": spot.path, "line": spot.line, "column": spot.column,
        "end_line": spot.end_line, "end_column": spot.end_column, "renames": one.renames, "safe": one.safe,
    }  # fmt: skip


def _file(file, diff=None):
    shown = {"path": file.path, "dialect": file.dialect, "status": file.status}
    if file.error:
        shown["error"] = file.error
    if file.notices:
        shown["notices"] = file.notices
    if diff:
        shown["diff"] = diff
    return shown
