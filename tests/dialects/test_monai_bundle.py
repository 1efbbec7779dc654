import json

import pytest
from reading import read


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
