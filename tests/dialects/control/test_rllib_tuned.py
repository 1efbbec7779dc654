import pytest
from reading import facts, read, rules

CONFIG = """
cartpole-ppo:
  env: CartPole-v1
  run: PPO
  stop: {timesteps_total: 5000000}
  config:
    num_gpus: 1
    train_batch_size: 750
    model: {dim: 42, %s}
"""


@pytest.mark.parametrize(
    ("model", "layers"),
    [
        ("fcnet_hiddens: [64, 32]", 2),
        ("fcnet_hiddens: {grid_search: [[8], [16]]}", None),
        ("fcnet_hiddens: [64], conv_filters: [[16, 4, 2]]", None),
        ("vf_share_layers: true", None),
    ],
)
def test_policies(model, layers):
    found = facts(CONFIG % model)
    assert (found["model.family"], found["model.architecture"]) == ("rl-policy", "ppo")
    assert found.get("model.num_layers") == layers
    assert not [key for key in found if key.startswith("data.")]


def test_supervised_rules_are_silent():
    assert rules(CONFIG % "use_lstm: true") == []


@pytest.mark.parametrize(
    "text",
    [
        "build: {run: make, env: {A: b}}\n",
        "a: {env: X, run: PPO, config: {lr: 1}}\nb: 3\n",
        "jobs: {test: {run: x, env: y}}\n",
    ],
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "rllib-tuned"
