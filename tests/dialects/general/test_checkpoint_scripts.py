"""Calls of scripts whose numbers must agree: rollouts, patches of a context."""

import pytest
from reading import rules

PPO2 = "from stable_baselines import PPO2\nmodel = PPO2('%s', %s, n_steps=%s, nminibatches=%d)\n"
VECTOR = "DummyVecEnv([%s])"
TIMESFM = "import timesfm\nh = timesfm.TimesFmHparams(context_len=%d, horizon_len=8, input_patch_len=32)\n"
PARTS = ["batch-not-divisible-into-parts"]


@pytest.mark.parametrize(
    ("policy", "environment", "steps", "parts", "expected"),
    [
        ("MlpPolicy", "'Pendulum-v0'", 100, 3, PARTS),
        ("MlpPolicy", "'Pendulum-v0'", 100, 4, []),
        ("MlpPolicy", VECTOR % "f, f, f", 100, 3, []),
        ("MlpPolicy", VECTOR % "f for _ in range(3)", 100, 7, PARTS),
        ("MlpPolicy", VECTOR % "f for _ in range(3)", 100, 4, []),
        ("MlpPolicy", VECTOR % "f for f in made", 100, 7, []),
        ("MlpPolicy", "env", 100, 3, []),
        ("MlpPolicy", "'Pendulum-v0'", "STEPS", 3, []),
        ("CnnLstmPolicy", "'Pong-v0'", 128, 2, PARTS),
        ("CnnLstmPolicy", VECTOR % "f, f", 128, 2, []),
    ],
)
def test_minibatches_of_a_rollout(policy, environment, steps, parts, expected):
    assert rules(PPO2 % (policy, environment, steps, parts), "train.py") == expected


def test_patches_of_a_context():
    assert rules(TIMESFM % 100, "f.py") == ["image-not-divisible-by-patch"]
    assert rules(TIMESFM % 96, "f.py") == []
