import pytest
from reading import facts, read, rules

CONFIG = """
encoder: {encoder}
encoder_conf: {{output_size: 144, attention_heads: 4, num_blocks: 10{more}}}
decoder: bitransformer
decoder_conf: {{attention_heads: 4, num_blocks: 2, r_num_blocks: 1}}
model_conf: {{ctc_weight: 0.3}}
cmvn_conf: {{cmvn_file: data/train_500/global_cmvn}}
dataset: asr
dataset_conf:
  spec_aug_conf: {{num_t_mask: 2}}
  shuffle_conf: {{shuffle_size: 1500}}
  batch_conf: {{batch_type: {batch}, batch_size: 12}}
grad_clip: 5
max_epoch: 30
optim: adam
"""


def config(encoder="conformer", more="", batch="static"):
    return CONFIG.format(encoder=encoder, more=more, batch=batch)


@pytest.mark.parametrize(
    ("encoder", "more", "family", "norm"),
    [
        ("conformer", "", "conformer", "batch+layer"),
        ("conformer", ", cnn_module_norm: layer_norm", "conformer", "layer"),
        ("conformer", ", cnn_module_norm: batch_norm", "conformer", "batch+layer"),
        ("squeezeformer", ", cnn_norm_type: layer_norm, encoder_dim: 144", "conformer", "layer"),
        ("e_branchformer", "", "conformer", "layer"),
        ("transformer", "", "encoder-decoder", "layer"),
        ("transformer", ", layer_norm_type: rms_norm", "encoder-decoder", None),
    ],
)
def test_encoders(encoder, more, family, norm):
    found = facts(config(encoder, more))
    assert (found["model.family"], found.get("model.normalization")) == (family, norm)
    assert (found["model.num_layers"], found["model.num_decoder_layers"]) == (10, 2)
    assert (found["model.hidden_size"], found["model.num_heads"]) == (144, 4)
    assert (found["task"], found["data.modality"]) == ("speech-recognition", "audio")
    assert found["training.is_run"] is True


@pytest.mark.parametrize(
    ("more", "name", "value"),
    [
        (", normalize_before: true", "model.norm_placement", "pre"),
        (", normalize_before: false", "model.norm_placement", "post"),
        (", pos_enc_layer_type: rel_pos", "model.position_encoding", "relative"),
        (", use_dynamic_chunk: true", "model.streaming", True),
        (", use_dynamic_chunk: false", "model.streaming", None),
    ],
)
def test_settings_of_the_encoder(more, name, value):
    assert facts(config(more=more)).get(name) == value


def test_what_is_no_fact():
    found = facts(config(batch="dynamic"))
    assert "training.batch_size_per_device" not in found  # a dynamic batch holds frames
    assert "data.name" not in found  # the corpus is named by folders alone
    assert "model.pretrained" not in found  # weights are given on the command line


def test_whisper():
    found = facts(config("transformer").replace("dataset: asr", "dataset: asr\nmodel: whisper"))
    assert (found["model.architecture"], found["model.family"]) == ("whisper", "encoder-decoder")
    assert found["model.num_layers"] == 10


def test_an_unknown_encoder_is_only_named():
    found = facts(config("hyperformer"))
    assert found["model.architecture"] == "hyperformer"
    assert "model.family" not in found
    assert "model.num_layers" not in found


def test_nothing_to_report():
    assert rules(config("transformer", ", normalize_before: true")) == []


@pytest.mark.parametrize("text", ["encoder: resnet50\ndecoder: unet\n", "encoder: transformer\nencoder_conf: {a: 1}\n"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "wenet"


@pytest.mark.parametrize("value", ["[conformer]", "{a: 1}", "3", "null", "${name}"])
def test_an_encoder_of_another_type_is_survived(value):
    assert read(config(value)).status in ("linted", "not-recognised")
