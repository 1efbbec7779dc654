import pytest
from reading import facts, lint, read

from archlint.engine import Engine, Options

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


GRID = """\
CLASS_NAMES: [Car]
DATA_CONFIG:
  %s
MODEL:
  NAME: %s
  MAP_TO_BEV: {NAME: %s}
  BACKBONE_2D: {NAME: BaseBEVBackbone, LAYER_NUMS: [5, 5], LAYER_STRIDES: %s, NUM_FILTERS: [128, 256],
                UPSAMPLE_STRIDES: %s, NUM_UPSAMPLE_FILTERS: [256, 256]}
%s
OPTIMIZATION: {BATCH_SIZE_PER_GPU: 4}
"""
EXTENT = "POINT_CLOUD_RANGE: [0, -40, -3, %s, 40, 1]"
STEPS = "DATA_PROCESSOR: [{NAME: shuffle_points}, {NAME: transform_points_to_voxels, VOXEL_SIZE: %s}]"
DEEP = "  BACKBONE_3D: {NAME: %s}"


def grid(extent="70.4", sides="[0.05, 0.05, 0.1]", scatter="HeightCompression", deep="VoxelBackBone8x",
         strides="[1, 2]", scales="[1, 2]", more=""):  # fmt: skip
    scatter += f", {more}" if more else ""
    data = EXTENT % extent + "\n  " + STEPS % sides
    return GRID % (data, "SECONDNet", scatter, strides, scales, DEEP % deep if deep else "")


def grid_messages(text):
    return [f"{one.severity}: {one.message}" for one in lint(text, "net.yaml")]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, []),
        ({"extent": "70"},
         ["error: 1,400 cells along x are no multiple of the stride of 16: 87.5; 1392 or 1408 cells are"]),
        ({"extent": "69.95"}, ["error: 1,399 cells along x are no multiple of the stride of 16: 87.44; "
                               "1392 or 1408 cells are"]),
        ({"extent": "70.35"}, []),  # 1,407 cells round up to the same sides
        ({"extent": "70", "scales": "[0.5, 1]"},
         ["error: 1,400 cells along x are no multiple of the stride of 16: 87.5; 1392 or 1408 cells are"]),
        ({"extent": "70", "deep": "MyBackbone"}, []),
        # Far from whole: x has 1,005.7 cells, and either neighbour fits; y has 1,142.9, and neither does.
        ({"sides": "[0.07, 0.07, 0.1]"}, ["error: 1,143 cells along y are no multiple of the stride of 16: 71.44; "
                                          "1136 or 1152 cells are"]),
        ({"extent": "70.43"}, []),  # 1,408.6: one neighbour fits
        ({"extent": "70", "strides": "[1, 1]", "scales": "[1, 1]"}, []),
        ({"extent": "70", "scales": "[1.5, 3]"}, []),
        ({"sides": "[0.16, 0.16, 4]", "scatter": "PointPillarScatter", "deep": ""}, []),
        ({"sides": "[0.16, 0.16, 2]", "scatter": "PointPillarScatter", "deep": ""},
         ["error: a pillar along z has 1 cell, and the range holds 2"]),
        ({"more": "INPUT_SHAPE: [1408, 1600, 1]"}, []),
        ({"more": "INPUT_SHAPE: [1600, 1600, 1]"},
         ["warning: INPUT_SHAPE along x has 1,600 cells, and the range holds 1,408"]),
        ({"strides": "[1, 2, 2]"}, ["error: BACKBONE_2D.LAYER_STRIDES has 3 entries, where 2 are needed"]),
    ],
)  # fmt: skip
def test_grids_and_branches(parts, expected):
    assert grid_messages(grid(**parts)) == expected


def test_the_range_stands_in_the_data_sets_own_file(tmp_path):
    (tmp_path / "pyproject.toml").write_text("")
    folders = [tmp_path / "tools" / "cfgs" / name for name in ("dataset_configs", "kitti_models")]
    for folder in folders:
        folder.mkdir(parents=True)
    (folders[0] / "kitti_dataset.yaml").write_text(EXTENT % "70" + "\n" + STEPS % "[0.05, 0.05, 0.1]" + "\n")
    base = "_BASE_CONFIG_: cfgs/dataset_configs/kitti_dataset.yaml"
    text = GRID % (base, "SECONDNet", "HeightCompression", "[1, 2]", "[1, 2]", DEEP % "VoxelBackBone8x")
    (folders[1] / "second.yaml").write_text(text)
    (found,) = Engine(Options()).lint([str(folders[1] / "second.yaml")]).findings
    assert found.rule == "voxel-grid-not-divisible"
    assert found.spot.path.endswith("kitti_dataset.yaml")


HEADS = """\
CLASS_NAMES: [Car]
DATA_CONFIG: {DATASET: CustomDataset}
MODEL: {NAME: TransFusion, %s}
OPTIMIZATION: {BATCH_SIZE_PER_GPU: 4}
"""


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("DENSE_HEAD: {NAME: TransFusionHead, HIDDEN_CHANNEL: 128, NUM_HEADS: 8}", []),
        ("DENSE_HEAD: {NAME: TransFusionHead, HIDDEN_CHANNEL: 128, NUM_HEADS: 6}",
         ["128 is not divisible by 6 heads: 21.33"]),
        ("DENSE_HEAD: {NAME: MyHead, HIDDEN_CHANNEL: 128, NUM_HEADS: 6}", []),
        ("BACKBONE_3D: {NAME: DSVT, d_model: [192, 192], nhead: [8, 8]}", []),
        ("BACKBONE_3D: {NAME: DSVT, d_model: [192, 190], nhead: [8, 8]}", ["190 is not divisible by 8 heads: 23.75"]),
        ('BACKBONE_3D: {NAME: DSVT, d_model: [192, "${width}"], nhead: [8, 8]}', []),
    ],
)  # fmt: skip
def test_heads(part, expected):
    found = [one for one in lint(HEADS % part, "c.yaml") if one.severity == "error"]
    assert [one.message for one in found] == expected
