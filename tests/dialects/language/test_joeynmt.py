import pytest
from reading import facts

CONFIG = """
name: mine
joeynmt_version: "2.3.0"
data: {train: "%s", dataset_type: %s, src: {lang: en, normalize: True, max_length: 100}}
testing: {load_model: models/best.ckpt}
training: {normalization: batch, batch_type: sentence, batch_size: 10, updates: %s%s}
model:
  encoder: %s
  decoder: %s
"""
ENCODER = "{type: transformer, num_layers: 6, num_heads: 8, hidden_size: 512, layer_norm: %s}"
RNN = "{type: recurrent, num_layers: 3, hidden_size: 64, bidirectional: True%s}"


def config(encoder=ENCODER % "pre", decoder=ENCODER % "pre", train="wmt17", kind="huggingface", updates=5000, more=""):
    return CONFIG % (train, kind, updates, more, encoder, decoder)


@pytest.mark.parametrize("place", ["pre", "post"])
def test_a_transformer_has_two_stacks_and_a_stated_place_of_its_norm(place):
    found = facts(config(ENCODER % place), "run.yaml")
    assert (found["model.family"], found["task"]) == ("encoder-decoder", "translation")
    assert (found["model.num_layers"], found["model.num_decoder_layers"], found["model.num_heads"]) == (6, 6, 8)
    assert (found["model.normalization"], found["model.norm_placement"]) == ("layer", place)


@pytest.mark.parametrize(
    ("keys", "cell"),
    [(", rnn_type: gru", "gru"), (", rnn_type: lstm", "lstm"), ("", "lstm"), (", rnn_type: '${r}'", None)],
)
def test_a_recurrent_encoder_has_a_cell_and_no_norm(keys, cell):
    found = facts(config(RNN % keys, RNN % keys), "run.yaml")
    assert (found["model.family"], found["model.depth_unit"]) == ("rnn", "recurrent-layers")
    assert found.get("model.cell") == cell
    assert found["model.bidirectional"] is True
    assert "model.normalization" not in found


@pytest.mark.parametrize(("more", "value"), [("", False), (", load_model: base.ckpt", True)])
def test_what_is_tested_is_not_what_training_starts_from(more, value):
    assert facts(config(more=more), "run.yaml")["model.pretrained"] is value


@pytest.mark.parametrize(
    ("train", "kind", "name", "toy"),
    [
        ("wmt17", "huggingface", "wmt17", None),
        ("test/data/toy/train", "plain", "toy", True),
        ("test/data/reverse/train", "plain", "reverse", True),
        ("data/iwslt/train", "plain", "iwslt", None),
    ],
)
def test_data_is_named_by_hub_or_folder(train, kind, name, toy):
    found = facts(config(train=train, kind=kind), "run.yaml")
    assert found["data.name"] == name
    assert found.get("training.toy") is toy
    assert "data.sequence_length" not in found  # a filter's bound is no length
