"""What each format's text means, and where each value stands."""

import math

import pytest

from archlint.sources import Opaque, SourceError, decode, format_of, number, parse
from archlint.sources.bounds import bounded


def value(text, path):
    return parse(text, path)[0].value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1", 1), ("-1", -1), ("+3", 3), ("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("1e-5", 1e-5), ("1E5", 1e5),
        ("5e-4", 5e-4), ("-2.5e+3", -2500.0), ("55_000", 55000), ("1_0.5", 10.5), (".inf", math.inf),
        ("-.inf", -math.inf), ("9" * 60, int("9" * 60)), ("9" * 100, None), ("9" * 9000, None), ("1.2.3", None),
        ("", None), ("e5", None), ("1e", None), ("twelve", None), ("0x10", None), ("1" * 50_000 + "x", None),
    ],
)  # fmt: skip
def test_number(text, meant):
    assert number(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1", 1), ("1e-5", 1e-5), ("1e5", 1e5), ("0x1f", 31), ("0b101", 5), ("0o17", 15), ("017", 15), ("08", 8),
        ("yes", True), ("NO", False), ("on", True), ("Off", False), ("true", True), ("null", None), ("~", None),
        ("", None), ("'1'", "1"), ('"yes"', "yes"), ("1:30", "1:30"), ("3.10", 3.1), ("2024-01-02", "2024-01-02"),
        ("v1", "v1"), ("\n- ", [None]),
        ("!!str 12", "12"), ("!!str '12'", "12"), ("!!int '12'", 12), ("!!float 3", 3.0), ("!!bool yes", True),
        ("!!null x", None), ("|\n  two\n  lines", "two\nlines\n"), ("{a: 1, b: [2, x]}", {"a": 1, "b": [2, "x"]}),
    ],
)  # fmt: skip
def test_yaml_values(text, meant):
    assert value(f"key: {text}\n", "x.yaml") == {"key": meant}


@pytest.mark.parametrize(
    "text",
    ["!include a.yaml", "!ENV x", "!new:Model {a: 1}", "!!python/object:os.x {}", "!!python/name:os.system ''",
     "!!python/object/apply:os.system [x]", "9" * 10_000, "0x" + "f" * 100],
)  # fmt: skip
def test_yaml_values_that_are_opaque(text):
    assert isinstance(value(f"key: {text}\n", "x.yaml")["key"], Opaque)


def test_yaml_merge_keys():
    text = "base: &b {x: 1, y: 2}\nover: &o {y: 3, z: 4}\none: {<<: *b, x: 9}\ntwo: {<<: [*o, *b], '<<': text}\n"
    found = value(text, "x.yaml")
    assert found["one"] == {"x": 9, "y": 2}
    assert found["two"] == {"<<": "text", "y": 3, "z": 4, "x": 1}, "of several parents the first one wins"
    document = parse(text, "x.yaml")[0]
    assert document.spot(("one", "y"))[1:3] == (1, 20), "an inherited value stands where it is written"


def test_yaml_documents():
    documents = parse("a: 1\n---\nb: 2\n...\n---\nc: 3\n", "x.yaml")
    assert [document.value for document in documents] == [{"a": 1}, {"b": 2}, {"c": 3}]
    assert documents[2].spot(("c",)).line == 6


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('{"a": 1}', {"a": 1}),
        ('{"a": 1e-5, "b": [true, null, "x"]}', {"a": 1e-5, "b": [True, None, "x"]}),
        ('// one\n{"a": 1, // two\n "b": "// no", /* three\n */ "c": "/* no */"}',
         {"a": 1, "b": "// no", "c": "/* no */"}),
        ('{"a": [1, 2,],}', {"a": [1, 2]}),
        ('{"a": [1, 2, // last\n],}', {"a": [1, 2]}),
        ('{"a": ",]", "b": "\\"//", }', {"a": ",]", "b": '"//'}),
        ('{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}),
    ],
)  # fmt: skip
def test_json_values(text, meant):
    assert value(text, "x.json") == meant


def test_json_numbers_that_are_opaque():
    assert isinstance(value('{"a": ' + "9" * 10_000 + "}", "x.json")["a"], Opaque)
    assert isinstance(value('{"a": ' + "9" * 100 + "}", "x.json")["a"], Opaque)
    assert math.isnan(value('{"a": NaN}', "x.json")["a"])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("depth = 50\n", {"depth": 50}),
        ("model = dict(type='A', n=[1, 2], **dict(m=3))\n", {"model": {"type": "A", "n": [1, 2], "m": 3}}),
        ("a = 3\nb = a * 2 + 1\nc = -b\n", {"a": 3, "b": 7, "c": -7}),
        ("a = 7 // 2\nb = 7 / 2\nc = 2**10\nd = 7 % 4\n", {"a": 3, "b": 3.5, "c": 1024, "d": 3}),
        ("a, b = 1, 'x'\n", {"a": 1, "b": "x"}),
        ("a = b = 4\n", {"a": 4, "b": 4}),
        ("n = 18\nname = f'resnet{n}'\n", {"n": 18, "name": "resnet18"}),
        ("a = [1] * 3 + [2]\n", {"a": [1, 1, 1, 2]}),
        ("a = dict(x=1)\na['y'] = 2\na.z = 3\na.update(dict(x=4))\na.pop('z')\n", {"a": {"x": 4, "y": 2}}),
        ("a = dict(x=1)\nb = a['x']\nc = a.x\nd = [5, 6][1]\n", {"a": {"x": 1}, "b": 1, "c": 1, "d": 6}),
        ("a = 1\na += 2\n", {"a": 3}),
        ("a: int = 3\n", {"a": 3}),
        ("a = {'x': (1, 2), 'y': True}\n", {"a": {"x": [1, 2], "y": True}}),
        ("a = int('3')\nb = float(2)\nc = len([1, 2])\nd = str(4)\n", {"a": 3, "b": 2.0, "c": 2, "d": "4"}),
    ],
)
def test_python_values(text, meant):
    assert value(text, "x.py") == meant


@pytest.mark.parametrize(
    "text",
    ["import os\nkey = os.environ['X']\n", "key = open('x').read()\n", "key = f(1)\n", "key = unknown\n",
     "key = 1 if x else 2\n", "key = lambda: 3\n", "key = [i for i in x]\n", "key = 1\nif x:\n    key = 2\n",
     "key = 1\nfor key in x:\n    pass\n", "key = 10**10**10\n", "key = 1 / 0\n", "key = 'a' * 10**9\n",
     "key = [0] * 10**9\n", f"key = 0x{'f' * 200}\n", "key = 2**300\n", "key = eval('1')\n", "key = __import__('os')\n",
     "key = f'{x}'\n", "key = f'{1:>3}'\n", "with x:\n    key = f(1)\n"],
)  # fmt: skip
def test_python_values_that_are_opaque(text):
    assert isinstance(value(text, "x.py")["key"], Opaque)


def test_python_is_never_executed(tmp_path):
    target = tmp_path / "pwned"
    code = f"import pathlib\nkey = pathlib.Path({str(target)!r}).touch()\nopen({str(target)!r}, 'w')\n"
    value(code, "x.py")
    assert not target.exists()


@pytest.mark.parametrize(
    ("path", "text", "keys", "shown", "key_shown"),
    [
        ("x.yaml", "a:\n  b: [1, {c: two}]\n", ("a", "b", 1, "c"), "two", "c"),
        ("x.yaml", "a:\n  b: 'q r'\n", ("a", "b"), "'q r'", "b"),
        ("x.yaml", "a:\n  - x\n  - y: 5\n", ("a", 1, "y"), "5", "y"),
        ("x.yaml", "ü: ä\n", ("ü",), "ä", "ü"),
        ("x.yaml", "a: |\n  two\n  lines\nb: 3\n", ("b",), "3", "b"),
        ("x.json", '{"a": {"b": [1, {"c": "two"}]}}', ("a", "b", 1, "c"), '"two"', '"c"'),
        ("x.json", '{"a.b": 1, "a": {"b": 2}}', ("a", "b"), "2", '"b"'),
        ("x.json", '{"a": "ü", "b":\n  [10, 20]}', ("b", 1), "20", "20"),
        ("x.json", '// {"a": 0}\n{"a": /* 1 */ 2,}', ("a",), "2", '"a"'),
        ("x.toml", "[t]\na = 1.5 # c\n", ("t", "a"), "1.5", "a"),
        ("x.toml", "t.a = 'x # y'\n", ("t", "a"), "'x # y'", "a"),
        ("x.toml", "[a]\nb = {c = 2, d.e = [1, {f = -3}]}\n", ("a", "b", "d", "e", 1, "f"), "-3", "f"),
        ("x.toml", "[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\ny = 3\n", ("a", 1, "b", "y"), "3", "y"),
        ("x.toml", "a = [\n  1, # [\n  2,\n]\nb = 4\n", ("a", 1), "2", "2"),
        ("x.toml", 'm = """\n[t]\na = 0\n"""\n[t]\na = 7\n', ("t", "a"), "7", "a"),
        ("x.toml", '["a b"."c\\u0041"]\nd = 1979-05-27 07:32:00\n', ("a b", "cA", "d"), "1979-05-27 07:32:00", "d"),
        ("x.py", "a = dict(b=[1, dict(c='two')])\n", ("a", "b", 1, "c"), "'two'", "c='two'"),
        ("x.py", "n = 18\na = dict(depth=n)\n", ("a", "depth"), "n", "depth=n"),
        ("x.py", "a = {'b': 'ü', 'c': 3}\n", ("a", "c"), "3", "'c'"),
    ],
)
def test_spots(path, text, keys, shown, key_shown):
    document = parse(text, path)[0]
    for of_key, expected in ((False, shown), (True, key_shown)):
        spot = document.spot(keys, of_key)
        assert spot.line == spot.end_line
        found = text.split("\n")[spot.line - 1][spot.column - 1 : spot.end_column - 1]
        assert found == expected or (of_key and path == "x.py")
    assert document.source.line(spot.line) == text.split("\n")[spot.line - 1]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.yaml", "\na: {b: 1}\n"),
        ("x.json", '\n{"a": {"b": 1}}'),
        ("x.toml", "\na = {b = 1}\n"),
        ("x.py", "\na = dict(b=1)\n"),
    ],
)
def test_a_key_path_that_is_not_there_stands_at_what_holds_it(path, text):
    document = parse(text, path)[0]
    assert document.spot(("a", "none", "there")) == document.spot(("a",))
    assert document.spot(("a",)).line == 2
    assert document.spot(("none",))[1:3] == (1, 1)
    assert document.spot(())[1:3] == (1, 1)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a", "a"),
        (b"\xef\xbb\xbfa", "a"),
        ("\ufeffa\n".encode("utf-16-le"), "a\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("ä".encode(), "ä"),
        (b"", ""),
    ],
)
def test_decode(data, text):
    assert decode(data) == text


@pytest.mark.parametrize("data", [b"\xff", b"a\0b", b"\xff\xfea\0\0\0", "ä".encode("latin-1")])
def test_decode_refuses(data):
    with pytest.raises(SourceError):
        decode(data)


def test_formats_by_ending():
    assert format_of("A/B.YAML") == "yaml"
    assert format_of("a.yml") == "yaml"
    assert format_of("a.jsonc") == "json"
    assert format_of("a.txt") is None
    assert format_of("json") is None


def test_a_text_of_no_known_ending_is_json_or_yaml():
    assert value('{"a": 1}', "x") == {"a": 1}
    assert value("a: 1\n", "x") == {"a": 1}


def test_bounded_breaks_circles_and_cuts_what_nests_too_deep():
    circle = {"a": [1, {"b": 2}]}
    circle["a"][1]["up"] = circle
    bounded(circle)
    assert isinstance(circle["a"][1]["up"], Opaque)
    deep = inner = []
    for _ in range(1000):
        inner.append([])
        inner = inner[0]
    bounded(deep)
    depth, inner = 0, deep
    while isinstance(inner, list):
        inner, depth = inner[0], depth + 1
    assert depth <= 200
    assert isinstance(inner, Opaque)
    shared = [1]
    twice = {"a": shared, "b": [shared, shared]}
    assert bounded(twice) == {"a": [1], "b": [[1], [1]]}, "shared values are no circle"


def test_errors_are_one_line():
    fault = SourceError("two\n  lines", 3, 4)
    assert str(fault) == "line 3, column 4: two lines"
    assert str(SourceError("x")) == "x"
