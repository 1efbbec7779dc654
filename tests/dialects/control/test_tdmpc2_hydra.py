from reading import facts, read, rules

CONFIG = """
task: dog-run
checkpoint: ???
steps: 10_000_000
batch_size: 256
buffer_size: 1_000_000
horizon: 3
num_samples: 512
num_elites: 64
num_pi_trajs: 24
num_enc_layers: 2
num_channels: 32
mlp_dim: 512
latent_dim: 512
simnorm_dim: 8
grad_clip_norm: 20
"""


def test_the_world_model():
    found = facts(CONFIG)
    assert (found["model.family"], found["model.architecture"]) == ("rl-policy", "TD-MPC2")
    assert (found["task"], found["training.is_run"]) == ("reinforcement-learning", True)
    assert not [key for key in found if key.startswith("data.")]
    assert "model.normalization" not in found
    assert "model.num_layers" not in found


def test_supervised_rules_are_silent():
    assert rules(CONFIG) == []


def test_others_are_not_claimed():
    assert read("mlp_dim: 512\nlatent_dim: 64\nhorizon: 3\n").dialect != "tdmpc2-hydra"
