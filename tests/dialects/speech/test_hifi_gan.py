import json

import pytest
from reading import facts, lint, read, rules

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


def reported(**more):
    """Return the rules that report, each with the key of its finding."""
    findings = lint(json.dumps({**BASE, "hop_size": 256, "resblock_dilation_sizes": [[1, 3, 5]] * 3, **more}), "c.json")
    return [(one.rule, ".".join(map(str, one.keys))) for one in findings if one.severity in ("error", "warning")]


SNAKE = {"activation": "snakebeta", "mpd_reshapes": [2, 3, 5, 7, 11]}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, []),
        ({"hop_size": 300, "segment_size": 9000}, [("upsample-product-not-hop", "upsample_rates")]),
        ({"segment_size": 8000}, [("segment-not-multiple-of-hop", "segment_size")]),
        (
            {"upsample_rates": [8, 5, 5], "upsample_kernel_sizes": [16, 10, 11], "hop_size": 200, "segment_size": 6400},
            [("upsample-kernel-parity", "upsample_kernel_sizes.1")],
        ),
        ({"upsample_kernel_sizes": [16, 16, 4]}, [("stage-list-length-mismatch", "upsample_kernel_sizes")]),
        ({"upsample_kernel_sizes": [16, 16, 4, 4, 4]}, []),  # the code cuts the list to the rates
        ({"resblock_dilation_sizes": [[1, 3, 5]]}, [("stage-list-length-mismatch", "resblock_dilation_sizes")]),
        (
            {
                "hop_size": 275,
                "n_fft": 1024,
                "upsample_rates": [11, 5, 5],
                "upsample_kernel_sizes": [21, 11, 11],
                "segment_size": 8250,
            },
            [("fft-hop-difference-odd", "hop_size")],
        ),
        ({"win_size": 1200, "n_fft": 1024}, [("window-longer-than-fft", "n_fft")]),
        # An inverse Fourier transform or a filter bank makes the rest of a frame.
        ({"upsample_rates": [8, 8], "upsample_kernel_sizes": [16, 16], "gen_istft_hop_size": 4}, []),
        ({"upsample_rates": [8, 8], "upsample_kernel_sizes": [16, 16], "num_bands": 4}, []),
        # An odd kernel that makes up for an excerpt of no whole number of frames: 51 frames give 8,192 samples.
        ({"upsample_rates": [5, 4, 2, 2, 2], "upsample_kernel_sizes": [16, 16, 8, 4, 4], "hop_size": 160}, []),
        # The decoder of an autoencoder, without excerpts of its own.
        ({"upsample_rates": [5, 4], "upsample_kernel_sizes": [10, 8], "downsample_rates": [4, 5]}, []),
        ({"upsample_kernel_sizes": [16, 16, 4, 5], "segment_size": None}, []),
        # Units of a code, whose ratio is another.
        ({"code_hop_size": 320, "upsample_rates": [5, 4, 4, 2, 2], "upsample_kernel_sizes": [11, 8, 8, 4, 4]}, []),
        ({"hop_size": None, "segment_size": 8000}, []),
        # One sample too many in the last layer: BigVGAN's losses stride over it, HiFi-GAN's do not.
        ({**SNAKE, "upsample_kernel_sizes": [16, 16, 4, 5]}, []),
        ({"upsample_kernel_sizes": [16, 16, 4, 5]}, [("upsample-kernel-parity", "upsample_kernel_sizes.3")]),
        (
            {**SNAKE, "hop_size": 512},
            [("upsample-product-not-hop", "upsample_rates")],
        ),
    ],
)
def test_frames_and_samples(more, expected):
    assert reported(**more) == expected


def test_rates_that_would_fit_are_named():
    (finding,) = [
        one
        for one in lint(json.dumps({**BASE, "hop_size": 600, "segment_size": 9000}), "c.json")
        if one.rule == "upsample-product-not-hop"
    ]
    assert "[6, 5, 5, 4]" in finding.instead
    assert [(one.key, one.new) for one in finding.suggestions] == [
        ("upsample_rates", [6, 5, 5, 4]),
        ("hop_size", 256),
    ]
