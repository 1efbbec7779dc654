import pytest
from reading import facts, read, rules

CONFIG = """
seed = 0
[data]
normalization = 'quantile'
path = '%s'
[model]
%s
[%s]
batch_size = 256
n_epochs = 1000000000
"""
RESNET = "d = 168\nd_hidden_factor = 2.9\nn_layers = 3\nnormalization = 'batchnorm'"
FT = "d_token = 192\nn_heads = 8\nn_layers = 3\nprenormalization = true\nd_ffn_factor = 1.3"


def config(model, path="data/adult", run="training"):
    return CONFIG % (path, model, run)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (RESNET, ("tabular-resnet", "tabular-network", 3, "batch")),
        (FT, ("ft_transformer", "tabular-network", 3, "layer")),
        ("d_layers = [256, 256]\ndropout = 0.1", ("tabular-mlp", "mlp", None, None)),
    ],
)
def test_networks_by_their_keys(model, expected):
    found = facts(config(model), "0.toml")
    names = ("architecture", "family", "num_layers", "normalization")
    assert tuple(found.get(f"model.{name}") for name in names) == expected
    assert (found["data.modality"], found["model.pretrained"]) == ("tabular", False)
    assert found["training.batch_size_per_device"] == 256


def test_the_depth_of_a_tree_is_no_layer():
    found = facts(config("depth = 10\niterations = 2000\nl2_leaf_reg = 6.6", run="fit"), "0.toml")
    assert found["model.family"] == "gradient-boosting"
    assert "model.num_layers" not in found


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("data/california_housing", "California Housing"),
        (":data/my_own", "my_own"),
        ("/srv/tables/x", None),
        ("x", None),
    ],
)
def test_the_data_set_by_its_folder(path, name):
    assert facts(config(FT, path), "0.toml").get("data.name") == name


def test_nothing_to_report():
    assert [name for name in rules(config(FT), "0.toml") if name != "unknown-fact"] == []


def test_diffusion():
    text = "real_data_path = 'data/adult/'\n[model_params]\nnum_classes = 2\n[diffusion_params]\nnum_timesteps = 100\n"
    found = facts(text, "config.toml")
    assert (found["model.family"], found["model.sampling_steps"]) == ("diffusion", 100)


def test_others_are_not_claimed():
    assert read(config("name = 'resnet50'"), "0.toml").dialect != "rtdl-toml"
