import pytest
from reading import facts, read

REST = "\nOPTIM: {BASE_LR: 0.1}\nTRAIN: {DATASET: cifar10, BATCH_SIZE: 256, IM_SIZE: 32}\nNUM_GPUS: 8\n"


@pytest.mark.parametrize(
    ("model", "depth", "unit", "skips"),
    [
        ("MODEL: {TYPE: resnet, DEPTH: 110}", 110, "weight-layers", True),
        ("MODEL: {TYPE: regnet}\nREGNET: {DEPTH: 18}", 18, "blocks", True),
        ("MODEL: {TYPE: effnet}\nEN: {DEPTHS: [1, 2, 2, 3, 3, 4, 1]}", 16, "blocks", True),
        ("MODEL: {TYPE: anynet}\nANYNET: {DEPTHS: [9, 9, 9], BLOCK_TYPE: vanilla_block}", 56, "weight-layers", None),
        ("MODEL: {TYPE: anynet}\nANYNET: {DEPTHS: [9, 9, 9], BLOCK_TYPE: own_block}", None, None, None),
        ("MODEL: {TYPE: vit}\nVIT: {NUM_LAYERS: 12, HIDDEN_DIM: 384, NUM_HEADS: 6}", 12, "blocks", True),
    ],
)
def test_depth_by_type(model, depth, unit, skips):
    found = facts(model + REST)
    assert (found.get("model.num_layers"), found.get("model.depth_unit")) == (depth, unit)
    assert found.get("model.skip_connections") == skips
    assert (found["training.batch_size_per_device"], found["training.num_devices"]) == (32, 8)
    assert found["model.normalization"] == ("layer" if "vit" in model else "batch")


@pytest.mark.parametrize("text", ["MODEL: {TYPE: resnet}\nTRAIN: {}\n", "MODEL: {TYPE: own}" + REST])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "yacs-pycls"
