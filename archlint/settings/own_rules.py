"""A project's own rules, as data: conditions over facts in words, with what to say; no code is run.

A condition is one line: ``model.num_parameters above 300M``, ``deployment.target is mobile or edge``,
``model.num_heads divides model.hidden_size``.  They are made into the same conditions as those of built-in rules.
"""

import os
import re

from ..facts import VOCABULARY, Impossible, check_value, quantity
from ..findings import SEVERITIES, WARNING
from ..records import Record
from ..rules import Any, Case, Condition, Fact, Loaded, Rule
from . import values
from .names import SettingsError, rule_names, suggest

KEYS = ("name", "summary", "severity", "when", "unless", "say", "instead", "skill", "link", "bad", "good", "asks")
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_DEFAULT_SKILL = "using-neural-architectures"
# The comparisons, as they are written; the longer ones first.
_COMPARISONS = {"at least": "at_least", "at most": "at_most", "below": "below", "above": "above"}
_OPERATORS = (
    "does not divide", "is not", "is known", "is absent", "is", "has", *_COMPARISONS, "divides", "equals",
)  # fmt: skip
_MOST_CONDITIONS = 100
_LONGEST_CONDITION = 1_000


class Own(Record):
    """What stands in the place of a module for a project's own rule: where it is written, and its examples."""

    __slots__ = ("where", "bad", "good", "asks", "spot")


def read_file(path, known):
    """Read the rules of a YAML file: a list of them, or a mapping with ``rules``."""
    from ..composition import display
    from ..sources import SourceError, decode, parse, read_bytes

    shown = display(path)
    try:
        document = parse(decode(read_bytes(path)), shown, "yaml")[0]
    except SourceError as fault:
        raise SettingsError(f"{shown}: {fault}") from None
    entries, prefix = document.value, ()
    if isinstance(entries, dict):
        values.check_keys(entries, ("rules",), shown)
        entries, prefix = entries.get("rules"), ("rules",)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError(f"{shown}: it must be a list of rules, each a mapping")
    for index, entry in enumerate(entries):
        spot = document.spot((*prefix, index, "name"))
        read(entry, f"{shown}:{spot.line}", known, spot)


def read(entry, where, known, spot=None):
    """Add one rule to those known by name; raise SettingsError with what is wrong with it."""
    name = entry.get("name")
    if not isinstance(name, str) or not re.fullmatch(_NAME, name):
        raise SettingsError(f"{where}: a rule needs a name of small letters, digits and hyphens, not {name!r}")
    where = f"{where}: {name}"
    if name in known or name in rule_names():
        raise SettingsError(f"{where}: there is a rule of this name already")
    values.check_keys(entry, KEYS, where)
    for key in ("summary", "say", "instead", "skill", "link"):
        if not isinstance(entry.get(key, ""), str):
            raise SettingsError(f"{where}: {key} must be a text")
    if not entry.get("say"):
        raise SettingsError(f"{where}: say is missing: the sentence that is reported")
    severity = entry.get("severity", WARNING)
    if severity not in SEVERITIES:
        raise SettingsError(f"{where}: severity must be one of {', '.join(SEVERITIES)}, not {severity!r}")
    when = _conditions(entry, "when", where)
    if not when:
        raise SettingsError(f"{where}: when is missing: a list of conditions")
    names = tuple(dict.fromkeys(fact for condition in when for fact in condition.names))
    case = Case(severity, when, _sentence(entry, "say", where), _conditions(entry, "unless", where))
    rule = Rule(
        name,
        entry.get("summary") or entry["say"],
        cases=(case,),
        at=names,
        instead=_sentence(entry, "instead", where),
        evidence=(entry["link"],) if entry.get("link") else (),
    )
    examples = [_examples(entry, key, where) for key in ("bad", "good", "asks")]
    own = Own(where, *examples, spot)
    known[name] = Loaded(rule, own, _skill(entry, where), entry.get("link", ""))


def _skill(entry, where):
    from .. import rules

    folders = sorted({module.partition(".")[0].replace("_", "-") for module, *_ in rules.index()})
    skill = entry.get("skill") or _DEFAULT_SKILL
    if skill not in folders:
        raise SettingsError(f"{where}: there is no skill {skill!r}{suggest(skill, folders)}")
    return skill


def _sentence(entry, key, where):
    """Return a function of the view that gives a sentence with its ``{fact}`` filled in."""
    text = entry.get(key, "")
    for name in re.findall(r"\{([^{}]*)\}", text):
        if name not in VOCABULARY:
            raise SettingsError(f"{where}: {key} names an unknown fact {name!r}{suggest(name, VOCABULARY)}")

    def filled(view):
        return re.sub(r"\{([^{}]*)\}", lambda match: _shown(view.value(match[1])), text)

    return filled if text else ""


def _shown(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:,}"
    return "unknown" if value is None else str(value)


def _examples(entry, key, where):
    """Return the examples of one kind: configs, each as text or as a mapping of facts."""
    found = entry.get(key, [])
    found = found if isinstance(found, list) else [found]
    if not all(isinstance(one, (str, dict)) for one in found):
        raise SettingsError(f"{where}: {key} must be a list of examples, each a config's text or a mapping of facts")
    return tuple(found)


def _conditions(entry, key, where):
    """Return the conditions of ``when`` or ``unless``; a list among them holds where one of its own does."""
    listed = entry.get(key, [])
    listed = [listed] if isinstance(listed, str) else listed
    if not isinstance(listed, list) or len(listed) > _MOST_CONDITIONS:
        raise SettingsError(f"{where}: {key} must be a list of conditions")
    found = []
    for item in listed:
        if isinstance(item, list) and item:
            found.append(_Asking(Any(*(_condition(one, f"{where}: {key}") for one in item))))
        else:
            found.append(_condition(item, f"{where}: {key}"))
    return tuple(found)


class _Asking(Condition):
    """A condition that asks for each fact that it lacks: what a project's own rule needs is worth a question."""

    __slots__ = ()

    def __init__(self, condition, asks=None):
        asks = condition.names if asks is None else asks
        super().__init__(condition.names, condition.test, condition.text, asks, condition.worse)

    def missing(self, view):
        """Return the facts that are absent."""
        return {name for name in self.asks if view.get(name) is None}


def _condition(text, where):
    if not isinstance(text, str) or len(text) > _LONGEST_CONDITION:
        shown = str(text)[:100]
        raise SettingsError(f"{where}: a condition is a text such as 'model.num_layers above 20', not {shown!r}")
    words = " ".join(text.split())
    name, _, rest = words.partition(" ")
    fact = _fact(name, where)
    operator = next((one for one in _OPERATORS if rest == one or rest.startswith(one + " ")), None)
    if operator is None:
        near = suggest(" ".join(rest.split(" ")[:2]), _OPERATORS) or suggest(rest.split(" ")[0], _OPERATORS)
        raise SettingsError(
            f"{where}: {words!r}: unknown condition; write one of {', '.join(_OPERATORS)} behind the fact{near}"
        )
    given = rest[len(operator) :].strip()
    if operator in ("is known", "is absent"):
        if given:
            raise SettingsError(f"{where}: {words!r}: nothing may follow {operator!r}")
        return _presence(fact, operator)
    if not given:
        raise SettingsError(f"{where}: {words!r}: a value is missing behind {operator!r}")
    return _Asking(_compared(fact, operator, given, f"{where}: {words!r}"))


def _fact(name, where):
    if name not in VOCABULARY:
        raise SettingsError(f"{where}: unknown fact {name!r}{suggest(name, VOCABULARY)}")
    return Fact(name)


def _presence(fact, operator):
    return fact.known if operator == "is known" else fact.absent


def _compared(fact, operator, given, where):
    if operator in ("divides", "does not divide", "equals"):
        from ..rules.arithmetic import Divides, Equals

        other = _fact(given, where).name
        if operator == "equals":
            return Equals(fact.name, other)
        return Divides(fact.name, other) if operator == "divides" else ~Divides(fact.name, other)
    parts = [_unquoted(part) for part in re.split(r""" or (?=(?:[^"']*["'][^"']*["'])*[^"']*$)""", given)]
    if operator == "has":
        return fact.has(*(part.lower() for part in parts))
    if operator in _COMPARISONS:
        return getattr(fact, _COMPARISONS[operator])(_number(fact.name, given, where))
    wanted = tuple(_value(fact.name, part, where) for part in parts)
    return fact.is_(*wanted) if operator == "is" else fact.is_not(*wanted)


def _unquoted(text):
    quoted = len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]
    return text[1:-1] if quoted else text


def _number(name, text, where):
    if VOCABULARY[name].type not in ("integer", "number"):
        raise SettingsError(f"{where}: {name} is no number")
    try:
        return quantity(text.replace("_", ""))
    except Impossible as fault:
        raise SettingsError(f"{where}: {text}: {fault}") from None


def _value(name, text, where):
    kind = VOCABULARY[name]
    if kind.type in ("list", "counts"):
        raise SettingsError(f"{where}: {name} is a list: ask what it has")
    try:
        return check_value(name, text)
    except Impossible as fault:
        raise SettingsError(f"{where}: {text}: {fault}{suggest(text, kind.values)}") from None


def config_of(example):
    """Return (path, text) of an example: its own text, or its facts as a config in archlint's own words."""
    if isinstance(example, str):
        return os.path.join("example", "archlint.yaml"), example
    import json

    return os.path.join("example", "archlint.json"), json.dumps({"archlint": 1, **example}, default=str)
