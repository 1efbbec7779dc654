"""Suggestions as changes of the files' text: shown as a diff, written where they are safe, and nothing else touched."""

import os
import stat
import subprocess

import pytest
from reading import lint

from archlint import fixes
from archlint.findings import Finding, Suggestion
from archlint.sources import Spot, parse

BERT = """\
{
  "model_type": "bert",
  "architectures": ["BertModel"],
  "num_hiden_layers": 6,
  "hidden_size": 384,
  "num_attention_heads": 6
}
"""
FIXED = BERT.replace("hiden_layers", "hidden_layers")
HEADS = "archlint: 1\nmodel: {family: transformer-encoder, hidden_size: 768, num_heads: 10}\n"


def suggestion(text, path, keys, new, renames=False, safe=False):
    """Return (the file as it stands there, a suggestion for the value or the key at a path of keys in it)."""
    document = parse(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"), path)[0]
    value = document.value
    for key in keys:
        value = value[key]
    old = keys[-1] if renames else value
    found = Suggestion(".".join(map(str, keys)), old, new, document.spot(keys, renames), safe, renames)
    return fixes.Original(text.encode(), document.format), found


def mended(text, path, keys, new, renames=False):
    original, one = suggestion(text, path, keys, new, renames)
    made = fixes.edits([Finding("a-rule", "error", "m", one.spot, suggestions=[one])], original, path, safe=False)
    return fixes.changed(original.text, made) if made else None


@pytest.mark.parametrize(
    ("path", "text", "keys", "new", "after"),
    [
        ("a.json", '{"a": {"heads": 10, "b": 10}}', ("a", "heads"), 8, '{"a": {"heads": 8, "b": 10}}'),
        ("a.json", '{"a": "ten"}', ("a",), "eight", '{"a": "eight"}'),
        ("a.json", '{"a": true}', ("a",), False, '{"a": false}'),
        ("a.json", '{"a": [1, 10, 2]}', ("a", 1), 8, '{"a": [1, 8, 2]}'),
        ("a.yaml", "a:\n  heads: 10  # ten\n", ("a", "heads"), 8, "a:\n  heads: 8  # ten\n"),
        ("a.yaml", "a: {heads: 10, b: 1}\n", ("a", "heads"), 8, "a: {heads: 8, b: 1}\n"),
        ("a.yaml", "a: '10'\n", ("a",), "8", "a: '8'\n"),
        ("a.yaml", "a: resnet\n", ("a",), "resnet50", "a: resnet50\n"),
        ("a.yaml", "a: resnet\n", ("a",), "no", None),
        ("a.yaml", "a: 1_000\n", ("a",), 999, "a: 999\n"),
        ("a.yaml", "a:\n- 10\n- 4\n", ("a", 0), 8, "a:\n- 8\n- 4\n"),
        ("a.yaml", "x: &ten 10\na: *ten\n", ("a",), 8, None),
        ("a.yaml", "größe: größer\nb: {ü: 10}\n", ("b", "ü"), 8, "größe: größer\nb: {ü: 8}\n"),
        ("a.toml", "[a]\nheads = 10 # ten\n", ("a", "heads"), 8, "[a]\nheads = 8 # ten\n"),
        ("a.toml", "a.heads = 10\n", ("a", "heads"), 8, "a.heads = 8\n"),
        ("a.py", "_base_ = []\na = dict(heads=10, b=1)\n", ("a", "heads"), 8, "_base_ = []\na = dict(heads=8, b=1)\n"),
        ("a.py", "_base_ = []\nä = dict(ö='ü', b=10)\n", ("ä", "b"), 8, "_base_ = []\nä = dict(ö='ü', b=8)\n"),
        ("a.py", "_base_ = []\nten = 10\na = dict(heads=5 + 5)\n", ("a", "heads"), 8, None),
        ("a.gin", "A.heads = 10\n", ("A", "heads"), 8, "A.heads = 8\n"),
        ("a.cfg", "[net]\nwidth=418\n\n[convolutional]\nfilters=3\n", ("net", "width"), 416,
         "[net]\nwidth=416\n\n[convolutional]\nfilters=3\n"),
        ("a.prototxt", 'layer { type: "x" num: 10 }\n', ("layer", "num"), 8, 'layer { type: "x" num: 8 }\n'),
        ("a.jsonnet", "{ a: { heads: 10 } }\n", ("a", "heads"), 8, "{ a: { heads: 8 } }\n"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_its_format_writes_it(path, text, keys, new, after):
    assert mended(text, path, keys, new) == after


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("path", "text", "keys", "after"),
    [
        ("a.json", '{\n "hiden": 1,\n "b": 2\n}\n', ("hiden",), '{\n "hidden": 1,\n "b": 2\n}\n'),
        ("a.yaml", "b: ü\nhiden: 1\n", ("hiden",), "b: ü\nhidden: 1\n"),
        ("a.yaml", "b: {'hiden' : 1}\n", ("b", "hiden"), "b: {'hidden' : 1}\n"),
        ("a.toml", "b = 1\nhiden = 1\n", ("hiden",), "b = 1\nhidden = 1\n"),
        ("a.py", "_base_ = []\na = dict(\n  hiden=1)\n", ("a", "hiden"), "_base_ = []\na = dict(\n  hidden=1)\n"),
        ("a.py", "_base_ = []\na = {'hiden': 1}\n", ("a", "hiden"), "_base_ = []\na = {'hidden': 1}\n"),
    ],
)
def test_a_key_is_renamed_in_place(path, text, keys, after, mark, ending):
    found = mended(mark + text.replace("\n", ending), path, keys, "hidden", renames=True)
    assert found == after.replace("\n", ending)


def test_bytes_around_an_edit_stay_as_they_are():
    for encoding, mark in (("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")):
        data = mark + "a: ü 1\r\nb: 10".encode(encoding)
        original = fixes.Original(data, "yaml")
        one = Suggestion("b", 10, 8, Spot("a.yaml", 2, 4, 2, 6))
        made = fixes.edits([Finding("r", "error", "m", one.spot, suggestions=[one])], original, "a.yaml", False)
        assert original.encode(fixes.changed(original.text, made)) == mark + "a: ü 1\r\nb: 8".encode(encoding)
        assert original.encode(original.text) == data


def test_overlapping_edits_are_made_once():
    original, one = suggestion("a: 10\nb: 3\n", "a.yaml", ("a",), 8)
    _, other = suggestion("a: 10\nb: 3\n", "a.yaml", ("a",), 12)
    _, third = suggestion("a: 10\nb: 3\n", "a.yaml", ("b",), 4)
    found = [Finding("r", "error", "m", each.spot, suggestions=[each]) for each in (third, one, other)]
    assert fixes.changed(original.text, fixes.edits(found, original, "a.yaml", False)) == "a: 8\nb: 4\n"


AXOLOTL = "base_model: gpt2\ndatasets:\n- {path: own}\nmicro_batch_size: 2\n%s: 512\n"
UNET = '{"_class_name": "UNet2DModel", "_diffusers_version": "0.30.0", "sample_size": 32, %s: [1, 2]}'


@pytest.mark.parametrize(
    ("path", "text", "wrong", "right", "facts"),
    [
        ("config.json", BERT, "num_hiden_layers", "num_hidden_layers", {"model.num_layers"}),
        ("config.json", BERT.replace("num_hiden_layers", "hiden_act"), "hiden_act", "hidden_act", set()),
        ("a.yaml", AXOLOTL % "seqence_len", "seqence_len", "sequence_len", {"data.sequence_length"}),
        ("a.yaml", AXOLOTL % "gradient_acumulation_steps", "acumulation", "accumulation", set()),
        ("config.json", UNET % '"block_out_chanels"', "chanels", "channels", set()),
    ],
)
def test_a_fix_removes_the_finding_and_changes_no_other_fact(project, archlint, path, text, wrong, right, facts):
    folder = project({path: text})

    def known():
        found = archlint("facts", path, "--output-format", "json").json["files"][0]["facts"]
        return {name: fact["value"] for name, fact in found.items()}

    before = known()
    assert [one.rule for one in lint(text, path)].count("misspelt-key") == 1
    archlint("--fix", path)
    assert (folder / path).read_text() == text.replace(wrong, right)
    assert "misspelt-key" not in [one.rule for one in lint((folder / path).read_text(), path)]
    after = known()
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == facts


# --fix


def test_fix_writes_what_is_safe_and_says_so(project, archlint):
    folder = project({"config.json": BERT, "heads.yaml": HEADS})
    outcome = archlint("check", "--fix", ".")
    assert (folder / "config.json").read_text() == FIXED
    assert (folder / "heads.yaml").read_text() == HEADS  # a choice is a person's
    assert "archlint: fixed 1 of 2 findings; which value is right" in outcome.err
    assert "--show-fixes" in outcome.err
    assert outcome.status == 1  # by what is left
    assert "heads-not-dividing-embed-dim" in outcome.out
    assert "misspelt-key" not in outcome.out


def test_what_is_left_decides_and_a_second_run_changes_nothing(project, archlint):
    folder = project({"config.json": BERT})
    assert archlint("--fix", "config.json").status == 0
    state = (folder / "config.json").stat()
    outcome = archlint("--fix", "config.json")
    assert outcome.status == 0
    assert "fixed" not in outcome.err
    assert (folder / "config.json").stat().st_mtime_ns == state.st_mtime_ns


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_fix_keeps_bytes_and_mode(project, archlint, ending):
    data = b"\xef\xbb\xbf" + BERT.replace("\n", ending).encode().rstrip()
    folder = project({"config.json": data})
    os.chmod(folder / "config.json", 0o640)
    archlint("--fix", "config.json")
    assert (folder / "config.json").read_bytes() == data.replace(b"hiden", b"hidden")
    assert stat.S_IMODE((folder / "config.json").stat().st_mode) == 0o640
    assert sorted(os.listdir(folder)) == [".git", "config.json"]


def test_an_ignored_finding_is_not_fixed(project, archlint):
    folder = project({"config.json": BERT, "archlint.toml": '[per-file-ignores]\n"*.json" = ["misspelt-key"]\n'})
    archlint("--fix", "config.json")
    assert (folder / "config.json").read_text() == BERT


def test_a_read_only_file_is_one_line(project, archlint):
    folder = project({"config.json": BERT})
    os.chmod(folder / "config.json", 0o444)
    outcome = archlint("--fix", "config.json")
    assert outcome.status == 2
    assert "config.json: not fixed: it is read-only" in outcome.err
    assert "fixed 0 of 1 finding" in outcome.err
    assert (folder / "config.json").read_text() == BERT


def test_a_link_is_followed_inside_the_project_only(project, archlint, tmp_path_factory):
    folder = project({"real/config.json": BERT})
    outside = tmp_path_factory.mktemp("outside") / "config.json"
    outside.write_text(BERT)
    os.symlink(outside, folder / "out.json")
    os.symlink(folder / "real" / "config.json", folder / "in.json")
    outcome = archlint("--fix", "out.json", "in.json")
    assert outside.read_text() == BERT
    assert "out.json: not fixed: it lies outside the project root" in outcome.err
    assert (folder / "in.json").is_symlink()
    assert (folder / "real" / "config.json").read_text() == FIXED


def test_a_file_under_two_names_is_written_once(project, archlint):
    folder = project({"real/config.json": BERT})
    os.symlink(folder / "real" / "config.json", folder / "in.json")
    outcome = archlint("--fix", ".")
    assert outcome.status == 0
    assert "not fixed" not in outcome.err
    assert (folder / "real" / "config.json").read_text() == FIXED


def test_a_file_that_changed_meanwhile_is_left_alone(project, monkeypatch, archlint):
    folder = project({"config.json": BERT})
    apply = fixes.apply

    def late(run, engine, stdin=None):
        (folder / "config.json").write_text(BERT + "\n")
        return apply(run, engine, stdin)

    monkeypatch.setattr(fixes, "apply", late)
    assert "it has changed since it was read" in archlint("--fix", "config.json").err
    assert (folder / "config.json").read_text() == BERT + "\n"


def test_standard_input_is_printed_fixed(project, archlint):
    folder = project({"config.json": BERT.replace("6", "3")})
    outcome = archlint("--fix", "-", "--stdin-filename", "config.json", stdin=BERT.replace("\n", "\r\n").encode())
    assert outcome.out == FIXED.replace("\n", "\r\n")
    assert "fixed 1 of 1 finding" in outcome.err
    assert outcome.status == 0
    assert (folder / "config.json").read_text() == BERT.replace("6", "3")


def test_standard_input_that_needs_nothing_comes_out_as_it_is(archlint):
    assert archlint("--fix", "-", "--stdin-filename", "a.json", stdin=b"{broken").out == "{broken"


def test_two_keys_for_one_name_are_a_choice(project, archlint):
    text = BERT.replace('  "hidden_size"', '  "num_hidden_layrs": 7,\n  "hidden_size"')
    folder = project({"config.json": text})
    assert archlint("--fix", "config.json").status == 1
    assert (folder / "config.json").read_text() == text


# --show-fixes


def test_show_fixes_prints_a_diff_that_applies(project, archlint):
    folder = project({"heads.yaml": HEADS, "config.json": BERT})
    outcome = archlint("--show-fixes", ".")
    assert outcome.status == 1
    assert "+model: {family: transformer-encoder, hidden_size: 768, num_heads: 8}" in outcome.out
    assert '+  "num_hidden_layers": 6,' in outcome.out
    assert (folder / "config.json").read_text() == BERT
    alone = archlint("--show-fixes", "--output-file", "report.txt", ".").out
    assert alone.startswith("--- config.json\n+++ config.json\n@@ ")
    subprocess.run(["patch", "-p0"], input=alone.encode(), check=True, cwd=folder, capture_output=True)
    assert (folder / "config.json").read_text() == FIXED
    assert archlint("--show-fixes", ".").status == 0


def test_show_fixes_in_json_adds_a_diff_to_the_file(project, archlint):
    project({"heads.yaml": HEADS, "good.yaml": HEADS.replace("10", "12")})
    files = {file["path"]: file for file in archlint("--show-fixes", "--output-format", "json", ".").json["files"]}
    assert "+model: {family: transformer-encoder, hidden_size: 768, num_heads: 8}\n" in files["heads.yaml"]["diff"]
    assert "diff" not in files["good.yaml"]


def test_a_diff_shows_the_file_that_a_value_is_inherited_from(project, archlint):
    folder = project(
        {"base.yaml": "model: {hidden_size: 768, num_heads: 10}\n", "own.yaml": "_BASE_: base.yaml\n" + HEADS[:12]}
    )
    diff = archlint("--show-fixes", "--output-format", "json", "own.yaml").json["files"][0]["diff"]
    assert diff.startswith("--- base.yaml\n+++ base.yaml\n")
    assert "+model: {hidden_size: 768, num_heads: 8}\n" in diff
    assert (folder / "base.yaml").read_text().endswith("num_heads: 10}\n")


def test_a_last_line_without_a_break_is_marked(project, archlint):
    project({"own.json": BERT.rstrip()})
    assert archlint("--show-fixes", "own.json").out.count("\\ No newline at end of file") == 1


def test_a_diff_writes_control_characters_out(project, archlint):
    project({"config.json": BERT.replace('"hidden_size"', '"a": "\x1b[31m\tb",\n  "hidden_size"')})
    out = archlint("--show-fixes", "config.json").out
    assert "\x1b" not in out


def test_showing_and_writing_exclude_each_other(project, archlint):
    project({"config.json": BERT})
    outcome = archlint("--show-fixes", "--fix", "config.json")
    assert outcome.status == 2
    assert "give one of them" in outcome.err
