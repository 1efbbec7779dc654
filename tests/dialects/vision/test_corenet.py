import pytest
from reading import facts, read

CONFIG = """\
common: {run_label: train}
dataset: {name: imagenet, category: %s, train_batch_size0: 128}
model:
  classification: {name: %s, n_classes: 1000, %s}
  %s
  normalization: {name: batch_norm}
optim: {name: sgd}
"""


@pytest.mark.parametrize(
    ("name", "held", "family", "depth", "normalization"),
    [
        ("resnet", "resnet: {depth: 50}", "cnn", 50, "batch"),
        ("vit", "vit: {mode: large}", "vision-transformer", 24, "layer"),
        ("byteformer", "a: 1", None, None, None),
    ],
)
def test_networks(name, held, family, depth, normalization):
    found = facts(CONFIG % ("classification", name, held, "layer: {a: 1}"))
    assert (found.get("model.family"), found.get("model.num_layers")) == (family, depth)
    assert found.get("model.normalization") == normalization
    assert (found["data.name"], found["data.num_classes"]) == ("ImageNet-1k", 1000)
    assert (found["training.batch_size_per_device"], found["training.is_run"]) == (128, True)
    assert "model.pretrained" not in found


def test_a_detector_stands_on_its_classifier():
    found = facts(
        CONFIG % ("detection", "resnet", "pretrained: w.pt, resnet: {depth: 101}", "detection: {n_classes: 81}")
    )
    assert (found["model.num_layers"], found["model.pretrained"]) == (101, True)
    assert (found["data.num_classes"], found["task"]) == (81, "object-detection")


@pytest.mark.parametrize(
    "text", [CONFIG % ("language_modeling", "x", "a: 1", "b: {}"), "model: {classification: {name: x}}"]
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "corenet"
