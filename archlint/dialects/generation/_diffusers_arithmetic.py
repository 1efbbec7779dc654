"""The numbers of Diffusers' networks that must fit: lists, groups, heads, strides, patches, widths of the text.

What is stated for each class follows from its own code, and from the defaults in its documented signature.
"""

from ...composition import beside
from ...facts import Facts, count, is_count, is_integer
from .. import Node
from ..reading.values import stages

_DEFAULT_GROUPS = 32
# Class -> the number of blocks of its default lists of (down blocks, up blocks, channels); None where it has none.
_DEFAULT_LENGTHS = {
    "UNet2DModel": (4, 4, 4), "UNet2DConditionModel": (4, 4, 4), "UNet3DConditionModel": (4, 4, 4),
    "ControlNetModel": (4, None, 4), "UNetMotionModel": (4, 4, 4), "UNetSpatioTemporalConditionModel": (4, 4, 4),
    "I2VGenXLUNet": (4, 4, 4),
}  # fmt: skip
# Class -> the further lists that it checks to hold one entry for each block.
_BY_BLOCK = {
    "UNet2DConditionModel": ("attention_head_dim", "layers_per_block", "cross_attention_dim", "only_cross_attention"),
    "ControlNetModel": ("attention_head_dim", "num_attention_heads", "only_cross_attention"),
    "UNet3DConditionModel": ("attention_head_dim",), "I2VGenXLUNet": ("attention_head_dim",),
    "UNetMotionModel": ("num_attention_heads", "layers_per_block", "cross_attention_dim"),
    "UNetSpatioTemporalConditionModel": ("num_attention_heads", "layers_per_block", "cross_attention_dim"),
}  # fmt: skip
# Whose cross-attention reads `attention_head_dim` as the number of its heads.
_HEADS_BY_MISNOMER = ("UNet2DConditionModel", "UNet3DConditionModel", "ControlNetModel")
_AUTOENCODERS = ("AutoencoderKL", "VQModel")
# Lists that must be as long as another, in classes that have no other lists.
_SAME_LENGTH = {
    "StableCascadeUNet": ("block_out_channels", ("down_num_layers_per_block", "up_num_layers_per_block",
                          "down_blocks_repeat_mappers", "up_blocks_repeat_mappers", "block_types_per_layer")),
    "AutoencoderTiny": ("encoder_block_out_channels", ("num_encoder_blocks",)),
}  # fmt: skip
# Blocks that choose their groups by the channels, or have no group normalization.
_OWN_GROUPS = ("Skip", "AttnSkip", "KDown", "KUp", "KCross")
_TWO_AXES = (
    "DiTTransformer2DModel", "PixArtTransformer2DModel", "SD3Transformer2DModel", "SanaTransformer2DModel",
)  # fmt: skip
# Whose positions are sines and cosines of two axes, a quarter of the width each.
_SINES = ("DiTTransformer2DModel", "PixArtTransformer2DModel", "SD3Transformer2DModel")
# Class -> the defaults of heads and of a head's width.
_HEADS = {
    "DiTTransformer2DModel": (16, 72), "PixArtTransformer2DModel": (16, 72), "SD3Transformer2DModel": (18, 64),
    "SanaTransformer2DModel": (70, 32), "FluxTransformer2DModel": (24, 128), "QwenImageTransformer2DModel": (24, 128),
    "ChromaTransformer2DModel": (24, 128),
}  # fmt: skip
_ROTARY_AXES = {
    "FluxTransformer2DModel": "axes_dims_rope", "QwenImageTransformer2DModel": "axes_dims_rope",
    "ChromaTransformer2DModel": "axes_dims_rope", "HunyuanVideoTransformer3DModel": "rope_axes_dim",
}  # fmt: skip
_PATCHES = {"SanaTransformer2DModel": 1, "DiTTransformer2DModel": 2, "PixArtTransformer2DModel": 2,
            "SD3Transformer2DModel": 2}  # fmt: skip

# Pipelines whose denoiser gets the latent alone, and those that lay a condition beside it where the denoiser is wider.
_LATENT_PIPELINES = (
    "StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline", "StableDiffusionInpaintPipeline",
    "StableDiffusionXLPipeline", "StableDiffusionXLImg2ImgPipeline", "StableDiffusionXLInpaintPipeline",
    "StableDiffusionControlNetPipeline", "StableDiffusionXLControlNetPipeline", "LatentConsistencyModelPipeline",
    "StableDiffusionInstructPix2PixPipeline", "StableDiffusion3Pipeline", "PixArtAlphaPipeline", "PixArtSigmaPipeline",
    "DiTPipeline", "SanaPipeline",
)  # fmt: skip
_TEXT_PIPELINES = tuple(name for name in _LATENT_PIPELINES if name.startswith(("StableDiffusion", "Latent")))
# The width of their text states is that of all encoders together, but for SD3, which has a key of its own for it.
# Pipeline -> (its T5 encoder, the denoiser's key for the width of that encoder's states).
_T5_PIPELINES = {
    "PixArtAlphaPipeline": ("text_encoder", "caption_channels"),
    "PixArtSigmaPipeline": ("text_encoder", "caption_channels"),
    "FluxPipeline": ("text_encoder_2", "joint_attention_dim"),
    "StableDiffusion3Pipeline": ("text_encoder_3", "joint_attention_dim"),
}
_CLIP_TEXTS = ("CLIPTextModel", "CLIPTextModelWithProjection")


def state_arithmetic(root: Node, facts: Facts, name, place):
    """State what must fit in one network's config."""
    if name in _DEFAULT_LENGTHS:
        _read_lists(root, facts, name, place)
        _read_unet_groups(root, facts, name)
        _read_unet_heads(root, facts, name)
        if name == "UNet2DModel":
            _read_strides(root, facts)
    elif name in _AUTOENCODERS:
        _read_autoencoder(root, facts)
    elif name in _SAME_LENGTH:
        whole, others = _SAME_LENGTH[name]
        for key in others:
            if root.get(whole).is_list and root.get(key).is_list:
                _say_length(facts, key, root.get(key), len(root.get(whole).value))
    elif name in ("AutoencoderKLCogVideoX", "AutoencoderKLTemporalDecoder"):
        _read_channels(root, facts, name)
    elif name == "Transformer2DModel":
        _read_plain_transformer(root, facts)
    if name in _TWO_AXES:
        _read_patches(root, facts, name)
    if name in _SINES:
        _read_positions(root, facts, name)
    if name in _ROTARY_AXES:
        _read_rotary(root, facts, name)
    _read_context(root, facts, name)


def _length(node: Node):
    return len(node.value) if node.is_list else None


def _say_length(facts: Facts, role, node: Node, expected):
    part = facts.site(role)
    part.say("model.list_length", len(node.value), node)
    part.say("model.expected_length", expected, node)


def _read_lists(root: Node, facts: Facts, name, place):
    """State the lists of blocks: the one that differs from the other two, and every further list of blocks."""
    keys = ("down_block_types", "up_block_types", "block_out_channels")
    nodes = [root.get(key) for key in keys]
    lengths = []
    for node, default in zip(nodes, _DEFAULT_LENGTHS[name], strict=True):
        if node.absent:
            lengths.append(default)
        elif node.is_list:
            lengths.append(len(node.value))
        else:
            return  # opaque, or no list: nothing is certain
    known = [length for length in lengths if length is not None]
    usual = max(known, key=lambda length: (known.count(length), length == lengths[2]))
    for key, node, length in zip(keys, nodes, lengths, strict=True):
        if length is not None and length != usual:
            if node.is_list:
                _say_length(facts, key, node, usual)
            else:
                _say_other(facts, key, nodes, length, usual, place)
        elif node.is_list:
            _say_length(facts, key, node, usual)
    for key in _BY_BLOCK.get(name, ()):
        node = root.get(key)
        if node.is_list:
            _say_length(facts, key, node, usual)
    layers = root.get("transformer_layers_per_block")
    if (
        layers.is_list and len(layers.value) < usual and name in _HEADS_BY_MISNOMER
    ):  # of a longer one, the entries behind are never read
        _say_length(facts, "transformer_layers_per_block", layers, usual)


def _say_other(facts: Facts, key, nodes, default, usual, place):
    """State that a list which is left out has its default length, at a list that is written."""
    written = next((node for node in reversed(nodes) if node.is_list), place)
    part = facts.site(f"the default of {key}")
    part.say("model.list_length", default, written)
    part.say("model.expected_length", usual, written)


def _groups(root: Node, part, name):
    """State the groups: those that are written, else 32; some classes read no key for them."""
    node = root.get("norm_num_groups")
    if node.absent or name in ("UNetSpatioTemporalConditionModel", "AutoencoderKLTemporalDecoder"):
        part.assume("model.norm_groups", _DEFAULT_GROUPS)
    else:
        part.state("model.norm_groups", node, count)


def _block_types(root: Node, name):
    """Return the down blocks and the up blocks, in the order of the channels; None for a list that is left out."""
    down, up = root.get("down_block_types"), root.get("up_block_types")
    return down.value if down.is_list else None, up.value[::-1] if up.is_list else None


def _read_unet_groups(root: Node, facts: Facts, name):
    channels = root.get("block_out_channels")
    groups = root.get("norm_num_groups")
    if not channels.is_list or groups.is_null or (groups.present and not is_integer(groups.value)):
        return
    down, up = _block_types(root, name)
    last = len(channels.value) - 1
    for index, node in enumerate(stages(channels)):
        kinds = [types[index] for types in (down, up) if types is not None and index < len(types)]
        own = bool(kinds) and all(isinstance(kind, str) and kind.startswith(_OWN_GROUPS) for kind in kinds)
        has_output_norm = index == 0 and name != "ControlNetModel"
        has_middle = index == last and not root.get("mid_block_type").is_null
        if own and not has_output_norm and not has_middle:
            continue
        part = facts.site(f"block {index + 1}")
        part.state("model.norm_channels", node, count)
        _groups(root, part, name)
    attention = root.get("attn_norm_num_groups")
    if (
        name == "UNet2DModel"
        and is_integer(attention.value)
        and not root.get("mid_block_type").is_null
        and root.get("add_attention").value is not False
        and last >= 0
    ):
        part = facts.site("the middle block's attention")
        part.state("model.norm_channels", channels.child(last), count)
        part.state("model.norm_groups", attention, count)


def _read_unet_heads(root: Node, facts: Facts, name):
    """State the heads of cross-attention blocks; ``attention_head_dim`` is their number there, by a known misnomer.

    What is left of the channels is dropped, but for more heads than channels.
    """
    channels, heads = root.get("block_out_channels"), root.get("attention_head_dim")
    named = root.get("num_attention_heads")
    if name == "UNet2DModel":
        _read_head_widths(root, facts, name)
    if name not in _HEADS_BY_MISNOMER or not channels.is_list or (named.present and not named.is_null):
        return
    down, up = _block_types(root, name)
    for index, node in enumerate(stages(channels)):
        kinds = [types[index] for types in (down, up) if types is not None and index < len(types)]
        number = heads.child(index) if heads.is_list else heads
        if not any(isinstance(kind, str) and kind.startswith("CrossAttn") for kind in kinds):
            continue
        if not is_integer(node.value) or not is_count(number.value):
            continue
        part = facts.site(f"block {index + 1}")
        part.state("model.hidden_size", node, count)
        part.state("model.num_heads", number, count)
        part.assume("model.head_remainder", "refuse" if number.value > node.value else "drop", number)


def _read_head_widths(root: Node, facts: Facts, name):
    """State the width of a head in blocks with attention; the rest is dropped, but for heads wider than the block."""
    channels, head = root.get("block_out_channels"), root.get("attention_head_dim")
    down, up = _block_types(root, name)
    if not is_count(head.value) or not channels.is_list:
        return
    for index, node in enumerate(stages(channels)):
        kinds = [types[index] for types in (down, up) if types is not None and index < len(types)]
        if not any(kind in ("AttnDownBlock2D", "AttnUpBlock2D") for kind in kinds) or not is_integer(node.value):
            continue
        if node.value > 0:
            part = facts.site(f"block {index + 1}")
            part.state("model.hidden_size", node, count)
            part.state("model.head_dim", head, count)
            part.assume("model.head_dim_remainder", "refuse" if head.value > node.value else "drop", head)


def _read_strides(root: Node, facts: Facts):
    """State each side of the image and how often it is halved: in every block but the last."""
    channels, size = root.get("block_out_channels"), root.get("sample_size")
    blocks = _length(channels) if channels.present else 4
    if not blocks or blocks > 32:
        return
    sides = [size.child(0), size.child(1)] if size.is_list and len(size.value) == 2 else [size]
    for axis, side in zip(("height", "width"), sides, strict=False):
        part = facts.site(axis if len(sides) == 2 else "sample_size")
        part.state("data.image_size", side, count)
        part.say("model.total_stride", 2 ** (blocks - 1), channels if channels.present else size)
        part.assume("model.stride_remainder", "refuse", size)


def _read_autoencoder(root: Node, facts: Facts):
    """State an autoencoder's lists and groups; its ``sample_size`` binds nothing."""
    channels = root.get("block_out_channels")
    widths = channels.value if channels.is_list else [64] if channels.absent else None
    if widths:
        for key, end in (("down_block_types", -1), ("up_block_types", 0)):
            node = root.get(key)
            length = _length(node) if node.present else 1
            # A list that is too short is only refused where the block that it ends on has other channels.
            if length is None:
                continue
            ends_on = widths[length - 1] if end and 0 < length < len(widths) else None
            if not end and 0 < length < len(widths):
                ends_on = widths[-length]
            if length > len(widths) or (ends_on is not None and ends_on != widths[end]):
                place = node if node.is_list else channels
                part = facts.site(key if node.is_list else f"the default of {key}")
                part.say("model.list_length", length, place)
                part.say("model.expected_length", len(widths), place)
    if root.get("norm_type").text != "spatial":
        _read_channels(root, facts, "")


def _read_channels(root: Node, facts: Facts, name):
    """State the channels of each block with the groups of its normalization."""
    groups = root.get("norm_num_groups")
    if groups.present and not is_integer(groups.value):
        return
    for index, node in enumerate(stages(root.get("block_out_channels"))):
        part = facts.site(f"block {index + 1}")
        part.state("model.norm_channels", node, count)
        _groups(root, part, name)


def _read_plain_transformer(root: Node, facts: Facts):
    """State the groups over continuous input, or the patches that it is cut into."""
    channels, patch = root.get("in_channels"), root.get("patch_size")
    if is_integer(patch.value) and is_integer(root.get("sample_size").value):
        part = facts.site("sample_size")
        part.state("data.image_size", root.get("sample_size"), count)
        part.state("model.patch_size", patch, count)
        part.assume("model.patch_remainder", "refuse", root.get("sample_size"))
    elif (patch.absent or patch.is_null) and is_count(channels.value):
        part = facts.site("in_channels")
        part.state("model.norm_channels", channels, count)
        _groups(root, part, "")


def _read_patches(root: Node, facts: Facts, name):
    """State the sample's side and the patches; what they do not fill is missing in the output."""
    size, patch = root.get("sample_size"), root.get("patch_size")
    if not is_integer(size.value):
        return
    part = facts.site("sample_size")
    part.state("data.image_size", size, count)
    if patch.absent:
        part.assume("model.patch_size", _PATCHES[name], size)
    else:
        part.state("model.patch_size", patch, count)
    part.assume("model.patch_remainder", "refuse", size)


def _width(root: Node, name):
    """Return heads times a head's width, with the node that it stands at, or (None, None)."""
    heads, size = root.get("num_attention_heads"), root.get("attention_head_dim")
    numbers = [
        node.value if node.present else default for node, default in zip((heads, size), _HEADS[name], strict=True)
    ]
    if not all(is_count(number) and number < 100_000 for number in numbers):
        return None, None
    place = size if size.present else heads
    return (numbers[0] * numbers[1], place) if place.present else (None, None)


def _read_positions(root: Node, facts: Facts, name):
    width, place = _width(root, name)
    if width is not None:
        facts.say("model.position_width", width, place)


def _read_rotary(root: Node, facts: Facts, name):
    """State the axes of rotary positions: together they fill a head, and each turns pairs of dimensions."""
    axes, head = root.get(_ROTARY_AXES[name]), root.get("attention_head_dim")
    if axes.absent and head.present:
        part = facts.site(_ROTARY_AXES[name])
        part.assume("model.rotary_axes_dim", 128, head)  # 16 + 56 + 56, in all four
        part.state("model.head_dim", head, count)
    if not axes.is_list or not axes.value or not all(is_count(axis) for axis in axes.value):
        return
    part = facts.site(axes.keys[-1])
    part.say("model.rotary_axes_dim", sum(axes.value), axes)
    if head.absent:
        part.assume("model.head_dim", 128, axes)
    else:
        part.state("model.head_dim", head, count)
    for index, axis in enumerate(stages(axes)):
        turned = facts.site(f"axis {index + 1}")
        turned.state("model.rotary_dim", axis, count)
        turned.assume("model.rotary_remainder", "refuse", axis)


def _read_context(root: Node, facts: Facts, name):
    """State where a projection inside the network hands states of one width to attention built for another."""
    if name == "SD3Transformer2DModel":
        width, place = _width(root, name)
        taken = root.get("caption_projection_dim")
        if width is not None and (taken.present or width):
            part = facts.site("caption_projection_dim")
            part.say("model.context_width", width, place)
            if taken.present:
                part.state("model.incoming_context_width", taken, count)
            else:
                part.assume("model.incoming_context_width", 1152, place)
    elif name in ("PixArtTransformer2DModel", "SanaTransformer2DModel"):
        width, place = _width(root, name)
        if width is None or root.get("caption_channels").is_null:
            return
        part = facts.site("cross_attention_dim")
        taken = root.get("cross_attention_dim")
        if taken.is_null:
            return
        if taken.present:
            part.state("model.context_width", taken, count)
        elif name == "PixArtTransformer2DModel":
            part.assume("model.context_width", 1152, place)
        else:
            part.assume("model.context_width", 2240, place)
        part.say("model.incoming_context_width", width, place)


def state_seams(root: Node, facts: Facts, name):
    """State where two networks of a pipeline meet: latents, and the states of the text."""
    denoiser = _part(root, "unet")
    if denoiser is None:
        denoiser = _part(root, "transformer")
    if denoiser is not None and name in _T5_PIPELINES:
        _read_t5_width(root, facts, denoiser, *_T5_PIPELINES[name])
    if denoiser is None or name not in _LATENT_PIPELINES:
        return
    _read_latent(root, facts, denoiser, name)
    if name in _TEXT_PIPELINES and denoiser.get("_class_name").text == "UNet2DConditionModel":
        _read_text(root, facts, denoiser)


def _read_latent(root: Node, facts: Facts, denoiser, name):
    """State the latent's channels and the denoiser's; what some pipelines lay beside it may have any number."""
    first, taken = _part(root, "vae"), denoiser.get("in_channels")
    if first is None or first.get("_class_name").text not in ("AutoencoderKL", "AutoencoderDC"):
        return
    latent = first.get("latent_channels")
    if name.endswith(("InpaintPipeline", "Pix2PixPipeline")) and _is_more(taken, latent):
        return  # as 13 with a garment and a pose
    part = facts.site("the latent")
    part.state("model.denoiser_channels", taken, count)
    part.state("model.latent_channels", latent, count)


def _is_more(one, other):
    return is_integer(one.value) and is_integer(other.value) and one.value > other.value


def _read_text(root: Node, facts: Facts, denoiser):
    """State the width of the text's states, where nothing projects them on their way to cross-attention."""
    taken = denoiser.get("cross_attention_dim")
    projections = (denoiser.get("encoder_hid_dim"), denoiser.get("encoder_hid_dim_type"))
    if not is_integer(taken.value) or any(node.present and not node.is_null for node in projections):
        return
    width, place = _text_width(root)
    if width is not None:
        part = facts.site("cross-attention")
        part.state("model.context_width", taken, count)
        part.say("model.incoming_context_width", width, place)


def _part(root: Node, key):
    """Return the config of a pipeline's part, in the folder of that name, or None."""
    kind = root.get(key)
    if not kind.is_list or kind.child(0).text != "diffusers":
        return None
    config = beside(root.document, f"{key}/config.json")
    return Node.root(config) if config is not None and isinstance(config.value, dict) else None


def _read_t5_width(root: Node, facts: Facts, denoiser, key, taken):
    """State the width of a T5 encoder's states, where it is the one that the library's pipeline expects."""
    if root.get(f"{key}.1").text != "T5EncoderModel":
        return
    config = beside(root.document, f"{key}/config.json")
    width = Node.root(config).get("d_model") if config is not None else None
    if width is not None and is_integer(width.value) and is_integer(denoiser.get(taken).value):
        part = facts.site("the text")
        part.state("model.context_width", denoiser.get(taken), count)
        part.state("model.incoming_context_width", width, count)


def _text_width(root: Node):
    """Return the width of the states of all text encoders together, and its node; None where one is not known."""
    total, place = 0, None
    for key in ("text_encoder", "text_encoder_2"):
        kind = root.get(key)
        if kind.absent or kind.is_null or (kind.is_list and kind.value == [None, None]):
            continue
        if kind.child(1).text not in _CLIP_TEXTS:
            return None, None
        config = beside(root.document, f"{key}/config.json")
        width = Node.root(config).get("hidden_size") if config is not None else None
        if width is None or not is_count(width.value):
            return None, None
        place = width if place is None else kind
        total += width.value
    return (total, place) if place is not None else (None, None)
