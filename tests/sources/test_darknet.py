"""Darknet's repeated sections, and which files of the ending they share are theirs."""

import time

import pytest
from reading import read

from archlint.sources import Opaque, parse

NET = (
    "# a network\n[net]\nbatch=64\n; sizes\nwidth = 416\n\n[convolutional]\nfilters=16\n"
    "[cost]\ntype=sse\n[convolutional]\n"
)


def value(text, name="net.cfg"):
    return parse(text, name)[0].value


def test_sections_repeat_in_order():
    found = value(NET)
    assert found["net"] == {"batch": 64, "width": 416}
    assert found["layers"] == [
        {"section": "convolutional", "filters": 16},
        {"section": "cost", "type": "sse"},
        {"section": "convolutional"},
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a=.5", 0.5),
        ("a=-1, 8", "-1, 8"),
        ("a=leaky", "leaky"),
        ("a=", ""),
        ("a = 3 # said why", 3),
        ("anchors = 10,14,  23,27", "10,14,  23,27"),
    ],
)
def test_values(line, expected):
    assert list(value(f"[net]\n{line}\n")["net"].values()) == [expected]


def test_a_number_too_large_is_opaque():
    assert isinstance(value("[net]\na=" + "9" * 500)["net"]["a"], Opaque)


@pytest.mark.parametrize(
    ("keys", "of_key", "place"),
    [
        (("net", "width"), False, (5, 9, 12)),
        (("net", "width"), True, (5, 1, 6)),
        (("layers", 0, "filters"), False, (8, 9, 11)),
        (("layers", 2, "section"), False, (11, 1, 16)),
    ],
)
def test_spots(keys, of_key, place):
    spot = parse(NET, "net.cfg")[0].spot(keys, of_key)
    assert (spot.line, spot.column, spot.end_column) == place


def test_hostile_files_take_bounded_time():
    start = time.process_time()
    for text in ("[net]\n" + "[a]\n" * 150_000, "[net]\n" + "a=1" * 2_000_000, "# x\n" * 1_000_000 + "[net"):
        read(text, "net.cfg")
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "name", "dialect"),
    [
        (NET, "net.cfg", "darknet-cfg"),
        (NET.replace("[net]", "[network]"), "net.cfg", "darknet-cfg"),
        (NET, "net.txt", "darknet-cfg"),
        (NET, "net", "darknet-cfg"),
        ('layer { type: "InnerProduct" top: "a" }', "net", "caffe-prototxt"),
        ("[metadata]\nname = x\n[options]\nzip_safe = false\n", "setup.cfg", None),
        ("[flake8]\nmax-line-length = 100\n", "tox.cfg", None),
        ("<configuration><appSettings/></configuration>", "web.config", None),
        ("worker_processes 4;\nevents { worker_connections 10; }\n", "nginx.config", None),
        ("model {\n  user = person 'A'\n", "workspace.config", None),
        ("item { id: 1 name: 'cat' }", "labels.pbtxt", None),
        ("include 'x.gin'\nf.a = 1\n", "x.unknown", None),
        ("a: [1, 2\nb: {", "notes", None),
        ("{not json", "Dockerfile", None),
        ("", "empty.config", None),
        ("# nothing\n", "empty.prototxt", None),
    ],
)
def test_files_of_shared_or_no_endings(text, name, dialect):
    found = read(text, name)
    assert (found.dialect, found.status) == (dialect, "linted" if dialect else "not-recognised")
    assert found.error is None


def test_a_broken_prototxt_is_a_failure():
    assert read("layer { type: ", "net.prototxt").status == "failed"
