"""stable-audio-tools: audio diffusion models, autoencoders and language models over codes."""

from ...facts import Facts, count, is_count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, word

DIALECT = Dialect(
    name="stable-audio-tools",
    title="stable-audio-tools",
    files="JSON with `model_type`, `sample_size` and `sample_rate`",
    reads="family, depth of transformers, width, heads, latents, width of the condition",
    formats=("json",),
    triggers=("model_type sample_rate model",),
)

_FAMILIES = {"autoencoder": "vae", "lm": "autoregressive-generator"}


def claim(root: Node) -> Claim | None:
    """Claim a config of one of the package's model types."""
    type = root.get("model_type").text
    if (type.startswith("diffusion_") or type in _FAMILIES) and root.get("model").is_map and root.has("sample_size"):
        return Claim(92, f"model_type {type} beside sample_size and sample_rate")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the generator; the steps of a demo are no property of the model."""
    type, model = root.get("model_type"), root.get("model")
    family = _FAMILIES.get(type.text, "diffusion")
    facts.say("model.family", family, type)
    facts.say("data.modality", "audio", type)
    part = model.get("lm" if family == "autoregressive-generator" else "diffusion")
    kind = part.get("type") if part.is_map else model.get("type")
    facts.state("model.architecture", kind if kind.present else type, word)
    config = part.get("config")
    if family != "vae" and (family != "diffusion" or "dit" in part.get("type").text or "transformer" in kind.text):
        state_depth(facts, config.get("depth"), "blocks")
        facts.state("model.hidden_size", config.get("embed_dim"), count)
        facts.state("model.num_heads", config.get("num_heads"), count)
    if family == "diffusion":
        pretransform = model.get("pretransform")
        facts.say("model.latent", pretransform.is_map, pretransform if pretransform.present else type)
        facts.say("model.conditional", type.text != "diffusion_uncond", type)
        _read_seams(model, part, config, facts)
    if root.get("training").is_map:
        facts.say("training.is_run", True, root.get("training"))


def _read_seams(model, part, config, facts: Facts):
    """State where the transformer meets the autoencoder's latents and the condition's states."""
    pretransform = model.get("pretransform")
    if part.get("type").text != "dit":
        return
    apart = part.get("input_concat_ids")
    if pretransform.get("type").text == "autoencoder" and (apart.absent or apart.value == []):
        latent = facts.site("the latent")
        latent.state("model.denoiser_channels", config.get("io_channels"), count)
        latent.state("model.latent_channels", pretransform.get("config.latent_dim"), count)
    taken, given = config.get("cond_token_dim"), model.get("conditioning.cond_dim")
    if part.get("cross_attention_cond_ids").is_list and is_count(taken.value):
        seam = facts.site("cross-attention")
        seam.state("model.context_width", taken, count)
        seam.state("model.incoming_context_width", given, count)
