import json

import pytest
from reading import facts, lint, read


def config(type, model, **more):
    return json.dumps({"model_type": type, "sample_size": 65536, "sample_rate": 44100, "model": model, **more})


DIT = {"type": "dit", "config": {"depth": 24, "embed_dim": 1536, "num_heads": 24}}


@pytest.mark.parametrize(
    ("type", "model", "family", "depth", "latent"),
    [
        ("diffusion_cond", {"pretransform": {"type": "autoencoder"}, "diffusion": DIT}, "diffusion", 24, True),
        ("diffusion_uncond", {"type": "DAU1d", "config": {"n_attn_layers": 5}}, "diffusion", None, False),
        ("autoencoder", {"encoder": {"type": "oobleck"}}, "vae", None, None),
    ],
)
def test_model_types(type, model, family, depth, latent):
    found = facts(config(type, model, training={"demo": {"demo_steps": 250}}), "model.json")
    assert (found["model.family"], found.get("model.num_layers"), found.get("model.latent")) == (family, depth, latent)
    assert found["data.modality"] == "audio"
    assert "model.sampling_steps" not in found


def test_others_are_not_claimed():
    assert read(config("vocoder", {"a": 1}), "model.json").dialect != "stable-audio-tools"


@pytest.mark.parametrize(
    ("channels", "width", "more", "expected"),
    [
        (64, 768, {}, []),
        (32, 768, {}, ["latent-channels-mismatch"]),
        (32, 768, {"input_concat_ids": ["mask"]}, []),
        (64, 512, {}, ["cross-attention-dim-mismatch"]),
        (64, 0, {}, []),
    ],
)
def test_seams(channels, width, more, expected):
    sizes = {"depth": 24, "embed_dim": 1536, "num_heads": 24, "io_channels": channels, "cond_token_dim": width}
    model = {
        "pretransform": {"type": "autoencoder", "config": {"latent_dim": 64}},
        "conditioning": {"cond_dim": 768},
        "diffusion": {"type": "dit", "cross_attention_cond_ids": ["prompt"], "config": sizes, **more},
    }
    found = lint(config("diffusion_cond", model), "model.json")
    assert [one.rule for one in found if one.severity == "error"] == expected
