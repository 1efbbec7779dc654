"""Keys that a framework does not know: misspelt ones, told from a project's own notes, and renamed ones.

A key is taken for misspelt only where one known key is near it, that key is not there itself, and no other part of the
framework (an older version, another class) has the name that is written.
"""

import re

from ..facts import DROP, MISSPELT, REFUSE, RENAMED

_MOST_KEYS = 300  # of one mapping: a larger one is no config of options
_LONGEST = 60
_SHORTEST = 5  # one letter of a shorter word makes another word
_LONG_WORD = 8  # a word this long may miss two letters


def note_misspelt(facts, node, known, treatment, is_name=None, is_word=None):
    """Note the keys of a mapping that are near to a known one which is absent.

    known: the names that the framework reads there.  is_name: whether a name is one of the framework's for all that.
    is_word: whether its names hold such a word.  Where the framework refuses every key that it does not know, a mapping
    with others that are near to none is read by a program of the project's own first, and nothing is certain.
    """
    if not node.is_map or len(node.value) > _MOST_KEYS:
        return
    found = []
    for key, child in node.items():
        if not isinstance(key, str) or key in known or (is_name is not None and is_name(key)):
            continue
        absent = [name for name in known if name not in node.value]
        near = _nearest(key, absent, is_word) if len(key) <= _LONGEST else []
        if near:
            found.append((child.keys, near))
        elif treatment == REFUSE:
            return
    wanted = [name for _, near in found for name in near]
    for keys, near in found:
        # Of two keys for one name, or two names for one key, a person must choose.
        safe = treatment == DROP and len(near) == 1 and wanted.count(near[0]) == 1
        facts.note_key(MISSPELT, keys, near, treatment, safe=safe)


def note_renamed(facts, node, names, treatment, since):
    """Note the keys that a framework has renamed, where the new name is not there: ``names`` maps old to new."""
    for old, new in names.items():
        if old in node.value and new not in node.value:
            facts.note_key(RENAMED, (*node.keys, old), [new], treatment, since)


def _nearest(key, names, is_word):
    """Return the names that a key may be a misspelling of, the nearest first; mostly none or one."""
    found = [(missed, name) for name in names for missed in [distance(key, name, is_word)] if missed is not None]
    return [name for _, name in sorted(found)][:3]


def distance(key, name, is_word=None):
    """Return by how many letters a key misses a name, or None where it is likely another name.

    Words are compared one by one: ``num_encoder_layers`` is no misspelling of ``num_decoder_layers``, nor ``q_dim`` of
    ``k_dim``, for a slip of the keyboard leaves a word's first letter and its digits.
    """
    if key[:1].lower() != name[:1].lower() or abs(len(key) - len(name)) > 2:
        return None
    words, others = _words(key), _words(name)
    if len(words) != len(others):
        joined = "".join(words)
        return 0 if joined == "".join(others) and len(joined) > _SHORTEST else None
    total = 0
    for word, other in zip(words, others, strict=True):
        if word == other:
            continue
        if min(len(word), len(other)) < _SHORTEST - 1 or word[0] != other[0] or _digits(word) != _digits(other):
            return None
        if len(word) == len(other) < _SHORTEST and sorted(word) != sorted(other) and (not is_word or is_word(word)):
            return None  # text and test: another letter in a short word makes another word
        missed = _edits(word, other)
        if missed > (2 if min(len(word), len(other)) >= _LONG_WORD else 1):
            return None
        total += missed
    return total if total <= 2 and len(name) > _SHORTEST else None


def _words(key):
    return [word.lower() for word in re.split(r"[_\-. ]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key)) if word]


def _digits(word):
    return re.sub(r"\D", "", word)


def _edits(word, other):
    """Return how many letters are put in, left out, changed or swapped with the next one; more than 2 count as 3."""
    if abs(len(word) - len(other)) > 2:
        return 3
    before, above = None, list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != wanted))
            if before is not None and column > 1 and letter == other[column - 2] and word[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return min(above[-1], 3)


__all__ = ["DROP", "REFUSE", "distance", "note_misspelt", "note_renamed"]
