import pytest
from reading import facts, read

CONFIG = """\
# @package _global_
config:
  DATA: {TRAIN: {DATASET_NAMES: [imagenet1k_folder], BATCHSIZE_PER_REPLICA: 64}}
  MODEL:
    TRUNK: {NAME: %s, %s}
    WEIGHTS_INIT: {PARAMS_FILE: %s}
  LOSS: {name: %s}
  OPTIMIZER: {name: sgd}
"""


@pytest.mark.parametrize(
    ("name", "held", "family", "depth", "normalization"),
    [
        ("resnet", "RESNETS: {DEPTH: 101}", "cnn", 101, "batch"),
        ("resnet", "RESNETS: {DEPTH: 50, NORM: LayerNorm}", "cnn", 50, "layer"),
        (
            "vision_transformer",
            "VISION_TRANSFORMERS: {NUM_LAYERS: 12, HIDDEN_DIM: 768}",
            "vision-transformer",
            12,
            "layer",
        ),
        ("regnet", "REGNET: {depth: 27}", "cnn", None, "batch"),
        ("mine", "a: 1", None, None, None),
    ],
)
def test_trunks(name, held, family, depth, normalization):
    found = facts(CONFIG % (name, held, "''", "cross_entropy_multiple_output_single_target"))
    assert (found.get("model.family"), found.get("model.num_layers")) == (family, depth)
    assert found.get("model.normalization") == normalization
    assert (found["data.name"], found["training.batch_size_per_device"]) == ("ImageNet-1k", 64)
    assert found["training.is_run"] is True
    assert not {"model.pretrained", "training.self_supervised_stage"} & set(found)


def test_weights_and_objectives():
    found = facts(CONFIG % ("resnet", "RESNETS: {DEPTH: 50}", "'specify the weights'", "simclr_info_nce_loss"))
    assert (found["model.pretrained"], found["training.self_supervised_stage"]) == (True, True)


@pytest.mark.parametrize("text", ["config: {MODEL: {TRUNK: resnet}}", "config: {DATA: {}}", "config: 3"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "vissl"
