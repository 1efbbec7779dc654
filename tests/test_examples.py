"""The shipped examples, as the README's first command lints them."""

import re
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent
EXAMPLES = TREE / "tests" / "examples"
README = (TREE / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "place", "value"),
    [
        ("x-rays.yaml", "x-rays.yaml", "train_size: 6000"),
        ("timm/args.yaml", "timm/args.yaml", "train_num_samples: 6000"),
        ("hydra/train.yaml", "hydra/data/x_rays.yaml", "train_size: 6000"),
    ],
)
def test_a_vision_transformer_on_6000_images_is_found_at_the_line_of_the_size(
    archlint, monkeypatch, path, place, value
):
    monkeypatch.chdir(EXAMPLES)
    outcome = archlint(path, "--output-format", "json")
    assert outcome.status == 1
    (warning,) = [finding for finding in outcome.json["findings"] if finding["severity"] != "question"]
    assert warning["rule"] == "vit-on-small-dataset"
    assert warning["path"] == place
    line = (EXAMPLES / place).read_text().splitlines()[warning["line"] - 1]
    assert line.strip() == value
    assert line[warning["column"] - 1 : warning["end_column"] - 1] == "6000"


@pytest.mark.parametrize("path", ["x-rays-pretrained.toml", "huggingface/config.json"])
def test_the_others_are_recognised_and_have_no_mistake(archlint, monkeypatch, path):
    monkeypatch.chdir(EXAMPLES)
    outcome = archlint(path)
    assert outcome.status == 0
    assert "1 recognised" in outcome.out


def test_the_folder_of_examples(archlint, monkeypatch):
    monkeypatch.chdir(TREE)
    outcome = archlint("tests/examples", "--output-format", "json")
    assert outcome.status == 1
    assert outcome.json["summary"]["warnings"] == 3
    assert outcome.json["summary"]["errors"] == 0
    assert outcome.err == ""


def test_the_first_command_shows_findings_and_succeeds(archlint, monkeypatch):
    command = re.search(r"<!-- command:examples -->\n```sh\n(.*?)\n```", README, re.S)[1]
    monkeypatch.chdir(TREE)
    outcome = archlint(*command.partition("/bin/archlint ")[2].split())
    assert outcome.status == 0
    assert outcome.out.count("[vit-on-small-dataset]") == 3


def test_the_readme_shows_what_archlint_prints(archlint, monkeypatch):
    monkeypatch.chdir(EXAMPLES)
    shown = re.search(r"```text\n(.*?)```", README, re.S)[1]
    assert archlint("x-rays.yaml", "--quiet", "--select", "vit-on-small-dataset").out == shown
