"""Findings for people: place, message, the line with a caret, the alternative and the skill to read."""

from ..findings import NOTE, QUESTION, SEVERITIES

_COLOURS = {"error": "1;31", "warning": "1;33", "question": "1;36", "note": "1;34"}
_WIDTH = 160  # a longer line of a config is cut around the caret


def render(run, *, colour=False, verbose=False, quiet=False, line_of=None, fail_on="warning"):
    """Return the text report of a run; ``line_of(path, number)`` gives a file's line for the excerpt."""

    def paint(code, text):
        return f"\033[{code}m{text}\033[0m" if colour else text

    parts = []
    for finding in run.findings:
        if finding.severity == NOTE and not verbose and fail_on != NOTE:
            continue
        parts.append(_block(finding, paint, line_of, verbose))
    if not quiet:
        parts.append(_summary(run, verbose))
    return "\n".join(parts) + "\n" if parts else ""


def _block(finding, paint, line_of, verbose):
    spot = finding.spot
    severity = paint(_COLOURS[finding.severity], finding.severity)
    lines = [f"{paint('1', f'{spot.path}:{spot.line}:{spot.column}')}: {severity}: {finding.message} [{finding.rule}]"]
    text = (line_of(spot.path, spot.line) if line_of else "").replace("\t", " ")
    if text.strip():
        start = spot.column - 1
        width = max(1, spot.end_column - spot.column if spot.end_line == spot.line else len(text) - start)
        if len(text) > _WIDTH:
            cut = max(0, min(start - 40, len(text) - _WIDTH))
            text, start = text[cut : cut + _WIDTH], start - cut
        number = str(spot.line)
        lines.append(f"  {number} | {text}")
        caret = "^" * min(width, max(1, len(text) - start))
        lines.append(f"  {' ' * len(number)} | {' ' * start}{paint(_COLOURS[finding.severity], caret)}")
    if finding.linted:
        lines.append(f"  via: {finding.linted}")
    if finding.severity == QUESTION:
        lines.append(f"  answer: {finding.answer}")
        if len(finding.files) > 1:
            lines.append(f"  files: {', '.join(finding.files[:5])}{' ...' if len(finding.files) > 5 else ''}")
    if finding.instead:
        lines.append(f"  instead: {finding.instead}")
    if verbose and finding.reasons:
        lines.extend(f"  because: {text}" for text, _ in finding.reasons)
    if verbose and finding.evidence:
        lines.append(f"  evidence: {', '.join(finding.evidence)}")
    name = finding.rule if finding.severity != QUESTION else finding.decides[0]
    lines.append(f"  skill: {finding.skill}#{finding.section} (archlint explain {name})")
    return "\n".join(lines) + "\n"


def _summary(run, verbose):
    counts = [f"{run.count(severity)} {severity}{'s' if run.count(severity) != 1 else ''}" for severity in SEVERITIES]
    shown = [text for text in counts if not text.startswith("0 ")] or ["no findings"]
    dialects = sorted({file.dialect for file in run.files if file.status == "linted"})
    files = f"{len(run.files)} file{'s' if len(run.files) != 1 else ''} read"
    recognised = f"{run.recognised} recognised" + (f" ({', '.join(dialects)})" if dialects else "")
    lines = [f"{files}, {recognised}: {', '.join(shown)}"]
    if run.skipped:
        total = len({rule for names in run.skipped.values() for rule in names})
        facts = sorted(run.skipped, key=lambda fact: (-len(run.skipped[fact]), fact))
        listed = ", ".join(f"{fact} ({len(run.skipped[fact])})" for fact in facts[: None if verbose else 5])
        more = "" if verbose or len(facts) <= 5 else " ..."
        lines.append(f"{total} check{'s' if total != 1 else ''} skipped for missing facts: {listed}{more}")
    return "\n".join(lines)
