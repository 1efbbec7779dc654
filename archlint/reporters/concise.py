"""Findings one a line, as compilers write them: ``path:line:column: severity: message [rule]``."""

from ..findings import NOTE
from . import visible


def render(run, *, verbose=False, shows_notes=False, **_):
    """Return the one-line-each report of a run."""
    lines = [
        visible(
            f"{finding.spot.path}:{finding.spot.line}:{finding.spot.column}: {finding.severity}: "
            f"{finding.message} [{finding.rule}]"
        )
        for finding in run.findings
        if finding.severity != NOTE or verbose or shows_notes
    ]
    return "\n".join(lines) + "\n" if lines else ""
