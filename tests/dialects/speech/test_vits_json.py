import json

import pytest
from reading import facts, read, rules

MODEL = {"inter_channels": 192, "hidden_channels": 192, "n_heads": 2, "n_layers": 5, "upsample_rates": [8, 8, 2, 2]}


def config(files, **model):
    return json.dumps(
        {
            "train": {"learning_rate": 2e-4, "batch_size": 32},
            "data": {"training_files": files},
            "model": {**MODEL, "use_spectral_norm": False, **model},
        }
    )


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ("filelists/ljs_audio_text_train_filelist.txt", "LJSpeech"),
        ("filelists/somewhere_audio_sid_text_train.txt", "somewhere"),
        ("filelists/my_audio_text_train.txt", None),
        ("data/train.txt", None),
        ("/path/to/ljs/train.list", None),
        (3, None),
    ],
)
def test_the_corpus_by_its_file_list(files, name):
    assert facts(config(files), "config.json").get("data.name") == name


def test_the_generator():
    found = facts(config("train.txt"), "config.json")
    assert (found["model.family"], found["model.num_layers"], found["model.num_heads"]) == ("gan", 5, 2)
    assert (found["task"], found["training.batch_size_per_device"]) == ("text-to-speech", 32)
    assert "model.normalization" not in found  # use_spectral_norm is a choice of the discriminator's


def test_others_are_not_claimed():
    assert read('{"train": {}, "data": {}, "model": {"n_layers": 3}}', "config.json").dialect != "vits-json"


SIZES = {"upsample_kernel_sizes": [16, 16, 4, 4], "resblock_kernel_sizes": [3], "resblock_dilation_sizes": [[1, 3, 5]]}
FILTER_BANK = {"upsample_rates": [4, 4], "upsample_kernel_sizes": [16, 16], "gen_istft_hop_size": 4, "subbands": 4}


@pytest.mark.parametrize(
    ("hop", "segment", "model", "expected"),
    [
        (256, 8192, {}, []),
        (300, 9000, {}, ["upsample-product-not-hop"]),
        (256, 8000, {}, ["segment-not-multiple-of-hop"]),
        (256, 8192, {"upsample_kernel_sizes": [16, 16, 5, 4]}, ["upsample-kernel-parity"]),
        (256, 8192, {"n_heads": 5}, ["heads-not-dividing-embed-dim"]),
        (256, 8192, FILTER_BANK, []),
        (512, 8192, FILTER_BANK, ["upsample-product-not-hop"]),
    ],
)
def test_frames_and_samples(hop, segment, model, expected):
    text = json.dumps(
        {
            "train": {"learning_rate": 2e-4, "segment_size": segment},
            "data": {"hop_length": hop, "win_length": 1024, "filter_length": 1024},
            "model": {**MODEL, **SIZES, **model},
        }
    )
    assert [name for name in rules(text, "config.json") if name != "unknown-fact"] == expected
