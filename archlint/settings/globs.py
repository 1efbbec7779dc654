"""Globs over the paths of a project, relative to its settings."""


def matches_glob(path, glob):
    """Whether a path matches a glob: ``*``, ``?`` and ``[...]`` within a folder, ``**`` across folders.

    A bare name matches in any folder, and a folder's name all that lies below it.
    """
    from fnmatch import fnmatchcase

    wanted = [part for part in glob.strip().split("/") if part not in ("", ".")]
    if wanted and "/" not in glob.strip().rstrip("/"):
        wanted.insert(0, "**")
    # Which beginnings of the glob the folders so far match: no backtracking, whatever a project's settings hold.
    reached = {0} if wanted else set()
    for part in path.split("/"):
        reached = _past_stars(reached, wanted)
        if len(wanted) in reached:
            return True
        reached = {
            index if wanted[index] == "**" else index + 1
            for index in reached
            if wanted[index] == "**" or fnmatchcase(part, wanted[index])
        }
    return len(wanted) in _past_stars(reached, wanted)


def _past_stars(reached, wanted):
    """Return the positions in a glob with those behind each ``**`` reached, which may stand for no folder at all."""
    passed = set(reached)
    for index in sorted(reached):
        while index < len(wanted) and wanted[index] == "**":
            index += 1
            passed.add(index)
    return passed
