"""Findings as workflow commands, which GitHub Actions shows at the lines of a pull request."""

from ..findings import ERROR, NOTE, WARNING
from . import below, visible

_COMMANDS = {ERROR: "error", WARNING: "warning"}


def render(run, *, verbose=False, shows_notes=False, quiet=False, root=None, **_):
    """Return a command for each finding, and a line for the log that says what was read."""
    lines = [_command(finding, root) for finding in run.findings if finding.severity != NOTE or verbose or shows_notes]
    if not quiet:
        counts = ", ".join(
            f"{run.count(severity)} {severity}{'' if run.count(severity) == 1 else 's'}"
            for severity in (ERROR, WARNING)
        )
        lines.append(f"archlint: {run.recognised} of {len(run.files)} files are model or training configs: {counts}")
    return "\n".join(lines) + "\n" if lines else ""


def _command(finding, root):
    spot = finding.spot
    # Columns make sense to Actions on one line only.
    columns = {"col": spot.column, "endColumn": spot.end_column} if spot.end_line == spot.line else {}
    properties = {
        "title": f"archlint ({finding.rule})",
        "file": below(spot.path, root),
        "line": spot.line,
        "endLine": spot.end_line,
        **columns,
    }
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    word, advice = ("Answer", finding.answer) if finding.answer else ("Instead", finding.instead)
    text = visible(finding.message) + (f"\n{word}: {visible(advice)}" if advice else "")
    return f"::{_COMMANDS.get(finding.severity, 'notice')} {shown}::{_data(text)}"


def _data(text):
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value):
    return _data(visible(str(value))).replace(":", "%3A").replace(",", "%2C")
