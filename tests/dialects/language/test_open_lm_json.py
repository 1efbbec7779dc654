import pytest
from reading import facts, read

CONFIG = '{"hidden_dim": 512, "n_layers": 24, "n_heads": 8, "seq_len": 2048, "vocab_size": 50432, %s}'


@pytest.mark.parametrize(
    ("keys", "norm"),
    [
        ('"post_embed_norm": false, "weight_tying": false', "layer"),
        ('"model_norm": "gain_only_lp_layer_norm"', "layer"),
        ('"model_norm": "rms_norm"', "rms"),
        ('"model_norm": "other"', None),
    ],
)
def test_the_embeddings_norm_says_nothing_of_the_blocks(keys, norm):
    found = facts(CONFIG % keys, "model.json")
    assert found.get("model.normalization") == norm
    assert (found["model.family"], found["model.num_layers"]) == ("transformer-decoder", 24)
    assert "model.pretrained" not in found
    assert "training.is_run" not in found


def test_sizes_alone_are_not_its_own():
    assert read(CONFIG % '"dropout": 0.1', "model.json").dialect != "open-lm-json"
