"""The run as JUnit XML: a suite for each config, a case for each finding, and a passing one where there is none."""

from ..findings import at_or_above
from . import visible


def render(run, *, fail_on="warning", **_):
    """Return the JUnit report of a run; what is at or above the fail level is a failure."""
    suites = []
    by_path = {}
    for finding in run.findings:
        by_path.setdefault(finding.spot.path, []).append(finding)
    errors = {file.path: file.error for file in run.files if file.error}
    linted = [file.path for file in run.files if file.status == "linted"]
    totals = [0, 0, 0]
    for path in dict.fromkeys([*linted, *errors, *by_path]):
        cases = [_case(finding, fail_on) for finding in by_path.get(path, ())]
        failures = sum(at_or_above(finding.severity, fail_on) for finding in by_path.get(path, ()))
        broken = 0
        if path in errors:
            broken = 1
            cases.append(_element("testcase", {"classname": path, "name": "read"}, _said("error", errors[path])))
        elif not cases:
            cases.append(_element("testcase", {"classname": path, "name": "archlint"}))
        counts = {"tests": len(cases), "failures": failures, "errors": broken}
        totals = [total + count for total, count in zip(totals, counts.values(), strict=True)]
        suites.append(_element("testsuite", {"name": path, **counts}, "\n".join(cases)))
    total = dict(zip(("tests", "failures", "errors"), totals, strict=True))
    whole = _element("testsuites", {"name": "archlint", **total}, "\n".join(suites))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'


def _case(finding, fail_on):
    spot = finding.spot
    text = f"{spot.path}:{spot.line}:{spot.column}: {finding.severity}: {finding.message}"
    if finding.answer or finding.instead:
        text += f"\n{'answer' if finding.answer else 'instead'}: {finding.answer or finding.instead}"
    if at_or_above(finding.severity, fail_on):
        inside = _element("failure", {"type": finding.severity, "message": finding.message}, _text(text))
    else:
        inside = f"<system-out>{_text(text)}</system-out>"
    name = f"{finding.rule} at {spot.line}:{spot.column}"
    return _element("testcase", {"classname": spot.path, "name": name, "file": spot.path, "line": spot.line}, inside)


def _said(name, text):
    return _element(name, {"message": text}, _text(text))


def _element(name, attributes, inside=""):
    """Return an element; ``inside`` is XML already."""
    shown = "".join(f' {key}="{_attribute(str(value))}"' for key, value in attributes.items())
    return f"<{name}{shown}>{inside}</{name}>" if inside else f"<{name}{shown}/>"


def _text(text):
    """Return a text with what XML gives a meaning escaped, and what it forbids written out."""
    shown = "\n".join(map(visible, text.split("\n")))
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text):
    return _text(text.replace("\n", " ")).replace('"', "&quot;")
