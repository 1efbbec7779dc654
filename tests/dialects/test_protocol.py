"""Every dialect's module keeps the protocol, and says so in types: only then does mypy see a method that is none."""

import inspect

import pytest

from archlint import dialects
from archlint.dialects import Claim, Dialect, Node
from archlint.facts import Facts

MODULES = {name: dialects.load(name) for name in dialects.modules()}


@pytest.mark.parametrize("name", MODULES)
def test_a_dialect_keeps_the_protocol(name):
    module = MODULES[name]
    assert type(module.DIALECT) is Dialect
    claim = inspect.signature(module.claim)
    assert {name: one.annotation for name, one in claim.parameters.items()} == {"root": Node}
    assert claim.return_annotation == Claim | None
    if module.DIALECT.is_model:
        read = inspect.signature(module.read)
        assert {name: one.annotation for name, one in read.parameters.items()} == {"root": Node, "facts": Facts}
        assert read.return_annotation in (None, bool | None)
    assert all(isinstance(pattern, str) for pattern in getattr(module, "CALLS", ()))


def test_names_of_dialects_are_their_own():
    names = [module.DIALECT.name for module in MODULES.values()]
    assert len(names) == len(set(names))
