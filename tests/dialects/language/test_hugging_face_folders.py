"""A Hugging Face folder read as a whole: what stands beside a config, and in a pipeline's own folders."""

import json

import pytest
from reading import read

CONVNEXT = {
    "model_type": "convnext", "transformers_version": "4.44.0", "architectures": ["ConvNextForImageClassification"],
    "hidden_sizes": [8, 16], "depths": [2, 2],
}  # fmt: skip
BERT = {
    "model_type": "bert", "transformers_version": "4.44.0", "architectures": ["BertForMaskedLM"], "vocab_size": 5,
    "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2,
}  # fmt: skip


def facts_of(project, files, name="m/config.json"):
    project({path: json.dumps(value) if not isinstance(value, str) else value for path, value in files.items()})
    result = read(None, name)
    assert result.error is None
    assert result.notices == []
    return result.facts


PREPROCESSORS = {
    "a crop": ({"do_center_crop": True, "crop_size": {"height": 96, "width": 96}, "size": {"shortest_edge": 112}}, 96),
    "a crop of one number": ({"do_center_crop": True, "crop_size": 96}, 96),
    "both sides": ({"do_resize": True, "size": {"height": 64, "width": 64}}, 64),
    "an uneven size": ({"do_resize": True, "size": {"height": 64, "width": 32}}, None),
    "the shorter side": ({"do_resize": True, "size": {"shortest_edge": 64}}, None),
    "one number": ({"do_resize": True, "size": 64}, None),
    "no resizing": ({"do_resize": False, "size": {"height": 64, "width": 64}}, None),
    "silence": ({"size": {"height": 64, "width": 64}}, None),
    "a size of another type": ({"do_resize": True, "size": {"height": "64", "width": "64"}}, None),
    "no mapping": ([1], None),
    "broken": ("{", None),
}


@pytest.mark.parametrize("case", PREPROCESSORS)
def test_the_preprocessor_says_the_image_size(case, project):
    preprocessor, expected = PREPROCESSORS[case]
    facts = facts_of(project, {"m/config.json": CONVNEXT, "m/preprocessor_config.json": preprocessor})
    assert facts.value("data.image_size") == (expected or 224)  # the library's default
    if expected:
        assert facts["data.image_size"].spot.path == "m/preprocessor_config.json"


def test_the_config_s_own_image_size_comes_first(project):
    own = {"do_resize": True, "size": {"height": 64, "width": 64}}
    facts = facts_of(project, {"m/config.json": {**CONVNEXT, "image_size": 32}, "m/preprocessor_config.json": own})
    assert facts.value("data.image_size") == 32


TOKENIZERS = {
    "a mapping": ({"model": {"vocab": {"a": 0, "b": 4}}}, 5),
    "added tokens": ({"model": {"vocab": {"a": 0, "b": 1}}, "added_tokens": [{"id": 7, "content": "<x>"}]}, 8),
    "a list": ({"model": {"vocab": [["a", 0.0], ["b", -1.0]]}}, 2),
    "no vocabulary": ({"model": {}}, None),
    "ids that are no numbers": ({"model": {"vocab": {"a": "0"}}}, None),
    "too large a file": ({"model": {"vocab": {"a": 0}}, "padding": "x" * 1_000_000}, None),
}


@pytest.mark.parametrize("case", TOKENIZERS)
def test_the_tokenizer_says_how_many_ids_there_are(case, project):
    tokenizer, expected = TOKENIZERS[case]
    facts = facts_of(project, {"m/config.json": BERT, "m/tokenizer.json": tokenizer})
    assert facts.value("model.tokenizer_vocab_size") == expected
    assert facts.value("model.vocab_size") == 5


def test_nothing_outside_the_project_is_read(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "tokenizer.json"
    outside.write_text(json.dumps({"model": {"vocab": {"a": 0}}}))
    root = project({"m/config.json": json.dumps(BERT)})
    (root / "m/tokenizer.json").symlink_to(outside)
    assert "model.tokenizer_vocab_size" not in read(None, "m/config.json").facts


PIPELINE = {
    "_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.30.0",
    "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"],
    "text_encoder": ["transformers", "CLIPTextModel"], "scheduler": ["diffusers", "DDIMScheduler"],
    "../secret": ["diffusers", "UNet2DModel"],
}  # fmt: skip
TEXT = {"model_type": "clip_text_model", "architectures": ["CLIPTextModel"], "transformers_version": "4.44.0",
        "hidden_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4}  # fmt: skip


def test_a_pipeline_s_networks_are_read_from_their_folders(project):
    unet = {"_class_name": "UNet2DConditionModel", "_diffusers_version": "0.30.0", "cross_attention_dim": 64}
    files = {"p/model_index.json": PIPELINE, "p/unet/config.json": unet, "p/text_encoder/config.json": TEXT}
    facts = facts_of(project, files, "p/model_index.json")
    parts = {part.role: part for part in facts.components}
    assert parts["text"].value("model.num_layers") == 3
    assert parts["text"]["model.num_layers"].spot.path == "p/text_encoder/config.json"
    assert parts["denoiser"].value("model.skip_connections") is True
    assert parts["denoiser"].value("model.family") == "diffusion"
    assert parts["autoencoder"].value("model.family") == "vae"  # its folder is missing, which is no gap
    assert facts.value("model.family") == "diffusion"
