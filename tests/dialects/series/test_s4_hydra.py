import pytest
from reading import facts, read

CONFIG = """
model:
  _name_: model
  layer: {_name_: %s, d_state: 64}
  n_layers: 6
  d_model: 256
  norm: %s
  prenorm: %s
  residual: R
dataset: {_name_: %s, l_max: 1024%s}
train: {pretrained_model_path: %s}
trainer: {max_epochs: 3, gradient_clip_val: null}
optimizer: {_name_: adamw}
loader: {batch_size: 50}
"""


def config(layer="s4", norm="batch", prenorm="false", data="listops", more="", weights="null"):
    return CONFIG % (layer, norm, prenorm, data, more, weights)


@pytest.mark.parametrize(
    ("layer", "family", "unit"),
    [
        ("s4", "state-space", "blocks"),
        ("s4d", "state-space", "blocks"),
        ("lstm", "rnn", "recurrent-layers"),
        ("mha", "transformer-encoder", "blocks"),
        ("mine", None, "blocks"),
    ],
)
def test_layers(layer, family, unit):
    found = facts(config(layer))
    assert (found.get("model.family"), found["model.depth_unit"], found["model.num_layers"]) == (family, unit, 6)
    assert (found["training.is_run"], found["training.batch_size_per_device"]) == (True, 50)


@pytest.mark.parametrize(
    ("norm", "prenorm", "expected"),
    [("layer", "true", ("layer", "pre")), ("batch", "false", ("batch", "post")), ("null", "true", (None, None))],
)
def test_normalization(norm, prenorm, expected):
    found = facts(config(norm=norm, prenorm=prenorm))
    assert (found.get("model.normalization"), found.get("model.norm_placement")) == expected


@pytest.mark.parametrize(
    ("data", "more", "name"),
    [
        ("ettm", ", variant: 0", "ETTm1"),
        ("etth", ", variant: 1", "ETTh2"),
        ("etth", "", "etth"),
        ("listops", "", "listops"),
    ],
)
def test_data_sets(data, more, name):
    assert facts(config(data=data, more=more))["data.name"] == name


@pytest.mark.parametrize(("weights", "pretrained"), [("null", None), ("a.ckpt", True)])
def test_weights(weights, pretrained):
    assert facts(config(weights=weights)).get("model.pretrained") == pretrained


def test_others_are_not_claimed():
    assert read("model: {_name_: resnet, n_layers: 3}\ndataset: {_name_: cifar}\n").dialect != "s4-hydra"
