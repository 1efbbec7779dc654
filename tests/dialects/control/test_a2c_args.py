"""The arguments of pytorch-a2c-ppo-acktr-gail."""

import pytest
from reading import read, rules

RUN = (
    "python main.py --env-name HalfCheetah-v2 --algo %s --use-gae --ppo-epoch 4 --num-steps %s --num-processes %d "
    "--num-mini-batch %d%s\n"
)


@pytest.mark.parametrize(
    ("algorithm", "steps", "environments", "parts", "more", "is_found"),
    [
        ("ppo", "6", 2, 16, "", True),
        ("ppo", "6", 2, 12, "", False),
        ("ppo", "6", 2, 5, "", False),  # the rest is dropped
        ("a2c", "6", 2, 16, "", False),
        ("ppo", "$STEPS", 2, 16, "", False),
        ("ppo", "128", 4, 8, " --recurrent-policy", True),
        ("ppo", "128", 8, 8, " --recurrent-policy", False),
    ],
)
def test_minibatches(algorithm, steps, environments, parts, more, is_found):
    found = rules(RUN % (algorithm, steps, environments, parts, more), "train.sh")
    assert found == (["batch-not-divisible-into-parts"] if is_found else [])


def test_other_programs_are_not_claimed():
    assert read("python main.py --num-steps 5 --num-processes 4 --num-mini-batch 32\n", "x.sh").dialect != "a2c-args"
