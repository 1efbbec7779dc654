"""NanoDet: what its backbones hand on, and where pyramid, heads and names must fit."""

import pytest
from reading import facts, lint, read

CONFIG = """\
model:
  arch:
    name: %s
    backbone: {%s}
    fpn: {%s}
    head: {%s}
%s
data: {train: {name: CocoDataset, input_size: [416, 416]}}
device: {batchsize_per_gpu: 96}
schedule: {total_epochs: 300}
class_names: [a, b, c]
"""
SHUFFLE = "name: ShuffleNetV2, model_size: 1.0x, out_stages: [2, 3, 4]"
PAN = "name: PAN, in_channels: [116, 232, 464], out_channels: 96, start_level: 0, num_outs: 3"
HEAD = "name: NanoDetHead, num_classes: 3, input_channel: 96, strides: [8, 16, 32]"
GHOST = "name: GhostPAN, in_channels: [116, 232, 464], out_channels: 96, num_extra_level: 1"
PLUS = "name: NanoDetPlusHead, num_classes: 3, input_channel: 96, strides: [8, 16, 32, 64]"


def config(backbone=SHUFFLE, fpn=PAN, head=HEAD, name="GFL", aux=""):
    return CONFIG % (name, backbone, fpn, head, aux)


def messages(text):
    return [f"{one.severity}: {one.message}" for one in lint(text, "nanodet.yml") if one.severity != "note"]


def test_facts():
    found = facts(config(), "nanodet.yml")
    assert (found["model.architecture"], found["task"], found["data.num_classes"]) == ("GFL", "object-detection", 3)
    assert (found["data.image_size"], found["training.batch_size_per_device"]) == (416, 96)
    assert read(config(), "nanodet.yml").dialect == "nanodet"


HANDED = {
    "RepVGG": ("name: RepVGG, arch: A0, out_stages: [2, 3, 4]", [96, 192, 1280]),
    "RepVGG with a last width": ("name: RepVGG, arch: A1, out_stages: [2, 3, 4], last_channel: 512", [128, 256, 512]),
    "ShuffleNetV2": ("name: ShuffleNetV2, model_size: 0.5x, out_stages: [2, 3, 4]", [48, 96, 192]),
    "its last convolution": ("name: ShuffleNetV2, model_size: 1.5x, with_last_conv: true", [176, 352, 1024]),
    "ResNet": ("name: ResNet, depth: 18, out_stages: [2, 3, 4]", [128, 256, 512]),
    "MobileNetV2": ("name: MobileNetV2, width_mult: 1.0, out_stages: [2, 4, 6]", [32, 96, 1280]),
    "GhostNet": ("name: GhostNet, out_stages: [4, 6, 9]", [40, 112, 960]),
}


@pytest.mark.parametrize("case", HANDED)
def test_backbones(case):
    backbone, channels = HANDED[case]
    fpn = "name: PAN, in_channels: %s, out_channels: 96, num_outs: 3"
    assert not messages(config(backbone, fpn % channels))
    wrong = [channels[0] + 4, *channels[1:]]
    assert messages(config(backbone, fpn % wrong)) == [
        f"error: level 0 of PAN takes {wrong[0]} channels, and is handed {channels[0]}"
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, []),
        ({"fpn": GHOST, "head": PLUS}, []),
        ({"backbone": "name: MyNet, out_stages: [1, 2, 3]"}, []),
        ({"backbone": "name: ShuffleNetV2, model_size: ${size}"}, []),
        ({"fpn": "name: MyPAN, in_channels: [1, 2], out_channels: 3"}, []),
        ({"backbone": SHUFFLE.replace("[2, 3, 4]", "[3, 4]")},
         ["error: fpn.in_channels has 3 entries, where 2 are needed"]),
        ({"fpn": PAN.replace("num_outs: 3", "num_outs: 2")},
         ["error: the pyramid has 2 outputs for the 3 of 3 inputs that it uses",
          "error: NanoDetHead has strides for 3 levels, and is handed 2"]),
        ({"head": HEAD.replace("input_channel: 96", "input_channel: 128")},
         ["error: NanoDetHead takes 128 channels, and is handed 96"]),
        ({"fpn": GHOST.replace("level: 1", "level: 0"), "head": PLUS},
         ["error: NanoDetPlusHead has strides for 4 levels, and is handed 3"]),
        ({"head": HEAD.replace("strides: [8, 16, 32]", "strides: [8, 16]")}, []),
        ({"fpn": GHOST, "head": PLUS, "name": "NanoDetPlus", "aux": "    aux_head: {input_channel: 96}"},
         ["error: aux_head takes 96 channels, and is handed 192"]),
        ({"fpn": GHOST, "head": PLUS, "name": "NanoDetPlus", "aux": "    aux_head: {input_channel: 192}"}, []),
        ({"head": HEAD.replace("num_classes: 3", "num_classes: 2")},
         ["error: NanoDetHead has 2 classes, and the data has 3"]),
        ({"head": HEAD.replace("num_classes: 3", "num_classes: 80")},
         ["error: NanoDetHead has 80 classes, and the data has 3"]),
    ],
)  # fmt: skip
def test_parts_that_must_fit(parts, expected):
    assert sorted(messages(config(**parts))) == sorted(expected)


def test_names_and_classes():
    assert messages(config(head=HEAD.replace("num_classes: 3", "num_classes: 80"))) == [
        "error: NanoDetHead has 80 classes, and the data has 3"
    ]
    template = config(head=HEAD.replace("num_classes: 3", "num_classes: 80")).replace("[a, b, c]", "[NAME1, '...']")
    assert messages(template) == []  # its list is yet to be filled in


@pytest.mark.parametrize("text", ["model: {arch: resnet50}\n", "model: {arch: {backbone: {name: x}}}\n"])
def test_others_are_not_claimed(text):
    assert read(text, "any.yml").dialect != "nanodet"
