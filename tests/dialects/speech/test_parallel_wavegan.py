import pytest
from reading import facts, read, rules

CONFIG = """
sampling_rate: 22050
num_mels: 80
%s
generator_params: {layers: 30, stacks: 3, residual_channels: 64, use_weight_norm: %s}
discriminator_params: {layers: 10, conv_channels: 64, use_weight_norm: true}
batch_size: 6
generator_grad_norm: 10
train_max_steps: 400000
"""


@pytest.mark.parametrize(
    ("type", "weight_norm", "name", "norm"),
    [
        ("", "true", "parallel_wavegan", "weight"),
        ("generator_type: ParallelWaveGANGenerator", "true", "parallel_wavegan", "weight"),
        ("generator_type: MyGenerator", "false", "My", None),
    ],
)
def test_generators(type, weight_norm, name, norm):
    found = facts(CONFIG % (type, weight_norm))
    assert (found["model.architecture"], found.get("model.normalization")) == (name, norm)
    assert (found["model.family"], found["model.num_layers"], found["task"]) == ("gan", 30, "text-to-speech")


def test_the_discriminator_is_another_network():
    result = read(CONFIG % ("", "true"))
    assert [part.role for part in result.facts.components] == ["discriminator"]


def test_thirty_layers_of_a_vocoder_are_sound():
    for weight_norm in ("true", "false"):
        assert [name for name in rules(CONFIG % ("", weight_norm)) if name != "unknown-fact"] == []


def test_others_are_not_claimed():
    assert read("generator_params: {z_dim: 3}\ndiscriminator_params: {a: 1}\n").dialect != "parallel-wavegan"


VOCODER = """
num_mels: 80
hop_size: %d
fft_size: 1024
win_length: %s
batch_max_steps: 25500
generator_type: %s
generator_params: {%s}
discriminator_params: {}
"""
HIFI = "upsample_scales: [5, 5, 4, 3], upsample_kernel_sizes: [%s], out_channels: 1"


@pytest.mark.parametrize(
    ("hop", "window", "type", "params", "expected"),
    [
        (300, "null", "HiFiGANGenerator", HIFI % "10, 10, 8, 6", []),
        (256, "null", "HiFiGANGenerator", HIFI % "10, 10, 8, 6", ["upsample-product-not-hop"]),
        (300, "null", "HiFiGANGenerator", HIFI % "11, 10, 8, 6", ["upsample-kernel-parity"]),
        (300, "null", "HiFiGANGenerator", HIFI % "10, 10, 8", ["stage-list-length-mismatch"]),
        (300, "1200", "HiFiGANGenerator", HIFI % "10, 10, 8, 6", ["window-longer-than-fft"]),
        (256, "null", "MelGANGenerator", "upsample_scales: [8, 8, 2, 2]", []),
        (300, "null", "MelGANGenerator", "upsample_scales: [5, 5, 3], out_channels: 4", []),  # a bank of four filters
        (256, "null", "MelGANGenerator", "upsample_scales: [5, 5, 3], out_channels: 4", ["upsample-product-not-hop"]),
        (256, "null", "null", "layers: 30, upsample_params: {upsample_scales: [4, 4, 4, 4]}", []),
        (256, "null", "VQVAE", "upsample_scales: [4, 4]", []),
    ],
)
def test_frames_and_samples(hop, window, type, params, expected):
    found = rules(VOCODER % (hop, window, type, params))
    assert [name for name in found if name != "unknown-fact"] == expected


def test_the_type_that_is_taken_where_none_is_named():
    text = (VOCODER % (300, "null", "x", "layers: 30, upsample_params: {upsample_scales: [4, 4, 4, 4]}")).replace(
        "generator_type: x\n", ""
    )
    assert "upsample-product-not-hop" in rules(text)
