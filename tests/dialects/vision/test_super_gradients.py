import pytest
from reading import facts, read

CONFIG = """\
architecture: %s
train_dataloader: %s
num_gpus: 4
arch_params: {num_classes: 80}
training_hyperparams: {max_epochs: 10}
checkpoint_params: {%s}
dataset_params: {train_dataloader_params: {batch_size: 32}}
"""


def test_what_is_stated():
    found = facts(CONFIG % ("resnet50", "imagenet_train", "pretrained_weights: imagenet"))
    assert (found["model.num_layers"], found["model.pretrained"]) == (50, True)
    assert (found["data.name"], found["data.num_classes"]) == ("ImageNet-1k", 80)
    assert (found["training.batch_size_per_device"], found["training.num_devices"]) == (32, 4)


@pytest.mark.parametrize(
    ("held", "pretrained"),
    [("pretrained_weights: null", None), ("checkpoint_path: a.pth", True), ("checkpoint_path: null", None)],
)
def test_null_says_nothing_of_weights(held, pretrained):
    assert facts(CONFIG % ("resnet50", "x_train", held)).get("model.pretrained") == pretrained


@pytest.mark.parametrize("text", ["architecture: resnet50\narch_params: {}", "architecture: resnet50\ndefaults: [a]"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "super-gradients"
