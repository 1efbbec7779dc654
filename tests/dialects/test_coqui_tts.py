import pytest
from reading import facts, read

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
