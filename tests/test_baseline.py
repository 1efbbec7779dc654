"""Adopting archlint in an old project: a baseline, ignores with reasons, and what is left over of them."""

import datetime
import json

import pytest

RULE = "vit-on-small-dataset"
COMMENT = f"  # archlint: ignore[{RULE}]"
ENTRY = '[[ignore]]\nfile = "vit.json"\nrule = "vit-on-small-dataset"\nreason = "the hospital wants it"\n'


def as_json(bad, **changes):
    config = {
        "archlint": 1, "task": "image-classification",
        "model": {"architecture": "vit_base_patch16_224", "pretrained": False},
        "data": {"modality": "image", "train_size": 6000}, "deployment": {"target": "server", "latency": "batch"},
    }  # fmt: skip
    config["data"].update(changes)
    return json.dumps(config, indent=1)


def rules(outcome):
    return [(finding["rule"], finding["path"]) for finding in outcome.json["findings"]]


def test_a_baseline_keeps_quiet_what_was_there_and_lets_a_changed_value_speak(archlint, project, bad):
    folder = project({"vit.yaml": bad})
    outcome = archlint("--write-baseline", "base.json")
    assert (outcome.status, outcome.out) == (0, "")
    assert "wrote 1 finding to base.json" in outcome.err
    (entry,) = json.loads((folder / "base.json").read_text())["findings"]
    assert entry == {"rule": RULE, "path": "vit.yaml", "key": "data.train_size", "value": 6000}
    assert archlint("--baseline", "base.json", "--output-format", "json").json["findings"] == []
    project({"vit.yaml": "# moved\n\n\n" + bad})
    assert archlint("--baseline", "base.json").status == 0
    project({"vit.yaml": bad.replace("6000", "5999")})
    outcome = archlint("--baseline", "base.json", "--output-format", "json")
    assert outcome.status == 1
    assert rules(outcome) == [("unused-ignore", "base.json"), (RULE, "vit.yaml")]
    project({"other.yaml": bad, "vit.yaml": bad})
    assert rules(archlint("--baseline", "base.json", "--output-format", "json")) == [(RULE, "other.yaml")]


def test_a_baseline_is_the_same_from_any_folder_and_may_be_a_setting(archlint, project, bad, monkeypatch):
    folder = project({"sub/vit.yaml": bad, "archlint.toml": 'baseline = "base.json"\n'})
    archlint("--write-baseline", "base.json")
    assert archlint(".").status == 0
    monkeypatch.chdir(folder / "sub")
    assert archlint("vit.yaml").status == 0
    assert archlint("vit.yaml", "--isolated").status == 1
    first = (folder / "base.json").read_bytes()
    archlint(".", "--write-baseline", "../base.json")
    assert (folder / "base.json").read_bytes() == first


def test_what_a_baseline_no_longer_finds_is_a_warning_until_it_is_pruned(archlint, project, bad, good):
    folder = project({"a.yaml": bad, "b.yaml": bad})
    archlint("--write-baseline", "base.json")
    project({"a.yaml": good})
    outcome = archlint("--baseline", "base.json", "--output-format", "json")
    assert outcome.status == 1
    (finding,) = outcome.json["findings"]
    assert (finding["rule"], finding["path"], finding["severity"]) == ("unused-ignore", "base.json", "warning")
    line = (folder / "base.json").read_text().splitlines()[finding["line"] - 1]
    assert '"a.yaml"' in line
    assert "unused ignore" in finding["message"]
    # A run that did not look at the file knows nothing of it.
    assert archlint("b.yaml", "--baseline", "base.json").status == 0
    outcome = archlint("--prune-baseline", "base.json")
    assert outcome.status == 0
    assert "dropped 1 of 2" in outcome.err
    assert [entry["path"] for entry in json.loads((folder / "base.json").read_text())["findings"]] == ["b.yaml"]
    (folder / "b.yaml").unlink()
    assert rules(archlint("a.yaml", "--baseline", "base.json", "--output-format", "json")) == [
        ("unused-ignore", "base.json")
    ]


def test_a_question_in_a_baseline_is_known_by_its_fact(archlint, project, bad):
    text = bad.replace("deployment: {target: server, latency: batch}\n", "")
    folder = project({"m.yaml": text})
    archlint("--write-baseline", "base.json")
    assert {"rule": "unknown-fact", "path": "", "key": "deployment.target", "value": None} in json.loads(
        (folder / "base.json").read_text()
    )["findings"]
    project({"a.yaml": text})
    assert rules(archlint("--baseline", "base.json", "--output-format", "json")) == [(RULE, "a.yaml")]


def test_a_finding_in_a_parent_is_unused_only_where_its_child_was_linted(archlint, project, bad):
    base = "data:\n  modality: image\n  train_size: 6000\n"
    child = "_BASE_: base.yaml\n" + bad.replace("data:\n  modality: image\n  train_size: 6000\n", "")
    folder = project({"base.yaml": base, "vit.yaml": child})
    archlint("vit.yaml", "--write-baseline", "base.json")
    (entry,) = json.loads((folder / "base.json").read_text())["findings"]
    assert (entry["path"], entry["via"]) == ("base.yaml", "vit.yaml")
    assert archlint(".", "--baseline", "base.json").status == 0
    assert "unused" not in archlint("base.yaml", "--baseline", "base.json", "--allow-no-configs").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "base.json: "),
        ("{", "base.json: "),
        ("[]", "it is no baseline"),
        ('{"version": 2, "findings": []}', "it is no baseline"),
        ('{"version": 1, "findings": [3]}', "number 1 is no entry"),
        ('{"version": 1, "findings": [{"rule": 3}]}', "number 1 is no entry"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_said_in_one_line(archlint, project, good, text, said):
    project({"x.yaml": good, **({"base.json": text} if text is not None else {})})
    outcome = archlint("x.yaml", "--baseline", "base.json")
    assert outcome.status == 2
    assert said in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert archlint("x.yaml", "--write-baseline", "no/such/base.json").status == 2
    assert archlint("x.yaml", "--write-baseline", "a", "--baseline", "b").status == 2


def test_an_entry_of_the_settings_ignores_in_json(archlint, project, bad):
    project({"vit.json": as_json(bad), "archlint.toml": ENTRY})
    report = archlint(".", "--output-format", "sarif").json["runs"][0]["results"]
    assert [(one["ruleId"], one["suppressions"]) for one in report] == [
        (RULE, [{"kind": "external", "status": "accepted", "justification": "the hospital wants it"}])
    ]
    assert archlint(".").status == 0
    project({"archlint.toml": ENTRY + 'key = "data.train_size"\n'})
    assert archlint(".").status == 0
    project({"archlint.toml": ENTRY + 'key = "data.*"\n'})
    assert archlint(".").status == 0
    project({"archlint.toml": ENTRY + 'key = "model.depth"\n'})
    assert rules(archlint(".", "--output-format", "json")) == [("unused-ignore", "archlint.toml"), (RULE, "vit.json")]


def test_entries_and_names_stand_in_one_list(archlint, project, bad, good):
    entry = '{file = "vit.json", rule = "vit-on-small-dataset", reason = "so"}'
    project({"vit.json": as_json(bad), "vit.yaml": bad, "archlint.toml": f'ignore = ["deep-post-norm", {entry}]\n'})
    assert rules(archlint(".", "--output-format", "json")) == [(RULE, "vit.yaml")]


@pytest.mark.parametrize(("days", "quiet"), [(1, True), (0, True), (-1, False)])
@pytest.mark.parametrize("quoted", [False, True])
def test_an_entry_ends_on_its_day(archlint, project, bad, days, quiet, quoted):
    day = (datetime.date.today() + datetime.timedelta(days)).isoformat()
    project({"vit.json": as_json(bad), "archlint.toml": f"{ENTRY}expires = {repr(day) if quoted else day}\n"})
    outcome = archlint(".", "--output-format", "json")
    assert (outcome.status == 0) is quiet
    if not quiet:
        expired, _ = outcome.json["findings"]
        assert (expired["rule"], expired["line"]) == ("unused-ignore", 3)
        assert (
            f"expired ignore: {RULE} in vit.json was ignored until {day} (the hospital wants it)" in expired["message"]
        )


def test_all_three_kinds_of_unused_ignores_are_reported(archlint, project, good, bad):
    project({"vit.yaml": bad})
    archlint("--write-baseline", "base.json")
    entry = ENTRY.replace("vit.json", "vit.yaml")
    project({"vit.yaml": good.rstrip() + COMMENT + "\n", "archlint.toml": entry})
    outcome = archlint(".", "--baseline", "base.json", "--output-format", "json")
    assert rules(outcome) == [("unused-ignore", name) for name in ("archlint.toml", "base.json", "vit.yaml")]
    assert outcome.status == 1
    assert archlint(".", "--baseline", "base.json", "--ignore", "unused-ignore").status == 0
    assert archlint(".", "--baseline", "base.json", "--ignore", RULE).status == 0  # nobody looked


def test_an_entry_for_a_file_that_was_not_linted_is_not_unused(archlint, project, good):
    project({"x.yaml": good, "archlint.toml": ENTRY})
    assert archlint("x.yaml").status == 0


def test_an_entry_is_used_whatever_process_meets_it(archlint, project, bad):
    project({"vit.json": as_json(bad), "b.json": as_json(bad), "archlint.toml": ENTRY.replace("vit.json", "*.json")})
    assert archlint(".", "--jobs", "2").status == 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (ENTRY.replace('reason = "the hospital wants it"\n', ""), "reason is missing"),
        (ENTRY.replace("the hospital wants it", "  "), "reason must be a text"),
        (ENTRY.replace('file = "vit.json"\n', ""), "file is missing"),
        (ENTRY.replace(RULE, "vit-on-smal-dataset"), f"did you mean {RULE}?"),
        (ENTRY.replace("file", "fil"), "did you mean file?"),
        (ENTRY + "expires = 3\n", "expires must be a day"),
        (ENTRY + "expires = 'soon'\n", "expires must be a day"),
    ],
)
def test_an_entry_that_cannot_be_used_is_said_in_one_line(archlint, project, good, body, said):
    project({"x.yaml": good, "archlint.toml": body})
    outcome = archlint("x.yaml")
    assert outcome.status == 2
    assert said in outcome.err
