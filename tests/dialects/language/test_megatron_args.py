"""Megatron-LM's arguments in shell scripts."""

import pytest
from reading import facts, lint, read, rules

SIZES = "--num-layers 24 --hidden-size 2048 --num-attention-heads 16 --seq-length 1024 --max-position-embeddings 1024"
RUN = "--micro-batch-size 4 --global-batch-size 64 --train-iters 1000 --data-path $DATA --bf16"


def script(more="", launcher="torchrun --nproc_per_node 8", sizes=SIZES):
    return f"#!/bin/bash\n{launcher} pretrain_gpt.py {sizes} {RUN} {more}\n"


def test_facts():
    found = facts(script("--tensor-model-parallel-size 2 --pipeline-model-parallel-size 4"), "train.sh")
    assert found["model.num_layers"] == 24
    assert found["model.hidden_size"] == 2048
    assert found["model.num_heads"] == 16
    assert found["model.head_remainder"] == "refuse"
    assert found["model.family"] == "transformer-decoder"
    assert found["model.max_positions"] == found["data.sequence_length"] == 1024
    assert found["training.tensor_parallel"] == 2
    assert found["training.pipeline_parallel"] == 4
    assert found["training.batch_size_per_device"] == 4
    assert found["training.is_run"] is True


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("--num-attention-heads 12", "heads-not-dividing-embed-dim"),
        ("--num-attention-heads 12 --kv-channels 128", None),
        ("--num-attention-heads 12 --multi-latent-attention", None),
        ("--group-query-attention --num-query-groups 5", "kv-heads-not-dividing-heads"),
        ("--group-query-attention --num-query-groups 4", None),
        ("--num-key-value-heads 5", "kv-heads-not-dividing-heads"),
        ("--num-key-value-heads 4", None),
        ("--num-query-groups 5", None),  # read with --group-query-attention alone
        ("--tensor-model-parallel-size 3", "tensor-parallel-not-dividing-heads"),
        ("--tensor-model-parallel-size 8", None),
        ("--pipeline-model-parallel-size 5", "pipeline-parallel-not-dividing-layers"),
        ("--pipeline-model-parallel-size 8", None),
        ("--pipeline-model-parallel-size 5 --account-for-loss-in-pipeline-split", None),
        ("--pipeline-model-parallel-size 5 --pipeline-model-parallel-layout 'Et*5|t*5|t*5|t*5|t*4L'", None),
        ("--pipeline-model-parallel-size 5 --deepspeed", None),  # balances uneven stages
        ("--pipeline-model-parallel-size 5 $MORE", None),  # the split may be in there
        ('--pipeline-model-parallel-size 5 "$@"', None),
        ("--pipeline-model-parallel-size 5 --bf16 $MORE", None),
        ("--pipeline-model-parallel-size $PP", None),
        ("--pipeline-model-parallel-size 5 --tensor-model-parallel-size 2", None),  # the launcher starts eight
        (
            "--pipeline-model-parallel-size 4 --decoder-first-pipeline-num-layers 5",
            "pipeline-parallel-not-dividing-layers",
        ),
        ("--pipeline-model-parallel-size 4 --decoder-first-pipeline-num-layers 6", None),
        ("--pipeline-model-parallel-size 4 --decoder-first-pipeline-num-layers $FIRST", None),
        (
            "--pipeline-model-parallel-size 4 --num-layers-per-virtual-pipeline-stage 4",
            "pipeline-parallel-not-dividing-layers",
        ),
        ("--pipeline-model-parallel-size 4 --num-layers-per-virtual-pipeline-stage 3", None),
        ("--pipeline-model-parallel-size 4 --num-layers-per-virtual-pipeline-stage $N", None),
        ("--seq-length 2048", "sequence-longer-than-positions"),
        ("--seq-length 2048 --position-embedding-type rope", "sequence-longer-than-positions"),
        ("--seq-length 512", None),
    ],
)
def test_numbers_that_must_fit(more, rule):
    assert rules(script(more), "train.sh", ignore=("unknown-fact",)) == ([rule] if rule else [])


def test_arguments_in_a_variable_are_reported_where_they_stand():
    text = f'GPT_ARGS="\n  {SIZES} \\\n  --group-query-attention \\\n  --num-query-groups 5 \\\n"\n'
    text += f"torchrun pretrain_gpt.py $GPT_ARGS {RUN}\n"
    (finding,) = lint(text, "train.sh", ignore=("unknown-fact",))
    assert finding.message == "16 heads are not divisible by 5 key-value heads: 3.2"
    assert (finding.spot.line, finding.spot.column) == (4, 22)
    assert [(one.old, one.new) for one in finding.suggestions if one.key.endswith("groups")] == [(5, 4), (5, 8)]


def test_an_ignore_above_a_command_holds_for_all_of_its_lines():
    text = f"# archlint: ignore[kv-heads-not-dividing-heads] a test\ntorchrun pretrain_gpt.py {SIZES} \\\n"
    text += f"  {RUN} \\\n  --group-query-attention --num-query-groups 5\n"
    assert rules(text, "train.sh", ignore=("unknown-fact",)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "--num-layers 2 --hidden-size 100 --num-attention-heads 3",
        "--num-layers 2 --hidden-size 100 --num-attention-heads 3 --lr 1 --epochs 3 --dropout 0.1",
        "--num-layers 2 --hidden-size 100 --micro-batch-size 3 --train-iters 3",
    ],
)
def test_other_programs_of_such_words_are_not_claimed(arguments):
    assert read(f"python train.py {arguments}\n", "train.sh").dialect in (None, "generic")
