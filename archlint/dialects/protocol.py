"""What a dialect's module holds: the protocol between a config's claim and its reading, for a checker of types."""

from typing import Protocol

from ..facts import Facts
from . import Claim, Dialect, Node


class DialectModule(Protocol):
    """A module below one of the wings.

    A program's text (a Python file, a shell script) is parsed only where a sign shows that it may be a config:
    ``DIALECT.signs``, or ``CALLS``, the names of classes (as patterns) whose call at a constant shows a dialect.  A
    module has ``CALLS`` only where that is how its configs are recognised.
    """

    DIALECT: Dialect

    def claim(self, root: Node) -> Claim | None:
        """Return why this config is the dialect's, with how sure that is; None where it is not.

        Judged by content alone: keys and values, never the file's name.
        """

    def read(self, root: Node, facts: Facts) -> bool | None:
        """State the facts of a config that was claimed; never called, and not needed, where ``is_model`` is false.

        False says that this is a fragment: a part that another config of the project inherits, which describes no
        model by itself and is judged only where its parents could not be read.  Anything else is a config.
        """
