import pytest
from reading import facts, read, rules

CONFIG = """
%s:
%strainer_type: ppo
%shyperparameters: {batch_size: 64, buffer_size: 12000}
%snetwork_settings: {normalize: true, hidden_units: 128, num_layers: 2}
%smax_steps: 500000
"""


@pytest.mark.parametrize(
    "text",
    [
        CONFIG % ("behaviors:\n  Walker", *("    ",) * 4),
        CONFIG % ("default_settings", *("  ",) * 4),
    ],
)
def test_policies(text):
    found = facts(text)
    assert (found["model.family"], found["model.num_layers"], found["model.hidden_size"]) == ("rl-policy", 2, 128)
    assert (found["task"], found["training.batch_size_per_device"]) == ("reinforcement-learning", 64)
    assert "model.normalization" not in found  # observations are normalized, not layers
    assert not [key for key in found if key.startswith("data.")]
    assert rules(text) == []


@pytest.mark.parametrize(("path", "pretrained"), [("null", None), ("results/first", True)])
def test_weights(path, pretrained):
    text = f"behaviors:\n  Walker: {{trainer_type: sac, init_path: {path}}}\n"
    assert facts(text).get("model.pretrained") == pretrained


def test_others_are_not_claimed():
    assert read("behaviors: [walk, run]\n").dialect != "ml-agents"
