"""How often each rule reports, for a first look at a large tree."""

from .json import counted


def render(run, *, quiet=False, **_):
    """Return a line for each rule that reported, the most frequent first."""
    rows = counted(run)
    width = max((len(f"{count:,}") for count, *_ in rows), default=0)
    lines = [f"{f'{count:,}'.rjust(width)}  {severity:8}  {rule}" for count, severity, rule in rows]
    if not quiet:
        found = sum(count for count, *_ in rows)
        said = "1 finding" if found == 1 else f"{found:,} findings"
        lines.append(f"{said} in {run.recognised:,} configs among {len(run.files):,} files")
    return "\n".join(lines) + "\n" if lines else ""
