"""pytorch-3dunet: its networks, and widths that must be divisible into groups."""

import pytest
from reading import facts, lint, read

CONFIG = """\
model: {name: %s, in_channels: 1, out_channels: 2%s}
trainer: {max_num_epochs: 100}
loaders: {dataset: StandardHDF5Dataset, batch_size: 2}
"""


def test_facts():
    found = facts(CONFIG % ("UNet3D", ", layer_order: bcr"), "train.yml")
    assert (found["model.architecture"], found["model.family"]) == ("unet3d", "cnn")
    assert (found["model.normalization"], found["training.batch_size_per_device"]) == ("batch", 2)
    assert facts(CONFIG % ("UNet3D", ""), "train.yml")["model.normalization"] == "group"


@pytest.mark.parametrize(
    ("more", "levels"),
    [
        ("", []),
        (", f_maps: 32, num_groups: 8", []),
        (", f_maps: 20, num_groups: 8", ["20 channels of level 1"]),  # 40 and 80 are divisible
        (", f_maps: 20", ["20 channels of level 1"]),
        (", f_maps: 20, layer_order: bcr", []),
        (", f_maps: 20, layer_order: crg", ["20 channels of level 1"]),
        (", f_maps: [32, 60, 128], num_groups: 8", ["60 channels of level 2"]),
        (", f_maps: [32, 64, 100], num_groups: 8", []),  # the last level's are only joined
        (", f_maps: 4, num_groups: 8, num_levels: 2", []),  # fewer than groups: one group
        (", f_maps: ${width}", []),
        (", f_maps: 20, num_groups: ${groups}", []),
    ],
)
def test_groups(more, levels):
    found = [one for one in lint(CONFIG % ("UNet3D", more), "train.yml") if one.severity == "error"]
    assert [one.message.partition(" are")[0] for one in found] == levels
    assert {one.rule for one in found} <= {"groupnorm-groups-not-dividing-channels"}


@pytest.mark.parametrize("text", ["model: {name: UNet3D}\n", "model: {name: MyNet}\nloaders: {batch_size: 2}\n"])
def test_others_are_not_claimed(text):
    assert read(text, "train.yml").dialect != "pytorch-3dunet"
