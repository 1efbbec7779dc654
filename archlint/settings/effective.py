"""Settings as they hold for the files below one folder, and where each was set."""

import os

from ..records import Record
from .globs import matches_glob

FAIL_LEVELS = ("error", "warning", "question", "never")
# minimal: errors alone.  strict: rules on trial, too; questions fail, and notes are shown.
PROFILES = ("minimal", "default", "strict")
_FAIL_LEVEL_OF = {"minimal": "error", "default": "warning", "strict": "question"}

# What ``kinds`` says of files that are no config at all.
NO_DIALECT = "none"


class IgnoreEntry(Record):
    """An entry of ``[[tool.archlint.ignore]]``: a rule that is not reported in some files, and the reason.

    ``key`` is a glob over the dotted path of keys inside the config; empty for any.  ``expires`` is the last day on
    which it holds.
    """

    __slots__ = ("files", "rule", "key", "reason", "expires", "spot")
    defaults = {"key": "", "expires": None, "spot": None}

    def covers(self, finding, settings, today):
        """Whether it silences a finding."""
        if self.rule != finding.rule or self.is_past(today):
            return False
        if self.key:
            from fnmatch import fnmatchcase

            if not fnmatchcase(".".join(str(key) for key in finding.keys or ()), self.key):
                return False
        places = {finding.spot.path, finding.linted or finding.spot.path}
        return any(settings.matches(path, self.files) for path in places)

    def is_past(self, today):
        """Whether its last day has passed."""
        return self.expires is not None and self.expires < today


class Settings:
    """Effective settings for files below one folder."""

    def __init__(self, path=None):
        self.path = path  # the file they come from, or None
        self.root = os.path.dirname(os.path.abspath(path)) if path else os.getcwd()
        self.select = ()  # empty: all rules
        self.extend_select = ()
        self.ignore = ()
        self.named = ()  # the rules that select and extend-select name by themselves, and not by a group
        self.exclude = ()
        self.profile = "default"
        self.preview = None  # None: as the profile says
        self.fail_level = None  # None: as the profile says
        self.baseline = None  # the path of a baseline
        self.facts = {}
        self.measured = {}  # facts counted in local data by archlint init --measure
        self.severities = {}  # rule -> severity or "off"
        self.limits = {}  # rule -> {limit: value}
        self.per_file_ignores = ()  # (glob, rules)
        self.overrides = ()  # (globs, facts, rules ignored)
        self.entries = ()  # IgnoreEntries
        self.kinds = ()  # (glob, dialect): where recognition is wrong or wanted otherwise
        self.locked = {}  # rule -> the file that says that it is not to be changed or ignored
        self.own_rules = {}  # the project's own rules, by name, as rules.Loaded
        self.extended = ()  # the files that these settings extend, and those in turn
        self.origins = {}  # key -> (file, line) that it was set at

    @property
    def fail_on(self):
        """The mildest severity that fails."""
        return self.fail_level_of()

    def fail_level_of(self, profile=None):
        """Return the mildest severity that fails; ``profile`` stands in for the profile of the settings."""
        return self.fail_level or _FAIL_LEVEL_OF[profile or self.profile]

    @property
    def on_trial(self):
        """Whether rules in preview run without being named."""
        return self.profile == "strict" if self.preview is None else self.preview

    def facts_for(self, path):
        """Return the project facts for one file: those for all files, with the overrides whose globs match."""
        facts = dict(self.facts)
        for globs, own, _ in self.overrides:
            if self.matches(path, globs):
                facts.update(own)
        return facts

    def ignored_for(self, path):
        """Return the rules that are ignored for one file."""
        ignored = set()
        for glob, rules in self.per_file_ignores:
            if self.matches(path, (glob,)):
                ignored.update(rules)
        for globs, _, rules in self.overrides:
            if self.matches(path, globs):
                ignored.update(rules)
        return ignored

    def kind_of(self, path):
        """Return the dialect that the settings give for a file, or None; the last glob that matches wins."""
        found = None
        for glob, dialect in self.kinds:
            if self.matches(path, (glob,)):
                found = dialect
        return found

    def excluding(self, path):
        """Return the glob that excludes a file or folder, or None; it holds for files that are named, too."""
        return next((glob for glob in self.exclude if self.matches(path, (glob,))), None) if self.exclude else None

    def matches(self, path, globs):
        """Whether a file matches one of the globs, which are relative to the settings' folder."""
        relative = os.path.relpath(os.path.abspath(path), self.root).replace(os.sep, "/")
        return any(matches_glob(relative, glob) for glob in globs)
