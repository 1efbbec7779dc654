import pytest
from reading import facts, read, rules

CONFIG = """{
    "model": "%s",           // the architecture
    "run_name": "first",
    "audio": {"sample_rate": 22050, "signal_norm": true, "max_norm": 4.0},
    "prenet_type": "bn",
    "use_phonemes": false,
    "batch_size": 8, "epochs": 10, "lr": 0.0001,
    %s
    "datasets": [{"formatter": "ljspeech", "path": "data/", "dataset_name": "%s"}]
}"""


@pytest.mark.parametrize(("model", "family"), [("Tacotron2", "encoder-decoder"), ("vits", "gan"), ("glow_tts", None)])
def test_models(model, family):
    found = facts(CONFIG % (model, "", ""), "config.json")
    assert found.get("model.family") == family
    assert (found["task"], found["training.batch_size_per_device"]) == ("text-to-speech", 8)
    assert "model.normalization" not in found  # the signal's, or one part's


@pytest.mark.parametrize(("name", "stated"), [("", None), ("ljspeech", "LJSpeech"), ("mine", "mine")])
def test_a_formatter_is_no_data_set(name, stated):
    assert facts(CONFIG % ("vits", "", name), "config.json").get("data.name") == stated


def test_sizes_of_vits():
    more = '"model_args": {"num_layers_text_encoder": 6, "hidden_channels": 192, "num_heads_text_encoder": 2},'
    found = facts(CONFIG % ("vits", more, ""), "config.json")
    assert (found["model.num_layers"], found["model.hidden_size"], found["model.num_heads"]) == (6, 192, 2)


@pytest.mark.parametrize(("path", "pretrained"), [("best.pth", True), ("", None)])
def test_weights(path, pretrained):
    found = facts(CONFIG % ("vits", f'"restore_path": "{path}",', ""), "config.json")
    assert found.get("model.pretrained") == pretrained


def test_vocoders():
    text = '{"generator_model": "hifigan_generator", "audio": {"num_mels": 80}, "run_name": "a", "eval_batch_size": 2}'
    found = facts(text, "config.json")
    assert (found["model.architecture"], found["model.family"]) == ("hifigan", "gan")


@pytest.mark.parametrize("datasets", ['"x"', "[]", "[1, null]", "{}", "null"])
def test_data_sets_of_another_type_are_survived(datasets):
    text = CONFIG % ("vits", "", "")
    text = text[: text.index('"datasets"')] + f'"datasets": {datasets}}}'
    assert read(text, "config.json").dialect == "coqui-tts"


def test_others_are_not_claimed():
    assert read('{"model": "resnet18", "audio": {}, "datasets": []}', "config.json").dialect != "coqui-tts"


VOCODER = """{
    "generator_model": "hifigan_generator", "run_name": "first", "mixed_precision": false,
    "audio": {"sample_rate": 22050, "num_mels": 80, "hop_length": %d, "win_length": 1024, "fft_size": 1024},
    "generator_model_params": {"upsample_factors": [8, 8, 2, 2], "upsample_kernel_sizes": [16, 16, 5, 4]},
    "seq_len": %d, "epochs": 10
}"""


@pytest.mark.parametrize(
    ("hop", "length", "expected"),
    [
        (256, 8192, []),  # what the odd kernel makes too long is cut off
        (128, 8192, []),
        (512, 8192, ["upsample-product-not-hop"]),
        (256, 8000, ["segment-not-multiple-of-hop"]),
    ],
)
def test_frames_of_a_vocoder(hop, length, expected):
    found = rules(VOCODER % (hop, length), "config.json")
    assert [name for name in found if name != "unknown-fact"] == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('"upsample_rates_decoder": [8, 8, 2, 2]', []),
        ('"upsample_rates_decoder": [8, 8, 4, 2]', ["upsample-product-not-hop"]),
        ('"upsample_rates_decoder": [8, 8, 4, 2], "encoder_sample_rate": 11025', []),
        (
            '"upsample_rates_decoder": [8, 8, 2, 2], "upsample_kernel_sizes_decoder": [16, 16, 4, 5]',
            ["upsample-kernel-parity"],
        ),
        ('"hidden_channels": 192, "num_heads_text_encoder": 5', ["heads-not-dividing-embed-dim"]),
    ],
)
def test_frames_of_vits(arguments, expected):
    text = (CONFIG % ("vits", f'"model_args": {{{arguments}}},', "")).replace(
        '"sample_rate"', '"hop_length": 256, "sample_rate"'
    )
    assert [name for name in rules(text, "config.json") if name != "unknown-fact"] == expected


WAVEGRAD = """{
 "run_name": "w", "model": "wavegrad", "generator_model": "wavegrad", "mixed_precision": false, "eval_batch_size": 16,
 "audio": {"hop_length": %d, "sample_rate": 22050}, "model_params": {"upsample_factors": [4, 4, 4, 2, 2]}
}
"""


@pytest.mark.parametrize(("hop", "expected"), [(256, []), (600, ["upsample-product-not-hop"])])
def test_frames_of_wavegrad(hop, expected):
    assert [name for name in rules(WAVEGRAD % hop, "config.json") if name != "unknown-fact"] == expected
