"""Findings for people: place, message, the line with a caret, the alternative and the skill to read."""

from ..findings import NOTE, QUESTION, SEVERITIES
from . import visible

_COLOURS = {"error": "1;31", "warning": "1;33", "question": "1;36", "note": "1;34"}
_PLACES = 3  # of a finding that many files share
_WIDTH = 160  # a longer line of a config is cut around the caret


def render(run, *, colour=False, verbose=False, quiet=False, line_of=None, **_):
    """Return the text report of a run; ``line_of(path, number)`` gives a file's line for the excerpt."""

    def paint(code, text):
        return f"\033[{code}m{text}\033[0m" if colour else text

    shown = [finding for finding in run.findings if finding.severity != NOTE or verbose]
    parts = [_block(alike[0], paint, line_of, verbose, alike[1:]) for alike in _grouped(shown)]
    if not quiet:
        parts.append(_summary(run, verbose))
    return "\n\n".join(parts) + "\n" if parts else ""


def _grouped(findings):
    """Return lists of findings that say the same of different files, in the order of the first of each."""
    groups, met = {}, {}
    for finding in findings:
        said = (finding.rule, finding.severity, finding.message, finding.instead)
        # A second one in the same file is another place to mend, and shown with its line.
        number = met[said, finding.spot.path] = met.get((said, finding.spot.path), 0) + 1
        groups.setdefault((said, number), []).append(finding)
    return list(groups.values())


def _block(finding, paint, line_of, verbose, alike=()):
    spot = finding.spot
    severity = paint(_COLOURS[finding.severity], finding.severity)
    place = paint("1", visible(f"{spot.path}:{spot.line}:{spot.column}"))
    lines = [f"{place}: {severity}: {visible(finding.message)} [{finding.rule}]"]
    text = line_of(spot.path, spot.line) if line_of else ""
    if text.strip():
        lines.extend(_excerpt(text, spot, lambda caret: paint(_COLOURS[finding.severity], caret)))
    for one in finding.related or ():
        lines.append(f"  with: {visible(_related(one))}")
    if finding.linted:
        lines.append(f"  via: {visible(finding.linted)}")
    if alike:
        places = [f"{one.spot.path}:{one.spot.line}:{one.spot.column}" for one in alike]
        more = len(places) - _PLACES
        listed = ", ".join(places if verbose else places[:_PLACES])
        rest = f" and {more:,} more (--verbose lists them)" if more > 0 and not verbose else ""
        lines.append(f"  the same in {_counted(len(places), 'other file')}: {visible(listed)}{rest}")
    if finding.severity == QUESTION:
        lines.append(f"  answer: {visible(finding.answer)}")
        if len(finding.files) > 1:
            lines.append(f"  files: {visible(', '.join(finding.files[:5]))}{' ...' if len(finding.files) > 5 else ''}")
    if finding.instead:
        lines.append(f"  instead: {visible(finding.instead)}")
    if verbose and finding.reasons:
        lines.extend(f"  because: {visible(text)}" for text, _ in finding.reasons)
    if verbose and finding.evidence:
        lines.append(f"  evidence: {', '.join(finding.evidence)}")
    lines.append(f"  skill: {finding.skill}#{finding.section} (archlint explain {finding.section})")
    return "\n".join(lines)


def _related(one):
    """Return one of the values that a finding compares: what is written, and what follows from that."""
    name = one["fact"].rpartition(".")[2]
    said = f"{one['key']} = {one.get('written', one['value'])}"
    if "written" in one:
        said = f"{name} = {one['value']} (from {one['key'] if one['written'] is None else said})"
    return f"{said} at {one['path']}:{one['line']}:{one['column']}"


def _excerpt(text, spot, paint):
    """Return a line of a config, cut around its caret where it is long, and the carets below it."""
    start = spot.column - 1
    end = spot.end_column - 1 if spot.end_line == spot.line else len(text)
    cut = max(0, min(start - 40, len(text) - _WIDTH)) if len(text) > _WIDTH else 0
    end = min(max(end, start + 1), cut + _WIDTH)
    # One character wide each, so that the carets stand right: tabs and control characters become spaces.
    shown = "".join(character if character.isprintable() else " " for character in text[cut : cut + _WIDTH])
    number = str(spot.line)
    yield f"  {number} | {shown.rstrip()}"
    yield f"  {' ' * len(number)} | {' ' * (start - cut)}{paint('^' * max(1, end - start))}"


def _summary(run, verbose):
    files = _files(run, verbose)
    lines = [f"{files}: {_findings(run)}" if run.recognised else files]
    if run.skipped:
        total = len({rule for names in run.skipped.values() for rule in names})
        facts = sorted(run.skipped, key=lambda fact: (-len(run.skipped[fact]), fact))
        listed = ", ".join(f"{fact} ({len(run.skipped[fact])})" for fact in facts[: None if verbose else 5])
        more = "" if verbose or len(facts) <= 5 else " ..."
        lines.append(f"{_counted(total, 'check')} skipped for missing facts: {listed}{more}")
    return "\n".join(lines)


def _files(run, verbose):
    dialects = sorted({file.dialect for file in run.files if file.status == "linted"})
    failed = sum(file.status == "failed" for file in run.files)
    text = f"{_counted(len(run.files) - failed, 'file')} read, {run.recognised} recognised"
    text += f" ({', '.join(dialects)})" if dialects else ""
    if run.passed_over:
        text += f", {run.passed_over:,} not recognised{'' if verbose else ' (why: --verbose)'}"
    return text + (f", {failed} failed" if failed else "")


def _findings(run):
    counts = [_counted(run.count(severity), severity) for severity in SEVERITIES if run.count(severity)]
    return ", ".join(counts) or "no findings"


def _counted(number, word):
    return f"{number:,} {word}{'' if number == 1 else 's'}"
