import json

import pytest
from reading import facts, read, rules

BASE = {
    "resblock": "1",
    "num_gpus": 0,
    "batch_size": 16,
    "learning_rate": 0.0002,
    "upsample_rates": [8, 8, 2, 2],
    "upsample_kernel_sizes": [16, 16, 4, 4],
    "resblock_kernel_sizes": [3, 7, 11],
    "segment_size": 8192,
}


@pytest.mark.parametrize(
    ("more", "name", "norm"),
    [
        ({}, "hifigan", "weight"),
        ({"activation": "snakebeta", "snake_logscale": True}, "bigvgan", "weight"),
        ({"gen_istft_n_fft": 16}, None, None),
    ],
)
def test_vocoders(more, name, norm):
    found = facts(json.dumps({**BASE, **more}), "config_v1.json")
    assert (found["model.family"], found.get("model.architecture")) == ("gan", name)
    assert found.get("model.normalization") == norm
    assert "training.batch_size_per_device" not in found  # the batch is shared by all devices
    assert "model.num_layers" not in found


def test_nothing_to_report():
    assert [name for name in rules(json.dumps(BASE), "config_v1.json") if name != "unknown-fact"] == []


@pytest.mark.parametrize("config", [{"name": "client", "version": 1}, {**BASE, "upsample_rates": 8}])
def test_others_are_not_claimed(config):
    assert read(json.dumps(config), "config_v1.json").dialect != "hifi-gan"
