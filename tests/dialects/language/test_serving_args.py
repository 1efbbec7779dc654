"""Servers of language models."""

import pytest
from reading import facts, read, rules

LLAMA = "meta-llama/Llama-2-7b-hf"
QWEN = "Qwen/Qwen2.5-7B-Instruct"  # 28 heads, 4 of keys and values


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
        (f"python3 -m sglang.launch_server --model-path {QWEN} --tp 7", "tensor"),
        (f"vllm serve {LLAMA} -tp 3", "tensor"),
        (f"vllm serve {LLAMA} -tp 4", None),
        (f"vllm serve {QWEN} --tensor-parallel-size 7", "tensor"),
        (f"vllm serve {LLAMA} --tensor-parallel-size 3 --hf-overrides '{{}}'", None),
        (f"trl vllm-serve --model {QWEN} --tensor-parallel-size 8", "tensor"),
        (f"trl sft --model {QWEN} --tensor-parallel-size 8", None),
        (f"text-generation-launcher --model-id {QWEN} --num-shard 8", "tensor"),
        (f"text-generation-launcher --model-id {QWEN} --num-shard 4", None),
        (f"lmdeploy serve api_server {LLAMA} --tp 3", "tensor"),
        (f"lmdeploy lite awq {LLAMA} --tp 3", None),
        (f"docker run --gpus all vllm/vllm-openai:v0.6.0 --model {QWEN} --tensor-parallel-size 8", "tensor"),
        (f"docker run --gpus all vllm/vllm-openai:v0.6.0 --model {QWEN} --tensor-parallel-size 4", None),
        (f"docker run ghcr.io/huggingface/text-generation-inference:3.0 --model-id {QWEN} --num-shard 8", "tensor"),
        (f"docker build vllm/vllm-openai:v0.6.0 --model {QWEN}", None),
    ],
)
def test_devices_that_share_heads(command, rule):
    assert rules(command + "\n", "x.sh") == (["tensor-parallel-not-dividing-heads"] if rule else [])


@pytest.mark.parametrize(
    ("command", "is_found"),
    [
        (f"vllm serve {LLAMA} --max-model-len 8192", True),
        (f"vllm serve {LLAMA} --max-model-len 4096", False),
        (f"vllm serve {LLAMA} --max-model-len $LENGTH", False),
        (f"vllm serve {LLAMA} --max-model-len 8192 --hf-overrides '{{}}'", False),
        (f"export VLLM_ALLOW_LONG_MAX_MODEL_LEN=1\nvllm serve {LLAMA} --max-model-len 8192", False),
        ("vllm serve deepseek-ai/deepseek-coder-6.7b-instruct --max-model-len 32768", False),  # scaled by four
        ("vllm serve Qwen/Qwen2.5-7B-Instruct-1M --max-model-len 1010000", False),  # no table knows its positions
    ],
)
def test_lengths_beyond_the_positions(command, is_found):
    assert rules(command + "\n", "x.sh") == (["sequence-longer-than-positions"] if is_found else [])


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
