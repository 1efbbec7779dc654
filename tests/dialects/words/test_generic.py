"""The reader of last resort: it states what leaves no doubt, and is silent on false friends."""

import pytest
from reading import facts, lint, read, rules

from archlint.dialects import Node
from archlint.dialects.words import generic
from archlint.facts import Facts
from archlint.sources import parse

STACK = "net:\n  layers_cfg: 1\nmodel:\n  num_layers: 12\n  d_model: 512\n  n_heads: 8\ntrainer: {epochs: 3}\n"
NAMED = (
    "network: {backbone: resnet50, pretrained: false}\ndataset: cifar10\n"
    "optimizer: {lr: 0.1}\ntraining: {epochs: 90, batch_size: 128}\n"
)


def test_a_stack_is_read_by_layers_width_and_heads():
    result = read(STACK, "config.yaml")
    assert result.dialect == "generic"
    assert "num_layers" in result.reason
    found = facts(STACK, "config.yaml")
    assert found["model.head_remainder"] == "usually-refuse"
    sizes = ("model.num_layers", "model.hidden_size", "model.num_heads")
    assert [found[name] for name in sizes] == [12, 512, 8]
    assert not [name for name in found if name.startswith(("data.", "deployment.")) or name == "model.pretrained"]


def test_a_known_architecture_is_read_beside_data_and_training():
    root = Node.root(parse(NAMED, "config.yaml")[0])
    stated = Facts(root.document)
    assert generic.claim(root) is not None
    generic.read(root, stated)
    assert stated.value("model.architecture") == "resnet50"
    assert stated.value("model.pretrained") is False
    assert stated.value("training.is_run") is True
    assert stated.value("data.name") == "cifar10"


@pytest.mark.parametrize(
    "text",
    [
        "normalize: true\ngrad_norm: 1.0\nmax_grad_norm: 1.0\nnum_nodes: 4\n",
        "tree: {depth: 10, iterations: 500}\nlr: 0.1\n",
        "num_layers: 12\nlearning_rate: 0.1\n",
        "model: {name: Corolla, type: car}\ndataset: sales\nlr: 1\nepochs: 2\n",
        "model: {name: transformer}\nservice: {replicas: 3}\n",
        "type: transformer\nvoltage: 12\nwinding: {num_layers: 4}\n",
        "model: {num_layers: twelve, d_model: 512, n_heads: 8}\n",
        "services:\n  web: {image: nginx}\n",
        "encoder: {num_layers: 2}\nimage: {hidden_size: 3}\nuser: {num_heads: 1}\n",
    ],
)
def test_false_friends_are_no_model(text):
    assert read(text, "config.yaml").dialect != "generic"


@pytest.mark.parametrize("layers", ["-2", "0", "1.5", "'twelve'"])
def test_nothing_is_impossible_without_a_framework(layers):
    text = STACK.replace("num_layers: 12", f"num_layers: {layers}")
    assert not [finding for finding in lint(text, "config.yaml") if finding.severity == "error"]


def test_the_settings_can_name_the_dialect(tmp_path):
    from archlint.engine import Engine, Options

    (tmp_path / "archlint.toml").write_text('[kinds]\n"odd.yaml" = "generic"\n')
    config = tmp_path / "odd.yaml"
    config.write_text("model: {num_layers: 12, d_model: 512, n_heads: 8, model_type: gpt2}\n")
    result = Engine(Options()).read(str(config))
    assert (result.dialect, result.reason) == ("generic", "kinds in the settings")


def test_the_settings_can_say_that_a_file_is_no_config(tmp_path):
    from archlint.engine import Engine, Options

    (tmp_path / "archlint.toml").write_text('[kinds]\n"odd.yaml" = "none"\n')
    config = tmp_path / "odd.yaml"
    config.write_text("archlint: 1\nmodel: {family: cnn}\n")
    assert Engine(Options()).read(str(config)).status == "not-recognised"


def test_an_unknown_dialect_in_the_settings_is_named(tmp_path):
    from archlint.settings import SettingsError, load

    path = tmp_path / "archlint.toml"
    path.write_text('[kinds]\n"odd.yaml" = "genric"\n')
    with pytest.raises(SettingsError, match="did you mean generic"):
        load(str(path))


def test_arguments_of_unknown_programs():
    found = facts("python train.py --d_model 512 --nhead 8 --num_layers 6\n", "x.sh")
    assert (found["model.hidden_size"], found["model.num_heads"], found["model.num_layers"]) == (512, 8, 6)


@pytest.mark.parametrize(
    ("command", "is_found"),
    [
        ("python train.py --d_model 500 --nhead 8 --num_layers 6", True),
        ("python train.py --d-model=500 --n-heads=8 --n-layers=6", True),
        ("python train.py --d_model 512 --nhead 8 --num_layers 6", False),
        ("python train.py --d_model 500 --nhead 8 --num_layers 6 --d_head 64", False),
        ("python train.py --d_model 500 --nhead $H --num_layers 6", False),
        ("python train.py --hidden_dim 500 --num_heads 8 --num_layers 6", False),  # may be graph attention
        ("python run.py --d_model 500 --n_heads 8 --e_layers 2 --seq_len 96", False),  # forecasters round down
    ],
)
def test_heads_among_arguments(command, is_found):
    found = rules(command + "\n", "x.sh", ignore=("unknown-fact",))
    assert found == (["heads-not-dividing-embed-dim"] if is_found else [])


def test_two_sizes_among_arguments_say_too_little():
    assert read("python train.py --d_model 500 --nhead 8\n", "x.sh").status == "not-recognised"
