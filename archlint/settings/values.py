"""The values of settings, each in the type that its key takes."""

from ..facts import VOCABULARY, Impossible, check_value
from .names import SettingsError, suggest

# A glob is tried on every file: these bound what a stranger's settings cost.
_MOST_TEXTS = 500
_LONGEST_TEXT = 1_000


def texts(table, key, where):
    """Return a list of texts; one text stands for a list of it."""
    value = table.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{where}: {key} must be a list of texts")
    if len(value) > _MOST_TEXTS or any(len(item) > _LONGEST_TEXT for item in value):
        most = f"{_MOST_TEXTS:,} texts of {_LONGEST_TEXT:,} characters"
        raise SettingsError(f"{where}: {key} is too complex: more than {most}")
    return value


def subtable(table, key, where):
    """Return a table, empty where there is none."""
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise SettingsError(f"{where}: {key} must be a table")
    return value


def tables(table, key, where):
    """Return an array of tables."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise SettingsError(f"{where}: {key} must be an array of tables ([[tool.archlint.{key}]])")
    return value


def word(table, key, known, where):
    """Return one of the known words."""
    value = table[key]
    if not isinstance(value, str) or value not in known:
        raise SettingsError(f"{where}: {key} must be one of {', '.join(known)}, not {value!r}")
    return value


def truth(table, key, where):
    """Return true or false."""
    if not isinstance(table[key], bool):
        raise SettingsError(f"{where}: {key} must be true or false")
    return table[key]


def check_keys(table, known, where):
    """Raise SettingsError for a key that is not known."""
    for key in table:
        if key not in known:
            raise SettingsError(f"{where}: unknown setting {key!r}{suggest(key, known)}")


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
