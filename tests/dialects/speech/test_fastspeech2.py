import pytest
from reading import engine, facts, read

MODEL = """
transformer: {encoder_layer: 4, encoder_head: 2, encoder_hidden: 256, decoder_layer: 6, decoder_head: 2}
variance_predictor: {filter_size: 256}
vocoder: {model: HiFi-GAN, speaker: LJSpeech}
"""
DATA = """
dataset: LJSpeech
path: {preprocessed_path: ./data}
preprocessing: {val_size: 512, mel: {n_mel_channels: 80}, pitch: {normalization: True}}
"""
TRAIN = """
path: {log_path: ./log}
optimizer: {batch_size: 16, warm_up_step: 4000, anneal_steps: [300000]}
step: {total_step: 900000, synth_step: 1000}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pyproject.toml").write_text("")
    for name, text in (("model.yaml", MODEL), ("preprocess.yaml", DATA), ("train.yaml", TRAIN)):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_three_files_are_read_together(folder):
    result = engine().read(str(folder / "model.yaml"))
    found = {name: fact.value for name, fact in result.facts.items() if fact.known}
    assert (found["model.num_layers"], found["model.num_decoder_layers"], found["model.num_heads"]) == (4, 6, 2)
    assert (found["data.name"], found["training.batch_size_per_device"]) == ("LJSpeech", 16)
    assert found["training.is_run"] is True
    assert result.facts["data.name"].spot.path.endswith("preprocess.yaml")
    assert "model.normalization" not in found  # pitch is normalized, which is no layer


def test_the_model_alone(tmp_path):
    found = facts(MODEL, str(tmp_path / "model.yaml"))
    assert (found["model.family"], found["task"]) == ("encoder-decoder", "text-to-speech")
    assert "data.name" not in found
    assert "training.is_run" not in found


@pytest.mark.parametrize("text", [DATA, TRAIN])
def test_the_other_files_describe_no_network(text):
    result = read(text)
    assert (result.dialect, result.status) == ("fastspeech2", "not-a-model")


@pytest.mark.parametrize("text", ["preprocessing: [1]\ndataset: [LJSpeech]\n", "a: [", "", "- 1\n"])
def test_files_beside_that_are_something_else_are_survived(folder, text):
    (folder / "preprocess.yaml").write_text(text)
    (folder / "train.yaml").write_text("optimizer: {batch_size: -4}\nstep: {total_step: 1}\n")
    found = engine().read(str(folder / "model.yaml")).facts
    assert "data.name" not in found
    assert "training.batch_size_per_device" not in found


def test_others_are_not_claimed():
    assert read("transformer: {layers: 6}\nvariance_predictor: {}\n").dialect != "fastspeech2"


def test_spectra_of_the_file_beside(folder):
    stft = "preprocessing: {stft: {filter_length: 512, hop_length: 256, win_length: 1024}, "
    (folder / "preprocess.yaml").write_text(DATA.replace("preprocessing: {", stft))
    found = engine().lint([str(folder / "model.yaml")]).findings
    assert [one.rule for one in found if one.severity == "error"] == ["window-longer-than-fft"]
