"""A run in several processes is the run in one: same files, findings, questions and ignores, in the same order."""

import json

import pytest

from archlint.engine import Engine, Options, jobs_for

BAD = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\ndata: {train_size: %d}\n"
DEFAULTS = "defaults: [base, _self_]\n"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(130):  # more than one piece of work
        text = BAD % (100 + number)
        if number % 3 == 0:
            text += "deployment: {target: server}  # archlint: ignore[vit-on-edge]\n"
        (tmp_path / f"c{number:03}.yaml").write_text(text)
    (tmp_path / "ask.yaml").write_text("archlint: 1\nmodel: {family: vision-transformer, pretrained: false}\n")
    (tmp_path / "broken.yaml").write_text("a: [\n")
    return tmp_path


def test_processes_change_nothing(tree, archlint):
    one, two = (archlint("--output-format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert json.loads(one.out) == json.loads(two.out)
    assert (one.status, one.err) == (two.status, two.err)
    assert sum(finding["rule"] == "unused-ignore" for finding in one.json["findings"]) == 44
    assert sum(finding["rule"] == "vit-on-small-dataset" for finding in one.json["findings"]) == 130


def test_wrong_settings_are_said_by_the_parent(tree, archlint):
    (tree / "archlint.toml").write_text("selekt = []\n")
    outcome = archlint(".", "--jobs", "2")
    assert outcome.status == 2
    assert "select" in outcome.err


def test_what_was_read_is_let_go_unless_it_is_wanted(tree):
    (released,) = Engine(Options()).lint(["c001.yaml"]).files
    (kept,) = Engine(Options()).lint(["c001.yaml"], keep_facts=True).files
    assert released.facts is None
    assert not released.parts
    assert kept.facts.value("data.train_size") == 101


@pytest.mark.parametrize(("files", "asked", "expected"), [(10, None, 1), (10, 4, 4), (3, 8, 3), (0, 2, 1)])
def test_few_files_are_read_in_one_process_unless_more_are_asked_for(files, asked, expected):
    assert jobs_for(files, asked) == expected
