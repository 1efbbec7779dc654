"""Plain records with named fields.

A ``NamedTuple`` costs about half a millisecond to define, which every run would pay for each of them; these cost
next to nothing.
"""


class Record:
    """A record whose fields are its class's ``__slots__``, filled by position or by name, with class-level defaults."""

    __slots__ = ()
    defaults: dict = {}

    def __init__(self, *values, **named):
        fields = self.__slots__
        if len(values) > len(fields):
            raise TypeError(f"{type(self).__name__} takes {len(fields)} values, not {len(values)}")
        for field, value in zip(fields, values, strict=False):
            setattr(self, field, value)
        for field in fields[len(values) :]:
            if field in named:
                setattr(self, field, named.pop(field))
            elif field in self.defaults:
                setattr(self, field, self.defaults[field])
            else:
                raise TypeError(f"{type(self).__name__} needs {field}")
        if named:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(named)}")

    def __repr__(self):
        fields = ", ".join(f"{field}={getattr(self, field)!r}" for field in self.__slots__)
        return f"{type(self).__name__}({fields})"

    def __eq__(self, other):
        return type(self) is type(other) and all(
            getattr(self, field) == getattr(other, field) for field in self.__slots__
        )

    __hash__ = None  # type: ignore[assignment]  # equal by its fields, which may change
