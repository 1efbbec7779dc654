"""The names that settings and options give: of rules, those that they had before, and groups of them."""

from .. import rules


class SettingsError(Exception):
    """A setting that cannot be used; the message names the file, the key and the nearest known word."""


# What stands for every rule; a skill's name stands for all that point to its sheet.
ALL = "all"
# Questions go by this name, which is a rule's as any other.
_QUESTIONS = "unknown-fact"


def suggest(word, known):
    """Return ``; did you mean x?`` for the nearest known word, or an empty text."""
    import difflib

    near = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def rule_names():
    """Return the names of all rules, from the generated index, without importing them."""
    return [_name(module) for module, *_ in rules.index()]


def check_rule(name, where, own=()):
    """Return a rule's present name, or raise SettingsError with the nearest known one.

    ``own`` holds the names of the project's own rules.
    """
    name = rules.former_names().get(name, name)
    known = [*rule_names(), *own]
    if name not in known and name != _QUESTIONS:
        raise SettingsError(f"{where}: unknown rule {name!r}{suggest(name, known)}")
    return name


def expanded(names, where, own=()):
    """Return the rules that names of rules, of skills and ``all`` stand for, each once."""
    groups = _groups()
    found = []
    for name in names:
        if name == ALL:
            found += [*rule_names(), *own]
        elif name in groups:
            found += groups[name]
        else:
            present = rules.former_names().get(name, name)
            known = [*rule_names(), *own]
            if present not in known and present != _QUESTIONS:
                raise SettingsError(f"{where}: unknown rule {name!r}{suggest(name, [*known, *groups, ALL])}")
            found.append(present)
    return tuple(dict.fromkeys(found))


def group_names():
    """Return the names that stand for several rules."""
    return [*_groups(), ALL]


def _groups():
    """Return the rules of each skill, by its name."""
    groups = {}
    for module, *_ in rules.index():
        groups.setdefault(module.partition(".")[0].replace("_", "-"), []).append(_name(module))
    return groups


def _name(module):
    return module.partition(".")[2].replace("_", "-")
