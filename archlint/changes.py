"""``--changed-since``: only the findings that a change since a git revision has brought, in a file or its parents.

The old tree is linted under today's settings.  A finding that it gives too, from the same values at the same keys, is
not of the change; that one of a file's parents changed its value is, as what counts is the value after composition.
"""

import copy
import os
import tempfile

from .engine import Engine
from .findings import QUESTION
from .gitignore import repository_root
from .revision import RevisionError, write_out
from .settings import SettingsError


def keep_changed(run, engine, paths, revision):
    """Drop from a run the findings that the tree of a revision has too."""
    root = _root_of(paths)
    with tempfile.TemporaryDirectory(prefix="archlint-") as folder:
        folder = os.path.realpath(folder)
        try:
            os.mkdir(os.path.join(folder, ".git"))  # it is a project's root, as the repository's own is
            write_out(revision, root, folder)
        except RevisionError as fault:
            raise SettingsError(f"--changed-since {revision}: {fault}") from None
        old = _OldEngine(engine, root, folder)
        named = [_moved(path, root, folder) for path in paths]
        before = old.lint([path for path in named if os.path.exists(path)])
        known = {_identity(finding, folder) for finding in before.findings}
    run.findings = [finding for finding in run.findings if _identity(finding, root) not in known]


def _root_of(paths):
    roots = set()
    for path in paths:
        full = os.path.abspath(path)
        roots.add(repository_root(full if os.path.isdir(full) else os.path.dirname(full)))
    if len(roots) != 1 or None in roots:
        raise SettingsError("--changed-since: the paths do not lie in one git repository")
    return os.path.realpath(roots.pop())


def _moved(path, root, folder):
    """Return where a path of one tree lies in the other."""
    full = os.path.abspath(path)
    real = os.path.join(os.path.realpath(os.path.dirname(full)), os.path.basename(full))
    return os.path.normpath(os.path.join(folder, os.path.relpath(real, root)))


class _OldEngine(Engine):
    """Lints the old tree under the settings that hold for the same files today."""

    def __init__(self, engine, root, folder):
        options = copy.copy(engine.options)
        options.baseline = False
        super().__init__(options)
        self._known = {}

        def settings_for(path):
            today = _moved(path, folder, root)
            settings = engine.settings_for(today)
            if id(settings) not in self._known:
                moved = copy.copy(settings)
                moved.root = _moved(settings.root, root, folder)
                self._known[id(settings)] = (settings, moved)
            return self._known[id(settings)][1]

        self.settings_for = self.reader.settings_for = settings_for

    def lint(self, paths):
        """Return the run over the old files, in this process."""
        return super().lint(paths, jobs=1)


def _identity(finding, root):
    """Return what a finding is known by in both trees: its rule, file, keys, and the values that decided it."""
    path = os.path.relpath(os.path.realpath(os.path.abspath(finding.spot.path)), root)
    if finding.severity == QUESTION and finding.fact:
        return finding.rule, finding.fact, tuple(finding.decides or ())
    facts = tuple((name, repr(value)) for name, value in sorted((finding.facts or {}).items()))
    related = tuple((one["key"], repr(one["value"])) for one in finding.related or ())
    keys = tuple(map(str, finding.keys or ()))
    return finding.rule, path, keys, repr(finding.key_value), facts, related, finding.message
