"""The user's settings: ``[tool.archlint]`` in ``pyproject.toml``, or ``archlint.toml``; the nearest one upwards wins.

A typo is an error with a suggestion: a setting that is silently ignored is worse than none.
"""

import os

from .facts import VOCABULARY, Impossible, check_value
from .findings import SEVERITIES
from .sources import SourceError

KEYS = (
    "select", "ignore", "exclude", "fail-on", "facts", "measured", "rules", "per-file-ignores", "overrides", "kinds",
)  # fmt: skip
OVERRIDE_KEYS = ("files", "facts", "ignore")
FAIL_LEVELS = ("error", "warning", "question", "never")


class SettingsError(Exception):
    """A setting that cannot be used; the message names the file, the key and the nearest known word."""


class Settings:
    """Effective settings for files below one folder."""

    def __init__(self, path=None):
        self.path = path  # the file they come from, or None
        self.root = os.path.dirname(os.path.abspath(path)) if path else os.getcwd()
        self.select = ()  # empty: all rules
        self.ignore = ()
        self.exclude = ()
        self.fail_on = "warning"
        self.facts = {}
        self.measured = {}  # facts counted in local data by archlint init --measure
        self.severities = {}  # rule -> severity or "off"
        self.limits = {}  # rule -> {limit: value}
        self.per_file_ignores = ()  # (glob, rules)
        self.overrides = ()  # (globs, facts, rules ignored)
        self.kinds = ()  # (glob, dialect): where recognition is wrong or wanted otherwise

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

    def excludes(self, path):
        """Whether a file is excluded, also when it is named on the command line (as pre-commit names files)."""
        return bool(self.exclude) and self.matches(path, self.exclude)

    def matches(self, path, globs):
        """Whether a file matches one of the globs, which are relative to the settings' folder."""
        relative = os.path.relpath(os.path.abspath(path), self.root).replace(os.sep, "/")
        return any(matches_glob(relative, glob) for glob in globs)


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


def suggest(word, known):
    """Return ``; did you mean x?`` for the nearest known word, or an empty text."""
    import difflib

    near = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def rule_names():
    """Return the names of all rules, from the generated index, without importing them."""
    from .rules._index import INDEX

    return [module.split(".")[1].replace("_", "-") for module, *_ in INDEX]


def check_rule(name, where):
    """Return a rule's name, or raise SettingsError with the nearest known one."""
    known = rule_names()
    if name not in known and name != "unknown-fact":
        raise SettingsError(f"{where}: unknown rule {name!r}{suggest(name, known)}")
    return name


def find(path):
    """Return the settings file nearest above a path, or None."""
    folder = os.path.abspath(path)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        own = os.path.join(folder, "archlint.toml")
        if os.path.isfile(own):
            return own
        project = os.path.join(folder, "pyproject.toml")
        if os.path.isfile(project):
            try:
                with open(project, "rb") as file:
                    if b"tool.archlint" in file.read(1024 * 1024):
                        return project
            except OSError:
                pass
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def load(path):
    """Return the settings in a file; raise SettingsError where it cannot be used."""
    from .composition import display
    from .sources import decode, parse, read_bytes

    shown = display(path)
    try:
        document = parse(decode(read_bytes(path)), shown, "toml")[0]
    except SourceError as fault:
        raise SettingsError(f"{shown}: {fault}") from None
    table = document.value or {}
    tool = table.get("tool")
    if isinstance(tool, dict) and "archlint" in tool:
        table = tool["archlint"]
    elif os.path.basename(path) == "pyproject.toml":
        table = {}
    if not isinstance(table, dict):
        raise SettingsError(f"{shown}: [tool.archlint] must be a table")
    return _settings(path, shown, table)


def _settings(path, shown, table):
    settings = Settings(path)
    for key in table:
        if key not in KEYS:
            raise SettingsError(f"{shown}: unknown setting {key!r}{suggest(key, KEYS)}")
    settings.select = tuple(check_rule(name, f"{shown}: select") for name in _texts(table, "select", shown))
    settings.ignore = tuple(check_rule(name, f"{shown}: ignore") for name in _texts(table, "ignore", shown))
    settings.exclude = tuple(_texts(table, "exclude", shown))
    settings.fail_on = table.get("fail-on", "warning")
    if settings.fail_on not in FAIL_LEVELS:
        raise SettingsError(f"{shown}: fail-on must be one of {', '.join(FAIL_LEVELS)}, not {settings.fail_on!r}")
    settings.facts = read_facts(_table(table, "facts", shown), f"{shown}: facts")
    settings.measured = read_facts(_table(table, "measured", shown), f"{shown}: measured")
    for rule, options in _table(table, "rules", shown).items():
        check_rule(rule, f"{shown}: rules")
        if not isinstance(options, dict):
            raise SettingsError(f"{shown}: rules.{rule} must be a table")
        _rule_options(settings, rule, options, f"{shown}: rules.{rule}")
    ignores = _table(table, "per-file-ignores", shown)
    settings.per_file_ignores = tuple(
        (glob, tuple(check_rule(name, f"{shown}: per-file-ignores") for name in _texts(ignores, glob, shown)))
        for glob in ignores
    )
    kinds = _table(table, "kinds", shown)
    settings.kinds = tuple((glob, _check_dialect(name, f"{shown}: kinds.{glob}")) for glob, name in kinds.items())
    overrides = table.get("overrides", [])
    if not isinstance(overrides, list) or not all(isinstance(entry, dict) for entry in overrides):
        raise SettingsError(f"{shown}: overrides must be an array of tables ([[tool.archlint.overrides]])")
    settings.overrides = tuple(_override(entry, shown) for entry in overrides)
    return settings


# What ``kinds`` says of files that are no config at all.
NO_DIALECT = "none"


def _check_dialect(name, where):
    """Return a dialect's name, or raise SettingsError with the nearest known one."""
    from . import dialects

    if name == NO_DIALECT:
        return name
    if not isinstance(name, str) or dialects.named(name) is None:
        known = [dialects.load(module).DIALECT.name for module in dialects.modules()]
        raise SettingsError(f"{where}: unknown dialect {name!r}{suggest(name, known)}")
    return name


def _override(entry, shown):
    where = f"{shown}: overrides"
    for key in entry:
        if key not in OVERRIDE_KEYS:
            raise SettingsError(f"{where}: unknown setting {key!r}{suggest(key, OVERRIDE_KEYS)}")
    if not entry.get("files"):
        raise SettingsError(f"{where}: each needs files, a list of globs")
    return (
        tuple(_texts(entry, "files", where)),
        read_facts(_table(entry, "facts", where), where),
        tuple(check_rule(name, where) for name in _texts(entry, "ignore", where)),
    )


def _rule_options(settings, rule, options, where):
    from . import rules

    module = next(name for name, *_ in rules.index() if name.split(".")[1].replace("_", "-") == rule)
    limits = {limit.name: limit for limit in rules.load(module).rule.limits}
    for key, value in options.items():
        if key == "severity":
            if value not in (*SEVERITIES, "off"):
                raise SettingsError(f"{where}: severity must be one of {', '.join(SEVERITIES)}, off; not {value!r}")
            settings.severities[rule] = value
        elif key in limits:
            limit = limits[key]
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not limit.low <= value <= limit.high:
                raise SettingsError(f"{where}: {key} must be a number of {limit.unit} from {limit.low} to {limit.high}")
            settings.limits.setdefault(rule, {})[key] = value
        else:
            raise SettingsError(f"{where}: unknown option {key!r}{suggest(key, ('severity', *limits))}")


# A glob is tried on every file: these bound what a stranger's settings cost.
_MOST_TEXTS = 500
_LONGEST_TEXT = 1_000


def _texts(table, key, where):
    value = table.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{where}: {key} must be a list of texts")
    if len(value) > _MOST_TEXTS or any(len(item) > _LONGEST_TEXT for item in value):
        most = f"{_MOST_TEXTS:,} texts of {_LONGEST_TEXT:,} characters"
        raise SettingsError(f"{where}: {key} is too complex: more than {most}")
    return value


def _table(table, key, where):
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise SettingsError(f"{where}: {key} must be a table")
    return value


def read_facts(table, where, prefix=""):
    """Return facts by their full names from a table, nested or with dotted names, each checked against its kind."""
    facts = {}
    for key, value in table.items():
        name = prefix + key
        if name in VOCABULARY:
            try:
                facts[name] = check_value(name, value)
            except Impossible as fault:
                raise SettingsError(f"{where}: {name} = {value!r}: {fault}") from None
        elif isinstance(value, dict):
            facts.update(read_facts(value, where, name + "."))
        else:
            raise SettingsError(f"{where}: unknown fact {name!r}{suggest(name, VOCABULARY)}")
    return facts


def read_assignment(text, understood=None):
    """Return (fact, value) of a ``--set FACT=VALUE``; raise SettingsError for an unknown fact or impossible value.

    ``understood(fact, text)`` reads the value as a person says it, where it is given.
    """
    name, sign, value = text.partition("=")
    if not sign:
        raise SettingsError(f"--set {text}: write FACT=VALUE, such as data.train_size=6000")
    name, value = name.strip(), value.strip()
    if understood is not None and name in VOCABULARY:
        try:
            return name, understood(name, value)
        except Impossible as fault:
            raise SettingsError(f"--set: {name} = {value!r}: {fault}") from None
    facts = read_facts({name: value}, "--set")
    return next(iter(facts.items()))
