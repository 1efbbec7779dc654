"""Whether the keys that a file's dialect does not know may state anything: one look, before they are read."""

from ._lexicon import SAVING, word_set
from ._phrases import phrase

_MOST_LOOKED_AT = 600


def is_worth_reading(value):
    """Whether any key and value may state one of these facts: most configs hold none, and are left after this look."""
    left, stack, seen = _MOST_LOOKED_AT, [(value, _NOTHING)], set()
    while stack and left > 0:
        held, above = stack.pop()
        if id(held) in seen:
            continue
        seen.add(id(held))
        left -= len(held)
        for key, child in held.items():
            if type(key) is not str:
                continue
            child = getattr(child, "value", child)
            own = phrase(key)
            if isinstance(child, dict):
                stack.append((child, above | own.concepts if own.concepts else above))
            elif _may_say(own, above, child):
                return True
    return False


def _may_say(own, above, value):
    concepts, kind = own.concepts, type(value)
    if not concepts.isdisjoint(_NEEDS) or (kind is bool and value and not concepts.isdisjoint(_PLACES)):
        return True
    if kind is int or kind is float:
        counts = "train" in concepts or ("unit" in concepts and "train" in above)
        return (counts and value >= _LEAST_SIZE) or ("fps" in concepts and value > 0)
    if not above.isdisjoint(_TUNED):
        return True
    if not concepts.isdisjoint(_STARTS) and own.texts.isdisjoint(SAVING):
        # ``load_from: null`` names no weights, and denies none.
        return bool(value) or "pretrained" in concepts or "weights" in concepts
    if kind is not str:
        return False
    if value[:1].isdigit() and ("train" in concepts or "train" in above or value[-1:].isalpha()):
        return True
    if not concepts.isdisjoint(_PLACES) or "place" in above:
        return len(value) < _LONGEST_PLACE and _names_a_place(value)
    return "scratch" in value or "trained" in value or "random" in value


def _names_a_place(text):
    from ._native_values import target

    return target(text)[0] is not None


# Concepts that say at once that a key may state one of these facts; those that may for some values; and what stands
# around them.
_NEEDS = word_set("latency realtime interpret compute teacher selfsupervised scratch tuned measured")
_STARTS = word_set("pretrained start weights")
_TUNED = word_set("tuned teacher selfsupervised")
_PLACES = word_set("place preposition")
_LEAST_SIZE = 2
_LONGEST_PLACE = 120
_NOTHING: frozenset = frozenset()
