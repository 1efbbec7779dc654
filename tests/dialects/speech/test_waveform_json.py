"""WaveGrad's and wavenet_vocoder's JSON."""

import json

import pytest
from reading import facts, read, rules


def wavegrad(hop=300, segment=7200, factors=(5, 5, 3, 2, 2)):
    model = {"factors": list(factors), "upsampling_out_channels": [512, 512, 256, 128, 128]}
    data = {"sample_rate": 22050, "n_fft": 1024, "win_length": 1024, "hop_length": hop}
    return json.dumps(
        {"model_config": model, "data_config": data, "training_config": {"batch_size": 48, "segment_length": segment}}
    )


def wavenet(scales=(4, 4, 4, 4), **more):
    keys = {"name": "wavenet_vocoder", "hop_size": 256, "layers": 24, "stacks": 4, "frame_shift_ms": None}
    params = {"upsample_conditional_features": True, "upsample_params": {"upsample_scales": list(scales)}}
    return json.dumps({**keys, **params, **more})


def test_facts():
    found = facts(wavegrad(), "default.json")
    assert (found["model.family"], found["model.upsample_product"], found["data.hop_length"]) == ("diffusion", 300, 300)
    assert (found["data.segment_length"], found["training.batch_size_per_device"]) == (7200, 48)
    found = facts(wavenet(), "hparams.json")
    assert (found["model.num_layers"], found["model.upsample_product"]) == (24, 256)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (wavegrad(), None),
        (wavegrad(hop=256, segment=7168), "upsample-product-not-hop"),
        (wavegrad(hop=256, segment=7200, factors=(4, 4, 4, 2, 2)), "segment-not-multiple-of-hop"),
        (wavegrad(hop=256, segment=7168, factors=(4, 4, 4, 2, 2)), None),
        (wavenet(), None),
        (wavenet((4, 4, 4, 2)), "upsample-product-not-hop"),
        (wavenet((4, 4, 4, 2), upsample_conditional_features=False), None),
        (wavenet((4, 4, 4, 2), frame_shift_ms=12.5), None),
        (wavenet(upsample_params={}, upsample_scales=[4, 4]), "upsample-product-not-hop"),
    ],
)
def test_numbers_that_must_fit(text, rule):
    assert rules(text, "config.json", ignore=("unknown-fact",)) == ([rule] if rule else [])


def test_others_are_not_claimed():
    text = json.dumps({"model_config": {"factors": [1]}, "data_config": {}, "training_config": {}})
    assert read(text, "config.json").dialect != "waveform-json"
