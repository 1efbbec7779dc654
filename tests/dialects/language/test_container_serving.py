"""Servers of language models in containers."""

import pytest
from reading import facts, read, rules

COMPOSE = "services:\n  llm:\n    image: {image}\n    command: {command}\n"
VLLM = "vllm/vllm-openai:latest"
QWEN = "--model Qwen/Qwen2.5-7B-Instruct"  # 28 heads
POD = """apiVersion: v1
kind: Pod
spec:
  containers:
    - name: llm
      image: vllm/vllm-openai:v0.6.3
      args: ["--model", "Qwen/Qwen2.5-7B-Instruct", "--tensor-parallel-size", "{devices}"]
"""


def test_facts():
    found = facts(POD.format(devices=4), "pod.yaml")
    assert (found["model.num_heads"], found["training.tensor_parallel"]) == (28, 4)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (POD.format(devices=4), False),
        (POD.format(devices=8), True),
        (POD.format(devices="$(TP)"), False),
        (COMPOSE.format(image=VLLM, command=f"{QWEN} --tensor-parallel-size 8"), True),
        (COMPOSE.format(image=VLLM, command=f"{QWEN} --tensor-parallel-size=8"), True),
        (COMPOSE.format(image=VLLM, command=f"{QWEN} --tensor-parallel-size 4"), False),
        (COMPOSE.format(image=VLLM, command=f"{QWEN} --tensor-parallel-size ${{TP:-8}}"), False),
        (COMPOSE.format(image="lmsysorg/sglang:latest",
                        command="python3 -m sglang.launch_server --model-path Qwen/Qwen2.5-7B-Instruct --tp 8"), True),
        (COMPOSE.format(image="ghcr.io/huggingface/text-generation-inference:3.0",
                        command="--model-id Qwen/Qwen2.5-7B-Instruct --num-shard 8"), True),
    ],
)  # fmt: skip
def test_devices(text, is_found):
    found = rules(text, "docker-compose.yml", ignore=("unknown-fact",))
    assert found == (["tensor-parallel-not-dividing-heads"] if is_found else [])


def test_other_containers_are_no_model():
    assert read("services:\n  web: {image: nginx, command: serve --model x}\n", "compose.yml").status != "linted"
