"""How many, and of what: amounts as they are written, and the nouns beside them."""

import re

from ...facts import Impossible
from . import _native_values as values


def noun_of(leaf):
    """Return (unit, modality, word) of the noun that a leaf's key, or else the nearest section, counts."""
    found = leaf.own.unit()
    if found is None:
        for part in reversed(leaf.above):
            found = part.unit()
            if found is not None and not part.has("model") and (found[2].plural or len(part) == 1):
                return found
        return None
    return found


def amount_of(value):
    """Return the Amount that a number or a text states; a text may go on after a comma or in brackets."""
    try:
        return values.amount(value)
    except Impossible:
        if not isinstance(value, str):
            return None
    try:
        return values.amount(re.split(r"[(;]|,\s", value)[0])
    except Impossible:
        return None
