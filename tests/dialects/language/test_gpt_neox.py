import pytest
from reading import facts, read

CONFIG = """
{
  "pipe_parallel_size": 1,
  "num_layers": 24, "hidden_size": 1024, "num_attention_heads": 16, # comment
  "seq_length": 2048, "max_position_embeddings": 2048,
  "train_micro_batch_size_per_gpu": 4, "train_iters": 1000, "gradient_clipping": 1.0, "use_mup": True,
  %s
}
"""


@pytest.mark.parametrize(
    ("keys", "family", "norm", "position", "heads"),
    [
        ("", "transformer-decoder", "layer", "learned", 16),
        ('"norm": "rmsnorm", "pos_emb": "rotary"', "transformer-decoder", "rms", "rotary", 16),
        ('"norm": "scalenorm", "pos_emb": "alibi"', "transformer-decoder", None, "alibi", 16),
        ('"attention_config": [[["flash"], 24]]', "transformer-decoder", "layer", "learned", 16),
        ('"attention_config": [[["mamba"], 24]], "norm": "rmsnorm"', "state-space", "rms", "none", None),
        ('"attention_config": [[["rwkv"], 24]]', "rnn", "layer", "none", None),
        ('"attention_config": [[["mamba", "flash"], 12]]', None, "layer", None, None),
        ('"attention_config": "${kinds}"', None, "layer", None, None),
    ],
)
def test_attention_kinds_decide_the_family(keys, family, norm, position, heads):
    found = facts(CONFIG % keys, "model.yml")
    assert found.get("model.family") == family
    assert found.get("model.normalization") == norm
    assert found.get("model.position_encoding") == position
    assert found.get("model.num_heads") == heads
    assert (found["model.num_layers"], found["model.depth_unit"]) == (24, "blocks")


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("", None),
        ('"load": "out", "save": "out"', None),  # goes on with itself, or with weights that were put there
        ('"load": "base", "save": "out"', True),
        ('"load": "base", "finetune": true', True),
    ],
)
def test_weights_are_loaded_where_the_run_says_so(keys, value):
    assert facts(CONFIG % keys, "model.yml").get("model.pretrained") is value


def test_keys_with_dashes_are_the_same_keys():
    text = CONFIG.replace("_", "-") % '"data-path": "data/enwik8/enwik8_text_document"'
    found = facts(text.replace("enwik8-text-document", "enwik8_text_document"), "model.yml")
    assert (found["model.num_layers"], found["model.num_heads"]) == (24, 16)
    assert found["data.name"] == "enwik8"


def test_a_paths_overlay_describes_no_model():
    assert read('{"data-path": "data/x", "vocab-file": "v.json", "save": "out"}', "local.yml").dialect is None
