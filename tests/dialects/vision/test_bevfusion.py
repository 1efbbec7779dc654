"""BEVFusion: grids of lidar, cameras and heads, and the seams from encoders to heads."""

import pytest
from reading import facts, lint, read

CONFIG = """\
point_cloud_range: [-54.0, -54.0, -5.0, 54.0, 54.0, 3.0]
voxel_size: [0.075, 0.075, 0.2]
model:
  encoders:
    camera:
      backbone: {type: SwinTransformer, embed_dims: 96, depths: [2, 2, 6, 2], num_heads: [3, 6, 12, 24],
                 out_indices: [1, 2, 3]}
      neck: {type: GeneralizedLSSFPN, in_channels: [192, 384, 768], out_channels: 256, start_level: 0, num_outs: 3}
      vtransform: {type: DepthLSSTransform, in_channels: 256, out_channels: 80,
                   xbound: [-54.0, 54.0, 0.3], ybound: [-54.0, 54.0, 0.3], downsample: 2}
    lidar:
      voxelize: {max_num_points: 10, voxel_size: "${voxel_size}"}
      backbone: {type: SparseEncoder, in_channels: 5, sparse_shape: [1440, 1440, 41]}
  fuser: {type: ConvFuser, in_channels: [80, 256], out_channels: 256}
  decoder:
    backbone: {type: SECOND, in_channels: 256, out_channels: [128, 256], layer_nums: [5, 5], layer_strides: [1, 2]}
    neck: {type: SECONDFPN, in_channels: [128, 256], out_channels: [256, 256], upsample_strides: [1, 2]}
  heads:
    object: {type: TransFusionHead, in_channels: 512, train_cfg: {grid_size: [1440, 1440, 41]}}
"""


def messages(old="", new=""):
    assert old in CONFIG
    return [f"{one.severity}: {one.message}" for one in lint(CONFIG.replace(old, new), "swint.yaml")]


def test_facts():
    found = facts(CONFIG, "swint.yaml")
    assert (found["model.architecture"], found["task"]) == ("BEVFusion", "object-detection")
    assert found["data.modality"] == "multimodal"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("sparse_shape: [1440, 1440, 41]", "sparse_shape: [1024, 1440, 41]",
         ["error: sparse_shape along x has 1,024 cells, and the range holds 1,440"]),
        ("grid_size: [1440, 1440, 41]", "grid_size: [1440, 1024, 1]",
         ["error: train_cfg.grid_size along y has 1,024 cells, and the range holds 1,440"]),
        ("ybound: [-54.0, 54.0, 0.3]", "ybound: [-51.2, 51.2, 0.4]",
         ["error: the camera's map along y, beside the lidar's of stride 8, has 128 cells, and the range holds 180"]),
        (", downsample: 2", "", []),  # it may stand in a file above
        ("voxel_size: [0.075, 0.075, 0.2]", "voxel_size: ${sizes}", []),
        ("in_channels: [192, 384, 768]", "in_channels: [96, 384, 768]",
         ["error: level 0 of GeneralizedLSSFPN takes 96 channels, and is handed 192"]),
        ("DepthLSSTransform, in_channels: 256", "DepthLSSTransform, in_channels: 80",
         ["error: vtransform takes 80 channels, and is handed 256"]),
        ("SECOND, in_channels: 256", "SECOND, in_channels: 512",
         ["error: the decoder takes 512 channels, and is handed 256"]),
        ("SECONDFPN, in_channels: [128, 256]", "SECONDFPN, in_channels: [128, 128]",
         ["error: level 1 of the decoder's neck takes 128 channels, and is handed 256"]),
        ("TransFusionHead, in_channels: 512", "TransFusionHead, in_channels: 384",
         ["error: heads.object takes 384 channels, and is handed 512"]),
        ("TransFusionHead, in_channels: 512", "TransFusionHead, in_channels: null", []),
        ("num_heads: [3, 6, 12, 24]", "num_heads: [3, 6, 12, 20]",
         ["error: 768 is not divisible by 20 heads: 38.4"]),
    ],
)  # fmt: skip
def test_parts_that_must_fit(old, new, expected):
    assert messages(old, new) == expected


def test_branches_of_the_decoder():
    text = CONFIG.replace("-54.0, -5.0, 54.0", "-54.0, -5.0, 54.6").replace("[1440, 1440, 41]", "[1448, 1440, 41]")
    text = text.replace("xbound: [-54.0, 54.0, 0.3], ", "")
    (found,) = lint(text, "swint.yaml")
    assert (found.rule, found.severity) == ("voxel-grid-not-divisible", "error")
    assert found.message.startswith("1,448 cells along x are no multiple of the stride of 16: 90.5")


@pytest.mark.parametrize("text", ["model: {encoders: null, fuser: null}\n", "model: {encoders: [text, image]}\n"])
def test_others_are_not_claimed(text):
    assert read(text, "default.yaml").dialect != "bevfusion"
