"""What may be written at a place, by the text before it."""

import pytest

from archlint.editor.completion import proposals

CASES = {
    "a section's keys": ("x.yaml", "archlint: 1\nmodel:\n  |", {"num_layers", "family"}, {"model.family"}),
    "in braces": ("x.yaml", "archlint: 1\ndata: {train_size: 5, |}", {"modality", "name"}, {"family"}),
    "a word's values": ("x.yaml", "archlint: 1\ndeployment:\n  target: |", {"edge", "server"}, {"target"}),
    "truths": ("x.yaml", "archlint: 1\nmodel: {pretrained: |}", {"true", "false"}, {"edge"}),
    "the top": ("x.yaml", "archlint: 1\n|", {"task", "model", "data.train_size"}, {"train_size"}),
    "facts in the settings": ("pyproject.toml", "[tool.archlint.facts]\n|", {"deployment.target"}, set()),
    "their values": ("archlint.toml", '[facts]\ndeployment.target = "|', {"edge"}, {"deployment.target"}),
    "rules": ("pyproject.toml", '[tool.archlint]\nignore = ["|', {"vit-on-small-dataset"}, {"model.family"}),
}


@pytest.mark.parametrize(("path", "text", "there", "elsewhere"), CASES.values(), ids=CASES)
def test_proposals(path, text, there, elsewhere):
    before, _, after = text.partition("|")
    line = before.count("\n") + 1
    column = len(before.split("\n")[-1]) + 1
    found = {one.text for one in proposals(path, before + after, line, column)}
    assert there <= found
    assert not found & elsewhere


@pytest.mark.parametrize(
    ("path", "text"), [("x.yaml", "model:\n  |"), ("pyproject.toml", '[tool.ruff]\nselect = ["|'), ("x.py", "|")]
)
def test_other_files_get_none(path, text):
    before = text.partition("|")[0]
    assert proposals(path, before, before.count("\n") + 1, len(before.split("\n")[-1]) + 1) == []
