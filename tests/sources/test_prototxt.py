"""Protocol buffers' text format: values, repeated fields, spots, and texts that are something else."""

import contextlib
import time

import pytest

from archlint.sources import MAX_DEPTH, Opaque, SourceError, parse


def value(text, name="net.prototxt"):
    return parse(text, name)[0].value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1", {"a": 1}),
        ("a: -2.5e-3", {"a": -0.0025}),
        ("a: 1.5f", {"a": 1.5}),
        ("a: true b: false", {"a": True, "b": False}),
        ("pool: MAX", {"pool": "MAX"}),
        ("a: 'x' 'y'", {"a": "xy"}),
        (r'a: "tab\there"', {"a": "tab\there"}),
        ("a { b: 1 }", {"a": {"b": 1}}),
        ("a: { b: 1, c: 2; }", {"a": {"b": 1, "c": 2}}),
        ("a < b: 1 >", {"a": {"b": 1}}),
        ("a: 1 a: 2 a: 3", {"a": [1, 2, 3]}),
        ("a { b: 1 } a { b: 2 }", {"a": [{"b": 1}, {"b": 2}]}),
        ("a: [1, 2] a: 3", {"a": [1, 2, 3]}),
        ("a: []", {"a": []}),
        ("# only a comment\na: 1 # and one behind", {"a": 1}),
        ("[my.package.ext] { b: 1 }", {"[my.package.ext]": {"b": 1}}),
        ("", None),
    ],
)
def test_values(text, expected):
    assert value(text) == expected


def test_a_number_too_large_is_opaque():
    assert isinstance(value("a: " + "9" * 500)["a"], Opaque)


@pytest.mark.parametrize(
    ("keys", "of_key", "place"),
    [
        (("name",), False, (1, 7, 12)),
        (("name",), True, (1, 1, 5)),
        (("layer", 1, "type"), False, (3, 15, 21)),
        (("layer", 0), False, (2, 1, 6)),
        (("layer", 1, "sizes", 1), False, (4, 14, 15)),
    ],
)
def test_spots(keys, of_key, place):
    document = parse('name: "net"\nlayer { type: "Data" }\nlayer { type: "Conv"\n  sizes: [3, 5] }\n', "net.prototxt")[
        0
    ]
    spot = document.spot(keys, of_key)
    assert (spot.line, spot.column, spot.end_column) == place


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: }", 2),
        ("a {\n b: 1", 2),
        ("a: 1 }", 1),
        ("a { b: 1 >", 1),
        ("just words here", 1),
        ("a: 1\n b: $x", 2),
        ("a: 1\na: [2]", 2),
        ('a: "open', 1),
        ("[ext", 1),
    ],
)
def test_other_texts_have_one_place(text, line):
    with pytest.raises(SourceError) as fault:
        value(text)
    assert fault.value.line == line
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    "text",
    [
        "a{" * 100_000,
        "a:" + "[" * 100_000,
        "a:1 " * 1_000_000,
        '"' * 1_000_000,
        "a: 'x' " + "'y' " * 500_000,
        "#" * 5_000_000,
    ],
    ids=["deep", "brackets", "fields", "quotes", "pieces", "comment"],
)
def test_hostile_texts_take_bounded_time(text):
    start = time.process_time()
    with contextlib.suppress(SourceError):
        value(text)
    assert time.process_time() - start < 10


def test_nesting_is_bounded():
    assert value("a{" * 100 + "}" * 100)
    with pytest.raises(SourceError, match="nested"):
        value("a{" * (MAX_DEPTH + 2) + "}" * (MAX_DEPTH + 2))
