import pytest
from reading import facts, read

LLAMA = (
    '{"dim": 4096, "n_layers": 32, "n_heads": 32, "n_kv_heads": 8, "norm_eps": 1e-5, "multiple_of": 256,'
    ' "vocab_size": -1}'
)
MISTRAL = (
    '{"dim": 4096, "n_layers": 32, "head_dim": 128, "hidden_dim": 14336, "n_heads": 32, "n_kv_heads": 8,'
    ' "norm_eps": 1e-5, "vocab_size": 32000%s}'
)
DEEPSEEK = (
    '{"dim": 2048, "n_layers": 27, "n_heads": 16, "vocab_size": 102400, "n_routed_experts": 64, "kv_lora_rank": 512,'
    ' "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128}'
)
GPTJ = (
    '{"layers": 12, "d_model": 1024, "n_heads": 16, "n_vocab": 50400, "norm": "layernorm", "pe": "rotary",'
    ' "pe_rotary_dims": 64, "seq": 2048, "cores_per_replica": 8, "anneal_steps": 1000}'
)
GPTNEO = (
    '{"n_head": 16, "n_vocab": 50257, "n_ctx": 2048, "n_embd": 1024, "n_layer": 24, "mesh_shape": "x:128",'
    ' "train_steps": 1000, "train_batch_size": 512, "datasets": [["pile", null, null, null]], "norm": null}'
)
GPT2 = '{"n_vocab": 50257, "n_ctx": 1024, "n_embd": 768, "n_head": 12, "n_layer": 12}'


@pytest.mark.parametrize(
    ("text", "layers", "heads", "head_dim", "norm", "position"),
    [
        (LLAMA, 32, 32, None, "rms", "rotary"),
        (MISTRAL % "", 32, 32, 128, "rms", "rotary"),
        (DEEPSEEK, 27, 16, 192, "rms", "rotary"),
        (GPTJ, 12, 16, None, "layer", "rotary"),
        (GPTNEO, 24, 16, None, None, "learned"),
        (GPT2, 12, 12, None, "layer", "learned"),
    ],
)
def test_each_key_set_is_a_decoder(text, layers, heads, head_dim, norm, position):
    found = facts(text, "params.json")
    assert read(text, "params.json").dialect == "transformer-json"
    assert found["model.family"] == "transformer-decoder"
    assert (found["model.num_layers"], found["model.num_heads"]) == (layers, heads)
    assert found.get("model.head_dim") == head_dim
    assert found.get("model.normalization") == norm
    assert found["model.position_encoding"] == position
    assert "model.pretrained" not in found


def test_a_vocabulary_of_minus_one_comes_from_the_tokenizer():
    assert "model.vocab_size" not in facts(LLAMA, "params.json")


def test_a_vision_encoder_is_a_component():
    text = MISTRAL % ', "vision_encoder": {"hidden_size": 1024, "num_hidden_layers": 24, "patch_size": 16}'
    result = read(text, "params.json")
    assert result.facts.value("model.family") == "vision-language"
    assert [(part.role, part.value("model.num_layers")) for part in result.facts.components] == [("vision", 24)]


def test_training_configs_name_their_data():
    found = facts(GPTNEO, "run.json")
    assert found["training.is_run"] is True
    assert found["data.name"] == "The Pile"


@pytest.mark.parametrize(
    "text", ['{"dim": 4, "n_layers": 2, "n_heads": 2}', '{"params": {"dim": 2}}', '{"name": "site", "tagline": "x"}']
)
def test_keys_that_leave_a_doubt_are_not_claimed(text):
    assert read(text, "params.json").dialect != "transformer-json"
