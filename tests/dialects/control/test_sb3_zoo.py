import pytest
from reading import facts, read, rules

CONFIG = """
default: {n_timesteps: !!float 1e6, policy: MlpPolicy}
CartPole-v1: {n_envs: 8, n_timesteps: !!float 1e5, policy: MlpPolicy, normalize: true, max_grad_norm: 0.5}
BreakoutNoFrameskip-v4: {n_timesteps: !!float 1e7, policy: %s, buffer_size: 100000, batch_size: 32}
"""


@pytest.mark.parametrize(("policy", "name"), [("MlpPolicy", "mlppolicy"), ("CnnPolicy", None)])
def test_policies(policy, name):
    found = facts(CONFIG % policy, "ppo.yml")
    assert (found["model.family"], found["task"]) == ("rl-policy", "reinforcement-learning")
    assert found.get("model.architecture") == name
    assert not [key for key in found if key.startswith("data.")]  # steps and buffers are no data set
    assert "model.normalization" not in found
    assert "model.pretrained" not in found


def test_supervised_rules_are_silent():
    assert rules(CONFIG % "CnnPolicy", "ppo.yml") == []


@pytest.mark.parametrize(
    "text",
    [
        "a: {policy: MlpPolicy}\nb: {policy: MlpPolicy}\n",
        "a: {n_timesteps: 3}\nb: 1\nc: 2\n",
        "a: {name: x}\nb: {name: y}\n",
        "a: [n_timesteps]\n",
    ],
)
def test_others_are_not_claimed(text):
    assert read(text, "ppo.yml").dialect != "sb3-zoo"
