"""AllenNLP: a pretrained transformer, or an encoder over embedded words."""

import pytest
from reading import facts, read, rules

TRANSFORMER = """\
local name = "roberta-base";
{
  dataset_reader: {type: "snli", tokenizer: {type: "pretrained_transformer", model_name: name}},
  train_data_path: "data/snli_train.jsonl",
  model: {
    type: "basic_classifier",
    text_field_embedder: {token_embedders: {tokens: {type: "pretrained_transformer", model_name: name %s}}},
    seq2vec_encoder: {type: "cls_pooler", embedding_dim: 768},
  },
  data_loader: {batch_size: 16},
  trainer: {num_epochs: 3},
}
"""
RECURRENT = """\
{
  // words
  dataset_reader: {type: "%s"},
  train_data_path: %s,
  model: {
    type: "crf_tagger",
    text_field_embedder: {token_embedders: {tokens: {type: "embedding", pretrained_file: "glove.txt"} %s}},
    encoder: {type: "%s", input_size: 50 + 128, hidden_size: 200 %s},
  },
  data_loader: {batch_sampler: {type: "bucket", batch_size: 64}},
  trainer: {grad_norm: 5.0, optimizer: "adam"},
  distributed: {cuda_devices: [0, 1]},
}
"""
LSTM = RECURRENT % ("conll2003", "std.extVar('X')", "", "lstm", ", num_layers: 2, bidirectional: true")


def test_a_pretrained_transformer():
    found = facts(TRANSFORMER % "", "x.jsonnet")
    expected = {
        "model.architecture": "roberta-base", "model.family": "transformer-encoder", "model.num_layers": 12,
        "model.pretrained": True, "data.name": "SNLI", "data.train_size": 550152, "task": "text-classification",
        "training.batch_size_per_device": 16, "training.is_run": True,
    }  # fmt: skip
    assert found.items() >= expected.items()


def test_a_pretrained_transformer_without_its_weights():
    assert facts(TRANSFORMER % ", load_weights: false", "x.jsonnet")["model.pretrained"] is False


def test_a_recurrent_encoder():
    found = facts(LSTM, "x.jsonnet")
    expected = {
        "model.architecture": "lstm", "model.family": "rnn", "model.num_layers": 2, "model.hidden_size": 200,
        "model.depth_unit": "recurrent-layers", "model.bidirectional": True, "model.pretrained": False,
        "data.name": "CoNLL-2003", "training.num_devices": 2, "training.batch_size_per_device": 64,
    }  # fmt: skip
    assert found.items() >= expected.items()
    assert "model.normalization" not in found  # grad_norm is none
    assert "data.train_size" not in found  # the files are the user's own, in the data set's form


UNKNOWN = {
    "weights from elsewhere": (("conll2003", "'x'", ", e: {type: 'elmo_token_embedder'}", "lstm", ""),
                               "model.pretrained"),
    "a model that is computed": (("conll2003", "'x'", ", e: f(1)", "lstm", ""), "model.pretrained"),
    "a reader that names no data set": (("my_reader", "'x'", "", "lstm", ""), "data.name"),
    "a layer count set elsewhere": (("snli", "'x'", "", "lstm", ", num_layers: std.extVar('N')"), "model.num_layers"),
    "an encoder of its own": (("snli", "'x'", "", "my_encoder", ", num_layers: 30"), "model.num_layers"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNKNOWN)
def test_unknown(case):
    arguments, name = UNKNOWN[case]
    result = read(RECURRENT % arguments, "x.jsonnet")
    assert result.dialect == "allennlp-jsonnet"
    fact = result.facts.get(name)
    assert fact is None or not fact.known


def test_one_layer_is_the_default_of_the_recurrent_modules():
    assert facts(RECURRENT % ("snli", "'x'", "", "gru", ""), "x.jsonnet")["model.num_layers"] == 1


@pytest.mark.parametrize(
    "text", ["{dataset: {id: 1}, panels: []}", "{model: {type: 'x'}, dataset_reader: 'y'}", "local f(x) = {a: x}; f(1)"]
)
def test_other_jsonnet_is_left_alone(text):
    assert read(text, "x.jsonnet").status == "not-recognised"


TAGGER = """{
  dataset_reader: {type: "sequence_tagging"}, train_data_path: "x",
  model: {
    type: "%s",
    text_field_embedder: {token_embedders: {tokens: {type: "embedding", embedding_dim: 100}%s}},
    encoder: {type: "lstm", input_size: %s, hidden_size: 200},
  },
  trainer: {num_epochs: 1},
}
"""


@pytest.mark.parametrize(
    ("model", "more", "size", "is_found"),
    [
        ("simple_tagger", "", "100", False),
        ("simple_tagger", "", "300", True),
        ("crf_tagger", ", shape: {type: 'embedding', embedding_dim: 20}", "120", False),
        ("crf_tagger", ", shape: {type: 'embedding', embedding_dim: 20}", "100", True),
        ("crf_tagger", ", characters: {type: 'character_encoding'}", "128", False),
        ("simple_tagger", "", "std.extVar('n')", False),
        ("biaffine_parser", "", "300", False),  # tags of words are embedded too
    ],
)
def test_widths_that_meet(model, more, size, is_found):
    found = rules(TAGGER % (model, more, size), "config.jsonnet")
    assert found == (["embedding-width-mismatch"] if is_found else [])
