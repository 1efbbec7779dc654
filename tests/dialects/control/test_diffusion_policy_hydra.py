import pytest
from reading import facts, read, rules

CONFIG = """
defaults: [_self_]
name: mine
_target_: diffusion_policy.workspace.SomeWorkspace
task: {name: %s, dataset: {_target_: diffusion_policy.dataset.Some, zarr_path: data/x.zarr}}
n_latency_steps: 0
policy:
  _target_: diffusion_policy.policy.%s
  noise_scheduler: {_target_: diffusers.DDPMScheduler, num_train_timesteps: 100}
  num_inference_steps: 16
%s
dataloader: {batch_size: 64}
training: {num_epochs: 100}
"""
UNET = "  n_groups: 8\n  obs_encoder: {use_group_norm: %s, rgb_model: {name: resnet18, weights: %s}}"
TRANSFORMER = "  model: {_target_: diffusion_policy.model.TransformerForDiffusion, n_layer: 8, n_head: 4, n_emb: 256}"


def unet(norm="True", weights="null", task="lift_image"):
    return CONFIG % (task, "diffusion_unet_image_policy.DiffusionUnetImagePolicy", UNET % (norm, weights))


def transformer():
    policy = "diffusion_transformer_lowdim_policy.DiffusionTransformerLowdimPolicy"
    return CONFIG % ("push", policy, TRANSFORMER)


def test_denoisers():
    found = facts(unet())
    assert (found["model.family"], found["model.sampling_steps"]) == ("diffusion", 16)
    assert (found["model.normalization"], found["data.modality"]) == ("group", "image")
    assert (found["data.name"], found["training.batch_size_per_device"]) == ("lift_image", 64)
    found = facts(transformer())
    assert (found["model.num_layers"], found["model.num_heads"], found["model.hidden_size"]) == (8, 4, 256)
    assert "model.normalization" not in found
    assert "deployment.latency_ms" not in found  # n_latency_steps is a delay of the action


@pytest.mark.parametrize(("weights", "pretrained"), [("null", False), ("r3m", True)])
def test_the_image_encoder_is_a_network_of_its_own(weights, pretrained):
    result = read(unet(weights=weights))
    (part,) = result.facts.components
    assert (part.role, part.value("model.architecture"), part.value("model.pretrained")) == (
        "vision",
        "resnet18",
        pretrained,
    )
    assert "model.pretrained" not in result.facts


@pytest.mark.parametrize("text", [unet(), unet("False"), transformer()])
def test_supervised_rules_are_silent(text):
    assert rules(text) == []


def test_policies_without_noise():
    found = facts("policy: {_target_: diffusion_policy.policy.bc.BCPolicy}\ntraining: {a: 1}\n")
    assert found["model.family"] == "rl-policy"


def test_others_are_not_claimed():
    assert read("policy: {_target_: stable_baselines3.Policy}\n").dialect != "diffusion-policy-hydra"


def test_steps_within_noise_levels():
    rule = "sampling-steps-exceed-training-steps"
    assert rule not in rules(unet())
    assert rule in rules(unet().replace("num_inference_steps: 16", "num_inference_steps: 160"))
    assert rule not in rules(
        unet().replace("num_inference_steps: 16", "num_inference_steps: 160").replace("DDPM", "My")
    )
