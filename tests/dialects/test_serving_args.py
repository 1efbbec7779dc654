"""Servers of language models."""

import pytest
from reading import facts, read, rules

LLAMA = "meta-llama/Llama-2-7b-hf"


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (f"python -m vllm.entrypoints.openai.api_server --model {LLAMA} --tensor-parallel-size 4", None),
        (f"python -m vllm.entrypoints.openai.api_server --model {LLAMA} --tensor-parallel-size 3", "tensor"),
        (f"vllm serve {LLAMA} --tensor-parallel-size 3 --port 8000", "tensor"),
        (f"vllm serve {LLAMA} --tensor-parallel-size $TP", None),
        ("vllm serve $MODEL --tensor-parallel-size 3", None),
        (f"python3 -m sglang.launch_server --model-path {LLAMA} --tp 3", "tensor"),
        (f"python3 -m sglang.launch_server --model-path {LLAMA} --tp 3 --enable-dp-attention", None),
    ],
)
def test_devices_that_share_heads(command, rule):
    assert rules(command + "\n", "x.sh") == (["tensor-parallel-not-dividing-heads"] if rule else [])


def test_facts():
    found = facts(f"vllm serve {LLAMA} --tensor-parallel-size 2\n", "x.sh")
    assert found["model.num_heads"] == 32
    assert found["training.tensor_parallel"] == 2
    assert found["training.regime"] == "inference"


@pytest.mark.parametrize(
    "command", ["vllm bench --tensor-parallel-size 3", "python serve.py --model x --tensor-parallel-size 3"]
)
def test_others_are_not_claimed(command):
    assert read(command + "\n", "x.sh").status == "not-recognised"
