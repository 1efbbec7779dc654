"""Arithmetic between facts: relations that hold or not, the nearest values that would work, and remedies.

A relation is a condition over several numbers.  It is unknown where one of them is, and asks for nothing: a rule
about two written numbers has nothing to say where one of them is not written.
"""

import math

from ..records import Record
from . import Condition, is_number


class Remedy(Record):
    """Values of a fact that would satisfy a rule: ``values(view)`` gives them, the nearest first."""

    __slots__ = ("fact", "values")


class Relation(Condition):
    """A relation between numbers: ``holds(*values)`` of the named facts, in words ``text``."""

    __slots__ = ("_holds",)
    relates = True

    def __init__(self, names, holds, text):
        def outcome(view):
            values = [view.value(name) for name in names]
            return holds(*values) if all(map(is_number, values)) else None

        self._holds = holds
        super().__init__(tuple(names), outcome, text, ())

    def __invert__(self):
        return Relation(self.names, lambda *values: not self._holds(*values), f"not ({self.text})")


class Divides(Relation):
    """One number divides another: ``Divides("model.num_heads", "model.hidden_size")``."""

    __slots__ = ("divisor", "number")

    def __init__(self, divisor, number):
        self.divisor, self.number = divisor, number
        super().__init__(
            (divisor, number), lambda one, many: one > 0 and many % one == 0, f"{divisor} divides {number}"
        )

    @property
    def remedies(self):
        """The nearest divisors of the number, then the nearest multiples of the divisor."""
        return self.remedies_where()

    def remedies_where(self, divisor_works=None, number_works=None):
        """Return the remedies of which ``works(view, value)`` says that they break no other relation of the network."""

        def divisors(view):
            works = divisor_works and (lambda value: divisor_works(view, value))
            return divisors_near(*view.numbers(self.number, self.divisor), works)

        def multiples(view):
            works = number_works and (lambda value: number_works(view, value))
            return multiples_near(*view.numbers(self.divisor, self.number), works)

        return Remedy(self.divisor, divisors), Remedy(self.number, multiples)


class Equals(Relation):
    """Two numbers are the same: the first is written, the second is what it must be."""

    __slots__ = ("written", "wanted")

    def __init__(self, written, wanted):
        self.written, self.wanted = written, wanted
        super().__init__((written, wanted), lambda one, other: one == other, f"{written} is {wanted}")

    @property
    def remedies(self):
        """The value that the first one must have."""
        return (Remedy(self.written, lambda view: view.numbers(self.wanted)),)


def divisors_near(number, near, works=None):
    """Return the divisors of a positive number next to a value: the nearest first, at most one on each side.

    ``works`` says of a divisor whether it may be returned.
    """
    small = [n for n in range(1, min(math.isqrt(number), _MOST) + 1) if number % n == 0]
    divisors = sorted({*small, *(number // n for n in small)})
    divisors = [n for n in divisors if works is None or works(n)]
    below = [n for n in divisors if n < near][-1:]
    above = [n for n in divisors if n > near][:1]
    return sorted(below + above, key=lambda n: abs(n - near))


# Square roots of the widths, heads and layers that configs hold lie below; a hostile number must not cost a search.
_MOST = 10_000
# Multiples that are tried on each side for one that works.
_MOST_STEPS = 64


def multiples_near(step, near, works=None):
    """Return the positive multiples of a step next to a value: the nearest first, one on each side.

    ``works`` says of a multiple whether it may be returned; only some on each side are tried.
    """
    below = near // step * step
    sides = [(below - n * step for n in range(_MOST_STEPS)), (below + n * step for n in range(1, _MOST_STEPS + 1))]
    fitting = ((n for n in side if n > 0 and n != near and (works is None or works(n))) for side in sides)
    found = [n for n in (next(side, None) for side in fitting) if n is not None]
    return sorted(found, key=lambda n: abs(n - near))


def in_words(values):
    """Return values as a choice in words: ``8 or 12``; as one writes them into a config, so without separators."""
    said = [str(value) for value in sorted(values)]
    return said[0] if len(said) == 1 else ", ".join(said[:-1]) + " or " + said[-1]


def counted(number, word):
    """Return a number with what it counts: ``1 channel``, ``1,024 channels``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def quotient(number, divisor):
    """Return a quotient as a person writes it: ``76.8``."""
    return f"{number / divisor:,.4g}" if number / divisor < 10_000 else f"{number / divisor:,.1f}"
