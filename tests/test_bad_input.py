"""Bad input: one clear line with file and place, the other files still linted, the contract's exit code, no crash."""

import json
import os
import random
import re
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archlint import dialects, rules
from archlint.dialects._index import INDEX
from archlint.engine import Engine, Options
from archlint.reporters import load
from archlint.sources import MAX_BYTES, SourceError, parse, read_bytes

MARKED = "archlint: 1\nmodel: {family: cnn}\n"
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
SHARED = "a0: &a0 {x: y}\n" + "".join(f"a{i}: &a{i} {{p: *a{i - 1}, q: *a{i - 1}}}\n" for i in range(1, 40))
CHAIN = "a0: &a0 [1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 3000))
DIGITS = "9" * 10_000
HEX = "0x" + "f" * 20_000
# A signs that a Python file may be a config, so that it is read at all.
PYTHON = "model = dict(type='ResNet', depth=50)\n"

# name -> (file, content, status of the file (None: any), part of its error)
CASES = {
    "binary": ("x.yaml", b"\x7fELF\x02\x01\x00\x00\xff\xfe\xfa", "failed", "not UTF-8 text"),
    "nul bytes": ("x.json", b'{"a": 1}\x00\x00', "failed", "binary file"),
    "latin-1": ("x.yaml", "archlint: 1\nmodel: caf\xe9\n".encode("latin-1"), "failed", "line 2, column 11: not UTF-8"),
    "broken utf-16": ("x.yaml", b"\xff\xfea", "failed", "not valid UTF-16"),
    "utf-16": ("x.yaml", MARKED.encode("utf-16"), "linted", None),
    "bom": ("x.yaml", b"\xef\xbb\xbf" + MARKED.encode(), "linted", None),
    "bom in json": ("x.json", b'\xef\xbb\xbf{"archlint": 1, "model": {"family": "cnn"}}', "linted", None),
    "crlf": ("x.yaml", MARKED.replace("\n", "\r\n").encode(), "linted", None),
    "cr": ("x.yaml", MARKED.replace("\n", "\r").encode(), "linted", None),
    "crlf in toml": ("x.toml", b'archlint = 1\r\n[model]\r\nfamily = "cnn"\r\n', "linted", None),
    "empty yaml": ("x.yaml", b"", "not-recognised", None),
    "empty json": ("x.json", b"", "not-recognised", None),
    "empty toml": ("x.toml", b"", "not-recognised", None),
    "empty python": ("x.py", b"", "not-recognised", None),
    "only blanks": ("x.json", b" \n\t\n", "not-recognised", None),
    "only comments": ("x.yaml", b"# nothing\n---\n# here\n", "not-recognised", None),
    "scalar": ("x.yaml", b"model\n", "not-recognised", None),
    "scalar in json": ("x.json", b"3\n", "not-recognised", None),
    "list": ("x.yaml", b"- model: vit\n- data: x\n", "not-recognised", None),
    "list in json": ("x.json", b'[{"model": "vit"}]', "not-recognised", None),
    "merge conflict": ("x.yaml", b"a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "failed",
                       "line 2, column 1: merge-conflict markers"),
    "merge conflict in json": ("x.json", b'{\n<<<<<<< HEAD\n"b": 1\n=======\n"b": 2\n>>>>>>> x\n}', "failed",
                               "line 2, column 1: merge-conflict markers"),
    "git lfs pointer": ("x.json", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "failed",
                        "Git LFS pointer"),
    "broken yaml": ("x.yaml", b"model: [1,\n", "failed", "line 2, column 1: not valid YAML"),
    "tabs in yaml": ("x.yaml", b"model:\n\tfamily: cnn\n", "failed", "line 2, column 1: not valid YAML"),
    "control character in yaml": ("x.yaml", b"model: a\nfamily: b\x07\n", "failed",
                                  "line 2, column 10: not valid YAML: the character U+0007"),
    "unknown anchor": ("x.yaml", b"model: *nope\n", "failed", "line 1, column 8: not valid YAML"),
    "template": ("x.yaml", b"{% if x %}\nmodel: 1\n", "failed", "line 1, column 2: not valid YAML"),
    "broken json": ("x.json", b'{"model": 1,,}', "failed", "line 1, column 1"),
    "cut json": ("x.json", b'{"model": "vit', "failed", "line 1, column 11: not valid JSON"),
    "json with a tail": ("x.json", b'{"a": 1}\n{"b": 2}\n', "failed", "line 2, column 1: not valid JSON: Extra data"),
    "broken toml": ("x.toml", b"[model\nfamily = 1\n", "failed", "line 1, column 7: not valid TOML"),
    "cut toml": ("x.toml", b"[model]\nfamily = ", "failed", "line 2, column"),
    "broken python": ("x.py", PYTHON.encode() + b"x = = 1\n", "failed", "line 2, column 5: not valid Python"),
    "python 2": ("x.py", PYTHON.encode() + b"print 'x'\n", "failed", "line 2, column 1: not valid Python"),
    "broken shell": ("x.sh", b"torchrun train.py --num-layers 'x", "not-recognised", None),
    "binary shell": ("x.sh", b"#!/bin/bash\npython\xff\x00\xfe", "failed", "not UTF-8 text"),
    "nested shell": ("x.sh", b"python --seq_len --pred_len $(" + b"$(" * 30_000, "not-recognised", None),
    "shell that doubles a text": (
        "x.sh", b"A=x\n" + b'A="$A$A"\n' * 100 + b"python run.py --seq_len $A --pred_len $A\n", "not-recognised", None,
    ),
    "shell of many commands": (
        "x.sh", b"python run.py --seq_len 96 --pred_len 96 --enc_in 7 --label_len 48 --data ETTh1\n" * 3_000, "linted",
        None,
    ),
    "digits in shell": (
        "x.sh", f"python run.py --seq_len {DIGITS} --pred_len 96 --enc_in 7 --label_len 48 --data ETTh1\n".encode(),
        "linted", None,
    ),
    "program": ("x.py", b"import os\nfor x in range(3):\n    print(x)\n", "not-recognised", None),
    "nested yaml": ("x.yaml", b"[" * 30_000, "failed", "line 1, column"),
    "nested yaml mappings": ("x.yaml", b"{a: " * 30_000, "failed", "nested more than 200 deep"),
    "nested yaml with brackets in texts": ("x.yaml", b'["]", ' * 30_000, "failed", "nested more than 200 deep"),
    "nested yaml items": ("x.yaml", b"- " * 30_000 + b"x", "failed", "nested more than 200 deep"),
    "nested yaml items on many lines": (
        "x.yaml", "\n".join(" " * (2 * 199 * k) + "- " * 199 for k in range(140)).encode() + b"x", "failed",
        "nested more than 200 deep",
    ),
    "nested yaml keys": ("x.yaml", b"? " * 30_000 + b"x", "failed", "nested more than 200 deep"),
    "nested json": ("x.json", b"[" * 30_000, "failed", "nested more than 200 deep"),
    "nested json, closed": ("x.json", b'{"a":' * 30_000 + b"1" + b"}" * 30_000, "failed", "nested more than 200 deep"),
    "nested json with brackets in texts": ("x.json", b'["]",' * 900 + b"1" + b"]" * 900, "failed", "nested more than"),
    "nested toml": ("x.toml", b"a = " + b"[" * 30_000, "failed", "nested more than 200 deep"),
    "nested toml tables": ("x.toml", b"a = " + b"{b=" * 30_000, "failed", "nested more than 200 deep"),
    "nested toml with brackets in texts": ("x.toml", b"a = " + b'["]",' * 30_000, "failed", "nested more than 200"),
    "nested toml keys": ("x.toml", b"a." * 30_000 + b"b = 1\n", "failed", "nested more than 200 deep"),
    "nested python": ("x.py", PYTHON.encode() + b"x = " + b"[" * 30_000, "failed", "not valid Python"),
    "python of many signs": ("x.py", PYTHON.encode() + b"x = " + b"-" * 30_000 + b"1\n", "failed", "nested more"),
    "python of many calls": ("x.py", PYTHON.encode() + b"x = a" + b"()" * 30_000 + b"\n", None, None),
    "alias bomb": ("x.yaml", (MARKED + BOMB).encode(), "linted", None),
    "alias bomb as a value": ("x.yaml", (BOMB + "archlint: 1\nmodel: {family: *a9, num_layers: *a9}\n").encode(),
                              "linted", None),
    "alias bomb of mappings": ("x.yaml", (MARKED + SHARED + "more: '${model.family}'\n").encode(), "linted", None),
    "alias bomb and an include": ("x.yaml", (MARKED + SHARED + "more: !include none.yaml\n").encode(), "linted", None),
    "chain of anchors": ("x.yaml", (MARKED + CHAIN).encode(), "linted", None),
    "chain of merges": (
        "x.yaml",
        (MARKED + "a0: &a0 {x: y}\n" + "".join(f"a{i}: &a{i} {{<<: *a{i - 1}, p{i}: 1}}\n" for i in range(1, 2000)))
        .encode(), "linted", None,
    ),
    "anchor that holds itself": ("x.yaml", b"archlint: 1\nmodel: &a {family: cnn, more: *a}\n", "linted", None),
    "anchor that merges itself": ("x.yaml", b"archlint: 1\nmodel: &a {family: cnn, <<: *a}\n", "linted", None),
    "python that holds itself": ("x.py", (PYTHON + "model['a'] = model\nmodel.b = [model]\n").encode(), None, None),
    "python doubling a text": ("x.py", (PYTHON + "a = 'xxxxxxxx'\n" + "a = f'{a}{a}'\n" * 60).encode(), None, None),
    "python doubling a list": ("x.py", (PYTHON + "a = [1]\n" + "a = a + a\n" * 60).encode(), None, None),
    "python repeating a list": ("x.py", (PYTHON + "a = [0] * 10**12\nb = 'x' * 10**12\n").encode(), None, None),
    "python of huge powers": ("x.py", (PYTHON + "a = 10**10**10\nb = 2**64**2\nc = 1/0\n").encode(), None, None),
    "python object tag": (
        "x.yaml", b'archlint: 1\nmodel: !!python/object/apply:os.system ["touch pwned"]\n', "linted", None,
    ),
    "python name tag": ("x.yaml", b"archlint: 1\nmodel: {family: !!python/name:os.system }\n", "linted", None),
    "unknown tags": ("x.yaml", b"archlint: 1\nmodel: {family: !new:M {a: 1}, num_layers: !ENV x}\n", "linted", None),
    "digits in yaml": ("x.yaml", f"archlint: 1\nmodel: {{num_layers: {DIGITS}}}\n".encode(), "linted", None),
    "digits in json": ("x.json", f'{{"archlint": 1, "model": {{"num_layers": {DIGITS}}}}}'.encode(), "linted", None),
    "digits in toml": ("x.toml", f"archlint = 1\n[model]\nnum_layers = {DIGITS}\n".encode(), "failed",
                       "line 3, column 14: not valid TOML: an integer with more digits"),
    "digits in python": ("x.py", f"{PYTHON}n = {DIGITS}\n".encode(), "failed", "line 2"),
    "hex in yaml": ("x.yaml", f"archlint: 1\nmodel: {{num_layers: {HEX}}}\n".encode(), "linted", None),
    "hex in toml": ("x.toml", f"archlint = 1\n[model]\nnum_layers = {HEX}\n".encode(), "linted", None),
    "hex in python": ("x.py", f"n = {HEX}\nmodel = dict(type='ResNet', depth=n)\n".encode(), None, None),
    "digits in a text": ("x.yaml", f"archlint: 1\ndata: {{train_size: {'9' * 4299}k}}\n".encode(), "linted", None),
    "infinite suffix": ("x.yaml", b"archlint: 1\ndata: {train_size: 1e308k}\n", "linted", None),
    "nan suffix": ("x.yaml", b"archlint: 1\ndata: {train_size: .nank}\n", "linted", None),
    "nan in yaml": ("x.yaml", b"archlint: 1\nmodel: {num_layers: .nan, hidden_size: .inf}\n", "linted", None),
    "nan in json": ("x.json", b'{"archlint": 1, "model": {"num_layers": NaN, "num_heads": -Infinity}}', "linted", None),
    "nan in toml": ("x.toml", b"archlint = 1\n[model]\nnum_layers = nan\nhidden_size = inf\n", "linted", None),
    "surrogate": ("x.json", b'{"archlint": 1, "model": {"family": "\\ud800"}}', "linted", None),
    "terminal codes": ("x.json", b'{"archlint": 1, "model": {"family": "\\u001b[31mred\\nnew line"}}', "linted", None),
    "list as a key": ("x.yaml", b"archlint: 1\n? [a, b]\n: 1\nmodel: {family: cnn}\n", "linted", None),
    "numbers as keys": ("x.yaml", b"archlint: 1\n1: 2\n3.5: 4\nnull: 5\nmodel: {family: cnn}\n", "linted", None),
    "long line": ("x.yaml", b"archlint: 1\nmodel: {family: " + b"a" * 1_000_000 + b"}\n", "linted", None),
    "many digits and a letter": ("x.yaml", b"archlint: 1\nmodel: {family: " + b"1" * 300_000 + b"x}\n", "linted", None),
    "many blanks in toml": ("x.toml", b'archlint = 1\n["a' + b" " * 300_000 + b'b"]\n[model]\nnum_layers = -2\n',
                            "linted", None),
    "many documents": ("x.yaml", b"a: 1\n---\n" * 50_000, "not-recognised", None),
    "many duplicates": ("x.yaml", MARKED.encode() + b"a: 1\n" * 50_000, "linted", None),
    "many unknown keys": ("x.yaml", MARKED.encode() + "".join(f"k{i}: 1\n" for i in range(50_000)).encode(),
                          "linted", None),
    "many ignores": ("x.yaml", MARKED.encode() + b"# archlint: ignore[duplicate-key]\n" * 20_000, "linted", None),
    "many conflicts": ("x.yaml", b"<<<<<<< \n" * 100_000, "not-recognised", None),
    "many open comments in json": ("x.json", b"/*" * 200_000, "failed", "not valid JSON"),
    "many comments in json": ("x.json", b"{,/**/" + b"/**/" * 40 + b"x", "failed", "not valid JSON"),
    "an open text in json": ("x.json", b'"' + b'\\"' * 200_000, "failed", "not valid JSON"),
    "many references": ("x.yaml", (MARKED + "q: zzzzz\na: '" + "${q}" * 20_000 + "'\n").encode(), "linted", None),
    "references that double": (
        "x.yaml", (MARKED + "".join(f"a{i}: '${{a{i + 1}}}${{a{i + 1}}}'\n" for i in range(60)) + "a60: x\n").encode(),
        "linted", None,
    ),
    "references in a circle": ("x.yaml", b"archlint: 1\nmodel: {family: '${a}'}\na: '${b}'\nb: '${a}${b}'\n",
                               "linted", None),
    "many calls in python": ("x.py", (PYTHON + "".join(f"b = f(x{i})\n" for i in range(20_000))).encode(), None, None),
    "many copies in python": ("x.py", ("a = dict(x=1)\n" + "".join(f"a = dict(a, k{i}=1)\n" for i in range(9_000)))
                              .encode(), None, None),
    "many lists in python": ("x.py", (PYTHON + "b = [0] * 9000\n" + "c = b + [1]\n" * 9_000).encode(), None, None),
}  # fmt: skip


@pytest.fixture
def folder(project, good):
    return project({"good.yaml": good})


@pytest.mark.parametrize("name", CASES)
def test_bad_file(archlint, folder, name):
    path, content, status, error = CASES[name]
    (folder / path).write_bytes(content)
    start = time.process_time()
    outcome = archlint("--output-format", "json", "--fail-on", "never", path, "good.yaml")
    assert time.process_time() - start < 10
    # No status is expected of what some versions of Python parse and others refuse.
    assert outcome.status in ({"failed": (2,), None: (0, 2)}.get(status, (0,))), outcome.err
    assert "Traceback" not in outcome.err
    files = {file["path"]: file for file in outcome.json["files"]}
    assert files["good.yaml"]["status"] == "linted"
    if status:
        assert files[path]["status"] == status
    if status == "failed":
        (line,) = outcome.err.splitlines()
        assert line.startswith(f"archlint: {path}: ")
        assert error in line
        assert error in files[path]["error"]
    assert not (folder / "pwned").exists()
    for output_format in ("text", "concise"):
        text = archlint("--output-format", output_format, "--fail-on", "never", path, "good.yaml")
        assert "\x1b" not in text.out
        assert text.status == outcome.status
    assert archlint("facts", "--output-format", "json", path).json["files"][0]["path"] == path


@pytest.mark.parametrize(
    "content", [b"#!/bin/bash\npython \xff\xfe\xfa", b"python\0--seq_len", b"python 'x", b"<<<<<<< a\n=======\n"]
)
def test_a_found_shell_script_is_never_an_error(archlint, folder, content):
    (folder / "x.sh").write_bytes(content + b" --seq_len --pred_len --num_layers --hidden_size --num_attention_heads")
    outcome = archlint("--output-format", "json", ".")
    assert (outcome.status, outcome.err) == (0, "")
    assert {file["path"]: file["status"] for file in outcome.json["files"]}["x.sh"] == "not-recognised"


@pytest.mark.parametrize(
    ("path", "content", "line", "column", "said"),
    [
        ("x.yaml", "archlint: 1\nmodel: {family: cnn, num_layers: -2}\n", 2, 34, "at least 1"),
        ("x.yaml", 'archlint: 1\nmodel: {family: cnn, num_layers: "twelve"}\n', 2, 34, "a number"),
        ("x.yaml", "archlint: 1\nmodel: {family: cnn, num_layers: .nan}\n", 2, 34, "whole number"),
        ("x.yaml", "archlint: 1\nmodel: {family: cnn, num_layers: .inf}\n", 2, 34, "whole number"),
        ("x.json", '{"archlint": 1,\n "model": {"num_layers": -2}}', 2, 26, "at least 1"),
        ("x.json", '{"archlint": 1,\n "model": {"num_layers": NaN}}', 2, 26, "whole number"),
        ("x.toml", "archlint = 1\n[model]\nnum_layers = -2\n", 3, 14, "at least 1"),
        ("x.toml", "archlint = 1\nmodel = {num_layers = inf}\n", 2, 23, "whole number"),
    ],
)
def test_impossible_values_are_errors_at_their_place(archlint, project, path, content, line, column, said):
    project({path: content})
    outcome = archlint("--output-format", "json", "--select", "impossible-value", path)
    assert outcome.status == 1
    (finding,) = outcome.json["findings"]
    assert (finding["rule"], finding["severity"]) == ("impossible-value", "error")
    assert (finding["line"], finding["column"]) == (line, column)
    assert said in finding["message"]


@pytest.mark.parametrize(
    ("path", "content", "line", "column", "first"),
    [
        ("x.yaml", "archlint: 1\nmodel:\n  family: cnn\n  family: mlp\n", 4, 3, 3),
        ("x.json", '{"archlint": 1, "model": {\n  "family": "cnn",\n  "family": "mlp"}}', 3, 3, 2),
        ("x.json", '{"archlint": 1, "model": {"family": "cnn"}, "more": [{\n  "a": 1,\n  "a": 2}]}', 3, 3, 2),
    ],
)
def test_duplicate_keys_are_warnings_at_the_second(archlint, project, path, content, line, column, first):
    project({path: content})
    (finding,) = archlint("--output-format", "json", "--select", "duplicate-key", path).json["findings"]
    assert (finding["rule"], finding["severity"]) == ("duplicate-key", "warning")
    assert (finding["line"], finding["column"]) == (line, column)
    assert f"line {first}" in finding["message"]


def test_duplicate_keys_in_toml_do_not_parse(archlint, folder):
    (folder / "x.toml").write_text("archlint = 1\n[model]\nfamily = 'cnn'\nfamily = 'mlp'\n")
    outcome = archlint("x.toml")
    assert outcome.status == 2
    assert "x.toml: line 4, column" in outcome.err


def test_large_file(archlint, folder):
    with open(folder / "x.yaml", "wb") as file:
        file.truncate(100 * 1024 * 1024)
    start = time.process_time()
    outcome = archlint("x.yaml", "good.yaml", "--output-format", "json")
    assert time.process_time() - start < 5
    assert outcome.status == 2
    assert "too large for a config: 104,857,600 bytes" in outcome.err
    assert outcome.json["summary"]["recognised"] == 1


def test_large_standard_input(archlint, folder):
    outcome = archlint("-", stdin=b"a: b\n" * (MAX_BYTES // 5 + 1))
    assert outcome.status == 2
    assert "too large for a config" in outcome.err


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_two_megabytes_of_valid_text_in_bounded_time(archlint, folder, ending):
    items = [f"item{number}: [1, two, 3.5, {{x: y}}]" for number in range(60_000)]
    text = "archlint: 1\nmodel: {family: cnn}\nmore:\n  " + "\n  ".join(items) + "\n"
    if ending == "json":
        more = {f"item{number}": [1, "two", 3.5, {"x": "y"}] for number in range(45_000)}
        text = json.dumps({"archlint": 1, "model": {"family": "cnn", "num_layers": -2}, "more": more}, indent=0)
    assert len(text) > 2_000_000
    (folder / f"x.{ending}").write_text(text)
    start = time.process_time()
    outcome = archlint(f"x.{ending}", "--fail-on", "never")
    assert time.process_time() - start < 20
    assert outcome.status == 0


def test_unreadable_file(archlint, folder, monkeypatch):
    (folder / "x.yaml").write_text(MARKED)
    real = open

    def refuse(path, *arguments, **options):
        if str(path).endswith("x.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **options)

    monkeypatch.setattr("builtins.open", refuse)
    outcome = archlint("x.yaml", "good.yaml", "--output-format", "json")
    assert outcome.status == 2
    assert outcome.err.splitlines() == ["archlint: x.yaml: cannot be read: Permission denied"]
    assert [file["status"] for file in outcome.json["files"]] == ["failed", "linted"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(archlint, folder):
    os.mkfifo(folder / "x.yaml")
    outcome = archlint("x.yaml", "good.yaml")
    assert outcome.status == 2
    assert "x.yaml: not a regular file" in outcome.err
    assert archlint(".").status == 0, "below a folder it was not named"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs device files")
def test_a_device_is_not_read(archlint, folder):
    assert "/dev/zero: not a regular file" in archlint("/dev/zero").err


def test_links_in_a_circle(archlint, folder):
    (folder / "x.yaml").symlink_to("y.yaml")
    (folder / "y.yaml").symlink_to("x.yaml")
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to("..", target_is_directory=True)
    outcome = archlint("x.yaml")
    assert outcome.status == 2
    assert "x.yaml: cannot be read: Too many levels of symbolic links" in outcome.err
    outcome = archlint(".", "--output-format", "json")
    assert outcome.status == 0
    assert [file["path"] for file in outcome.json["files"]] == ["good.yaml", "x.yaml", "y.yaml"]


def test_a_path_with_a_nul(folder):
    with pytest.raises(SourceError, match="cannot be read"):
        read_bytes("a\0b.yaml")
    run = Engine(Options(isolated=True)).lint(["a\0b.yaml", "good.yaml"])
    assert [file.status for file in run.files] == ["failed", "linted"]


def test_a_name_that_would_write_to_the_terminal(archlint, folder):
    path = folder / "x\n\x1b[31m.yaml"
    path.write_text(MARKED.replace("cnn", "none-such"))
    for output_format in ("text", "concise"):
        outcome = archlint("--output-format", output_format, str(path))
        assert "\x1b" not in outcome.out
        assert "x\\n\\x1b[31m.yaml:2:" in outcome.out
    assert "\x1b" not in archlint("none\x1b[31m.yaml").err


@pytest.mark.skipif(sys.platform != "linux", reason="needs names of any bytes")
def test_a_name_that_is_no_text(archlint, folder):
    name = os.fsdecode(b"caf\xe9.yaml")
    (folder / name).write_text(MARKED.replace("cnn", "none-such"))
    assert archlint(name).status == 1
    assert archlint(name, "--output-format", "json").json["findings"]


# Parents

BASE = "model: {architecture: vit_base_patch16_224, pretrained: false}\n"


@pytest.mark.parametrize(
    ("files", "notice"),
    [
        ({"x.py": "_base_ = './none.py'\nmodel = dict(type='ImageClassifier')\n"}, "none.py is missing"),
        ({"x.py": "_base_ = './x.py'\nmodel = dict(type='ImageClassifier')\n"}, "cycle"),
        ({"x.py": "_base_ = './y.py'\nmodel = dict(type='ImageClassifier')\n",
          "y.py": "_base_ = './x.py'\nmodel = dict(backbone=dict(type='ResNet', depth=50))\n"}, "cycle"),
        ({"x.py": "_base_ = '../../outside.py'\nmodel = dict(type='ImageClassifier')\n"}, "outside the project root"),
        ({"x.py": "_base_ = '/etc/passwd'\nmodel = dict(type='ImageClassifier')\n"}, "outside the project root"),
        ({"x.py": "_base_ = './link.py'\nmodel = dict(type='ImageClassifier')\n"}, "outside the project root"),
        ({"x.py": "_base_ = './broken.py'\nmodel = dict(type='ImageClassifier')\n", "broken.py": "model = = 1\n"},
         "not valid Python"),
        ({"x.py": "_base_ = ['a', 3, ['b'], None]\nmodel = dict(type='ImageClassifier')\n"}, "a is missing"),
        ({"x.yaml": "_BASE_: none.yaml\n" + MARKED}, "none.yaml is missing"),
        ({"x.yaml": "_BASE_: x.yaml\n" + MARKED}, "cycle"),
        ({"x.yaml": "_BASE_: link.yaml\n" + MARKED}, "outside the project root"),
        ({"x.yaml": "_BASE_: ../../outside.yaml\n" + MARKED}, "outside the project root"),
        ({"x.yaml": "defaults:\n- model: none\n- _self_\n" + MARKED, "model/vit.yaml": BASE}, "none.yaml is missing"),
        ({"x.yaml": MARKED + "more: !include none.yaml\n"}, "none.yaml is missing"),
    ],
)  # fmt: skip
def test_parents_that_cannot_be_read_are_notices(archlint, folder, project, files, notice):
    outside = folder.parent / "outside.py"
    outside.write_text("model = dict(backbone=dict(type='ResNet', depth=50))\n")
    outside.with_suffix(".yaml").write_text("model: {family: gan}\n")
    (folder / "link.py").symlink_to(outside)
    (folder / "link.yaml").symlink_to(outside.with_suffix(".yaml"))
    project({f"sub/{path}": content for path, content in files.items()})
    for link in ("link.py", "link.yaml"):
        (folder / "sub" / link).symlink_to(outside.with_suffix(os.path.splitext(link)[1]))
    first = f"sub/{next(iter(files))}"
    outcome = archlint("facts", first, "--output-format", "json")
    assert outcome.status == 0
    checked = archlint(first, "good.yaml", "--output-format", "json", "--fail-on", "never")
    assert checked.status == 0
    assert "Traceback" not in checked.err
    (file,) = outcome.json["files"]
    if file["status"] == "linted":
        assert any(notice in text for text in file["notices"]), file
        assert any(line.startswith(f"archlint: {first}: ") and notice in line for line in checked.err.splitlines())
        assert "gan" not in json.dumps(file["facts"])


def test_a_missing_base_of_a_recognised_config_is_said(archlint, project):
    project({"x.yaml": "_BASE_: none.yaml\n" + MARKED})
    outcome = archlint("x.yaml")
    assert outcome.status == 0
    assert outcome.err.splitlines() == ["archlint: x.yaml: _BASE_: parent none.yaml is missing"]
    assert archlint("x.yaml", "--output-format", "json").json["files"][0]["notices"]


@pytest.mark.parametrize("command", [["check"], ["facts"], ["route"]])
def test_many_notices_are_counted_in_one_line(archlint, project, command):
    project({f"{number}.yaml": f"_BASE_: none-{number}.yaml\n{MARKED}" for number in range(30)})
    (line,) = archlint(*command, ".").err.splitlines()
    assert line.startswith("archlint: 30 files inherit from parents that are missing")
    assert "(30 in all; " in line
    assert "none-" not in line


def test_verbose_and_json_list_the_notices(archlint, project):
    project({f"{number}.yaml": f"_BASE_: none-{number}.yaml\n{MARKED}" for number in range(30)})
    lines = archlint("--verbose").err.splitlines()
    assert {f"archlint: {number}.yaml: _BASE_: parent none-{number}.yaml is missing" for number in range(30)} <= set(
        lines
    )
    outcome = archlint("--output-format", "json")
    assert len(outcome.err.splitlines()) == 1
    assert all(len(file["notices"]) == 1 for file in outcome.json["files"])


def test_several_notices_of_one_file_are_one_line(archlint, project):
    project({"x.yaml": "_BASE_: [none.yaml, gone.yaml]\n" + MARKED})
    assert (
        archlint("x.yaml").err
        == "archlint: x.yaml: _BASE_: parent none.yaml is missing (and 1 more; --verbose names them)\n"
    )


def test_many_parents(archlint, project):
    project({f"p{number}.yaml": f"_BASE_: p{number + 1}.yaml\n{MARKED}" for number in range(100)})
    outcome = archlint("p0.yaml")
    assert outcome.status == 0
    assert "more than 64 parents" in outcome.err


# Settings


BROKEN_SETTINGS = (b"fail-on = ", b"\x80\x81", b"[" * 30_000, b"fail-om = 'error'\n", b"tool = 3\nx = 1")


@pytest.mark.parametrize("content", BROKEN_SETTINGS)
def test_settings_that_cannot_be_read(archlint, folder, content):
    (folder / "archlint.toml").write_bytes(content)
    outcome = archlint("good.yaml", "--output-format", "json")
    assert outcome.status == 2
    (line,) = outcome.err.splitlines()
    assert line.startswith("archlint: archlint.toml: ")
    assert outcome.json["error"] in line
    assert archlint("good.yaml", "--isolated").status == 0


# Any input at all

ENGINE = Engine(Options(isolated=True))
FILES = ("x.yaml", "x.json", "x.toml", "x.py", "config.json", "args.yaml", "sub/x.cfg")
WORDS = sorted(
    {
        key
        for entries in INDEX.values()
        for _, *triggers in entries
        for group in triggers
        for trigger in group
        for key in trigger
    }
)
EXAMPLES = [example for loaded in rules.load_all() for example in loaded.module.EXAMPLES]
AWKWARD = ["", "None", "null", "${x}", "???", "-1", "0", "1e400", "12", "vit_base_patch16_224", "\ud800", "a" * 300,
           0, -1, 1, 2**70, -(2**70), 0.0, 1e308, float("inf"), float("nan"), True, False, None, [], {}, [[]], [{}],
           [None], {"": None}, {"type": None}, ["x", 1, None, {}]]  # fmt: skip
SCALARS = st.sampled_from(AWKWARD) | st.integers() | st.floats() | st.text(max_size=12)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=6), inner),
    max_leaves=12,
)
relaxed = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def survives(text, path):
    """Lint a text and write every report of it: nothing may raise, nor be a fault in archlint itself."""
    run = ENGINE.lint([], stdin=(text, path))
    (file,) = run.files
    assert file.fault is None, f"{file.fault}: {text!r}"
    for output_format in ("text", "concise", "json"):
        report = load(output_format).render(run, verbose=True, line_of=lambda path, number: "")
        report.encode()
    assert run.files[0].status in ("linted", "not-recognised", "not-a-model", "failed")


def written(value):
    """Return a value as JSON, which is nearly always YAML too."""
    return json.dumps(value, default=str)


@relaxed
@given(st.binary(max_size=200), st.sampled_from(FILES))
def test_any_bytes(data, path):
    survives(data, path)


@relaxed
@given(st.text(max_size=200), st.sampled_from(FILES))
def test_any_text(text, path):
    survives(text, path)


@relaxed
@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`?, \n=.<$_1", max_size=80), st.sampled_from(FILES))
def test_any_punctuation(text, path):
    survives(text, path)


@relaxed
@given(st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=6), st.sampled_from(["x.yaml", "config.json"]))
def test_any_values_below_the_words_of_dialects(value, path):
    survives(written(value), path)


@relaxed
@given(st.dictionaries(st.sampled_from([word for word in WORDS if word.isidentifier()]), VALUES, max_size=6))
def test_any_values_in_python(value):
    text = "".join(f"{key} = {item!r}\n" for key, item in value.items())
    survives(text + "a = dict(x=1)\n", "x.py")


TRIGGERS = {
    module: {trigger for entries in INDEX.values() for name, *groups in entries if name == module for group in groups
             for trigger in group}
    for module in dialects.modules()
}  # fmt: skip


@pytest.mark.parametrize("module", dialects.modules())
def test_each_dialect_reads_awkward_values(module):
    """Its own key sets with a value of every awkward kind below each key, one kind at a time and mixed."""
    chance = random.Random(module)
    for keys in sorted(TRIGGERS[module]):
        for value in AWKWARD:
            survives(written({key: value for key in keys}), "x.yaml")
        for _ in range(20):
            mixed = {key: chance.choice(AWKWARD) for key in (*keys, *chance.sample(WORDS, 12))}
            survives(written(mixed), chance.choice(["x.yaml", "config.json", "args.yaml"]))


@relaxed
@given(st.sampled_from(EXAMPLES), st.data())
def test_valid_configs_with_anything_put_in(example, data):
    text = example.text
    at = data.draw(st.integers(0, len(text)))
    size = data.draw(st.integers(0, 6))
    survives(text[:at] + data.draw(st.text(max_size=6)) + text[at + size :], example.path)


ARGUMENTS = sorted({word.removeprefix("arguments.") for word in WORDS if word.startswith("arguments.")})
# Words that decide how the readers of shell scripts go on.
SHELL_VALUES = ["", "''", "0", "-1", "1", "12", "1e9", "9" * 300, "None", "$X", '"$X"', "a,b", "1 2 3", "voc", "custom",
                "M", "S", "cityscapes", "ETTh1", "PatchTST", "vit_B16_224", "t2t_vit_14", "DiT-XL/2", "R50-ViT-B_16",
                "pix2pix", "graphormer_base", "deeplabv3_resnet50", "../../../etc/passwd", "x.csv"]  # fmt: skip


@pytest.mark.parametrize("module", [name for name, *_ in INDEX["shell"]])
def test_each_reader_of_shell_scripts_survives_any_arguments(module):
    chance = random.Random(module)
    shown = dialects.load(module)
    own = [*getattr(shown, "_OWN", ()), *getattr(shown, "_VALUED", ())]
    words = [*ARGUMENTS, *own, "vit_patches_size", "n_skip", "lam", "num_cls", "crop_size", "crop_val", "year", "nhid",
             "dataroot", "gpu_ids", "ch", "stride"]  # fmt: skip
    for keys in sorted(TRIGGERS[module]):
        for _ in range(60):
            names = [key.rpartition(".")[2] for key in keys] + chance.sample(words, 10)
            program = chance.choice(["train.py", "main.py", "fairseq-train", "copymem_test.py", "$PROGRAM"])
            options = " ".join(f"--{name} {chance.choice(SHELL_VALUES)}" for name in names)
            survives(f"torchrun --nproc_per_node 8 {program} {options}\n", "x.sh")


def numbers_replaced(text, values):
    """Yield a config's text with each of its numbers replaced by each of the values, one at a time."""
    for match in re.finditer(r"(?<![\w.$-])\d+(?:\.\d+)?(?![\w.])", text):
        for value in values:
            yield match, text[: match.start()] + value + text[match.end() :]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("archlint.yaml", "archlint: 1\nmodel: vit\ndata: {image_size: 224x@}\n"),
        ("archlint.yaml", "archlint: 1\nmodel: vit\ndata: {image_size: '@'}\n"),
        ("archlint.yaml", "archlint: 1\nmodel: vit\nconstraints: {gpus: '@'}\n"),
        ("x.yaml", "model: {name: mpt_causal_lm, d_model: 768}\nmax_seq_len: 8\nmax_duration: @ba\n"
                   "train_loader: {dataset: {streams: {}}}\n"),
        ("x.yaml", "# lightning.pytorch==@.1\nmodel: {class_path: x.M}\ntrainer: {max_epochs: 1}\n"
                   "seed_everything: 1\n"),
        ("x.yaml", "Global: {device: gpu}\nArch: {name: ViT_base_patch@_224}\nDataLoader:\n  Train:\n    dataset:\n"
                   "      name: ImageNetDataset\n      transform_ops:\n        - RandCropImage: {size: 224}\n"),
        ("x.py", "def get_config():\n  config = ConfigDict()\n  config.model_name = 'vit'\n"
                 "  config.model = dict(variant='L/@')\n  config.dataset = dict(name='x', split='train[:@%]')\n"
                 "  return config\n"),
        ("x.yaml", "method: grid\nparameters:\n  num_layers: {min: 1, max: @}\n"),
        ("x.yaml", "hydra:\n  sweeper:\n    params:\n      model.depth: 'int(interval(2, @))'\nmodel: {depth: 2}\n"),
        ("x.yaml", "hydra:\n  sweeper:\n    params:\n      model.depth: 'range(0, @)'\nmodel: {depth: 2}\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", ["9" * 5000, "9" * 25, "\u00b2", "\u0663"])
def test_numbers_in_texts_that_no_machine_word_holds(path, text, number):
    survives(text.replace("@", number), path)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 25, "\u00b2"])
def test_examples_with_a_number_that_is_none(number):
    chance = random.Random(number)
    for example in EXAMPLES:
        digits = list(re.finditer(r"\d+", example.text))
        if digits:
            at = chance.choice(digits)
            survives(example.text[: at.start()] + number + example.text[at.end() :], example.path)


@pytest.mark.parametrize("number", [0, -4])
def test_nothing_is_said_of_a_number_that_cannot_be(number):
    """Rules that compare whole numbers find no remainder of none, nor of fewer."""
    for example in EXAMPLES:
        if not isinstance(example, rules.Bad) or example.severity != "error":
            continue
        for _, text in numbers_replaced(example.text, [str(number)]):
            for finding in ENGINE.lint([], stdin=(text, example.path)).findings:
                assert not re.search(rf"(?<![\w.,-]){number} (?:heads|layers|channels|groups)|divisible by {number}\b",
                                     finding.message), (finding.message, text)  # fmt: skip


OPAQUE_VALUES = {"yaml": "${x}", "json": '"${x}"', "toml": '"${x}"', "py": "compute(x)", "sh": "$X"}


def test_a_value_that_is_set_elsewhere_is_never_a_finding():
    for example in EXAMPLES:
        opaque = OPAQUE_VALUES.get(example.path.rpartition(".")[2])
        if not isinstance(example, rules.Bad) or opaque is None:
            continue
        for match, text in numbers_replaced(example.text, [opaque]):
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            for finding in ENGINE.lint([], stdin=(text, example.path)).findings:
                spot = finding.spot
                assert finding.severity == "question" or (spot.line, spot.column) != (line, column), (finding, text)


@relaxed
@given(st.sampled_from(EXAMPLES), st.data())
def test_valid_configs_with_a_value_replaced(example, data):
    documents = parse(example.text, example.path)
    value = documents[0].value
    holder = value
    while isinstance(holder, (dict, list)) and holder:
        key = data.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else list(range(len(holder)))))
        if not isinstance(holder[key], (dict, list)) or not holder[key] or data.draw(st.booleans()):
            holder[key] = data.draw(VALUES)
            break
        holder = holder[key]
    survives(written(value), example.path if example.path.endswith((".json", ".yaml", ".yml")) else "x.json")
