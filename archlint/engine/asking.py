"""Whether a question is worth its line: only where an answer within reason would give an error or a warning."""

import itertools

from .. import rules
from ..derivation import unit_of_answer
from ..facts import DERIVED, SETTING, VOCABULARY, Fact
from ..findings import ERROR, WARNING

# What a person may answer where no words are listed: small, medium and large numbers.
_SIZES = (500, 5_000, 100_000, 10_000_000)
_NUMBERS = (10, 1_000, 100_000, 10_000_000)
_MOST_TOGETHER = 2  # facts answered at once: what takes more than two answers to go wrong is not near


def plausible(fact):
    """Return the answers within reason to the question for a fact."""
    kind = VOCABULARY[fact]
    if kind.values:
        return kind.values
    if kind.type == "boolean":
        return (True, False)
    if kind.type in ("integer", "number"):
        return _SIZES if fact == "data.train_size" else _NUMBERS
    return ("none",) if kind.type == "text" else ()


def decisive(facts, view, judges):
    """Return those of some missing facts of which an answer, alone or beside another's, gives an error or a warning.

    ``judges`` are (rule, limits) that the answers may concern.
    """
    needed = set()
    for number in range(1, min(len(facts), _MOST_TOGETHER) + 1):
        for together in itertools.combinations(sorted(set(facts) - needed), number):
            if needed.isdisjoint(together) and _fires(together, view, judges):
                needed.update(together)
    return needed


def _fires(facts, view, judges):
    for values in itertools.product(*map(plausible, facts)):
        answered = dict(view.fixed or {})
        answered.update((name, Fact(name, value, SETTING)) for name, value in zip(facts, values, strict=True))
        _complete(answered, view)
        for rule, limits in judges:
            case = rules.judge(rule, view.under(limits, answered)).case
            if case is not None and case.severity in (ERROR, WARNING):
                return True
    return False


def _complete(answered, view):
    """Add the unit that a bare size would get from the kind of data, as an answer in the settings gets it."""
    if "data.train_size" in answered and view.get("data.unit") is None:
        unit = unit_of_answer(view.under(view.limits, answered))
        if unit is not None:
            answered["data.unit"] = Fact("data.unit", unit, DERIVED)
