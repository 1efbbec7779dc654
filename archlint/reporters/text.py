"""Findings for people: place, message, the line with a caret, the alternative and the skill to read."""

from ..findings import NOTE, QUESTION, SEVERITIES
from . import visible
from .layout import width, wrapped

_COLOURS = {"error": "1;31", "warning": "1;33", "question": "1;36", "note": "1;34"}
_ANSWER = (
    "  answer: --set FACT=VALUE for this run; archlint init, or FACT = VALUE under [tool.archlint.facts], for good"
)
_UNBROKEN = "\xa0"
_MANY = 4  # files that say the same are one block
_PLACES = 3  # of a finding that many files share
_WIDTH = 160  # a longer line of a config is cut around the caret


def render(run, *, colour=False, verbose=False, quiet=False, line_of=None, shows_notes=False, link_of=None, **_):
    """Return the text report of a run; ``line_of(path, number)`` gives a file's line for the excerpt."""

    def paint(code, text):
        return f"\033[{code}m{text}\033[0m" if colour else text

    shown = [finding for finding in run.findings if finding.severity != NOTE or verbose or shows_notes]
    questions = [finding for finding in shown if finding.severity == QUESTION]
    findings = [finding for finding in shown if finding.severity != QUESTION]
    parts = [_block(alike[0], paint, line_of, verbose, alike[1:], link_of) for alike in _grouped(findings)]
    if questions:
        parts.append(_questions(questions, paint, verbose))
    if not quiet:
        parts.append(_summary(run, verbose))
    return "\n\n".join(parts) + "\n" if parts else ""


def _questions(questions, paint, verbose):
    """Return the questions in a block of a line each, and how all of them are answered."""
    several = len({path for finding in questions for path in finding.files}) > 1
    word = paint(_COLOURS[QUESTION], _counted(len(questions), QUESTION))
    lines = [f"{word}, {'which' if len(questions) == 1 else 'each of which'} would decide a rule:"]
    for finding in questions:
        said = f"  {finding.fact}: {finding.ask}"
        if several:
            more = len(finding.files) - 1
            said += f" ({finding.files[0]}{f' and {more:,} more' if more else ''})"
        if verbose:
            said += f" [{', '.join(finding.decides)}; {finding.spot.path}:{finding.spot.line}:{finding.spot.column}]"
        lines += wrapped(visible(said), "    ")
    lines += wrapped(_ANSWER, "    ")
    return "\n".join(lines)


def _grouped(findings):
    """Return lists of findings that say the same of many files, in the order of the first of each; others alone."""
    groups, met, group_of = {}, {}, {}
    for finding in findings:
        said = (finding.rule, finding.severity, finding.message, finding.instead)
        # A second one in the same file is another place to mend, and shown with its line.
        number = met[said, finding.spot.path] = met.get((said, finding.spot.path), 0) + 1
        group = groups.setdefault((said, number), [])
        group.append(finding)
        group_of[id(finding)] = group
    alike = ([finding] if len(group_of[id(finding)]) < _MANY else group_of[id(finding)] for finding in findings)
    return [group for finding, group in zip(findings, alike, strict=True) if group[0] is finding]


def _block(finding, paint, line_of, verbose, alike=(), link_of=None):
    spot = finding.spot
    severity = paint(_COLOURS[finding.severity], finding.severity)
    place = paint("1", visible(f"{spot.path}:{spot.line}:{spot.column}"))
    head = f"{spot.path}:{spot.line}:{spot.column}: {finding.severity}: {finding.message} [{finding.rule}]"
    lines = wrapped(visible(head), "    ")
    lines[0] = lines[0].replace(visible(f"{spot.path}:{spot.line}:{spot.column}:"), f"{place}:", 1)
    lines[0] = lines[0].replace(f": {finding.severity}:", f": {severity}:", 1)
    address = link_of(finding) if link_of else None
    if address:  # the rule's name is the last word, and may stand alone on its line
        name = f"[{finding.rule}]"
        lines[-1] = lines[-1].removesuffix(name) + f"[\033]8;;{address}\033\\{finding.rule}\033]8;;\033\\]"
    text = line_of(spot.path, spot.line) if line_of else ""
    if text.strip():
        lines.extend(_excerpt(text, spot, lambda caret: paint(_COLOURS[finding.severity], caret)))
    for said in _details(finding, verbose, alike):
        lines += wrapped(visible(said), "    ")
    explain = f"(archlint explain {finding.section or finding.rule})".replace(
        " ", _UNBROKEN
    )  # a command is copied whole
    # A project's own rule has no section in a sheet.
    where = f"skill: {finding.skill}#{finding.section}" if finding.section else f"see: {finding.link or finding.skill}"
    told = wrapped(visible(f"  {where} ") + explain, "    ")
    lines += [line.replace(_UNBROKEN, " ") for line in told]
    return "\n".join(lines)


def _details(finding, verbose, alike):
    """Yield what is told of a finding below its place: each a line, where the terminal is wide enough."""
    for one in finding.related or ():
        yield f"  with: {_related(one)}"
    if finding.linted:
        yield f"  via: {finding.linted}"
    if alike:
        places = [f"{one.spot.path}:{one.spot.line}:{one.spot.column}" for one in alike]
        more = len(places) - _PLACES
        listed = ", ".join(places if verbose else places[:_PLACES])
        rest = f" and {more:,} more (--verbose lists them)" if more > 0 and not verbose else ""
        yield f"  the same in {_counted(len(places), 'other file')}: {listed}{rest}"
    if finding.instead:
        yield f"  instead: {finding.instead}"
    if verbose:
        yield from (f"  because: {text}" for text, _ in finding.reasons or ())
        if finding.evidence:
            yield f"  evidence: {', '.join(finding.evidence)}"


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
    number = str(spot.line)
    room = min(_WIDTH, width() - len(number) - 5)
    cut = max(0, min(start - min(40, room // 2), len(text) - room)) if len(text) > room else 0
    end = min(max(end, start + 1), cut + room)
    # One character wide each, so that the carets stand right: tabs and control characters become spaces.
    shown = "".join(character if character.isprintable() else " " for character in text[cut : cut + room])
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
    return "\n".join(part for line in lines for part in wrapped(line, "  "))


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
