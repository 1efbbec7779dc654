"""``archlint check --show-files``: each file, and why it would be linted or is passed over."""

import click

from ..reporters import visible
from .output import write


def show_files(engine, paths, stdin, reports):
    """Write what becomes of each file, and return the exit status."""
    from ..composition import display
    from ..discovery import look

    output = reports.outputs[0]
    if len(reports.outputs) > 1 or output[0] not in ("text", "json"):
        raise click.UsageError("--show-files writes text or JSON")
    rows = []
    if stdin is not None:
        rows.append(_row(engine.read(stdin[1], True, stdin[0])))
    for found in look(paths, engine.excluding, engine.options.force_exclude):
        if found.kept_out is not None:
            rows.append({"path": display(found.path), "status": found.kept_out, "reason": found.reason})
        else:
            rows.append(_row(engine.read(found.path, found.named)))
    if output[0] == "json":
        from ..reporters.json import dump

        write(dump({"version": 1, "files": rows}), output[1], "json")
    else:
        widths = [max((len(row[key]) for row in rows), default=0) for key in ("status", "path")]
        lines = [f"{row['status']:{widths[0]}}  {row['path']:{widths[1]}}  {row['reason']}".rstrip() for row in rows]
        write("".join(visible(line) + "\n" for line in lines), output[1])
    return 0


def _row(result):
    reason = result.error or result.reason or "nothing in it shows a known kind of config"
    if result.dialect and result.reason:
        reason = f"{result.dialect}: {reason}"
    return {"path": result.path, "status": result.status, "reason": " ".join(reason.split())}
