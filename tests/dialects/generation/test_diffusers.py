import json

import pytest
from reading import engine, facts, lint, read


def config(name, **keys):
    return json.dumps({"_class_name": name, "_diffusers_version": "0.30.0", **keys})


def stated(text):
    """Return what the config itself states, without what follows from known names."""
    found = read(text, "config.json").facts
    return {name: fact.value for name, fact in found.items() if fact.origin == "stated"}


@pytest.mark.parametrize(
    ("name", "family", "modality"),
    [
        ("UNet2DConditionModel", "diffusion", None),
        ("StableDiffusionPipeline", "diffusion", "image"),
        ("FluxTransformer2DModel", "diffusion", "image"),
        ("WanTransformer3DModel", "diffusion", "video"),
        ("StableAudioDiTModel", "diffusion", "audio"),
        ("ControlNetModel", "diffusion", None),
        ("AutoencoderKL", "vae", None),
        ("VQModel", "vae", None),
        ("AutoencoderTiny", "vae", None),
        ("UVit2DModel", None, None),
    ],
)
def test_family_follows_the_class(name, family, modality):
    found = stated(config(name))
    assert found["model.architecture"]
    assert found.get("model.family") == family
    assert found.get("data.modality") == modality


@pytest.mark.parametrize(
    ("name", "keys", "depth"),
    [
        ("QwenImageTransformer2DModel", {"num_layers": 60}, 60),
        ("FluxTransformer2DModel", {"num_layers": 19, "num_single_layers": 38}, 57),
        ("FluxTransformer2DModel", {"num_layers": 19}, None),
        ("AuraFlowTransformer2DModel", {"num_mmdit_layers": 4, "num_single_dit_layers": 32}, 36),
        ("UnheardOfTransformer2DModel", {"num_layers": 4, "num_single_layers": 32}, None),
        ("StableCascadeUNet", {"down_num_layers_per_block": [8, 24], "up_num_layers_per_block": [24, 8]}, 64),
        ("UNet2DModel", {"layers_per_block": 2, "block_out_channels": [64, 128]}, None),
        ("SD3Transformer2DModel", {"num_layers": "many"}, None),
    ],
)
def test_depth_is_the_sum_of_the_stacks_of_a_transformer(name, keys, depth):
    assert facts(config(name, **keys), "config.json").get("model.num_layers") == depth


@pytest.mark.parametrize(
    ("name", "keys", "normalization"),
    [
        ("UNet2DModel", {"norm_num_groups": 32}, "group"),
        ("UNet2DModel", {}, "group"),
        ("AutoencoderKL", {"norm_num_groups": 32}, "group"),
        ("Transformer2DModel", {"norm_num_groups": 32}, None),
    ],
)
def test_groups_say_group_normalization_where_the_class_uses_them(name, keys, normalization):
    assert facts(config(name, **keys), "config.json").get("model.normalization") == normalization


def test_the_size_of_a_latent_is_no_image_size():
    assert "data.image_size" not in facts(config("UNet2DConditionModel", sample_size=128), "config.json")
    assert facts(config("AutoencoderKL", sample_size=1024), "config.json")["data.image_size"] == 1024


@pytest.mark.parametrize(("channels", "modality"), [(3, "image"), (1, None), (4, None)])
def test_one_channel_may_be_a_spectrogram(channels, modality):
    assert stated(config("UNet2DModel", in_channels=channels)).get("data.modality") == modality


def test_a_pipeline_lists_its_networks():
    text = config(
        "StableDiffusionXLPipeline",
        unet=["diffusers", "UNet2DConditionModel"],
        vae=["diffusers", "AutoencoderKL"],
        text_encoder=["transformers", "CLIPTextModel"],
        tokenizer=["transformers", "CLIPTokenizer"],
        scheduler=["diffusers", "EulerDiscreteScheduler"],
        safety_checker=[None, None],
    )
    result = read(text, "model_index.json")
    assert sorted(part.role for part in result.facts.components) == ["autoencoder", "denoiser", "text"]
    found = facts(text, "model_index.json")
    assert found["model.latent"] is True
    assert found["model.conditional"] is True
    assert "model.distilled" not in found


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("LatentConsistencyModelPipeline", {}),
        ("StableDiffusionPipeline", {"scheduler": ["diffusers", "LCMScheduler"]}),
        ("UNet2DConditionModel", {"_name_or_path": "stabilityai/sdxl-turbo"}),
        ("UNet2DConditionModel", {"time_cond_proj_dim": 256}),
    ],
)
def test_few_step_marks(name, keys):
    assert facts(config(name, **keys), "config.json")["model.distilled"] is True


def test_pixel_pipelines_are_not_latent():
    text = config("DDPMPipeline", unet=["diffusers", "UNet2DModel"], scheduler=["diffusers", "DDPMScheduler"])
    assert facts(text, "model_index.json")["model.latent"] is False


@pytest.mark.parametrize("name", ["EulerDiscreteScheduler", "FlowMatchEulerDiscreteScheduler", "VaeImageProcessor"])
def test_a_schedule_describes_no_network(name):
    result = read(config(name, num_train_timesteps=1000), "scheduler_config.json")
    assert (result.dialect, result.status, result.facts) == ("diffusers-scheduler", "not-a-model", None)


@pytest.mark.parametrize(
    "text", [config(7), config(["a", 1]), config([]), config("Unheard"), '{"_class_name": "Thing"}']
)
def test_odd_class_names_are_passed_over(text):
    result = read(text, "config.json")
    assert result.error is None
    assert result.facts is None


DOWN, UP = ["DownBlock2D", "AttnDownBlock2D"], ["AttnUpBlock2D", "UpBlock2D"]
UNET = {"sample_size": 32, "block_out_channels": [32, 64], "down_block_types": DOWN, "up_block_types": UP}
TEXT = {
    "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
    "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
}


def errors(name, **keys):
    """Return the rules that report errors, each with the key of its finding."""
    found = lint(config(name, **keys), "config.json")
    return [(one.rule, ".".join(map(str, one.keys))) for one in found if one.severity == "error"]


@pytest.mark.parametrize(
    ("name", "keys", "expected"),
    [
        ("UNet2DModel", UNET, []),
        ("UNet2DModel", {**UNET, "block_out_channels": [31, 64]},
         [("groupnorm-groups-not-dividing-channels", "block_out_channels.0")]),
        ("UNet2DModel", {**UNET, "norm_num_groups": None}, []),
        ("UNet2DModel", {**UNET, "norm_num_groups": None, "block_out_channels": [31, 64]}, []),
        ("UNet2DModel", {**UNET, "sample_size": [32, 31]}, [("image-not-divisible-by-stride", "sample_size.1")]),
        ("UNet2DModel", {**UNET, "sample_size": [80, 200]}, []),
        ("UNet2DModel", {**UNET, "block_out_channels": [32, 64, 64]},
         [("stage-list-length-mismatch", "block_out_channels")]),
        ("UNet2DModel", {"block_out_channels": [32, 64]}, [("stage-list-length-mismatch", "block_out_channels")]),
        ("UNet2DModel", {**UNET, "attention_head_dim": 128},
         [("head-dim-not-dividing-width", "attention_head_dim")]),
        ("UNet2DModel", {**UNET, "attention_head_dim": 12}, []),  # what is left of the channels is dropped
        ("UNet2DConditionModel", {**UNET, **TEXT, "sample_size": 31}, []),  # its blocks carry the sizes along
        ("UNet2DConditionModel", {**UNET, **TEXT, "attention_head_dim": [2, 4, 8, 8]},
         [("stage-list-length-mismatch", "attention_head_dim")]),
        ("UNet2DConditionModel", {**UNET, **TEXT, "attention_head_dim": 64},
         [("heads-not-dividing-embed-dim", "attention_head_dim")]),
        ("UNet2DConditionModel", {**UNET, **TEXT, "transformer_layers_per_block": [1, 2, 10]}, []),
        ("UNet2DConditionModel", {**UNET, **TEXT, "up_block_types": "${up}", "down_block_types": "${down}"}, []),
        ("AutoencoderKL", {"block_out_channels": [128, 256], "down_block_types": ["DownEncoderBlock2D"] * 2,
                           "up_block_types": ["UpDecoderBlock2D"] * 3},
         [("stage-list-length-mismatch", "up_block_types")]),
        ("AutoencoderKL", {"block_out_channels": [48], "norm_num_groups": 32},
         [("groupnorm-groups-not-dividing-channels", "block_out_channels.0")]),
        ("DiTTransformer2DModel", {"sample_size": 33, "patch_size": 2},
         [("image-not-divisible-by-patch", "sample_size")]),
        ("FluxTransformer2DModel", {"attention_head_dim": 64},
         [("rotary-axes-not-filling-head", "attention_head_dim")]),
        ("FluxTransformer2DModel", {}, []),
        ("UNetMotionModel", {"num_attention_heads": [8, 8]}, [("stage-list-length-mismatch", "num_attention_heads")]),
        ("UNetSpatioTemporalConditionModel", {"block_out_channels": [320, 640, 1280, 1296], "norm_num_groups": 16},
         [("groupnorm-groups-not-dividing-channels", "block_out_channels.3")]),  # it reads no key for the groups
        ("AutoencoderKLCogVideoX", {"block_out_channels": [48, 64], "norm_num_groups": 16}, []),
        ("AutoencoderTiny", {"encoder_block_out_channels": [64, 64], "num_encoder_blocks": [1, 3, 3]},
         [("stage-list-length-mismatch", "num_encoder_blocks")]),
        ("Transformer2DModel", {"in_channels": 48}, [("groupnorm-groups-not-dividing-channels", "in_channels")]),
        ("Transformer2DModel", {"in_channels": 4, "patch_size": 2, "sample_size": 32}, []),
        ("SD3Transformer2DModel", {"num_attention_heads": 24, "attention_head_dim": 64, "caption_projection_dim": 1152},
         [("cross-attention-dim-mismatch", "attention_head_dim")]),
    ],
)  # fmt: skip
def test_what_must_fit(name, keys, expected):
    assert errors(name, **keys) == expected


INDEX = {
    "_class_name": "StableDiffusionPipeline",
    "_diffusers_version": "0.30.0",
    "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
    "text_encoder": ["transformers", "CLIPTextModel"],
}


@pytest.mark.parametrize(
    ("more", "unet", "expected"),
    [
        ({}, {"cross_attention_dim": 768}, []),
        ({}, {"cross_attention_dim": 1024}, ["cross-attention-dim-mismatch"]),
        ({}, {"cross_attention_dim": 1024, "encoder_hid_dim": 768}, []),
        ({"text_encoder": ["my_code", "MyEncoder"]}, {"cross_attention_dim": 1024}, []),
        ({}, {"cross_attention_dim": 768, "in_channels": 9}, []),  # inpainting
        ({}, {"cross_attention_dim": 768, "in_channels": 16}, ["latent-channels-mismatch"]),
        ({"_class_name": "StableDiffusionInpaintPipeline"}, {"cross_attention_dim": 768, "in_channels": 13}, []),
        ({"_class_name": "FluxPipeline"}, {"cross_attention_dim": 1024, "in_channels": 64}, []),
    ],
)
def test_parts_of_a_pipeline_fit_together(tmp_path, more, unet, expected):
    files = {
        "model_index.json": {**INDEX, **more},
        "unet/config.json": {"_class_name": "UNet2DConditionModel", "in_channels": 4, **unet},
        "vae/config.json": {"_class_name": "AutoencoderKL", "latent_channels": 4},
        "text_encoder/config.json": {
            "model_type": "clip_text_model", "architectures": ["CLIPTextModel"], "hidden_size": 768,
            "num_attention_heads": 12, "num_hidden_layers": 12,
        },
    }  # fmt: skip
    for name, value in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value))
    (tmp_path / ".git").mkdir()
    found = engine().lint([str(tmp_path)]).findings
    assert [one.rule for one in found if one.severity == "error"] == expected


@pytest.mark.parametrize(("width", "expected"), [(4096, []), (2048, ["cross-attention-dim-mismatch"])])
def test_a_t5_encoder_fits_its_transformer(tmp_path, width, expected):
    index = {
        "_class_name": "FluxPipeline",
        "_diffusers_version": "0.30.0",
        "transformer": ["diffusers", "FluxTransformer2DModel"],
        "text_encoder_2": ["transformers", "T5EncoderModel"],
    }
    t5 = {"model_type": "t5", "d_model": width, "num_layers": 24, "num_heads": 64, "d_kv": 64}
    transformer = {"_class_name": "FluxTransformer2DModel", "joint_attention_dim": 4096}
    (tmp_path / ".git").mkdir()
    for name, value in (("", index), ("transformer", transformer), ("text_encoder_2", t5)):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / ("config.json" if name else "model_index.json")).write_text(json.dumps(value))
    found = engine().lint([str(tmp_path)]).findings
    assert [one.rule for one in found if one.severity == "error"] == expected
