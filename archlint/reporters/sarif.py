"""The run as SARIF 2.1.0: findings with fingerprints and fixes, and those that an ignore or a baseline silenced."""

from urllib.parse import quote

from .. import __version__
from ..findings import ERROR, NOTE, QUESTION, WARNING
from . import below, visible
from .json import dump

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {ERROR: "error", WARNING: "warning", NOTE: "note", QUESTION: "none"}
_ROOT = "SRCROOT"


def render(run, *, root=None, describe=None, replacement_of=None, **_):
    """Return the SARIF log of a run.

    ``describe(rule)`` gives a rule's summary, page, address and severity; ``replacement_of(suggestion)`` gives the
    (spot, text) that makes a suggestion true in its file, or None.
    """
    found = sorted([*run.findings, *run.suppressed], key=lambda finding: finding.order)
    names = sorted({finding.rule for finding in found})
    driver = {"name": "archlint", "version": __version__, "rules": [_rule(name, describe) for name in names]}
    invocation = {"executionSuccessful": not any(file.fault for file in run.files)}
    failed = [_notification(file, root) for file in run.files if file.error]
    if failed:
        invocation["toolExecutionNotifications"] = failed
    results = [_result(finding, names.index(finding.rule), root, replacement_of) for finding in found]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that archlint was started in."}}},
                "invocations": [invocation],
                "results": results,
            }
        ],
    }
    return dump(log)


def _rule(name, describe):
    about = describe(name) if describe else {}
    shown = {"id": name}
    if about.get("summary"):
        shown["shortDescription"] = {"text": about["summary"]}
        shown["fullDescription"] = {"text": about["summary"]}
    if about.get("page"):
        shown["help"] = {"text": about["page"], "markdown": about["page"]}
    if about.get("address"):
        shown["helpUri"] = about["address"]
    if about.get("severity"):
        shown["defaultConfiguration"] = {"level": _LEVELS[about["severity"]]}
    shown["properties"] = {"tags": [tag for tag in ("machine-learning", about.get("skill")) if tag]}
    return shown


def _result(finding, index, root, replacement_of):
    word, advice = ("Answer", finding.answer) if finding.answer else ("Instead", finding.instead)
    text = visible(f"{finding.message} {word}: {advice}" if advice else finding.message)
    shown = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        # A question is open: what is known does not suffice for a verdict, which is no failure.
        "kind": "open" if finding.severity == QUESTION else "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding, root)],
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,  # what GitHub follows a finding by
            "archlint/v1": finding.fingerprint,
        },
        "suppressions": [_suppression(finding)] if finding.suppressed else [],
    }
    related = [_related(one, root) for one in finding.related or ()]
    if related:
        shown["relatedLocations"] = related
    fixes = [_fix(one, root, replacement_of) for one in finding.suggestions or ()] if replacement_of else []
    fixes = [fix for fix in fixes if fix]
    if fixes:
        shown["fixes"] = fixes
    properties = {"severity": finding.severity, "skill": finding.skill, "facts": finding.facts or {}}
    if finding.linted:
        properties["via"] = finding.linted
    shown["properties"] = properties
    return shown


def _location(finding, root):
    shown = {"physicalLocation": _physical(finding.spot, root)}
    if finding.keys:
        name = ".".join(visible(str(key)) for key in finding.keys)
        shown["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    return shown


def _related(one, root):
    place = {"artifactLocation": _artifact(one["path"], root)}
    place["region"] = {"startLine": one["line"], "startColumn": one["column"]}
    return {"physicalLocation": place, "message": {"text": visible(f"{one['key']} = {one['value']}")}}


def _physical(spot, root):
    return {"artifactLocation": _artifact(spot.path, root), "region": _region(spot)}


def _artifact(path, root):
    path = below(path, root)
    uri = quote(path, errors="replace")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    # A drive or another scheme in front would make an address of its own.
    return {"uri": f"./{uri}" if ":" in path.split("/")[0] else uri, "uriBaseId": _ROOT}


def _region(spot):
    shown = {"startLine": spot.line, "startColumn": spot.column}
    if (spot.end_line, spot.end_column) >= (spot.line, spot.column):
        shown.update(endLine=spot.end_line, endColumn=spot.end_column)
    return shown


def _suppression(finding):
    shown = {"kind": finding.suppressed.kind, "status": "accepted"}
    if finding.suppressed.reason:
        shown["justification"] = visible(finding.suppressed.reason)
    return shown


def _fix(suggestion, root, replacement_of):
    made = replacement_of(suggestion)
    if made is None:
        return None
    spot, text = made
    change = {
        "artifactLocation": _artifact(spot.path, root),
        "replacements": [{"deletedRegion": _region(spot), "insertedContent": {"text": text}}],
    }
    key, old, new = (visible(str(part)) for part in (suggestion.key, suggestion.old, suggestion.new))
    said = f"Rename {old} to {new}" if suggestion.renames else f"{key}: {new} in place of {old}"
    return {"description": {"text": said}, "artifactChanges": [change]}


def _notification(file, root):
    place = {"physicalLocation": {"artifactLocation": _artifact(file.path, root)}}
    return {"level": "error", "message": {"text": visible(file.error)}, "locations": [place]}
