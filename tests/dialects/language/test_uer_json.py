import pytest
from reading import facts

CONFIG = '{"emb_size": 512, "hidden_size": 512, "layers_num": 6, "max_seq_length": 1024, "data_processor": "lm", %s}'
STACK = '"heads_num": 8, "embedding": ["word", "pos"], "encoder": "transformer", '


@pytest.mark.parametrize(
    ("keys", "family", "norm", "placement"),
    [
        (STACK + '"mask": "fully_visible"', "transformer-encoder", "layer", "post"),
        (STACK + '"mask": "causal", "layernorm_positioning": "pre"', "transformer-decoder", "layer", "pre"),
        (STACK + '"mask": "causal", "layernorm": "rms"', "transformer-decoder", "rms", "post"),
        (STACK + '"mask": "causal_with_prefix"', None, "layer", "post"),
        (STACK + '"mask": "fully_visible", "decoder": "transformer"', "encoder-decoder", "layer", "post"),
        (STACK + '"mask": "causal", "remove_embedding_layernorm": true', "transformer-decoder", "layer", "post"),
        ('"encoder": "bilstm", "remove_embedding_layernorm": true', "rnn", None, None),
        ('"encoder": "gatedcnn"', "cnn", None, None),
    ],
)
def test_encoder_and_mask_tell_the_family(keys, family, norm, placement):
    found = facts(CONFIG % keys, "config.json")
    assert found.get("model.family") == family
    assert found.get("model.normalization") == norm
    assert found.get("model.norm_placement") == placement
    assert "model.pretrained" not in found


@pytest.mark.parametrize(
    ("encoder", "cell", "both"), [("rnn", "elman", False), ("bilstm", "lstm", True), ("gru", "gru", False)]
)
def test_recurrent_encoders_tell_their_cell(encoder, cell, both):
    found = facts(CONFIG % f'"encoder": "{encoder}"', "config.json")
    assert (found["model.cell"], found["model.bidirectional"]) == (cell, both)
    assert found["model.depth_unit"] == "recurrent-layers"


def test_two_encoders_of_one_shape_are_read_once():
    inner = CONFIG % (STACK + '"mask": "fully_visible"')
    found = facts(f'{{"stream_0": {inner}, "stream_1": {inner}, "encoder": "dual"}}', "config.json")
    assert (found["model.family"], found["model.num_layers"]) == ("transformer-encoder", 6)
