import pytest
from reading import facts, lint, read

CONFIG = """\
architecture: %s
%s: {backbone: %s, neck: FPN}
%s
pretrain_weights: %s
metric: COCO
num_classes: 4
TrainDataset:
  %sdataset_dir: %s
  anno_path: annotations/%s.json
TrainReader: {batch_size: 2}
"""


def config(arch="FasterRCNN", backbone="ResNet", section="ResNet: {depth: 101}", weights="https://x/y.pdparams", tag="",
           folder="dataset/coco", annotations="instances_train2017"):  # fmt: skip
    tag = tag and f"!{tag}\n  "
    text = CONFIG % (arch, arch, backbone, section, weights, "", folder, annotations)
    return text.replace("TrainDataset:\n", f"TrainDataset: {tag}\n" if tag else "TrainDataset:\n")


def test_what_is_stated():
    found = facts(config())
    assert (found["model.family"], found["model.num_layers"], found["model.pretrained"]) == ("cnn", 101, True)
    assert found["model.normalization"] == "batch"
    assert (found["data.name"], found["data.num_classes"]) == ("COCO-2017", 4)
    assert (found["training.batch_size_per_device"], found["training.is_run"]) == (2, True)
    assert found["task"] == "object-detection"


def test_the_architectures_word_is_not_taken_for_the_network():
    found = facts(config("YOLOv3", "CSPResNet", "CSPResNet: {layers: [3, 6, 6, 3]}\nnorm_type: sync_bn"))
    assert (found["model.architecture"], found["model.normalization"]) == ("CSPResNet", "batch")
    assert "model.num_layers" not in found


def test_a_transformer_on_a_cnn():
    found = facts(config("DETR", section="ResNet: {depth: 50, norm_type: bn}"))
    assert (found["model.family"], found["model.num_layers"]) == ("conv-attention-hybrid", 50)


@pytest.mark.parametrize(
    ("section", "normalization"),
    [
        ("ResNet: {depth: 50, norm_type: gn}\nnorm_type: bn", "group"),
        ("ResNet: {depth: 50}\nnorm_type: bn", "batch"),
        ("ResNet: {depth: 50, norm_type: '${n}'}", None),
    ],
)
def test_the_backbones_own_norm_comes_first(section, normalization):
    assert facts(config(section=section)).get("model.normalization") == normalization


@pytest.mark.parametrize(
    ("folder", "annotations", "name"),
    [
        ("dataset/coco", "train", None),  # data of one's own where COCO would lie
        ("dataset/coco", "semi/instances_train2017.1@10", None),
        ("dataset/roadsign_voc", "train", "roadsign_voc"),
        ("/data/", "train", None),
    ],
)
def test_data_sets(folder, annotations, name):
    assert facts(config(folder=folder, annotations=annotations)).get("data.name") == name


def test_sections_under_a_local_tag():
    found = facts(config(tag="COCODataSet"))
    assert (found["data.name"], found["training.is_run"]) == ("COCO-2017", True)


def test_parts_that_others_inherit_state_nothing():
    part = (
        "architecture: FasterRCNN\nFasterRCNN: {backbone: ResNet}\nResNet: {depth: 50}\npretrain_weights: https://x/y\n"
    )
    assert read(part).status == "not-a-model"


def test_a_list_of_bases(project, archlint):
    project(
        {
            "base.yml": "architecture: FasterRCNN\nFasterRCNN: {backbone: ResNet}\nResNet: {depth: 50}\n",
            "data.yml": "TrainDataset: {dataset_dir: dataset/coco, anno_path: annotations/instances_train2017.json}\n",
            "leaf.yml": "_BASE_: [base.yml, data.yml]\nResNet: {depth: 101}\npretrain_weights: https://x/y\n",
        }
    )
    (found,) = archlint("facts", "--output-format", "json", "leaf.yml").json["files"]
    assert found["facts"]["model.num_layers"]["value"] == 101
    assert found["facts"]["data.name"]["path"] == "data.yml"


@pytest.mark.parametrize("text", ["architecture: x", "architecture: a\na: 3\nTrainReader: {}", "architecture: [a]"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "paddle-det"


@pytest.mark.parametrize(
    ("section", "frozen", "synchronized"),
    [
        ("ResNet: {depth: 50}", True, None),
        ("ResNet: {depth: 50, freeze_norm: false, norm_type: bn}", False, None),
        ("ResNet: {depth: 50, freeze_norm: false, norm_type: sync_bn}", False, True),
    ],
)
def test_frozen_and_synchronized_statistics(section, frozen, synchronized):
    found = facts(config(section=section))
    assert (found.get("model.norm_frozen"), found.get("model.norm_synchronized")) == (frozen, synchronized)


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("DETRTransformer: {nhead: 8}\nhidden_dim: 256", []),
        ("DETRTransformer: {nhead: 6}\nhidden_dim: 256", ["256 is not divisible by 6 heads: 42.67"]),
        ("DETRTransformer: {nhead: 6, hidden_dim: 384}\nhidden_dim: 256", []),
        ("VisionTransformer: {embed_dim: 768, num_heads: 10}", ["768 is not divisible by 10 heads: 76.8"]),
        ("SwinTransformer: {embed_dim: 96, num_heads: [3, 6, 12, 24]}", []),
        (
            "HybridEncoder: {encoder_layer: {name: TransformerLayer, d_model: 256, nhead: 7}}",
            ["256 is not divisible by 7 heads: 36.57"],
        ),
    ],
)
def test_heads(section, expected):
    assert [one.message for one in lint(config(section=section)) if one.severity == "error"] == expected
