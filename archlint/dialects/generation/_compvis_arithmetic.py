"""The numbers of CompVis' networks that must fit: groups, heads, strides, latents, the width of the condition."""

from ...facts import Facts, count, is_count, is_integer
from .. import Node

_PACKAGES = ("ldm", "cldm", "sgm", "taming")
_UNETS = ("UNetModel", "ControlledUnetModel", "ControlledUNetModel")
_AUTOENCODERS = ("AutoencoderKL", "VQModel", "VQModelInterface", "VQModelTorch", "AutoencoderKLInferenceWrapper")
_GROUPS = 32  # of every normalization in these networks
# Conditions that are not laid beside the latent as further channels.
_APART = ("crossattn", "adm", "crossattn-adm")
# Encoder -> (the key that may name another model, the names of the default, the width of its states).
_TEXT_WIDTHS = {
    "FrozenCLIPEmbedder": ("version", ("openai/clip-vit-large-patch14",), 768),
    "FrozenOpenCLIPEmbedder": ("arch", ("ViT-H-14",), 1024),
}
_WIDTH_KEYS = {"ClassEmbedder": "embed_dim", "BERTEmbedder": "n_embed", "TransformerEmbedder": "n_embed"}


def state_denoiser(facts: Facts, params, backbone):
    """State what must fit in a U-Net on latents, beside its first stage and its condition."""
    network = backbone.get("params")
    package, _, name = backbone.get("target").text.partition(".")
    if package not in _PACKAGES or name.rpartition(".")[2] not in _UNETS or not network.is_map:
        return
    mults = _numbers(network.get("channel_mult"))
    _read_levels(facts, network, mults)
    blocks = network.get("num_res_blocks")
    if blocks.is_list and network.get("channel_mult").is_list:
        part = facts.site("num_res_blocks")
        part.say("model.list_length", len(blocks.value), blocks)
        part.say("model.expected_length", len(network.get("channel_mult").value), blocks)
    first = params.get("first_stage_config")
    if mults is not None and network.get("resblock_updown").value is not True:
        scale = _scale(first)
        if scale is not None and "data.image_size" in facts and facts["data.image_size"].keys[:1] == ("data",):
            _say_stride(facts, scale * 2 ** (len(mults) - 1), network.get("channel_mult"))
        side = params.get("image_size")
        # Training samples images of this side as it goes; scripts for inference take one of their own.
        if (
            facts.value("training.is_run")
            and is_integer(side.value)
            and (network.get("dims").absent or network.get("dims").value == 2)
        ):
            part = facts.site("the latent")
            part.state("data.image_size", side, count)
            part.say("model.total_stride", 2 ** (len(mults) - 1), network.get("channel_mult"))
            part.assume("model.stride_remainder", "refuse", side)
    _read_latent(facts, params, network, first)
    _read_condition(facts, params, network)


def state_autoencoder(facts: Facts, params):
    """State what must fit in a first stage that is trained by itself."""
    config = params.get("ddconfig")
    mults = _numbers(config.get("ch_mult"))
    _read_widths(facts, config.get("ch"), config.get("ch_mult"), mults)
    if mults is not None and "data.image_size" in facts and facts["data.image_size"].keys[:1] == ("data",):
        _say_stride(facts, 2 ** (len(mults) - 1), config.get("ch_mult"))


def _numbers(node: Node):
    """Return a short list of whole factors, else None."""
    values = node.value if node.is_list else None
    if not values or len(values) > 16 or not all(is_count(value) and value < 10_000 for value in values):
        return None
    return values


def _say_stride(facts: Facts, stride, node: Node):
    part = facts.site("the image")
    part.say("model.total_stride", stride, node)
    part.assume("model.stride_remainder", "refuse", node)


def _scale(first):
    """Return by how much a first stage makes images smaller, or None where that is unknown."""
    name = first.get("target").text.rpartition(".")[2]
    if "Identity" in name:
        return 1
    mults = _numbers(first.get("params.ddconfig.ch_mult"))
    return 2 ** (len(mults) - 1) if mults is not None and name in _AUTOENCODERS else None


def _read_widths(facts: Facts, base, node: Node, mults):
    """State the channels of each level, which 32 groups must divide."""
    if mults is None or not is_count(base.value):
        return
    for index, mult in _least(enumerate(mults)):
        part = facts.site(f"level {index + 1}")
        part.say("model.norm_channels", base.value * mult, base if mult == 1 else node.child(index))
        part.assume("model.norm_groups", _GROUPS)


def _least(levels):
    """Return the levels of which no other's factor divides theirs: what divides those divides them all."""
    levels = list(levels)
    return [
        (index, mult)
        for index, mult in levels
        if not any(mult % other == 0 and (other, at) < (mult, index) for at, other in levels)
    ]


def _read_levels(facts: Facts, network, mults):
    """State the channels of each level, and the heads where it has attention.

    With a spatial transformer, what the heads leave of the channels is dropped.
    """
    base, node, heads = network.get("model_channels"), network.get("channel_mult"), network.get("num_heads")
    _read_widths(facts, base, node, mults)
    at = network.get("attention_resolutions")
    scales = _numbers(at)
    if mults is None or scales is None or not is_integer(base.value):
        return
    attending = _least((index, mult) for index, mult in enumerate(mults) if 2**index in scales)
    width = network.get("num_head_channels")
    if is_count(width.value) and network.get("use_spatial_transformer").value is not True:
        for index, mult in attending:
            part = facts.site(f"level {index + 1}")
            part.say("model.hidden_size", base.value * mult, base if mult == 1 else node.child(index))
            part.state("model.head_dim", width, count)
            part.assume("model.head_dim_remainder", "refuse", width)
    if not is_integer(heads.value):
        return
    by_width = network.get("num_head_channels")
    if heads.value < 1 or (by_width.present and by_width.value != -1):
        return
    for index, mult in attending:
        part = facts.site(f"level {index + 1}")
        part.say("model.hidden_size", base.value * mult, base if mult == 1 else node.child(index))
        part.state("model.num_heads", heads, count)
        kept = "drop" if network.get("use_spatial_transformer").value is True else "refuse"
        part.assume("model.head_remainder", kept, heads)


def _read_latent(facts: Facts, params, network, first):
    name = first.get("target").text.rpartition(".")[2]
    key, condition = params.get("conditioning_key"), params.get("cond_stage_config")
    if name not in _AUTOENCODERS or not (key.text in _APART or condition.text == "__is_unconditional__"):
        return
    part = facts.site("the latent")
    part.state("model.denoiser_channels", network.get("in_channels"), count)
    part.state("model.latent_channels", first.get("params.embed_dim"), count)


def _read_condition(facts: Facts, params, network):
    """State the width of the condition's states, where its encoder is known."""
    condition, taken = params.get("cond_stage_config"), network.get("context_dim")
    package, _, path = condition.get("target").text.partition(".")
    name = path.rpartition(".")[2]
    if package not in _PACKAGES or params.get("conditioning_key").text not in ("crossattn", "hybrid", "crossattn-adm"):
        return
    part = facts.site("cross-attention")
    if name in _WIDTH_KEYS:
        part.state("model.context_width", taken, count)
        part.state("model.incoming_context_width", condition.get(f"params.{_WIDTH_KEYS[name]}"), count)
    elif name in _TEXT_WIDTHS:
        key, names, width = _TEXT_WIDTHS[name]
        written = condition.get(f"params.{key}")
        if written.absent or written.text in names:
            part.state("model.context_width", taken, count)
            place = written if written.present else condition.get("target")
            part.say("model.incoming_context_width", width, place)
