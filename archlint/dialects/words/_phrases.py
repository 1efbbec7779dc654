"""Keys as phrases: a key is cut into words, and each word stands for concepts of the lexicon."""

import re

from ._lexicon import CONCEPTS, FILLERS, UNITS

_UPPER = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APART = re.compile(r"[\W_]+")
_SIGNS = {"#": " number ", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "ê": "e", "à": "a", "ñ": "n",
          "ó": "o", "á": "a", "í": "i", "ú": "u", "ç": "c", "ã": "a", "õ": "o", "ô": "o"}  # fmt: skip
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_LONGEST = 80
_NOTHING: frozenset = frozenset()


class Word:
    """A word of a key: its singular, whether it was written as a plural, and its concepts."""

    __slots__ = ("text", "plural", "concepts")

    def __init__(self, text, plural, concepts):
        self.text = text
        self.plural = plural
        self.concepts = concepts


class Phrase(tuple):
    """The words of one key without those that add nothing; their concepts and their texts are known beforehand."""

    concepts: frozenset
    texts: frozenset

    def __new__(cls, words=()):
        self = super().__new__(cls, words)
        self.concepts = _NOTHING.union(*(word.concepts for word in self))
        self.texts = frozenset(word.text for word in self)
        return self

    def has(self, concept):
        """Whether a word stands for a concept."""
        return concept in self.concepts

    def fits(self, needs, may):
        """Whether the words stand for all needed concepts, and each for one that is needed or allowed."""
        return needs <= self.concepts and all(
            word.concepts & needs or word.concepts & may or word.text in may for word in self
        )

    def unit(self):
        """Return (unit, modality, word) of the noun that says what is counted, or None."""
        for word in reversed(self):
            if word.text in UNITS:
                return (*UNITS[word.text], word)
        return None


_PHRASES: dict = {}


def phrase(key):
    """Return a key as a phrase."""
    found = _PHRASES.get(key)
    if found is None:
        if len(_PHRASES) > 20_000:
            _PHRASES.clear()
        found = _PHRASES[key] = _read(str(key))
    return found


def _read(key):
    if len(key) > _LONGEST:
        return Phrase()
    if not key.islower():
        key = _UPPER.sub(" ", key).lower()
    key = _SIGN.sub(lambda sign: _SIGNS[sign[0]], key)
    parts = [part for part in _APART.split(key) if part and not part.isdigit()]
    words, at = [], 0
    while at < len(parts):
        for length in (3, 2, 1):
            text = "".join(parts[at : at + length])
            if at + length <= len(parts) and (length == 1 or text in CONCEPTS or _is_plural_of_known(text)):
                text, plural = singular(text)
                if text in CONCEPTS or text not in FILLERS:
                    words.extend(_split(text, plural) if text not in CONCEPTS else [_word(text, plural)])
                at += length
                break
    return Phrase(words)


def _is_plural_of_known(text):
    return text.endswith("s") and singular(text)[0] in CONCEPTS


def _word(text, plural):
    concepts = CONCEPTS.get(text, _NOTHING)
    # One samples; samples are what there are.
    return Word(text, plural, concepts - _SAMPLING if plural and text == "sample" else concepts)


_SAMPLING = frozenset(("sampling",))


_SHORTEST_COMPOUND = 6
_SHORTEST_PART = 4


def _split(text, plural):
    """Return the known words that an unknown one is written together of (``trainingsbilder``), or itself."""
    if len(text) >= _SHORTEST_COMPOUND:
        for at in range(len(text) - 3, 2, -1):
            first, last = singular(text[:at])[0], singular(text[at:])
            counted = first in _COUNTS and _COUNTABLE & CONCEPTS.get(last[0], _NOTHING)
            long = min(at, len(text) - at) >= _SHORTEST_PART
            if last[0] in CONCEPTS and first in CONCEPTS and (counted or long):
                return [_word(first, False), _word(*last)]
        if text[0] == "n" and _COUNTABLE & CONCEPTS.get(singular(text[1:])[0], _NOTHING):
            return [_word("n", False), _word(*singular(text[1:]))]
    return [_word(text, plural)]


_COUNTS = frozenset(("num", "anz", "max", "img", "tot"))
_COUNTABLE = frozenset(("unit", "layer", "class", "node", "train", "attentionhead", "patch", "size", "length"))


_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ces", "x"), ("n", ""), ("en", ""))


def singular(text):
    """Return a word's singular, as far as the lexicon knows one, and whether it was a plural."""
    if text in CONCEPTS or len(text) < 4:
        return text, False
    for ending, instead in _ENDINGS:
        if text.endswith(ending) and text[: -len(ending)] + instead in CONCEPTS:
            return text[: -len(ending)] + instead, True
    return text, text.endswith("s") and not text.endswith("ss")
