import pytest
from reading import facts, read

CONFIG = """\
CLASS_NAMES: [Car, Cyclist]
DATA_CONFIG: {%s}
MODEL: {NAME: %s, BACKBONE_2D: {NAME: %s}%s}
OPTIMIZATION: {BATCH_SIZE_PER_GPU: 4}
"""


@pytest.mark.parametrize(
    ("name", "flat", "more", "family"),
    [
        ("PointPillar", "BaseBEVBackbone", "", "cnn"),
        ("PointRCNN", "x", "", None),
        ("TransFusion", "BaseBEVBackbone", "", None),
        ("BevFusion", "BaseBEVBackbone", ", IMAGE_BACKBONE: {NAME: SwinTransformer}", None),
    ],
)
def test_networks(name, flat, more, family):
    found = facts(CONFIG % ("DATASET: KittiDataset", name, flat, more))
    assert (found.get("model.family"), found["data.modality"]) == (family, "point-cloud")
    assert (found["data.num_classes"], found["training.batch_size_per_device"]) == (2, 4)


@pytest.mark.parametrize("data", ["DATASET: KittiDataset", "_BASE_CONFIG_: cfgs/dataset_configs/kitti_dataset.yaml"])
def test_a_data_sets_size_is_that_of_a_split_of_the_frameworks_own(data):
    found = facts(CONFIG % (data, "PointPillar", "BaseBEVBackbone", ""))
    assert "KITTI" in found["data.name"]
    assert "data.train_size" not in found


@pytest.mark.parametrize("text", ["CLASS_NAMES: [a]\nMODEL: {NAME: x}", "CLASS_NAMES: [a]\nMODEL: x\nDATA_CONFIG: {}"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "openpcdet"
