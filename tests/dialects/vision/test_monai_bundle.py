import json

import pytest
from reading import lint, read


def bundle(network, **keys):
    value = {"bundle_root": ".", "device": "$torch.device('cpu')", "network_def": network, **keys}
    return read(json.dumps(value), "train.json")


def values(result):
    return {name: fact.value for name, fact in result.facts.items() if fact.known}


TRAIN = {"optimizer": {"_target_": "Adam"}, "train": {"dataloader": {"batch_size": 2}}}


@pytest.mark.parametrize(
    ("network", "family", "normalization"),
    [
        ({"_target_": "UNet", "norm": "batch"}, "cnn", "batch"),
        ({"_target_": "UNet", "norm": ["GROUP", {"num_groups": 4}]}, "cnn", "group"),
        ({"_target_": "monai.networks.nets.UNet"}, "cnn", "instance"),
        ({"_target_": "UNet", "norm": "@norm"}, "cnn", None),
        ({"_target_": "SegResNet"}, "cnn", "group"),
        ({"_target_": "SwinUNETR"}, "conv-attention-hybrid", None),
        ({"_target_": "my.own.Net"}, None, None),
    ],
)
def test_networks(network, family, normalization):
    found = values(bundle(network, **TRAIN, dataset_dir="/workspace/data/Task09_Spleen"))
    assert (found.get("model.family"), found.get("model.normalization")) == (family, normalization)
    assert (found["data.train_size"], found["training.batch_size_per_device"]) == (41, 2)
    assert found["training.is_run"] is True


@pytest.mark.parametrize(
    ("flag", "origin", "pretrained"),
    [
        (True, "stated", True),
        (False, "stated", False),
        ("@use_pretrained", "opaque", None),
        ("$1 == 1", "opaque", None),
    ],
)
def test_expressions_are_opaque(flag, origin, pretrained):
    fact = bundle({"_target_": "FlexibleUNet", "backbone": "resnet18", "pretrained": flag}).facts["model.pretrained"]
    assert (fact.origin, fact.value) == (origin, pretrained)


def test_a_transformers_sizes():
    network = {
        "_target_": "nets.DecoderOnlyTransformer",
        "attn_layers_dim": 128,
        "attn_layers_depth": 16,
        "attn_layers_heads": 8,
    }
    found = values(bundle(network, **TRAIN))
    assert (found["model.hidden_size"], found["model.num_heads"], found["model.num_layers"]) == (128, 8, 16)


def test_inference_is_no_run():
    found = values(bundle({"_target_": "UNet"}, inferer={}, dataset_dir="/data/Task09_Spleen"))
    assert not {"training.is_run", "data.name"} & set(found)


def test_a_wrapped_network_is_not_the_network():
    assert bundle({"_target_": "torch.nn.parallel.DistributedDataParallel"}).dialect is None


def test_metadata_describes_no_network():
    found = read('{"monai_version": "1.4.0", "network_data_format": {"inputs": {}}, "name": "x"}', "metadata.json")
    assert (found.dialect, found.status) == ("monai-metadata", "not-a-model")


@pytest.mark.parametrize("text", ['{"network_def": {"_target_": "UNet"}}', '{"network": "UNet", "bundle_root": "."}'])
def test_others_are_not_claimed(text):
    assert read(text, "train.json").dialect != "monai-bundle"


def errors(network, transforms=(), **keys):
    """Return the rules that report errors, each with the key of its finding."""
    train = {
        "preprocessing": {"_target_": "Compose", "transforms": transforms},
        "inferer": {"_target_": "SimpleInferer"},
    }
    value = {"bundle_root": ".", "device": "$torch.device('cpu')", "network_def": network, "train": train, **keys}
    found = lint(json.dumps(value), "train.json")
    return [(one.rule, ".".join(map(str, one.keys))) for one in found if one.severity == "error"]


UNET = {"_target_": "UNet", "spatial_dims": 3, "channels": [16, 32, 64], "strides": [2, 2]}
STRIDE = "image-not-divisible-by-stride"
SIZE = "train.preprocessing.transforms.0.spatial_size"


def resized(*size, name="Resized"):
    return {"_target_": name, "keys": ["image"], "spatial_size": list(size)}


@pytest.mark.parametrize(
    ("network", "transforms", "expected"),
    [
        (UNET, [resized(96, 96, 72)], []),
        (UNET, [resized(96, 90, 74)], [(STRIDE, f"{SIZE}.1"), (STRIDE, f"{SIZE}.2")]),
        (UNET, [resized(96, 90, 74), {"_target_": "RandFlipd"}, {"_target_": "NormalizeIntensityd"}],
         [(STRIDE, f"{SIZE}.1"), (STRIDE, f"{SIZE}.2")]),
        (UNET, [resized(96, 90, 74), {"_target_": "DivisiblePadd", "k": 4}], []),
        (UNET, [resized(96, 90, 74), {"_target_": "scripts.my.Transform"}], []),
        (UNET, [resized(96, 90, 74), {"_target_": "RandRotate90d"}], []),
        (UNET, [resized(90, 90, 90), {"_target_": "RandRotate90d"}],
         [(STRIDE, f"{SIZE}.0"), (STRIDE, f"{SIZE}.1"), (STRIDE, f"{SIZE}.2")]),
        (UNET, [resized(96, -1, 96)], []),
        (UNET, "@my_transforms", []),
        ({**UNET, "strides": "@strides"}, [resized(90, 90, 90)], []),
        ({**UNET, "strides": [[1, 2, 2], [2, 2, 1]]}, [resized(90, 90, 90)], [(STRIDE, f"{SIZE}.1")]),
        ({**UNET, "_target_": "BasicUNet"}, [resized(90, 90, 90)], []),  # it pads by itself
        ({"_target_": "monai.networks.nets.SegResNet"}, [resized(90, 96, 96)], [(STRIDE, f"{SIZE}.0")]),
        ({"_target_": "SwinUNETR"}, [resized(96, 96, 80)], [(STRIDE, f"{SIZE}.2")]),
        ({"_target_": "VNet"}, [resized(96, 96, 72)], [(STRIDE, f"{SIZE}.2")]),
    ],
)  # fmt: skip
def test_crops_and_strides(network, transforms, expected):
    assert errors(network, transforms) == expected


def test_references_and_windows():
    crop = {"_target_": "RandSpatialCropd", "keys": ["image"], "roi_size": "@patch", "random_size": False}
    train = {
        "deterministic": [{"_target_": "LoadImaged"}],
        "random": [crop],
        "preprocessing": {"_target_": "Compose", "transforms": "$@train#deterministic + @train#random"},
    }
    inferer = {"_target_": "SlidingWindowInferer", "roi_size": [64, 64, 66]}
    found = errors(UNET, patch=[64, 62, 64], train=train, inferer=inferer)
    assert found == [(STRIDE, "patch.1"), (STRIDE, "inferer.roi_size.2")]


def test_a_random_size_is_no_size():
    crop = {"_target_": "RandSpatialCropd", "keys": ["image"], "roi_size": [62, 62, 62], "random_size": True}
    assert errors(UNET, [crop]) == []


def test_a_diffusion_on_latents_gets_other_sides():
    network = {"_target_": "DiffusionModelUNet", "channels": [32, 64], "norm_num_groups": 32}
    assert errors(network, [resized(33, 33)]) != []
    assert errors(network, [resized(33, 33)], autoencoder_def={"_target_": "AutoencoderKL"}) == []


LENGTH, GROUPS = "stage-list-length-mismatch", "groupnorm-groups-not-dividing-channels"


@pytest.mark.parametrize(
    ("network", "expected"),
    [
        ({**UNET, "strides": [2]}, [(LENGTH, "network_def.strides")]),
        ({**UNET, "strides": [2, 2, 2]}, []),  # a warning of the class's own; the rest is never read
        ({"_target_": "DynUNet", "strides": [1, 2, 2], "kernel_size": [3, 3, 3], "upsample_kernel_size": [2]},
         [(LENGTH, "network_def.upsample_kernel_size")]),
        ({"_target_": "AutoencoderKL", "channels": [24, 64], "attention_levels": [False, False]},
         [(GROUPS, "network_def.channels.0")]),
        ({"_target_": "DiffusionModelUNet", "channels": [32, 64], "attention_levels": [False, True],
          "num_head_channels": [0, 48]}, [("head-dim-not-dividing-width", "network_def.num_head_channels.1")]),
        # Attention over a condition projects to whole heads, and the package of the older name drops the remainder.
        ({"_target_": "DiffusionModelUNet", "channels": [32, 64], "attention_levels": [False, True],
          "num_head_channels": [0, 48], "with_conditioning": True}, []),
        ({"_target_": "generative.networks.nets.DiffusionModelUNet", "num_channels": [32, 64],
          "attention_levels": [False, True], "num_head_channels": [0, 48]}, []),
        ({"_target_": "SegResNet", "init_filters": 12}, [(GROUPS, "network_def.init_filters")]),
        ({"_target_": "SegResNet", "init_filters": 12, "norm": "batch"}, []),
        ({"_target_": "generative.networks.nets.DecoderOnlyTransformer", "attn_layers_dim": 128,
          "attn_layers_heads": 12},
         [("heads-not-dividing-embed-dim", "network_def.attn_layers_heads")]),
        ({"_target_": "UNETR", "img_size": [96, 90, 96]}, [("image-not-divisible-by-patch", "network_def.img_size.1")]),
        ({"_target_": "SwinUNETR", "img_size": [96, 80, 96]}, [(STRIDE, "network_def.img_size.1")]),
        ({"_target_": "ViT", "img_size": [90, 90], "patch_size": 16}, []),  # a convolution drops the border
    ],
)  # fmt: skip
def test_levels_groups_and_heads(network, expected):
    assert errors(network) == expected
