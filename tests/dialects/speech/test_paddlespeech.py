import pytest
from reading import facts, read

CONFORMER = """
encoder: conformer
encoder_conf: {output_size: 256, attention_heads: 4, num_blocks: 12, cnn_module_norm: layer_norm, input_layer: conv2d}
decoder: transformer
decoder_conf: {num_blocks: 6}
model_conf: {ctc_weight: 0.3}
"""
FLAT = CONFORMER + "train_manifest: data/manifest.train\nn_epoch: 100\nbatch_size: 32\n"
NESTED = (
    "data: {train_manifest: data/manifest.train}\ncollator: {batch_size: 32}\ntraining: {n_epoch: 100}\nmodel:\n"
    + ("".join(f"  {line}\n" for line in CONFORMER.strip().splitlines()))
)


@pytest.mark.parametrize("text", [FLAT, NESTED])
def test_recognisers_of_both_layouts(text):
    found = facts(text)
    assert (found["model.family"], found["model.num_layers"], found["model.num_decoder_layers"]) == ("conformer", 12, 6)
    assert (found["model.normalization"], found["task"]) == ("layer", "speech-recognition")
    assert (found["training.batch_size_per_device"], found["training.is_run"]) == (32, True)


@pytest.mark.parametrize(
    ("more", "cell", "streaming"),
    [("use_gru: true\nrnn_direction: forward", "gru", True), ("use_gru: false\nrnn_direction: bidirect", None, None)],
)
def test_deep_speech(more, cell, streaming):
    found = facts(
        f"train_manifest: m\nnum_conv_layers: 2\nnum_rnn_layers: 4\nrnn_layer_size: 800\nn_epoch: 5\n{more}\n"
    )
    assert (found["model.family"], found["model.num_layers"], found["model.hidden_size"]) == ("rnn", 4, 800)
    assert (found.get("model.cell"), found.get("model.streaming")) == (cell, streaming)


def test_acoustic_models():
    model = "model: {adim: 384, aheads: 2, elayers: 4, dlayers: 5, pitch_predictor_layers: 5, postnet_layers: 5}\n"
    found = facts(model + "updater: {use_masking: true}\noptimizer: {optim: adam}\nmax_epoch: 10\n")
    assert (found["model.architecture"], found["model.num_layers"]) == ("fastspeech2", 4)
    assert (found["model.num_decoder_layers"], found["task"]) == (5, "text-to-speech")


def test_recurrent_layers_of_tacotron_are_no_blocks():
    model = "model: {adim: 512, elayers: 1, dlayers: 2, econv_layers: 3}\nupdater: {a: 1}\noptimizer: {optim: adam}\n"
    found = facts(model)
    assert found["model.architecture"] == "tacotron2"
    assert "model.num_layers" not in found


def test_fine_tuning():
    text = "train_manifest: m\nwav2vec2_params_path: w.pdparams\nnum_hidden_layers: 24\nhidden_size: 1024\nn_epoch: 3\n"
    found = facts(text + "normalize_wav: true\n")
    assert (found["model.pretrained"], found["model.num_layers"]) == (True, 24)


def test_others_are_not_claimed():
    assert read("train_manifest: m\nbatch_size: 3\n").dialect != "paddlespeech"
