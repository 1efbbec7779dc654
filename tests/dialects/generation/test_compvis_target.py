import pytest
from reading import facts, lint, read

LATENT = """
model:
  base_learning_rate: 2.0e-06
  target: ldm.models.diffusion.ddpm.LatentDiffusion
  params:
    timesteps: 1000
    unet_config:
      target: ldm.modules.diffusionmodules.openaimodel.UNetModel
      params: {image_size: 64, model_channels: 128}
    first_stage_config:
      target: ldm.models.autoencoder.VQModelInterface
      params: {ckpt_path: first/model.ckpt, ddconfig: {resolution: 256}}
    cond_stage_config: %s
"""
DATA = """
data:
  target: main.DataModuleFromConfig
  params:
    batch_size: 12
    train: {target: %s, params: {size: 256}}
"""
TRANSFORMER = """
model:
  target: taming.models.cond_transformer.Net2NetTransformer
  params:
    transformer_config:
      target: taming.modules.transformer.mingpt.GPT
      params: {vocab_size: 1024, block_size: 512, n_layer: 24, n_head: 16, n_embd: 1024}
    first_stage_config: {target: taming.models.vqgan.VQModel, params: {ckpt_path: null}}
"""


@pytest.mark.parametrize(
    ("target", "family"),
    [
        ("ldm.models.diffusion.ddpm.LatentDiffusion", "diffusion"),
        ("cldm.cldm.ControlLDM", "diffusion"),
        ("sgm.models.diffusion.DiffusionEngine", "diffusion"),
        ("ldm.models.autoencoder.AutoencoderKL", "vae"),
        ("taming.models.vqgan.GumbelVQ", "vae"),
        ("ldm.modules.Something", None),
    ],
)
def test_family_follows_the_class(target, family):
    assert facts(f"model:\n  target: {target}\n  params: {{embed_dim: 4}}\n").get("model.family") == family


def test_noise_levels_are_no_sampling_steps_and_a_unet_has_no_depth():
    found = facts(LATENT % "__is_unconditional__")
    assert "model.sampling_steps" not in found
    assert "model.num_layers" not in found
    assert found["model.normalization"] == "group"
    assert found["model.latent"] is True
    assert found["model.conditional"] is False


def test_a_text_encoders_depth_and_a_first_stages_weights_are_not_the_models():
    text = LATENT % "{target: ldm.modules.encoders.modules.BERTEmbedder, params: {n_layer: 32}}"
    found = facts(text)
    assert "model.num_layers" not in found
    assert "model.pretrained" not in found
    assert found["model.conditional"] is True
    parts = {part.role: part for part in read(text).facts.components}
    assert parts["autoencoder"].value("model.pretrained") is True
    assert parts["text"].value("model.architecture") == "BERTEmbedder"


def test_a_transformer_over_codes():
    found = facts(TRANSFORMER)
    assert found["model.family"] == "autoregressive-generator"
    assert (found["model.num_layers"], found["model.num_heads"], found["model.max_positions"]) == (24, 16, 512)
    assert found["model.causal"] is True
    assert read(TRANSFORMER).facts.components[0].value("model.pretrained") is False


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("ldm.data.imagenet.ImageNetSRTrain", "imagenet"),
        ("taming.data.faceshq.FacesHQTrain", "faceshq"),
        ("taming.data.faceshq.CelebAHQTrain", "celeba"),
        ("my.data.OwnThings", None),
        ("sgm.data.dataset.StableDataModuleFromConfig", None),
    ],
)
def test_data_set_from_its_class(target, name):
    found = facts((LATENT % "__is_unconditional__") + DATA % target)
    assert found["training.is_run"] is True
    assert (found["training.batch_size_per_device"], found["data.image_size"]) == (12, 256)
    assert "data.name" not in found if name is None else name in found["data.name"].lower()


def test_a_loader_function_names_the_set():
    text = (LATENT % "__is_unconditional__") + DATA % "ldm.data.simple.hf_dataset"
    found = facts(text.replace("{size: 256}", "{name: someone/some-captions}"))
    assert found["data.name"] == "someone/some-captions"


@pytest.mark.parametrize(
    ("devices", "number"), [("'0,'", 1), ("0,1,2,3", 4), ("4", 4), ("-1", None), ("auto", None), ("'4'", None)]
)
def test_devices_are_counted_where_they_are_listed(devices, number):
    text = (LATENT % "__is_unconditional__") + f"lightning:\n  trainer: {{devices: {devices!s}}}\n"
    if "," in devices and "'" not in devices:
        text = text.replace(devices, f"'{devices}'")
    assert facts(text).get("training.num_devices") == number


def test_steps_of_a_sampler_and_an_identity_first_stage():
    found = facts(
        "model:\n  target: sgm.models.diffusion.DiffusionEngine\n  params:\n"
        "    network_config: {target: sgm.modules.diffusionmodules.openaimodel.UNetModel, params: {}}\n"
        "    first_stage_config: {target: sgm.models.autoencoder.IdentityFirstStage}\n"
        "    sampler_config: {target: sgm.modules.EulerEDMSampler, params: {num_steps: 50}}\n"
    )
    assert found["model.sampling_steps"] == 50
    assert found["model.latent"] is False


@pytest.mark.parametrize(
    ("value", "pretrained"), [("weights.ckpt", True), ("null", False), ("''", False), ("${path}", None)]
)
def test_weights_of_the_whole_model(value, pretrained):
    text = f"model:\n  target: ldm.models.autoencoder.AutoencoderKL\n  params: {{embed_dim: 4, ckpt_path: {value!r}}}\n"
    text = text.replace("'null'", "null").replace("\"''\"", "''")
    assert facts(text).get("model.pretrained") == pretrained


def test_a_diffusion_transformer_without_a_class_of_its_own():
    found = facts(
        "model:\n  denoiser_config: {target: sgm.modules.Denoiser}\n  network_config:\n"
        "    target: dit_video_concat.DiffusionTransformer\n"
        "    params: {num_layers: 30, hidden_size: 1920, num_attention_heads: 30}\n"
    )
    assert (found["model.family"], found["model.num_layers"]) == ("diffusion", 30)


@pytest.mark.parametrize(
    "text",
    [
        "model: {target: resnet, params: {}}",
        "model: {target: a.b.C, params: {x: 1}}",
        "model: {target: ldm.models.X, params: 3}",
        "model: [1, 2]",
    ],
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "compvis-target"


def errors(text, path="c.yaml"):
    """Return the rules that report errors, each with the key of its finding."""
    return [(one.rule, ".".join(map(str, one.keys))) for one in lint(text, path) if one.severity == "error"]


UNET = """
model:
  target: ldm.models.diffusion.ddpm.LatentDiffusion
  params:
    conditioning_key: %(key)s
    image_size: %(side)d
    unet_config:
      target: ldm.modules.diffusionmodules.openaimodel.UNetModel
      params:
        in_channels: %(channels)d
        model_channels: %(width)d
        channel_mult: [1, 2, 2]
        num_res_blocks: %(blocks)s
        attention_resolutions: [4, 2]
        <<: {num_heads: %(heads)s}
        use_spatial_transformer: %(spatial)s
        context_dim: %(context)d
    first_stage_config:
      target: ldm.models.autoencoder.AutoencoderKL
      params: {embed_dim: 4, ddconfig: {ch: 128, ch_mult: [1, 2, 4, 4]}}
    cond_stage_config: {target: ldm.modules.encoders.modules.%(text)s}
%(run)s
"""
RUN = "data: {target: main.DataModuleFromConfig, params: {batch_size: 4}}"
SOUND = {
    "key": "crossattn", "side": 32, "channels": 4, "width": 320, "blocks": "2", "heads": 8, "spatial": "true",
    "context": 768, "text": "FrozenCLIPEmbedder", "run": "",
}  # fmt: skip
NETWORK = "model.params.unet_config.params"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, []),
        ({"width": 208}, [("groupnorm-groups-not-dividing-channels", "model_channels")]),
        ({"blocks": "[2, 2]"}, [("stage-list-length-mismatch", "num_res_blocks")]),
        ({"side": 30, "run": RUN}, [("image-not-divisible-by-stride", "image_size")]),
        ({"side": 30}, []),
        ({"heads": 7}, []),  # what the heads leave is dropped
        ({"heads": 7, "spatial": "false"}, [("heads-not-dividing-embed-dim", "num_heads")]),
        (
            {"heads": "-1, num_head_channels: 48", "spatial": "false"},
            [("head-dim-not-dividing-width", "num_head_channels")],
        ),
        ({"channels": 16}, [("latent-channels-mismatch", "in_channels")]),
        ({"channels": 9}, []),
        ({"channels": 16, "key": "hybrid"}, []),
        ({"context": 1024}, [("cross-attention-dim-mismatch", "context_dim")]),
        ({"context": 1024, "text": "FrozenOpenCLIPEmbedder"}, []),
        ({"context": 1000, "text": "FrozenT5Embedder"}, []),
        ({"context": 1024, "text": "FrozenCLIPEmbedder, params: {version: my/other-clip}"}, []),
    ],
)
def test_what_must_fit(more, expected):
    found = [(rule, key.rpartition(".")[2]) for rule, key in errors(UNET % {**SOUND, **more})]
    assert sorted(set(found)) == expected


@pytest.mark.parametrize(
    ("size", "ch", "expected"),
    [
        (256, 128, []),
        (260, 128, ["image-not-divisible-by-stride"]),
        (256, 100, ["groupnorm-groups-not-dividing-channels"]),
    ],
)
def test_a_first_stage_by_itself(size, ch, expected):
    text = f"""
model:
  target: ldm.models.autoencoder.AutoencoderKL
  params: {{embed_dim: 4, ddconfig: {{ch: {ch}, ch_mult: [1, 2, 4, 4], resolution: 256}}}}
data: {{target: main.DataModuleFromConfig, params: {{train: {{target: my.data.Faces, params: {{size: {size}}}}}}}}}
"""
    assert sorted({rule for rule, _ in errors(text)}) == expected


@pytest.mark.parametrize(("steps", "levels", "expected"), [
    (50, "", []),
    (2000, "", ["sampling-steps-exceed-training-steps"]),
    (2000, ", params: {num_timesteps: 4000}", []),
])  # fmt: skip
def test_steps_within_noise_levels(steps, levels, expected):
    text = f"""
model:
  target: sgm.models.diffusion.DiffusionEngine
  params:
    network_config: {{target: sgm.modules.diffusionmodules.openaimodel.UNetModel, params: {{in_channels: 4}}}}
    denoiser_config: {{target: sgm.modules.diffusionmodules.denoiser.DiscreteDenoiser}}
    sampler_config:
      target: sgm.modules.diffusionmodules.sampling.EulerEDMSampler
      params:
        num_steps: {steps}
        discretization_config: {{target: sgm.modules.diffusionmodules.discretizer.LegacyDDPMDiscretization{levels}}}
"""
    assert [rule for rule, _ in errors(text)] == expected


LEVELS = """
model:
  target: ldm.models.diffusion.ddpm.LatentDiffusion
  params:
    unet_config:
      target: ldm.modules.diffusionmodules.openaimodel.UNetModel
      params: {in_channels: 4, model_channels: %d, channel_mult: %s, attention_resolutions: [4, 2], num_heads: 1}
"""


@pytest.mark.parametrize(
    ("width", "mults", "levels"),
    [
        (100, [1, 2, 4, 4], ["level 1"]),
        (100, [2, 3, 4, 6], ["level 1", "level 2"]),
        (48, [1, 2, 4], ["level 1"]),
        (96, [1, 2, 3, 5], []),
    ],
)
def test_a_level_that_others_follow_from_is_the_one_that_is_named(width, mults, levels):
    found = [finding for finding in lint(LEVELS % (width, mults)) if finding.severity == "error"]
    assert [finding.message.partition(" of ")[2].partition(" are")[0] for finding in found] == levels
