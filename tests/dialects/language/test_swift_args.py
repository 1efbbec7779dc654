"""ms-swift's ``megatron sft``."""

import pytest
from reading import facts, read, rules

RUN = "megatron sft --model Qwen/Qwen3-30B-A3B --micro_batch_size 2 {more}\n"  # 48 layers, 32 heads, 4 of keys


def test_facts():
    found = facts(RUN.format(more="--tensor_model_parallel_size 2 --pipeline_model_parallel_size 4"), "x.sh")
    assert (found["model.num_layers"], found["training.pipeline_parallel"], found["training.tensor_parallel"]) == (
        48,
        4,
        2,
    )
    assert found["training.batch_size_per_device"] == 2


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("--pipeline_model_parallel_size 4", None),
        ("--pipeline_model_parallel_size 5", "pipeline-parallel-not-dividing-layers"),
        ("--pipeline_model_parallel_size 5 --decoder_first_pipeline_num_layers 8", None),
        ("--pipeline_model_parallel_size $PP", None),
        ("--tensor_model_parallel_size 3", "tensor-parallel-not-dividing-heads"),
        ("--tensor_model_parallel_size 4", None),
    ],
)
def test_layout(more, rule):
    assert rules(RUN.format(more=more), "x.sh", ignore=("unknown-fact",)) == ([rule] if rule else [])


def test_other_commands_are_not_claimed():
    assert read("megatron export --model x --pipeline_model_parallel_size 5\n", "x.sh").status == "not-recognised"
