import json

import pytest
from reading import facts, read

TEXT = {"context_length": 77, "vocab_size": 49408, "width": 512, "heads": 8, "layers": 12}


def config(**vision):
    return json.dumps({"embed_dim": 512, "vision_cfg": {"image_size": 224, **vision}, "text_cfg": TEXT})


@pytest.mark.parametrize(
    ("vision", "depth", "unit", "normalization"),
    [
        ({"layers": 48, "width": 1664, "head_width": 104, "patch_size": 14}, 48, "blocks", "layer"),
        ({"layers": [3, 4, 6, 3], "width": 64, "patch_size": None}, 50, "weight-layers", None),
        ({"layers": 12, "use_rms_norm": True}, 12, "blocks", None),
    ],
)
def test_the_image_tower_speaks_for_the_whole(vision, depth, unit, normalization):
    found = facts(config(**vision), "ViT.json")
    assert (found["model.family"], found["model.num_layers"], found["model.depth_unit"]) == (
        "dual-encoder",
        depth,
        unit,
    )
    assert found.get("model.normalization") == normalization
    assert "model.pretrained" not in found


def test_both_towers():
    parts = {part.role: part for part in read(config(layers=24, width=1024), "ViT.json").facts.components}
    assert parts["vision"].value("model.num_layers") == 24
    assert (parts["text"].value("model.num_layers"), parts["text"].value("model.max_positions")) == (12, 77)


def test_a_named_tower_does_not_say_how_it_was_trained():
    found = facts(config(timm_model_name="convnext_base", timm_model_pretrained=False), "x.json")
    assert "model.pretrained" not in found
    assert "convnext" in found["model.architecture"]


def test_others_are_not_claimed():
    assert read('{"embed_dim": 8, "text_cfg": {"layers": 2}}', "x.json").dialect != "open-clip-json"
