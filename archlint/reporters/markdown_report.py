"""The run in Markdown, for a comment on a pull request or the summary of a pipeline's step."""

import re

from ..findings import NOTE, QUESTION, SEVERITIES
from . import visible

# A comment or a summary has an end: services cut it, or refuse it, where it is longer than this.
_MOST = 200


def render(run, *, verbose=False, shows_notes=False, page_address=None, **_):
    """Return the Markdown report of a run; ``page_address(rule)`` gives where a rule's page stands."""
    shown = [finding for finding in run.findings if finding.severity != NOTE or verbose or shows_notes]
    findings = [finding for finding in shown if finding.severity != QUESTION]
    questions = [finding for finding in shown if finding.severity == QUESTION]
    lines = ["### archlint", "", _summary(run)]
    if findings:
        lines += ["", "| | where | what | rule |", "| --- | --- | --- | --- |"]
        lines += [_row(finding, page_address) for finding in findings[:_MOST]]
        if len(findings) > _MOST:
            lines += ["", f"and {len(findings) - _MOST:,} more"]
    if questions:
        lines += ["", "<details><summary>Questions whose answers would decide more</summary>", ""]
        lines += [f"- {_plain(one.message)} {_code(one.answer or '')}".rstrip() for one in questions[:_MOST]]
        lines += ["", "</details>"]
    failed = [file for file in run.files if file.error]
    if failed:
        lines += ["", "Not read:", ""]
        lines += [f"- {_code(file.path)}: {_plain(file.error)}" for file in failed[:_MOST]]
    return "\n".join(lines) + "\n"


def _summary(run):
    counts = [
        f"{run.count(severity):,} {severity}{'' if run.count(severity) == 1 else 's'}"
        for severity in SEVERITIES
        if run.count(severity)
    ]
    said = ", ".join(counts) or "no findings"
    return f"{run.recognised:,} of {len(run.files):,} files are model or training configs: {said}."


def _row(finding, page_address):
    spot = finding.spot
    said = _plain(finding.message)
    if finding.instead:
        said += f"<br>Instead: {_plain(finding.instead)}"
    address = page_address(finding.rule) if page_address else None
    rule = f"[{finding.rule}]({address})" if address else f"`{finding.rule}`"
    return f"| {finding.severity} | {_code(f'{spot.path}:{spot.line}')} | {said} | {rule} |"


def _plain(text):
    """Return a text in which nothing is markup, a link, a mention or the end of a table's cell."""
    text = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_\[\]|#~!])", r"\\\1", text)
    return text.replace("@", "&#64;").replace("://", "&#58;//")


def _code(text):
    return f"`{visible(text).replace('`', chr(39)).replace('|', chr(92) + '|')}`" if text else ""
