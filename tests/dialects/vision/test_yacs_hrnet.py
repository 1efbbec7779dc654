import pytest
from reading import facts, lint, read

TEXT = """
GPUS: (0,1,2,3)
MODEL:
  NAME: %s_hrnet
  IMAGE_SIZE: [224, 224]
  PRETRAINED: ''
  EXTRA: {STAGE2: {NUM_BRANCHES: 2, NUM_BLOCKS: [4, 4], NUM_CHANNELS: [18, 36]}}
DATASET: {DATASET: imagenet}
TRAIN: {BATCH_SIZE_PER_GPU: 32}
"""


@pytest.mark.parametrize(
    ("kind", "task"), [("cls", "image-classification"), ("seg", "semantic-segmentation"), ("x", None)]
)
def test_branches_have_no_one_depth(kind, task):
    found = facts(TEXT % kind)
    assert found.get("task") == task
    assert found["model.architecture"] == "hrnet_w18"
    assert "model.num_layers" not in found
    assert (found["training.batch_size_per_device"], found["training.num_devices"]) == (32, 4)
    assert (found["data.image_size"], found["model.pretrained"]) == (224, False)


POSE = """
MODEL:
  NAME: %s
  IMAGE_SIZE: [%s, 256]
  HEATMAP_SIZE: [48, 64]
  EXTRA: {STAGE2: {NUM_BRANCHES: 2, NUM_CHANNELS: [32, 64]}}
"""


@pytest.mark.parametrize(
    ("name", "width", "expected"),
    [
        ("pose_hrnet", 192, []),
        ("pose_hrnet", 288, ["heatmaps of 48 along width, and the network makes 72"]),
        ("pose_hrnet", "W", []),
        ("my_hrnet", 288, []),
    ],
)
def test_heatmaps(name, width, expected):
    found = lint(POSE % (name, width), "pose.yaml")
    assert [one.message for one in found if one.rule == "heatmap-size-mismatch"] == expected


def test_others_are_not_claimed():
    assert read("MODEL: {NAME: cls_hrnet, EXTRA: {}}").dialect != "yacs-hrnet"


def test_segmentation_synchronizes_its_statistics():
    assert facts(TEXT % "seg")["model.norm_synchronized"] is True
    assert "model.norm_synchronized" not in facts(TEXT % "cls")
