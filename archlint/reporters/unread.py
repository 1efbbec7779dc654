"""Why a file was taken for no config, in words."""


def why(result):
    """Return in one line why a file is taken for no config, and what came nearest."""
    said = "not recognised as a model or training config"
    if result.unread:
        return f"{said}: {result.unread}"
    if not result.nearest:
        return f"{said}: no dialect has its keys (archlint dialects lists them)"
    return f"{said}; nearest is {nearness(*result.nearest[0])}"


def nearness(dialect, found, missing):
    """Return a dialect that came near to a file, with what the file has of it and what it lacks."""
    lack = f"not {_listed(missing)}" if missing else f"which reads {dialect.files}"
    return f"{dialect.name}: it has {_listed(found)}, {'but ' if missing else ''}{lack}"


def _listed(keys):
    return " and ".join(keys)
