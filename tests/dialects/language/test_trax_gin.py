"""Trax: the class that ``train.model`` names, with its own bindings."""

import pytest
from reading import facts, read

LM = """\
import trax.data
import trax.models
import trax.supervised.trainer_lib

batcher.batch_size_per_device = 16
data_streams.dataset_name = 'my_corpus'
train.model = @trax.models.%s
train.steps = 10
%s
"""
CASES = {
    "a language model": (
        ("TransformerLM", "TransformerLM.n_layers = 6\nTransformerLM.n_heads = 8\nTransformerLM.d_model = 512"),
        {"model.family": "transformer-decoder", "model.num_layers": 6, "model.num_heads": 8, "model.hidden_size": 512,
         "model.depth_unit": "blocks", "model.pretrained": False, "data.name": "my_corpus", "training.is_run": True,
         "model.normalization": "layer", "model.norm_placement": "pre", "training.batch_size_per_device": 16},
    ),
    "an encoder and a decoder": (
        ("Transformer", "Transformer.n_encoder_layers = 4\nTransformer.n_decoder_layers = 2"),
        {"model.family": "encoder-decoder", "model.num_layers": 4, "model.num_decoder_layers": 2},
    ),
    "a recurrent network": (
        ("LSTMSeq2SeqAttn", "LSTMSeq2SeqAttn.n_encoder_layers = 2"),
        {"model.family": "rnn", "model.cell": "lstm", "model.num_layers": 2, "model.depth_unit": "recurrent-layers"},
    ),
    "a checkpoint of the model": (
        ("BERT", "BERT.init_checkpoint = 'bert-base-uncased'"),
        {"model.architecture": "bert-base-uncased", "model.num_layers": 12, "model.pretrained": True},
    ),
    "a checkpoint of the trainer": (("MLP", "train.init_checkpoint = 'a/b'"), {"model.pretrained": True}),
    "no checkpoint, in words": (("MLP", "train.init_checkpoint = None"), {"model.pretrained": False}),
    "rezero": (("ReZeroTransformer", ""), {"model.depth_scheme": "rezero"}),
    "a named CNN": (("Resnet50", ""), {"model.family": "cnn", "model.num_layers": 50}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_facts(case):
    (model, rest), expected = CASES[case]
    assert facts(LM % (model, rest), "x.gin").items() >= expected.items()


UNKNOWN = {
    "a checkpoint set elsewhere": (LM % ("MLP", "train.init_checkpoint = %START"), "model.pretrained"),
    "a depth set elsewhere": (LM % ("TransformerLM", "TransformerLM.n_layers = %DEPTH"), "model.num_layers"),
    "a class that is not Trax's": (LM % ("MyOwn", "MyOwn.n_layers = 30"), "model.num_layers"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_unknown(case):
    text, name = UNKNOWN[case]
    result = read(text, "x.gin")
    assert result.dialect == "trax-gin"
    fact = result.facts.get(name)
    assert fact is None or not fact.known


def test_reinforcement_learning():
    text = "import trax.rl\ntrain_rl.light_rl_trainer = @trax.rl.PPOJoint\nPPO.n_shared_layers = 1\n"
    assert facts(text, "x.gin") == {"task": "reinforcement-learning"}


def test_bindings_without_a_model_are_a_fragment():
    assert read("import trax.models\nTransformerLM.n_layers = 3\n", "x.gin").status == "not-a-model"
