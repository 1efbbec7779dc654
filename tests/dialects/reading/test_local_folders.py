"""Files read together: a config, script or server command beside the folder of the model that it names."""

import json

import pytest
from reading import engine

OPT = {
    "model_type": "opt", "architectures": ["OPTForCausalLM"], "hidden_size": 320, "num_attention_heads": 20,
    "num_hidden_layers": 6, "ffn_dim": 1280, "vocab_size": 512, "max_position_embeddings": 512,
}  # fmt: skip
LLAMA = {
    "model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 1536, "num_attention_heads": 12,
    "num_key_value_heads": 6, "num_hidden_layers": 9, "intermediate_size": 2304, "vocab_size": 512,
}  # fmt: skip
QUANTIZED = {**LLAMA, "quantization_config": {"quant_method": "gptq", "bits": 4, "group_size": 64}}
TITAN = """[model]
name = "qwen9"
flavor = "own"
hf_assets_path = "%s"
[training]
local_batch_size = 1
seq_len = 512
steps = 1000
dataset = "c4"
[parallelism]
tensor_parallel_degree = %d
"""


def found(project, files):
    project({path: json.dumps(value) if not isinstance(value, str) else value for path, value in files.items()})
    return [(one.rule, one.severity) for one in engine().lint(["."]).findings if one.severity != "question"]


TENSOR = [("tensor-parallel-not-dividing-heads", "error")]
GROUPS = [("tensor-parallel-splitting-quant-groups", "error")]


@pytest.mark.parametrize(
    ("folder", "name", "text", "expected"),
    [
        ("net", "run.toml", TITAN % ("./net", 4), TENSOR),
        ("net", "run.toml", TITAN % ("net", 6), []),
        ("net", "conf/run.toml", TITAN % ("../net", 4), TENSOR),
        ("net", "run.toml", TITAN % ("elsewhere", 4), []),
        ("net", "run.toml", TITAN % ("../../etc", 4), []),
        (".", "serve.sh", "vllm serve . --tensor-parallel-size 5\n", TENSOR),
        (".", "serve.sh", "vllm serve . --tensor-parallel-size 6\n", []),
        ("net", "s.py", "from vllm import LLM\nllm = LLM(model='net', tensor_parallel_size=8)\n", TENSOR),
        (
            ".", "s.py",
            "import os\nfrom vllm import LLM\nHERE = os.path.dirname(os.path.abspath(__file__))\n"
            "llm = LLM(model=HERE, tensor_parallel_size=8)\n", TENSOR,
        ),
        (
            "net", "s.py",
            "from transformers import AutoModel\nfrom transformers.distributed import DistributedConfig\n"
            "m = AutoModel.from_pretrained('net', distributed_config=DistributedConfig(tp_size=4)).eval()\n", TENSOR,
        ),
        (
            "net", "s.py",
            "from transformers import AutoModel\nfrom transformers.distributed import DistributedConfig\n"
            "teacher = AutoModel.from_pretrained('other')\n"
            "m = AutoModel.from_pretrained('net', distributed_config=DistributedConfig(tp_size=4))\n", [],
        ),
        (
            "net", "run.sh",
            "python3 -m verl.trainer.main_ppo actor_rollout_ref.model.path=net "
            "actor_rollout_ref.actor.ulysses_sequence_parallel_size=8\n", TENSOR,
        ),
        (
            "net", "run.sh",
            "python3 -m verl.trainer.main_ppo actor_rollout_ref.model.path=net "
            "actor_rollout_ref.actor.ulysses_sequence_parallel_size=4\n", [],
        ),
    ],
)  # fmt: skip
def test_a_folder_s_heads_are_those_of_the_run(folder, name, text, expected, project):
    assert found(project, {f"{folder}/config.json": LLAMA, name: text}) == expected


@pytest.mark.parametrize(
    ("config", "command", "expected"),
    [
        (QUANTIZED, "vllm serve . --tensor-parallel-size 6", []),  # 36 groups
        ({**QUANTIZED, "intermediate_size": 2240}, "vllm serve . --tensor-parallel-size 2", GROUPS),  # 35 groups
        ({**QUANTIZED, "intermediate_size": 2240}, "vllm serve . --tensor-parallel-size 1", []),
        ({**QUANTIZED, "intermediate_size": 2240}, "lmdeploy serve api_server . --tp 2", []),
        ({**LLAMA, "intermediate_size": 2240}, "vllm serve . --tensor-parallel-size 2", []),
        ({**QUANTIZED, "intermediate_size": 2250}, "vllm serve . --tensor-parallel-size 2", []),
    ],
)
def test_groups_of_quantized_weights(config, command, expected, project):
    assert found(project, {"config.json": config, "serve.sh": command + "\n"}) == expected


def test_groups_in_a_file_of_their_own(project):
    files = {
        "config.json": {**LLAMA, "intermediate_size": 2240},
        "quant_config.json": {"q_group_size": 64, "w_bit": 4},
        "serve.sh": "vllm serve . --tensor-parallel-size 2\n",
    }
    assert found(project, files) == GROUPS


def test_a_broken_or_huge_file_is_passed_over(project):
    assert found(project, {"net/config.json": "{", "run.toml": TITAN % ("net", 4)}) == []
    huge = json.dumps({**LLAMA, "x": "y" * 1_100_000})
    assert found(project, {"net/config.json": huge, "run.toml": TITAN % ("net", 4)}) == []
