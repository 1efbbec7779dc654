"""verl's and OpenRLHF's arguments."""

import pytest
from reading import facts, read, rules

VERL = (
    "python3 -m verl.trainer.main_ppo algorithm.adv_estimator=grpo "
    "actor_rollout_ref.model.path=Qwen/Qwen2.5-7B-Instruct actor_rollout_ref.rollout.name={sampler} "
    "actor_rollout_ref.rollout.tensor_model_parallel_size={devices} $@\n"
)
OPENRLHF = "python3 -m openrlhf.cli.train_ppo_ray --pretrain Qwen/Qwen2.5-7B-Instruct --vllm_tensor_parallel_size {}\n"


def test_facts():
    found = facts(VERL.format(sampler="vllm", devices=4), "x.sh")
    assert (found["model.num_heads"], found["training.tensor_parallel"]) == (28, 4)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (VERL.format(sampler="vllm", devices=4), False),
        (VERL.format(sampler="vllm", devices=8), True),
        (VERL.format(sampler="hf", devices=8), False),
        (VERL.format(sampler="vllm", devices="$TP"), False),
        (VERL.format(sampler="vllm", devices=8).replace("$@", "actor_rollout_ref.rollout.tensor_model_parallel_size=2"),
         False),
        (OPENRLHF.format(8), True),
        (OPENRLHF.format(4), False),
        (OPENRLHF.format("$TP"), False),
    ],
)  # fmt: skip
def test_devices(text, is_found):
    found = rules(text, "x.sh", ignore=("unknown-fact",))
    assert found == (["tensor-parallel-not-dividing-heads"] if is_found else [])


def test_other_programs_are_not_claimed():
    assert (
        read("python3 -m verl.tools.merge model.path=x --vllm_tensor_parallel_size 3\n", "x.sh").dialect != "rlhf-args"
    )
