import pytest
from reading import facts, lint, read

CONFIG = """\
batch_size: 4
iters: 1000
train_dataset: {type: %s, dataset_root: %s, num_classes: 2}
model: {type: %s, backbone: {type: %s, pretrained: %s}}
"""


@pytest.mark.parametrize(
    ("network", "backbone", "family", "depth"),
    [
        ("PPLiteSeg", "STDC2", "cnn", None),
        ("DeepLabV3P", "ResNet50_vd", "cnn", 50),
        ("SegFormer", "MixVisionTransformer_B2", "vision-transformer", None),
        ("MyNet", "ResNet50_vd", None, 50),
        ("MyNet", "MyBackbone", None, None),
    ],
)
def test_networks(network, backbone, family, depth):
    found = facts(CONFIG % ("Dataset", "data/optic_disc_seg", network, backbone, "https://x/y"))
    assert (found.get("model.family"), found.get("model.num_layers")) == (family, depth)
    assert (found["model.pretrained"], found["task"]) == (True, "semantic-segmentation")
    assert (found["data.name"], found["data.num_classes"]) == ("optic_disc_seg", 2)
    assert (found["training.batch_size_per_device"], found["training.is_run"]) == (4, True)


def test_a_readers_name_that_is_a_data_set():
    found = facts(CONFIG % ("Cityscapes", "data/mine", "PPLiteSeg", "STDC1", "null"))
    assert (found["data.name"], found["data.train_size"], found["model.pretrained"]) == ("Cityscapes", 2975, False)


def test_replaced_sections(project, archlint):
    base = CONFIG % ("Cityscapes", "data/cityscapes", "PPLiteSeg", "STDC1", "null")
    project(
        {"base.yml": base, "leaf.yml": "_base_: base.yml\nmodel: {_inherited_: False, type: UNet, pretrained: w}\n"}
    )
    (found,) = archlint("facts", "--output-format", "json", "leaf.yml").json["files"]
    assert (found["dialect"], found["facts"]["model.pretrained"]["value"]) == ("paddle-seg", True)
    assert found["facts"]["data.name"]["value"] == "Cityscapes"


@pytest.mark.parametrize("text", ["model: {type: x}\niters: 3", "model: x\ntrain_dataset: {type: y}"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "paddle-seg"


def test_statistics_are_taken_over_all_devices():
    found = facts(CONFIG % ("Dataset", "data/x", "DeepLabV3P", "ResNet50_vd", "null"))
    assert (found["model.normalization"], found["model.norm_synchronized"]) == ("batch", True)


CLASSES = """\
batch_size: 4
iters: 1000
train_dataset: {type: %s, num_classes: %s}
val_dataset: {type: Dataset, num_classes: %s}
model: {type: PPLiteSeg, num_classes: 2}
loss: {types: %s, coef: [1, 1, 1]}
"""
ONE = "[{type: CrossEntropyLoss}]"


@pytest.mark.parametrize(
    ("reader", "train", "val", "losses", "expected"),
    [
        ("Dataset", 2, 2, ONE, []),
        ("Dataset", 19, 19, ONE, ["the model has 2 classes, and the data has 19"]),
        ("Dataset", 2, 3, ONE, ["the model has 2 classes, and the data has 3"]),
        ("Dataset", "${classes}", 2, ONE, []),
        ("OpticDiscSeg", "null", 2, ONE, []),
        ("Cityscapes", "null", 2, ONE, ["the model has 2 classes, and the data has 19"]),
        ("MyReader", 7, 2, ONE, []),
        ("Dataset", 2, 2, "[{type: A}, {type: B}]", ["loss.types has 2 entries, where 3 are needed"]),
    ],
)
def test_numbers_that_the_framework_compares(reader, train, val, losses, expected):
    found = lint(CLASSES % (reader, train, val, losses), "seg.yml")
    assert [one.message for one in found] == expected
    assert all(one.severity == "error" for one in found)
