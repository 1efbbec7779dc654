"""Arithmetic between facts: relations that hold or not, the nearest values that would work, and remedies.

A relation is a condition over several numbers.  It is unknown where one of them is, and asks for nothing: a rule
about two written numbers has nothing to say where one of them is not written.

Most rules of this kind say that one relation must hold (:func:`must_hold`); :meth:`Relation.broken` makes a case of a
relation for the others.  Their sentences name the numbers by the relation's ``roles`` (``{number} ... {divisor}``):

- ``{number}`` is ``1,024``, and ``{number:channel}`` is ``1 channel`` or ``1,024 channels``; a plural that takes more
  than an s is written out: ``{number:class|classes}``;
- ``{part:the head}`` is the component or site that it is about, or else these words; ``{where}`` is `` (stage 2)`` at
  a site and nothing elsewhere;
- ``{quotient}`` is what a division gives: ``76.8``.
"""

import math

from ..records import Record
from . import ERROR, Case, Condition, Rule, is_number


class Remedy(Record):
    """Values of a fact that would satisfy a rule: ``values(view)`` gives them, the nearest first."""

    __slots__ = ("fact", "values")


class Relation(Condition):
    """A relation between numbers: ``holds(*values)`` of the named facts, in words ``text``.

    ``roles`` are what sentences call the numbers: the last parts of the facts' names, unless said otherwise.
    ``opposite`` says in words that it does not hold, ``defaults`` what facts are where they are not known.
    """

    __slots__ = ("roles", "_holds", "_opposite", "_defaults")
    relates = True
    remedies: tuple = ()
    instead = ""

    def __init__(self, names, holds, text, roles=None, opposite=None, defaults=None):
        defaults = defaults or {}

        def outcome(view):
            values = [view.value(name, defaults.get(name)) for name in names]
            return holds(*values) if all(map(is_number, values)) else None

        self.roles = roles or tuple(name.rpartition(".")[2] for name in names)
        self._holds = holds
        self._defaults = defaults
        self._opposite = opposite or f"not ({text})"
        super().__init__(tuple(names), outcome, text, ())

    def __invert__(self):
        return Relation(
            self.names,
            lambda *values: not self._holds(*values),
            self._opposite,
            self.roles,
            opposite=self.text,
            defaults=self._defaults,
        )

    def words(self, view):
        """Return what a sentence may name: the numbers by their roles, and the part that they belong to."""
        numbers = dict(zip(self.roles, map(_Number, view.numbers(*self.names)), strict=True))
        return {**numbers, "part": _Part(view.facts.role), "where": view.where}

    def broken(self, say, severity=ERROR, when=(), unless=(), remedies=None, instead="", at=()):
        """Return the case in which the relation does not hold, while ``when`` does."""
        sentence = say if callable(say) else lambda view: say.format(**self.words(view))
        remedies = self.remedies if remedies is None else remedies
        return Case(severity, (*when, ~self), sentence, unless, instead, at, remedies)


class Divides(Relation):
    """One number divides another: ``Divides("model.num_heads", "model.hidden_size")``."""

    __slots__ = ("divisor", "number")
    instead = "values that divide evenly: {fixes}"

    def __init__(self, divisor, number):
        self.divisor, self.number = divisor, number
        super().__init__(
            (divisor, number),
            lambda one, many: one > 0 and many % one == 0,
            f"{divisor} divides {number}",
            ("divisor", "number"),
        )

    def words(self, view):
        """Return what a sentence may name, the quotient too."""
        return {**super().words(view), "quotient": quotient(*view.numbers(self.number, self.divisor))}

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


class _Compares(Relation):
    """Two numbers of which the first is what one would change, and the second bounds it."""

    __slots__ = ()

    @property
    def remedies(self):
        """The value that bounds the first one, for it."""
        return (self.takes_the_other(0),)

    def takes_the_other(self, which):
        """Return the remedy by which one of the two (0 or 1) takes the other's value."""
        return Remedy(self.names[which], lambda view: view.numbers(self.names[1 - which]))


class Equals(_Compares):
    """Two numbers are the same: the first is written, the second is what it must be."""

    __slots__ = ()

    def __init__(self, written, wanted):
        super().__init__(
            (written, wanted), lambda one, other: one == other, f"{written} is {wanted}", ("written", "wanted")
        )


class AtMost(_Compares):
    """One number is at most another: the most."""

    __slots__ = ()

    def __init__(self, value, most):
        super().__init__(
            (value, most),
            lambda one, other: one <= other,
            f"{value} <= {most}",
            ("value", "most"),
            opposite=f"{value} > {most}",
        )


class AtLeast(_Compares):
    """One number is at least another: the least."""

    __slots__ = ()

    def __init__(self, value, least):
        super().__init__(
            (value, least),
            lambda one, other: one >= other,
            f"{value} >= {least}",
            ("value", "least"),
            opposite=f"{value} < {least}",
        )


class InRange(Relation):
    """A number that counts from 0 lies in a range of a size: an id in a vocabulary."""

    __slots__ = ()

    def __init__(self, index, size):
        super().__init__(
            (index, size),
            lambda one, many: one < many or many <= 0,
            f"{index} < {size}",
            ("index", "size"),
            opposite=f"{index} >= {size}",
        )

    def words(self, view):
        """Return what a sentence may name, the last number of the range too."""
        return {**super().words(view), "last": _Number(view.value(self.names[1]) - 1)}


def must_hold(
    name, summary, relation, say, instead="", severity=ERROR, when=(), unless=(), remedies=None, at=(), needs=(),
    evidence=(), sites=True,
):  # fmt: skip
    """Return the rule that a relation between numbers must hold.

    ``say`` is the sentence for where it does not, ``when`` and ``unless`` what else must and must not be known.  What
    is left out follows from the relation: ``remedies`` and ``instead``; ``at``, the facts at whose value the finding
    stands; and ``needs``, the facts without which there is nothing to judge.
    """
    return Rule(
        name,
        summary,
        cases=(relation.broken(say, severity, when, unless, remedies),),
        at=at or relation.names,
        instead=instead or relation.instead,
        evidence=evidence,
        needs=needs or relation.names,
        sites=sites,
    )


class _Number:
    """A number as sentences write it: with separators, and with what it counts."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __format__(self, word):
        return counted(self.value, word) if word else f"{self.value:,}"


class _Part(str):
    """The name of a component or site; where there is none, the words that a sentence gives for it."""

    def __new__(cls, role):
        return super().__new__(cls, role or "")

    def __format__(self, otherwise):
        return str(self) or otherwise


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
    """Return a number with what it counts: ``1 channel``, ``1,024 channels``; one of ``class|classes``."""
    one, _, many = word.partition("|")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quotient(number, divisor):
    """Return a quotient as a person writes it: ``76.8``."""
    return f"{number / divisor:,.4g}" if number / divisor < 10_000 else f"{number / divisor:,.1f}"
