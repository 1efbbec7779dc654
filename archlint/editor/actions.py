"""What an editor offers to do about a finding: its suggestions, and an ignore beside the value."""

from ..fixes import Original, bounds

# Formats whose files take a comment that starts with #.
_COMMENTED = ("yaml", "toml", "python", "shell", "cfg", "gin")


class Action:
    """A change of a text: from one (line, column) up to another, to what stands there then."""

    __slots__ = ("end", "finding", "new", "start", "title")

    def __init__(self, title, finding, start, end, new):
        self.title = title
        self.finding = finding
        self.start = start
        self.end = end
        self.new = new


def actions(snapshot, findings):
    """Return what can be done about findings of a snapshot, the nearest suggestion first."""
    found = []
    original = Original(snapshot.text.encode("utf-8", "replace"), snapshot.result.source.format)
    for finding in findings:
        for suggestion in finding.suggestions or ():
            place = bounds(original, suggestion) if suggestion.spot.path == snapshot.shown_path else None
            if place is not None:
                start, end, new = place
                title = f"{suggestion.key}: {suggestion.old} → {suggestion.new}"
                found.append(Action(title, finding, _position(original, start), _position(original, end), new))
        ignored = _ignore(snapshot, finding)
        if ignored is not None:
            found.append(ignored)
    return found


def _position(original, offset):
    import bisect

    row = bisect.bisect_right(original.starts, offset) - 1
    return row + 1, offset - original.starts[row] + 1


def _ignore(snapshot, finding):
    """Return the action that adds a comment at the end of the finding's line; None where no comment can stand there."""
    if snapshot.inherited(finding) or snapshot.result.source.format not in _COMMENTED:
        return None
    line = snapshot.text.split("\n")[finding.spot.line - 1].rstrip("\r")
    if "#" in line or line.endswith("\\"):
        return None
    place = finding.spot.line, len(line) + 1
    return Action(
        f"Ignore {finding.rule} here",
        finding,
        place,
        place,
        f"  # archlint: ignore[{finding.rule}] why it is fine here",
    )
