"""gin texts to values: bindings, blocks, literals, what stays opaque, and where each stands."""

import pytest

from archlint.sources import Opaque, SourceError, parse
from archlint.sources.gin_source import IMPORTS, STATEMENTS


def value(text):
    return parse(text, "x.gin")[0].value


VALUES = {
    "a binding": ("net.Config.depth = 12", {"net.Config": {"depth": 12}}),
    "a scope": ("train/data.Set.size = 8", {"train/data.Set": {"size": 8}}),
    "a macro": ("DEPTH = 12", {"DEPTH": 12}),
    "a block": ("net.Config:\n  depth = 12\n  width = 64  # wide\nRATE = 0.1\n",
                {"net.Config": {"depth": 12, "width": 64}, "RATE": 0.1}),
    "a block between blank lines": ("net.Config:\n\n  # a comment\n  depth = 1\n\n  width = 2\n",
                                    {"net.Config": {"depth": 1, "width": 2}}),
    "the last binding counts": ("a.B.c = 1\na.B.c = 2\na.B.d = 3", {"a.B": {"c": 2, "d": 3}}),
    "words": ("a.b = True\na.c = False\na.d = None", {"a": {"b": True, "c": False, "d": None}}),
    "numbers": ("a.b = -1e-3\na.c = 1_000", {"a": {"b": -0.001, "c": 1000}}),
    "texts": ("a.b = 'x'\na.c = \"it's\"\na.d = r'\\w'", {"a": {"b": "x", "c": "it's", "d": "\\w"}}),
    "joined texts": ("a.b = 'x' 'y'", {"a": {"b": "xy"}}),
    "a list of several lines": ("a.b = [\n  1,  # one\n  2,\n]\na.c = 3", {"a": {"b": [1, 2], "c": 3}}),
    "tuples": ("a.b = ('gelu', 'linear')\na.c = (5)\na.d = (5,)", {"a": {"b": ["gelu", "linear"], "c": 5, "d": [5]}}),
    "a mapping": ("A = {'inputs': 512, 0: (1,)}", {"A": {"inputs": 512, "0": [1]}}),
    "a line that goes on": ("a.b = \\\n  3", {"a": {"b": 3}}),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_values(case):
    text, expected = VALUES[case]
    assert value(text) == expected


@pytest.mark.parametrize("text", ["@net.Model()", "@model", "%DEPTH", "%gin.REQUIRED", "abc", "9" * 200])
def test_what_is_not_a_literal_is_opaque(text):
    assert isinstance(value(f"a.b = {text}")["a"]["b"], Opaque)


@pytest.mark.parametrize(
    "text", ["key: value", "- a\n- b", "a = 1 +", "{json: 1}", "a.b = [1, 2", "print('x')", "x = 'open", "a.b = 1 2"]
)
def test_a_text_of_another_kind_is_empty(text):
    assert value(text) is None


def test_imports_and_includes_are_kept_in_order():
    document = parse("from __gin__ import x\nimport a.b as c\ninclude 'base.gin'  # first\nA = 1\n", "x.gin")[0]
    assert document.cache[IMPORTS] == ["__gin__.x", "a.b"]
    assert document.cache[STATEMENTS] == ["base.gin", {"A": 1}]


@pytest.mark.parametrize(
    ("keys", "of_key", "place"),
    [
        (("net.Config", "depth"), False, (2, 11, 13)),
        (("net.Config", "depth"), True, (2, 3, 8)),
        (("net.Config",), True, (1, 1, 11)),
        (("a.B", "c"), True, (3, 1, 6)),
        (("a.B", "c", 1), False, (3, 13, 14)),
    ],
)
def test_spots(keys, of_key, place):
    document = parse("net.Config:\n  depth = 12\na.B.c = [1, 2]\n", "x.gin")[0]
    spot = document.spot(keys, of_key)
    assert (spot.line, spot.column, spot.end_column) == place


@pytest.mark.parametrize("text", ["a.b = " + "[" * 100_000, "a.b = " + "{0: " * 100_000, "# x\n" * 200_000])
def test_deep_nesting_and_too_large_a_text_are_refused(text):
    with pytest.raises(SourceError):
        parse(text, "x.gin")
