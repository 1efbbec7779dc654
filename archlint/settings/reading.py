"""From a settings file, and those that it extends, to Settings."""

import os

from ..findings import SEVERITIES
from ..sources import SourceError
from . import values
from .effective import FAIL_LEVELS, NO_DIALECT, PROFILES, IgnoreEntry, Settings
from .names import SettingsError, check_rule, expanded, suggest

KEYS = (
    "extends", "profile", "preview", "select", "extend-select", "ignore", "extend-ignore", "exclude", "extend-exclude",
    "fail-on", "baseline", "facts", "measured", "rules", "rule", "locked", "per-file-ignores", "overrides", "kinds",
)  # fmt: skip
OVERRIDE_KEYS = ("files", "facts", "ignore")
IGNORE_KEYS = ("file", "rule", "key", "reason", "expires")
# In the table of rules, the files that hold rules of the project's own.
RULE_FILES = "files"
_MOST_EXTENDED = 10


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


def load(path, trusted=False):
    """Return the settings in a file; raise SettingsError where it cannot be used.

    ``trusted``: a person named this very file, so that it may extend others wherever they lie.  Settings that were
    found belong to the project, and read no file outside of it.
    """
    settings = Settings(path)
    _Reader(settings, trusted).read(path, ())
    return settings


class _Reader:
    """Reads one file over those that it extends."""

    def __init__(self, settings, trusted):
        self.settings = settings
        self.trusted = trusted
        self.root = None if trusted else _boundary(settings.root)
        self.extended = []

    def read(self, path, chain):
        from ..composition import display

        shown = display(path)
        document, table, prefix = _table_of(path, shown)
        chain = (*chain, os.path.realpath(path))
        if len(chain) > _MOST_EXTENDED:
            raise SettingsError(f"{shown}: extends more than {_MOST_EXTENDED} files, one by another")
        values.check_keys(table, KEYS, shown)
        for name in values.texts(table, "extends", shown):
            parent = self.inside(os.path.join(os.path.dirname(os.path.abspath(path)), name), f"{shown}: extends {name}")
            if os.path.realpath(parent) in chain:
                raise SettingsError(f"{shown}: extends {name}, which extends it in turn")
            self.extended.append(display(parent))
            self.read(parent, chain)
        before = dict(self.settings.locked)
        _Table(self, document, table, prefix, shown, before, path).apply()
        self.settings.extended = tuple(self.extended)

    def inside(self, path, where):
        """Return a path that settings name, or raise SettingsError where it lies outside the project."""
        path = os.path.normpath(path)
        if self.root is not None:
            real = os.path.realpath(path)
            if not real.startswith(self.root.rstrip(os.sep) + os.sep):
                raise SettingsError(f"{where}: outside the project; name these settings with --config to allow it")
        return path


def _boundary(folder):
    """Return the folder that settings may read below: the repository's, else their own."""
    start = folder = os.path.realpath(folder)
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return start
        folder = above
    return folder


def _table_of(path, shown):
    """Return (document, archlint's table in it, the keys that lead there)."""
    from ..sources import decode, parse, read_bytes

    try:
        document = parse(decode(read_bytes(path)), shown, "toml")[0]
    except SourceError as fault:
        raise SettingsError(f"{shown}: {fault}") from None
    table, prefix = document.value or {}, ()
    tool = table.get("tool")
    if isinstance(tool, dict) and "archlint" in tool:
        table, prefix = tool["archlint"], ("tool", "archlint")
    elif os.path.basename(path) == "pyproject.toml":
        table = {}
    if not isinstance(table, dict):
        raise SettingsError(f"{shown}: [tool.archlint] must be a table")
    return document, table, prefix


class _Table:
    """One file's table, and the settings that it is laid over."""

    def __init__(self, reader, document, table, prefix, shown, locked, path):
        self.reader = reader
        self.settings = reader.settings
        self.document, self.table, self.prefix, self.shown, self.path = document, table, prefix, shown, path
        self.locked = locked  # by the files that this one extends

    def where(self, key):
        return f"{self.shown}: {key}"

    def note(self, key, *path):
        """Note where a setting was set."""
        self.settings.origins[key] = (self.shown, self.document.spot((*self.prefix, *(path or (key,)))).line)

    def apply(self):
        self.own_rules()
        settings, table, shown = self.settings, self.table, self.shown
        for key in table:
            self.note(key)
        if "profile" in table:
            settings.profile = values.word(table, "profile", PROFILES, shown)
        if "preview" in table:
            settings.preview = values.truth(table, "preview", shown)
        if "fail-on" in table:
            settings.fail_level = values.word(table, "fail-on", FAIL_LEVELS, shown)
        if "baseline" in table:
            if not isinstance(table["baseline"], str):
                raise SettingsError(f"{shown}: baseline must be the path of a file")
            path = os.path.join(os.path.dirname(os.path.abspath(self.path)), table["baseline"])
            settings.baseline = self.reader.inside(path, self.where("baseline"))
        self.choice()
        if "exclude" in table:
            settings.exclude = tuple(values.texts(table, "exclude", shown))
        if "extend-exclude" in table:
            settings.exclude += tuple(values.texts(table, "extend-exclude", shown))
            self.settings.origins.setdefault("exclude", self.settings.origins["extend-exclude"])
        self.facts("facts", settings.facts)
        self.facts("measured", settings.measured)
        self.rule_options()
        ignores = values.subtable(table, "per-file-ignores", shown)
        settings.per_file_ignores += tuple(
            (glob, self.rules(values.texts(ignores, glob, shown), "per-file-ignores")) for glob in ignores
        )
        kinds = values.subtable(table, "kinds", shown)
        for glob, name in kinds.items():
            settings.kinds += ((glob, _check_dialect(name, self.where(f"kinds.{glob}"))),)
        settings.overrides += tuple(self.override(entry) for entry in values.tables(table, "overrides", shown))
        for name in expanded(values.texts(table, "locked", shown), self.where("locked"), settings.own_rules):
            settings.locked.setdefault(name, shown)

    def rules(self, names, key):
        """Return the rules that are to be left out, none of which may be locked by a file that this one extends."""
        found = expanded(names, self.where(key), self.settings.own_rules)
        for name in found:
            self.refuse_locked(name, key)
        return found

    def refuse_locked(self, name, key):
        if name in self.locked:
            raise SettingsError(f"{self.where(key)}: {name} is locked by {self.locked[name]}")

    def choice(self):
        settings, table = self.settings, self.table
        own = settings.own_rules
        for key, attribute in (("select", "select"), ("extend-select", "extend_select")):
            if key in table:
                names = values.texts(table, key, self.shown)
                found = expanded(names, self.where(key), own)
                settings.named += tuple(name for name in found if name in names)
                if key == "select":
                    settings.select = found
                else:
                    setattr(settings, attribute, settings.extend_select + found)
        ignore = table.get("ignore", [])
        listed = [entry for entry in ignore if isinstance(entry, dict)] if isinstance(ignore, list) else []
        if isinstance(ignore, list):
            ignore = [entry for entry in ignore if not isinstance(entry, dict)]
        if ignore or (not listed and "ignore" in table):
            settings.ignore = self.rules(values.texts({"ignore": ignore}, "ignore", self.shown), "ignore")
        settings.ignore += self.rules(values.texts(table, "extend-ignore", self.shown), "extend-ignore")
        for index, entry in enumerate(table.get("ignore", ()) if listed else ()):
            if isinstance(entry, dict):
                settings.entries += (self.entry(entry, index),)

    def entry(self, entry, index):
        """Return an entry of ``[[tool.archlint.ignore]]``."""
        where = self.where("ignore")
        values.check_keys(entry, IGNORE_KEYS, where)
        for key in ("file", "rule", "reason"):
            if not entry.get(key):
                raise SettingsError(f"{where}: each entry needs file, rule and reason; {key} is missing")
        for key in ("rule", "key", "reason"):
            if not isinstance(entry.get(key, ""), str) or (key in entry and not entry[key].strip()):
                raise SettingsError(f"{where}: {key} must be a text")
        rule = check_rule(entry["rule"], where, self.settings.own_rules)
        self.refuse_locked(rule, "ignore")
        spot = self.document.spot((*self.prefix, "ignore", index, "rule"))
        files = tuple(values.texts(entry, "file", where))
        return IgnoreEntry(files, rule, entry.get("key", ""), entry["reason"].strip(), _day(entry, where), spot)

    def facts(self, key, known):
        for name, value in values.read_facts(values.subtable(self.table, key, self.shown), self.where(key)).items():
            known[name] = value
            keys = tuple(name.split("."))
            dotted = self.document.spot((*self.prefix, key, name)).line
            nested = self.document.spot((*self.prefix, key, *keys)).line
            self.settings.origins[f"{key}.{name}"] = (self.shown, max(dotted, nested))

    def override(self, entry):
        where = self.where("overrides")
        values.check_keys(entry, OVERRIDE_KEYS, where)
        if not entry.get("files"):
            raise SettingsError(f"{where}: each needs files, a list of globs")
        return (
            tuple(values.texts(entry, "files", where)),
            values.read_facts(values.subtable(entry, "facts", where), where),
            self.rules(values.texts(entry, "ignore", where), "overrides"),
        )

    def own_rules(self):
        """Read the project's own rules, from this file and from those that it names."""
        table = self.table
        named = table.get("rules")
        files = named if isinstance(named, (str, list)) else named.get(RULE_FILES) if isinstance(named, dict) else None
        if not files and "rule" not in table:
            return
        from .own_rules import read, read_file

        known = self.settings.own_rules
        for index, entry in enumerate(values.tables(table, "rule", self.shown)):
            read(entry, self.where("rule"), known, self.document.spot((*self.prefix, "rule", index, "name")))
        for name in values.texts({"rules": files}, "rules", self.shown) if files else ():
            path = self.reader.inside(
                os.path.join(os.path.dirname(os.path.abspath(self.path)), name), self.where(f"rules {name}")
            )
            read_file(path, known)

    def rule_options(self):
        named = self.table.get("rules", {})
        if isinstance(named, (str, list)):  # a file of own rules, or several
            return
        for rule, options in values.subtable(self.table, "rules", self.shown).items():
            if rule == RULE_FILES:
                continue
            where = self.where(f"rules.{rule}")
            name = check_rule(rule, self.where("rules"), self.settings.own_rules)
            self.refuse_locked(name, f"rules.{rule}")
            if not isinstance(options, dict):
                raise SettingsError(f"{where} must be a table")
            self.options_of(name, rule, options, where)

    def options_of(self, name, written, options, where):
        settings = self.settings
        limits = {limit.name: limit for limit in _rule(name, settings).limits}
        for key, value in options.items():
            if key == "severity":
                if value not in (*SEVERITIES, "off"):
                    raise SettingsError(f"{where}: severity must be one of {', '.join(SEVERITIES)}, off; not {value!r}")
                settings.severities[name] = value
            elif key in limits:
                limit = limits[key]
                is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
                if not is_number or not limit.low <= value <= limit.high:
                    raise SettingsError(
                        f"{where}: {key} must be a number of {limit.unit} from {limit.low} to {limit.high}"
                    )
                settings.limits.setdefault(name, {})[key] = value
            else:
                raise SettingsError(f"{where}: unknown option {key!r}{suggest(key, ('severity', *limits))}")
            self.note(f"rules.{name}.{key}", "rules", written, key)


def _rule(name, settings):
    from .. import rules

    return (settings.own_rules.get(name) or rules.named(name)).rule


def _day(entry, where):
    """Return the last day of an ignore, or None."""
    if "expires" not in entry:
        return None
    import datetime

    value = entry["expires"]
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, datetime.datetime):
        value = value.date()
    if not isinstance(value, datetime.date):
        raise SettingsError(f"{where}: expires must be a day, such as 2027-01-31")
    return value


def _check_dialect(name, where):
    """Return a dialect's name, or raise SettingsError with the nearest known one."""
    from .. import dialects

    if name == NO_DIALECT:
        return name
    if not isinstance(name, str) or dialects.named(name) is None:
        known = [dialects.load(module).DIALECT.name for module in dialects.modules()]
        raise SettingsError(f"{where}: unknown dialect {name!r}{suggest(name, known)}")
    return name
