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
