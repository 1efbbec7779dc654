"""``--heirs``: the configs that take values from a file that was named are linted, too, and no others."""

import pytest
from environments import commit_all

GROUP = {
    "conf/config.yaml": "defaults: [{model: vit}, {data: small}, _self_]\ntrainer: {max_epochs: 10}\n",
    "conf/model/vit.yaml": "_target_: timm.create_model\nmodel_name: vit_base_patch16_224\npretrained: false\n",
    "conf/data/small.yaml": "task: image-classification\nmodality: image\ntrain_size: 6000\n",
}
TRAINING = "train_cfg = dict(max_epochs=10)\ntrain_dataloader = dict(batch_size=32, dataset=dict(type='ImageNet'))\n"
CASES = [
    pytest.param(GROUP, "conf/data/small.yaml", {"conf/config.yaml"}, id="a Hydra group"),
    pytest.param(
        {**GROUP, "conf/experiment/big.yaml": "# @package _global_\ndefaults: [{override /data: small}]\nseed: 1\n"},
        "conf/data/small.yaml", {"conf/config.yaml", "conf/experiment/big.yaml"}, id="an experiment that chooses it",
    ),
    pytest.param(
        {"base/model.py": "model = dict(type='ImageClassifier', backbone=dict(type='ResNet', depth=50))\n",
         "base/run.py": f"_base_ = ['./model.py']\n{TRAINING}", "top.py": "_base_ = 'base/run.py'\nseed = 1\n"},
        "base/model.py", {"base/run.py", "top.py"}, id="_base_ in Python, and what inherits from its heir",
    ),
    pytest.param(
        {"parts/net.py": "model = dict(type='ImageClassifier', backbone=dict(type='ResNet', depth=50))\n",
         "parts/__init__.py": "",
         "run.py": f"with read_base():\n    from .parts.net import *\n{TRAINING}"},
        "parts/net.py", {"run.py"}, id="read_base",
    ),
    pytest.param(
        {"base.yml": "MODEL: {NAME: resnet}\n", "run.yml": "_BASE_: base.yml\nSOLVER: {MAX_ITER: 5}\n"},
        "base.yml", {"run.yml"}, id="_BASE_ in YAML",
    ),
    pytest.param(
        {"part.gin": "Net.depth = 3\n", "run.gin": "include 'part.gin'\nNet.width = 4\n"},
        "part.gin", {"run.gin"}, id="gin",
    ),
    pytest.param(
        {"tokenizer.json": '{"model": {"vocab": {"a": 0}}, "added_tokens": []}',
         "config.json": '{"model_type": "gpt2", "n_layer": 2, "n_embd": 64, "n_head": 2, "vocab_size": 1}'},
        "tokenizer.json", {"config.json"}, id="a file that a framework reads beside it",
    ),
    pytest.param(
        {**GROUP, "conf/other.yaml": "small: 1\nmodel: resnet50\n", "small.json": '{"small": 1}'},
        "conf/data/small.yaml", {"conf/config.yaml"}, id="one that only holds the word is no heir",
    ),
    pytest.param(
        {**GROUP, "small.py": "def small():\n    return 'conf'\n"}, "small.py", set(), id="a program",
    ),
    pytest.param({**GROUP, ".gitignore": "conf/config.yaml\n"}, "conf/data/small.yaml", set(), id="git ignores it"),
    pytest.param({**GROUP, "archlint.toml": "exclude = ['conf/*.yaml']"}, "conf/data/small.yaml", set(), id="excluded"),
]  # fmt: skip


def linted(outcome):
    return {file["path"] for file in outcome.json["files"]}


@pytest.mark.parametrize(("files", "changed", "heirs"), CASES)
def test_the_heirs_of_a_changed_file_are_linted(archlint, project, files, changed, heirs):
    project(files)
    outcome = archlint("--heirs", "--output-format", "json", "--allow-no-configs", changed)
    assert linted(outcome) == heirs | {changed}
    assert linted(archlint("--output-format", "json", "--allow-no-configs", changed)) == {changed}


def test_what_a_change_in_a_group_breaks_fails(archlint, project):
    project(GROUP)
    outcome = archlint("--heirs", "--output-format", "json", "conf/model/vit.yaml")
    assert outcome.status == 1
    (found,) = [one for one in outcome.json["findings"] if one["rule"] == "vit-on-small-dataset"]
    assert (found["path"], found["via"]) == ("conf/data/small.yaml", "conf/config.yaml")
    assert archlint("conf/model/vit.yaml").status == 0


def test_an_heir_that_was_named_is_linted_once(archlint, project):
    project(GROUP)
    outcome = archlint("--heirs", "--output-format", "json", "conf/model/vit.yaml", "conf")
    assert sorted(file["path"] for file in outcome.json["files"]) == sorted(GROUP)


def test_an_heir_that_cannot_be_read_fails_nobody(archlint, project):
    project({**GROUP, "broken.yaml": "defaults: [{data: small}\n"})
    assert archlint("--heirs", "conf/data/small.yaml", "--ignore", "vit-on-small-dataset").status == 0


def test_heirs_are_found_from_a_folder_below(archlint, project, monkeypatch):
    root = project(GROUP)
    monkeypatch.chdir(root / "conf" / "model")
    assert "vit-on-small-dataset" in archlint("--heirs", "vit.yaml").out


def test_an_heir_that_did_not_change_is_not_of_the_change(archlint, tmp_path, monkeypatch):
    """The finding stood in the old tree: the comment of the changed parent is no cause of it."""
    for name, text in GROUP.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    commit_all(tmp_path)
    monkeypatch.chdir(tmp_path)
    parent = tmp_path / "conf/data/small.yaml"
    parent.write_text("# said again\n" + parent.read_text())
    arguments = ("--heirs", "--changed-since", "HEAD", "conf/data/small.yaml")
    assert archlint(*arguments).status == 0
    parent.write_text(parent.read_text().replace("6000", "5000"))
    assert archlint(*arguments).status == 1


def test_a_link_to_a_parent_is_that_parent(archlint, project):
    root = project(GROUP)
    (root / "now.yaml").symlink_to("conf/data/small.yaml")
    assert "conf/config.yaml" in linted(archlint("--heirs", "--output-format", "json", "now.yaml"))
