"""Jsonnet texts to values: what is literal is read, what would have to be evaluated is opaque."""

import pytest

from archlint.sources import MAX_DEPTH, Opaque, SourceError, parse
from archlint.sources.jsonnet_source import COMPUTED_KEYS


def value(text):
    return parse(text, "x.jsonnet")[0].value


VALUES = {
    "json": ('{"a": [1, 2.5, true, null, "x"]}', {"a": [1, 2.5, True, None, "x"]}),
    "unquoted keys and trailing commas": ("{a: {b: 1,}, 'c': [2,],}", {"a": {"b": 1}, "c": [2]}),
    "comments": ("// x\n{ # y\n a: /* z */ 1 }", {"a": 1}),
    "quotes": ("""{a: 'it\\'s', b: 'say "x"', c: @"C:\\x", d: @'it''s'}""",
               {"a": "it's", "b": 'say "x"', "c": "C:\\x", "d": "it's"}),
    "a local": ('local name = "m", size = 3; {a: name, b: {c: size}}', {"a": "m", "b": {"c": 3}}),
    "a local mapping": ("local part = {x: 1}; {a: part}", {"a": {"x": 1}}),
    "a local in an object": ("{local n = 3, a: n}", {"a": 3}),
    "a hidden field": ("{a:: 1, b: 2}", {"b": 2}),
    "a method": ("{f(x):: x + 1, b: 2}", {"b": 2}),
    "an assertion": ("{assert true : 'no', b: 2}", {"b": 2}),
    "a computed key": ("{[if debug then 'a']: 1, b: 2}", {"b": 2}),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_values(case):
    text, expected = VALUES[case]
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1 + 2", "50 + n", "'a' + 'b'", "std.extVar('X')", "if true then 1 else 2", "import 'x.libsonnet'", "unknown",
        "n * 2", "[x for x in [1]]", "{[k]: 1 for k in []}", "$.a", "self.a", "f(1, 2)", "{x: 1} + {y: 2}",
        "{x: 1} {y: 2}", "function(x) x", "n.field", "-n", "!true", "error 'x'",
    ],
)  # fmt: skip
def test_what_must_be_evaluated_is_opaque(text):
    found = value("local n = 3; local f(x, y) = x; {before: 1, a: " + text + ", after: 2}")
    assert isinstance(found["a"], Opaque)
    assert found["before"] == 1
    assert found["after"] == 2


def test_an_object_that_extends_what_it_inherits_is_opaque():
    assert isinstance(value("{a+: {x: 1}}")["a"], Opaque)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1]",
        "import 'x'",
        "{a: 1} + {b: 2}",
        "function(x) {a: x}",
        "{a 1}",
        "{a: 1",
        "{a: 'open}",
        "{;}",
        "(" * 100_000,
    ],
)
def test_a_text_that_must_be_evaluated_as_a_whole_is_empty(text):
    assert value(text) is None


def test_computed_keys_are_noted():
    assert parse("{a: {[x]: 1}}", "x.jsonnet")[0].cache[COMPUTED_KEYS]
    assert not parse("{a: {x: 1}}", "x.jsonnet")[0].cache[COMPUTED_KEYS]


@pytest.mark.parametrize(
    ("keys", "of_key", "place"),
    [
        (("a", "b"), False, (2, 10, 12)),
        (("a", "b"), True, (2, 7, 8)),
        (("c",), False, (1, 11, 14)),
        (("d", 1), False, (4, 9, 10)),
    ],
)
def test_spots_of_values_and_of_the_local_that_holds_one(keys, of_key, place):
    document = parse('local n = "m";\n{a: { b: 12},\n c: n,\n d: [1, 2]}\n', "x.jsonnet")[0]
    spot = document.spot(keys, of_key)
    assert (spot.line, spot.column, spot.end_column) == place


@pytest.mark.parametrize("text", ["[" * 100_000, "{a:" * 100_000, "# x\n" * 200_000])
def test_deep_nesting_and_too_large_a_text_are_refused(text):
    with pytest.raises(SourceError):
        parse(text, "x.jsonnet")


def test_names_that_nest_values_very_deep_are_cut_off():
    text = (
        "local a0 = {x: 1};"
        + "".join(f"local a{n} = {{l: a{n - 1}, r: a{n - 1}}};" for n in range(1, 900))
        + "{m: a899}"
    )
    found, depth = value(text)["m"], 0
    while isinstance(found, dict) and "l" in found:
        found, depth = found["l"], depth + 1
    assert isinstance(found, Opaque)
    assert depth <= MAX_DEPTH
