import pytest
from reading import facts, lint, read

CONFIG = '{"d_model": %s, "n_layer": 24, "vocab_size": 50277, "rms_norm": %s, "fused_add_norm": true, "ssm_cfg": %s}'


@pytest.mark.parametrize(
    ("cfg", "inner", "head_dim", "heads"),
    [
        ("{}", None, None, None),
        ('{"layer": "Mamba2"}', 2048, 64, 32),
        ('{"layer": "Mamba2", "expand": 4, "headdim": 128}', 4096, 128, 32),
        ('{"layer": "Mamba2", "headdim": 100}', 2048, 100, None),
        ('{"layer": "Mamba2", "d_ssm": 512}', 512, 64, 8),
        ('{"layer": "Mamba3", "headdim": 128}', 2048, 128, 16),
    ],
)
def test_a_block_of_the_later_generations_has_heads(cfg, inner, head_dim, heads):
    found = facts(CONFIG % (1024, "true", cfg), "config.json")
    assert (found["model.family"], found["model.num_layers"]) == ("state-space", 24)
    assert found.get("model.inner_size") == inner
    assert found.get("model.ssm_head_dim") == head_dim
    assert found.get("model.ssm_heads") == heads


@pytest.mark.parametrize(("rms", "norm"), [("true", "rms"), ("false", "layer")])
def test_a_switch_tells_the_norm(rms, norm):
    assert facts(CONFIG % (1024, rms, "{}"), "config.json")["model.normalization"] == norm


def test_the_bare_key_set_is_the_packages():
    text = '{"d_model": 768, "n_layer": 12, "vocab_size": 50432, "seq_len": 2048}'
    assert facts(text, "m.json")["model.family"] == "state-space"
    assert read(text.replace('"seq_len"', '"n_heads": 12, "seq_len"'), "m.json").dialect != "mamba-json"


def test_attention_between_the_blocks_is_a_place_of_its_own():
    config = CONFIG.replace('"ssm_cfg"', '"attn_layer_idx": [9], "attn_cfg": {"num_heads": %s}, "ssm_cfg"')
    assert not rules_of(config % (1024, "true", '30, "head_dim": 128, "rotary_emb_dim": 64', "{}"))
    assert rules_of(config % (1024, "true", "30", "{}")) == ["heads-not-dividing-embed-dim"]
    assert not rules_of(config.replace("[9]", "[]") % (1024, "true", "30", "{}"))


def rules_of(text):
    return [finding.rule for finding in lint(text, "config.json")]
