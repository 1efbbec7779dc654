import json

import pytest
from reading import facts, lint, read


def config(dataset, **model):
    model = {"type": "image_v1", "sigma_data": 0.5, "depths": [2, 4, 4], "input_size": [32, 32], **model}
    return json.dumps({"model": model, "dataset": dataset, "optimizer": {"type": "adamw"}})


@pytest.mark.parametrize(
    ("dataset", "name"),
    [
        ({"type": "huggingface", "location": "someone/some-birds"}, "someone/some-birds"),
        ({"type": "cifar10", "location": "data"}, "cifar10"),
        ({"type": "imagefolder", "location": "/data/mine"}, None),
    ],
)
def test_data_set(dataset, name):
    found = facts(config(dataset), "config.json")
    assert found.get("data.name", "").replace("-", "").lower() == (name or "").replace("-", "")
    assert (found["model.family"], found["model.num_layers"], found["data.image_size"]) == ("diffusion", 10, 32)
    assert found["model.latent"] is False


def test_oblong_images_have_no_one_size():
    assert "data.image_size" not in facts(config({"type": "cifar10"}, input_size=[32, 64]), "config.json")


def test_others_are_not_claimed():
    assert read(config({"type": "cifar10"}, type="audio_v1"), "config.json").dialect != "k-diffusion"


HOURGLASS = {
    "type": "image_transformer_v2", "patch_size": [4, 4], "widths": [128, 256], "depths": [2, 4], "d_ffs": [256, 512],
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, []),
        ({"input_size": [32, 36]}, ["image-not-divisible-by-stride"]),
        ({"self_attns": [{"type": "none"}, {"type": "global", "d_head": 96}]}, ["head-dim-not-dividing-width"]),
        ({"depths": [2, 4, 4]}, ["stage-list-length-mismatch"]),
        ({"type": "image_v1", "input_size": [32, 36]}, []),
    ],
)
def test_levels(more, expected):
    found = lint(config({"type": "cifar10"}, **{**HOURGLASS, **more}), "config.json")
    assert [one.rule for one in found if one.severity == "error"] == expected
