"""Keys that a framework does not know: misspelt ones, told from a project's own notes, and renamed ones.

A key is taken for misspelt only where one known key is near it, that key is not there itself, and no other part of the
framework (an older version, another class) has the name that is written.
"""

import re

from ...facts import DROP, MISSPELT, REFUSE, RENAMED, Facts
from .. import Node

_MOST_KEYS = 300  # of one mapping: a larger one is no config of options
_LONGEST = 60
_SHORTEST = 5  # one letter of a shorter word makes another word
_LONG_WORD = 8  # a word this long may miss two letters


def note_misspelt(facts: Facts, node: Node, known, treatment, is_name=None, is_word=None):
    """Note the keys of a mapping that are near to a known one which is absent.

    known: the names that the framework reads there.  is_name: whether a name is one of the framework's for all that.
    is_word: whether its names hold such a word.
    """
    note_misspelt_in(facts, [(node, known)], treatment, is_name, is_word)


def note_misspelt_in(facts: Facts, places, treatment, is_name=None, is_word=None):
    """Note misspelt keys in several mappings of one tree of options: pairs of a node and the names known there.

    Where the framework refuses every key that it does not know, a file with others that are near to none is read by a
    program of the project's own first, and nothing is certain.
    """
    noted = []
    for node, known in places:
        if not node.is_map or len(node.value) > _MOST_KEYS:
            continue
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
            noted.append((keys, near, safe))
    for keys, near, safe in noted:
        facts.note_key(MISSPELT, keys, near, treatment, safe=safe)


def sections(root: Node, keys_of):
    """Yield (dotted path, node, names known there) of a tree of options; ``keys_of(path)`` is None for unknown ones."""
    nodes = [(root, "")]
    while nodes:
        node, section = nodes.pop()
        known = keys_of(section)
        if known is not None:
            yield section, node, known
            nodes.extend((child, f"{section}.{key}".lstrip(".")) for key, child in node.items() if child.is_map)


def note_renamed(facts: Facts, node: Node, names, treatment, since):
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
    ``k_dim``.  A slip of the keyboard leaves a word's first letter and its digits; where it does not, or the word is
    short (text and test, dim and dims), it counts only if the framework has no such word (``is_word``).
    """
    if key[:1].lower() != name[:1].lower() or abs(len(key) - len(name)) > 2 or len(name) <= _SHORTEST:
        return None
    words, others = _words(key), _words(name)
    joined, other = "".join(words), "".join(others)
    if joined == other:
        return 0
    if len(words) != len(others):
        is_slip = is_word is not None and len(joined) >= _LONG_WORD and not all(map(is_word, words))
        return 1 if is_slip and _digits(joined) == _digits(other) and _edits(joined, other) == 1 else None
    total = 0
    for word, other in zip(words, others, strict=True):
        if word == other:
            continue
        shorter = min(len(word), len(other))
        if shorter < 3 or _digits(word) != _digits(other):
            return None
        is_slip = word[0] == other[0] and (
            shorter >= _SHORTEST or (shorter == _SHORTEST - 1 and not _is_other_letter(word, other))
        )
        if not is_slip and (is_word is None or is_word(word)):
            return None
        missed = _edits(word, other)
        if missed > (2 if shorter >= _LONG_WORD else 1):
            return None
        total += missed
    return total if total <= 2 else None


def _is_other_letter(word, other):
    return len(word) == len(other) and sorted(word) != sorted(other)


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


__all__ = ["DROP", "REFUSE", "distance", "note_misspelt", "note_misspelt_in", "note_renamed", "sections"]
