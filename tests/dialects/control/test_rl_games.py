import pytest
from reading import facts, read, rules

CONFIG = """
params:
  algo: {name: a2c_continuous}
  network:
    name: actor_critic
    mlp: {units: %s}
%s
  config: {name: Ant, normalize_input: True, grad_norm: 1.0, max_epochs: 2000, minibatch_size: 2048, num_actors: 64}
"""


@pytest.mark.parametrize(
    ("units", "more", "layers"),
    [
        ("[256, 128, 64]", "", 3),
        ("[512]", "    cnn: {conv_depths: [16, 32, 32]}", None),
        ("${units}", "", None),
        ("[]", "", None),
    ],
)
def test_networks(units, more, layers):
    found = facts(CONFIG % (f"'{units}'" if "$" in units else units, more))
    assert (found["model.family"], found.get("model.num_layers")) == ("rl-policy", layers)
    assert "model.normalization" not in found  # observations are normalized, not layers
    assert not [key for key in found if key.startswith("data.")]


@pytest.mark.parametrize(("word", "norm"), [("layer_norm", "layer"), ("null", None), ("None", None)])
def test_normalization_of_layers(word, norm):
    assert facts(CONFIG % ("[8]", f"    normalization: {word}")).get("model.normalization") == norm


def test_under_a_task():
    text = "defaults: [_self_]\ntrain:\n" + "".join(f"  {line}\n" for line in (CONFIG % ("[64, 64]", "")).splitlines())
    assert facts(text)["model.num_layers"] == 2


def test_supervised_rules_are_silent():
    assert rules(CONFIG % ("[256]", "    rnn: {name: lstm, layers: 1}")) == []


def test_others_are_not_claimed():
    assert read("params: {algo: ppo, network: {a: 1}}\n").dialect != "rl-games"
