import pytest
from reading import facts, read

CONFIG = """
task_name: %s
model_name: %s
seq_len: 512
patch_len: 8
transformer_backbone: google/flan-t5-large
transformer_type: encoder_only
upsampling_type: pad
dataset_names: %s
forecast_horizon: 96
max_norm: 5
train_batch_size: 64
max_epoch: 5
"""


def config(task="long-horizon-forecasting", model="MOMENT", data="/data/forecasting/ETTh1.csv", more=""):
    return CONFIG % (task, model, data) + more


def test_the_model():
    found = facts(config())
    assert (found["model.architecture"], found["model.family"]) == ("MOMENT", "transformer-encoder")
    assert (found["model.num_layers"], found["model.patch_size"]) == (24, 8)
    assert (found["data.name"], found["data.horizon"], found["task"]) == ("ETTh1", 96, "forecasting")
    assert "model.num_decoder_layers" not in found
    assert "model.vocab_size" not in found


@pytest.mark.parametrize(
    ("more", "pretrained"),
    [
        ("randomly_initialize_backbone: True\n", False),
        ("randomly_initialize_backbone: False\n", True),
        ("randomly_initialize_backbone: True\npretraining_run_name: blue-sky-1\n", True),
        ("pretraining_run_name: null\n", None),
        ("", None),
    ],
)
def test_weights(more, pretrained):
    assert facts(config(more=more)).get("model.pretrained") == pretrained


@pytest.mark.parametrize(("data", "name"), [("all", None), ("${x}", None), ("[a.csv, b.csv]", None)])
def test_no_single_data_set(data, name):
    assert facts(config(data=data)).get("data.name") == name


def test_pretraining():
    found = facts(config("pre-training", data="all"))
    assert (found["task"], found["training.regime"]) == ("self-supervised-pretraining", "self-supervised")


def test_a_task_without_a_forecast_has_no_horizon():
    result = read(config().replace("forecast_horizon: 96", "forecast_horizon: 0"))
    assert "data.horizon" not in result.facts


def test_baselines():
    found = facts(config(model="N-BEATS"))
    assert found["model.family"] == "forecaster"
    assert "model.num_layers" not in found  # the backbone beside it is another model's


def test_others_are_not_claimed():
    assert read("model_name: x\ndataset_names: y\nseq_len: 3\n").dialect != "moment"
