import pytest
from reading import facts, read, rules

ALGORITHM = "action_selector: epsilon_greedy\nbuffer_size: 5000\nagent_output_type: q\nlearner: q_learner\n"
ALGORITHM += "mixer: qmix\nhypernet_layers: 2\nname: qmix\n"
DEFAULTS = "runner: episode\nmac: basic_mac\nenv: sc2\nt_max: 10000\nagent: rnn\nrnn_hidden_dim: 64\n"


@pytest.mark.parametrize(
    ("text", "name", "cell"), [(ALGORITHM, "qmix", None), (DEFAULTS + "grad_norm_clip: 10\n", "basic_mac", "gru")]
)
def test_policies(text, name, cell):
    found = facts(text)
    assert (found["model.family"], found["model.architecture"], found.get("model.cell")) == ("rl-policy", name, cell)
    assert "model.num_layers" not in found  # those of the mixer are not the agents'
    assert not [key for key in found if key.startswith("data.")]
    assert rules(text) == []


@pytest.mark.parametrize("text", ["runner: pytest\nmac: true\nagent: x\n", "learner: SGD\nmodel: {a: 1}\n"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "pymarl"
