"""What people write for a value: whole numbers, quantities, truths and words, each checked against its fact's kind."""

from .vocabulary import VOCABULARY


class Impossible(ValueError):  # noqa: N818 (named for what it says of a value, as readers raise it)
    """Raised by a converter for a value that its key cannot hold; the message says what it must be."""


def check_value(name, value):
    """Return a value given by a person (a setting, ``--set``, the native dialect) in its fact's type.

    Raises Impossible with what the fact can hold.
    """
    kind = VOCABULARY[name]
    if kind.type == "list":
        if not isinstance(value, list) or any(isinstance(item, (dict, list)) for item in value):
            raise Impossible("must be a list of texts")
        return [str(item) for item in value]
    if kind.type == "counts":
        if not isinstance(value, list) or any(isinstance(item, (dict, list)) for item in value):
            raise Impossible("must be a list of whole numbers")
        return [count(item) for item in value]
    if isinstance(value, (dict, list)):
        raise Impossible("must be a single value")
    if kind.type == "integer":
        return count(value, low=kind.low or 0)
    if kind.type == "number":
        return quantity(value, low=kind.low)
    if kind.type == "boolean":
        return truth(value)
    if kind.type == "word":
        text = str(value).strip().lower().replace("_", "-")
        if text in kind.values or (name == "model.normalization" and _is_joined(text, kind.values)):
            return text
        if kind.open and text:
            return text
        raise Impossible(f"must be one of {', '.join(kind.values)}")
    return str(value)


def _is_joined(text, values):
    parts = text.split("+")
    return parts == sorted(parts) and all(part in values for part in parts)


_SUFFIXES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}


def is_integer(value):
    """Whether a value is a whole number as it stands: no text, no fraction, and not true or false."""
    return type(value) is int


def is_count(value):
    """Whether a value is a positive whole number as it stands."""
    return type(value) is int and value > 0


def count(value, low=1):
    """Return a whole number at or above ``low``; ``"12"``, ``"5k"``, ``"1.2M"`` and ``12.0`` are whole numbers too."""
    if isinstance(value, bool):
        raise Impossible("must be a whole number, not true or false")
    if isinstance(value, str):
        value = _spelled(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise Impossible(f"must be a whole number, not {value}")
        if value != int(value):
            raise Impossible("must be a whole number")
        value = int(value)
    if not isinstance(value, int):
        raise Impossible("must be a whole number")
    if value < low:
        raise Impossible(f"must be at least {low}")
    return value


def quantity(value, low=None):
    """Return a finite number at or above ``low``."""
    if isinstance(value, bool):
        raise Impossible("must be a number, not true or false")
    if isinstance(value, str):
        value = _spelled(value)
    if not isinstance(value, (int, float)):
        raise Impossible("must be a number")
    if value != value or value in (float("inf"), float("-inf")):
        raise Impossible(f"must be a finite number, not {value}")
    if low is not None and value < low:
        raise Impossible(f"must be at least {low}")
    return value


def _spelled(text):
    from ..sources import number

    plain = text.strip().replace(",", "")
    value = number(plain)
    if value is None and plain[-1:].lower() in _SUFFIXES:
        base = number(plain[:-1])
        if base is not None:
            value = base * _SUFFIXES[plain[-1].lower()]
            if value != value or value in (float("inf"), float("-inf")):
                raise Impossible("must be a finite number")
            value = round(value) if abs(value - round(value)) < 1e-6 else value
    if value is None:
        raise Impossible("must be a number")
    return value


_TRUTHS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def truth(value):
    """Return true or false; ``"true"``, ``"yes"``, ``1`` and their opposites are accepted as people write them."""
    if isinstance(value, bool):
        return value
    known = _TRUTHS.get(str(value).strip().lower())
    if known is None:
        raise Impossible("must be true or false")
    return known
