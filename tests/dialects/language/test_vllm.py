import pytest
from reading import engine, facts, read, rules

SERVE = "model: facebook/opt-125m\ntensor-parallel-size: 4\nmax-model-len: 2048\ngpu-memory-utilization: 0.9\n"


@pytest.mark.parametrize("text", [SERVE, SERVE.replace("-size", "_size").replace("tensor-par", "tensor_par")])
def test_options_may_be_spelled_either_way(text):
    found = facts(text, "serve.yaml")
    assert (found["training.tensor_parallel"], found["data.sequence_length"]) == (4, 2048)
    assert (found["model.pretrained"], found["training.regime"]) == (True, "inference")


@pytest.mark.parametrize("length", ["-1", "auto"])
def test_a_length_left_to_the_server_is_none(length):
    assert "data.sequence_length" not in facts(SERVE.replace("2048", length), "serve.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "tensor_parallel_size: 4\nname: server\n",
        "tensor_parallel_size: 4\nmax_model_len: 2048\ngpu_memory_utilization: 0.9\nlearning_rate: 0.001\n",
    ],
)
def test_options_among_others_are_not_claimed(text):
    assert read(text, "run.yaml").dialect != "vllm"


def test_the_folder_of_the_model_tells_its_heads(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.json").write_text(
        '{"model_type": "qwen2", "architectures": ["Qwen2ForCausalLM"], "hidden_size": 896, "num_hidden_layers": 24,\n'
        ' "num_attention_heads": 14, "num_key_value_heads": 2, "max_position_embeddings": 32768}\n'
    )
    path = tmp_path / "serve.yaml"
    path.write_text("model: .\ntensor-parallel-size: 4\nmax-model-len: 4096\n")
    assert [finding.rule for finding in engine().lint([str(path)]).findings] == ["tensor-parallel-not-dividing-heads"]


def test_overridden_positions_are_not_known():
    long = "model: Qwen/Qwen3-8B\ntensor-parallel-size: 1\nmax-model-len: 131072\n"
    assert rules(long, "serve.yaml") == ["sequence-longer-than-positions"]
    assert not rules(long + "rope-scaling: {rope_type: yarn, factor: 4.0}\n", "serve.yaml")
    assert not rules(long + "hf-overrides: {max_position_embeddings: 131072}\n", "serve.yaml")
