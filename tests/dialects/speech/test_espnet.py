import pytest
from reading import facts, lint, read

TRAINER = """
optim: adam
optim_conf: {lr: 0.002}
max_epoch: 20
keep_nbest_models: 5
best_model_criterion: [[valid, acc, max]]
batch_type: numel
"""
TRANSFORMER = (
    "encoder: transformer\nencoder_conf: {output_size: 256, attention_heads: 4, num_blocks: 12, input_layer: conv2d}\n"
)


def config(text):
    return text + TRAINER


@pytest.mark.parametrize(
    ("decoder", "family"),
    [
        ("decoder: transformer\ndecoder_conf: {num_blocks: 6}\nmodel_conf: {ctc_weight: 0.3}\n", "encoder-decoder"),
        ("model_conf: {ctc_weight: 1.0}\n", "transformer-encoder"),
        ("decoder: transducer\n", None),
        ("", None),
    ],
)
def test_the_decoder_decides_the_family_of_a_transformer(decoder, family):
    found = facts(config(TRANSFORMER + decoder))
    assert found.get("model.family") == family
    assert (found["model.num_layers"], found["model.normalization"]) == (12, "layer")


def test_recurrent_recogniser():
    text = "encoder: vgg_rnn\nencoder_conf: {rnn_type: lstm, bidirectional: true, num_layers: 3, hidden_size: 320}\n"
    found = facts(config(text + "decoder: rnn\ndecoder_conf: {num_layers: 1}\n"))
    assert (found["model.family"], found["model.cell"], found["model.num_layers"]) == ("rnn", "lstm", 3)
    assert (found["model.depth_unit"], found["model.num_decoder_layers"]) == ("recurrent-layers", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "tts: fastspeech2\ntts_conf: {adim: 384, aheads: 2, elayers: 4, dlayers: 3}\n",
            ("fastspeech2", "encoder-decoder", 4, "text-to-speech"),
        ),
        (
            "tts: tacotron2\ntts_conf: {elayers: 1, eunits: 512}\n",
            ("tacotron2", "encoder-decoder", None, "text-to-speech"),
        ),
        (
            "tts: vits\ntts_conf: {generator_params: {text_encoder_blocks: 6, hidden_channels: 192}}\n",
            ("vits", "gan", 6, "text-to-speech"),
        ),
        (
            "lm: transformer\nlm_conf: {att_unit: 512, head: 8, layer: 16, unit: 2048}\n",
            ("transformer-lm", "transformer-decoder", 16, "language-modeling"),
        ),
        ("lm_conf: {nlayers: 2, unit: 650}\n", ("seq_rnn", "rnn", 2, "language-modeling")),
        (
            "encoder: stft\nencoder_conf: {n_fft: 512}\nseparator: tcn\nseparator_conf: {layer: 8, stack: 3}\n",
            ("tcn-separator", "tcn", 24, None),
        ),
    ],
)
def test_networks_of_other_tasks(text, expected):
    found = facts(config(text))
    names = ("model.architecture", "model.family", "model.num_layers", "task")
    assert tuple(found.get(name) for name in names) == expected


@pytest.mark.parametrize(
    ("text", "pretrained"),
    [
        ('init_param: ["exp/base.pth:::"]\n', True),
        ("init_param: []\n", None),
        ("frontend: s3prl\nfrontend_conf: {frontend_conf: {upstream: wavlm_large}}\n", True),
        ("", None),
    ],
)
def test_weights(text, pretrained):
    assert facts(config(TRANSFORMER + text)).get("model.pretrained") == pretrained


def test_whisper_comes_with_weights():
    found = facts(config("encoder: whisper\nencoder_conf: {whisper_model: small}\ndecoder: whisper\n"))
    assert (found["model.architecture"], found["model.pretrained"]) == ("whisper-small", True)


def test_normalization_of_the_signal_is_no_layer():
    text = "tts: tacotron2\ntts_conf: {elayers: 1}\nnormalize: global_mvn\npitch_normalize: global_mvn\n"
    assert "model.normalization" not in facts(config(text))


@pytest.mark.parametrize("text", ["encoder_conf: {num_blocks: 12}\nmax_epoch: 3\n", "beam_size: 10\nctc_weight: 0.3\n"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "espnet"


VITS = (
    "tts: vits\nfeats_extract_conf: {n_fft: 1024, %s}\n"
    "tts_conf: {generator_params: {hidden_channels: 192, decoder_upsample_scales: %s}}\n"
)


@pytest.mark.parametrize(
    ("hop", "scales", "found"),
    [("hop_length: 240", "[8, 8, 2, 2]", 1), ("hop_length: 240", "[6, 5, 4, 2]", 0), ("fmin: 80", "[8, 8, 2, 2]", 0)],
)
def test_a_decoder_that_makes_another_number_of_samples(hop, scales, found):
    errors = [one.rule for one in lint(config(VITS % (hop, scales)), "vits.yaml") if one.severity == "error"]
    assert errors == ["upsample-product-not-hop"] * found
