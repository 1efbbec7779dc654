import pytest
from reading import facts, read

RUN = """
%s
save_model: run/model
train_steps: %s
valid_steps: 1000
world_size: 1
gpu_ranks: [0]
max_grad_norm: 0
hidden_size: 512
normalization: tokens
batch_type: %s
batch_size: 4096
%s
"""
TRANSFORMER = "encoder_type: transformer\ndecoder_type: transformer\nlayers: 6\nheads: 8\nposition_encoding: 'true'"


@pytest.mark.parametrize(
    ("model", "family", "norm", "layers", "decoder", "unit"),
    [
        (TRANSFORMER, "encoder-decoder", "layer", 6, 6, "blocks"),
        (TRANSFORMER + "\nlayer_norm: rms", "encoder-decoder", "rms", 6, 6, "blocks"),
        ("encoder_type: brnn\nlayers: 2", "rnn", None, 2, 2, "recurrent-layers"),
        (
            "model_task: lm\nencoder_type: transformer_lm\ndecoder_type: transformer_lm\ndec_layers: 4",
            "transformer-decoder", "layer", 4, None, "blocks",
        ),
        ("encoder_type: ggnn\ndecoder_type: rnn\nlayers: 2", None, None, None, None, None),
        ("word_vec_size: 512", None, None, None, None, None),
    ],
)  # fmt: skip
def test_encoder_and_decoder_tell_the_family(model, family, norm, layers, decoder, unit):
    found = facts(RUN % (model, 5000, "tokens", ""), "run.yml")
    assert found.get("model.family") == family
    assert found.get("model.normalization") == norm  # `normalization: tokens` averages the loss
    assert found.get("model.num_layers") == layers
    assert found.get("model.num_decoder_layers") == decoder
    assert found.get("model.depth_unit") == unit


@pytest.mark.parametrize(
    ("keys", "position"),
    [("", "sinusoidal"), ("max_relative_positions: -1", "rotary"), ("max_relative_positions: 20", "relative")],
)
def test_positions_are_relative_rotary_or_absolute(keys, position):
    assert facts(RUN % (TRANSFORMER, 5000, "tokens", keys), "run.yml")["model.position_encoding"] == position


@pytest.mark.parametrize(("keys", "value"), [("", False), ("train_from: old.pt", True), ("train_from: ''", False)])
def test_weights_come_through_train_from(keys, value):
    assert facts(RUN % (TRANSFORMER, 5000, "tokens", keys), "run.yml")["model.pretrained"] is value


@pytest.mark.parametrize(
    ("keys", "name", "toy"),
    [
        ("data: data/books/books", "books", None),
        ("data: {corpus_1: {path_src: data/books/src.txt}, valid: {path_src: v}}", "books", None),
        ("data: {a: {path_src: x/a/src.txt}, b: {path_src: x/b/src.txt}}", None, None),
        ("data: {corpus_1: {path_src: toy-ende/src-train.txt}}", "toy-ende", True),
    ],
)
def test_data_is_named_by_the_folder_of_all_files(keys, name, toy):
    found = facts(RUN % (TRANSFORMER, 5000, "sents", keys), "run.yml")
    assert found.get("data.name") == name
    assert found.get("training.toy") is toy
    assert found["training.batch_size_per_device"] == 4096


def test_a_batch_of_tokens_is_no_number_of_sentences():
    assert "training.batch_size_per_device" not in facts(RUN % (TRANSFORMER, 5000, "tokens", ""), "run.yml")


def test_vocabulary_and_translation_options_describe_no_model():
    assert read("save_data: run\nsrc_vocab: v\ndata: {corpus_1: {path_src: a}}\n", "vocab.yaml").dialect is None
