import pytest
from reading import facts, read

CONFIG = "dataset: {name: CIFAR10}\nmodel: {type: cifar, name: %s, %s: %s}\ntrain: {batch_size: 128}\n"


@pytest.mark.parametrize(
    ("name", "held", "depth", "normalization"),
    [
        ("wrn", "{depth: 28, widening_factor: 10}", 28, "batch"),
        ("vgg", "{n_layers: [2, 2], use_bn: true}", None, "batch"),
        ("vgg", "{n_layers: [2, 2], use_bn: false}", None, "none"),
        ("resnet", "{n_blocks: [3, 4, 6, 3]}", None, "batch"),
        ("pyramidnet", "{depth: 272}", 272, "batch"),
    ],
)
def test_what_is_stated(name, held, depth, normalization):
    found = facts(CONFIG % (name, name, held))
    assert (found["model.family"], found.get("model.num_layers")) == ("cnn", depth)
    assert found["model.normalization"] == normalization
    assert (found["data.name"], found["training.batch_size_per_device"]) == ("CIFAR-10", 128)


@pytest.mark.parametrize(
    "text",
    [
        CONFIG % ("wrn", "other", "{depth: 28}"),
        CONFIG % ("unheard_of", "unheard_of", "{depth: 3}"),
        CONFIG % ("wrn", "wrn", "28"),
    ],
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "plain-yaml"
