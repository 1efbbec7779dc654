"""Diffusion Policy: robot policies that denoise actions, learnt from demonstrations; Hydra workspaces and tasks."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, state_weights

DIALECT = Dialect(
    name="diffusion-policy-hydra",
    title="Diffusion Policy",
    files="Hydra YAML whose `policy` is a class of `diffusion_policy`",
    reads="policy, depth, width, heads, normalization, sampling steps, image encoder, demonstrations, batch size",
    formats=("yaml",),
    triggers=("policy", "_target_ policy"),
)


def claim(root: Node) -> Claim | None:
    """Claim a workspace by the class of its policy and the noise that it removes."""
    target = root.get("policy._target_").text
    if "diffusion_policy" in target or (target and root.get("policy.noise_scheduler").is_map):
        return Claim(90, f"the policy {target}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the denoiser of actions; its steps run inside a control loop by design."""
    policy = root.get("policy")
    target = policy.get("_target_")
    name = target.text.rpartition(".")[2]
    facts.say("task", "reinforcement-learning", target)  # by imitation: no rule for supervised data fits it
    model = policy.get("model")
    inner = model.get("_target_").text.rpartition(".")[2]
    facts.say("model.architecture", inner or name, model.get("_target_") if inner else target)
    if not policy.get("noise_scheduler").is_map:
        facts.say("model.family", "rl-policy", target)
        return
    facts.say("model.family", "diffusion", target)
    facts.say("model.latent", False, target)
    facts.say("data.modality", "image" if "image" in name.lower() else None, target)
    facts.state("model.sampling_steps", policy.get("num_inference_steps"), count)
    scheduler = policy.get("noise_scheduler")
    if scheduler.get("_target_").text.rpartition(".")[2] in ("DDPMScheduler", "DDIMScheduler"):
        facts.state("model.noise_levels", scheduler.get("num_train_timesteps"), count)
    state_depth(facts, model.get("n_layer"), "blocks")
    facts.state("model.hidden_size", model.get("n_emb"), count)
    facts.state("model.num_heads", model.get("n_head"), count)
    if model.get("n_layer").present and isinstance(model.get("causal_attn").value, bool):
        facts.state("model.causal", model.get("causal_attn"))
    groups = policy.get("n_groups") if policy.get("n_groups").present else model.get("n_groups")
    if "unet" in name.lower() and groups.present:
        facts.say("model.normalization", "group", groups)
    _read_image_encoder(policy.get("obs_encoder"), facts)
    facts.state("data.name", root.get("task.name"), lambda value: value if isinstance(value, str) else None)
    loader = root.get("dataloader")
    if root.get("training").is_map:
        facts.say("training.is_run", True, root.get("training"))
    if is_integer(loader.get("batch_size").value):
        facts.state("training.batch_size_per_device", loader.get("batch_size"), count)


def _read_image_encoder(encoder, facts: Facts):
    network = encoder.get("rgb_model")
    if not network.is_map:
        return
    part = facts.component("vision")
    part.say("model.architecture", network.get("name").text or None, network.get("name"))
    state_weights(part, network.get("weights"))
    if encoder.get("use_group_norm").value is True:
        part.say("model.normalization", "group", encoder.get("use_group_norm"))
