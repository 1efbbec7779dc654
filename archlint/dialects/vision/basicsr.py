"""BasicSR and its kin (ESRGAN, Real-ESRGAN, restoration transformers): ``network_g``, ``datasets``, ``path``."""

from ...facts import Facts, count, is_count
from .. import Claim, Dialect, Node
from ..reading.values import say_total, stages, state_depth, state_weights, word

DIALECT = Dialect(
    name="basicsr",
    title="BasicSR",
    files="YAML with `network_g`, `datasets` and `path`",
    reads="generator and discriminator, depth, normalization, weights, data set, batch size",
    formats=("yaml",),
    triggers=("network_g",),
)

# The framework's own networks that have residual blocks and no normalization, on purpose.
_NORM_FREE = ("EDSR", "RCAN", "RRDBNet", "MSRResNet")
_CNNS = (
    *_NORM_FREE,
    "SRVGGNetCompact",
    "EDVR",
    "BasicVSR",
    "IconVSR",
    "BasicVSRPlusPlus",
    "NAFNet",
    "RIDNet",
    "ECBSR",
    "DUF",
)
_TRANSFORMERS = ("SwinIR", "HAT", "DAT", "RGT", "ATD", "Restormer")
_VIDEO_MODELS = ("VideoBaseModel", "EDVRModel", "VideoRecurrentModel", "VideoGANModel", "VideoRecurrentGANModel")


def claim(root: Node) -> Claim | None:
    """Claim a config with a generator beside the framework's data and path sections."""
    if root.get("network_g.type").present and (root.has("datasets") or root.has("path")):
        return Claim(92, "network_g.type beside datasets or path")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the networks, their weights and the data."""
    network = root.get("network_g")
    type, model_type = network.get("type"), root.get("model_type")
    facts.state("model.architecture", type, word)
    _read_family(root, facts, type)
    _read_depth(network, facts, type)
    if type.text in _NORM_FREE:
        facts.assume("model.normalization", "none", type)
        facts.say("model.norm_free_by_design", True, type)
        facts.say("model.skip_connections", True, type)
    generates = "StyleGAN" in type.text
    facts.say("task", "image-generation" if generates else "image-restoration", type)
    facts.say("data.modality", "video" if model_type.text in _VIDEO_MODELS else "image", type)
    if generates:
        facts.state("data.image_size", network.get("out_size"), count)
        facts.say("model.needs_power_of_two", True, type)
    state_weights(facts, root.get("path.pretrain_network_g"))
    _read_run(root, facts)
    _read_arithmetic(root, network, facts, type)


def _read_arithmetic(root: Node, network, facts: Facts, type):
    """State heads and lists of window transformers, and the crop that is made smaller by the scale."""
    heads, depths, width = network.get("num_heads"), network.get("depths"), network.get("embed_dim")
    if type.text in ("SwinIR", "HAT") and heads.is_list:
        for index, number in enumerate(stages(heads)):
            part = facts.site(f"stage {index + 1}")
            part.state("model.hidden_size", width, count)
            part.state("model.num_heads", number, count)
            part.assume("model.head_remainder", "refuse", number)
        if depths.is_list and len(heads.value) < len(depths.value):  # of a longer list, the rest is never read
            part = facts.site("num_heads")
            part.say("model.list_length", len(heads.value), heads)
            part.say("model.expected_length", len(depths.value), depths)
    _read_factors(root, network, facts, type)
    _read_discriminator(root, facts)
    scale, train = root.get("scale"), root.get("datasets.train")
    crop = train.get("gt_size")
    if train.get("type").text == "PairedImageDataset" and _is_count(scale) and _is_count(crop):
        part = facts.site("gt_size")
        part.state("data.image_size", crop, count)
        part.say("model.total_stride", scale.value, scale)
        part.assume("model.stride_remainder", "refuse", crop)


# The framework's networks that enlarge: the key of their factor, and the factor without it.  RCAN is left out: its
# published options for a factor of 2 stated 4 for a time.
_ENLARGING = {"EDSR": "upscale", "MSRResNet": "upscale", "SRVGGNetCompact": "upscale",
    "RRDBNet": "scale"}  # fmt: skip
_ENLARGES_BY = 4
_WITH_UNSHUFFLE = (1, 2)  # factors that RRDBNet knows besides: any other one enlarges by four
_PAIRS = ("PairedImageDataset", "RealESRGANDataset", "RealESRGANPairedDataset")


def _read_factors(root: Node, network, facts: Facts, type):
    """The factor between the pairs, and the one that the network makes."""
    train = root.get("datasets.train.type")
    if type.text not in _ENLARGING or train.text not in _PAIRS:
        return
    written = network.get(_ENLARGING[type.text])
    facts.state("data.upscale_factor", root.get("scale"), lambda value: value if _is_whole(value) else None)
    if written.absent:
        facts.assume("model.upscale_factor", _ENLARGES_BY, type)
    elif _is_count(written):
        made = written.value
        if type.text == "RRDBNet" and made not in _WITH_UNSHUFFLE:
            made = _ENLARGES_BY
        facts.say("model.upscale_factor", made, written)


# The framework's discriminator with a layer for each halving asserts the side of its images.
_FIXED_DISCRIMINATORS = {"VGGStyleDiscriminator": 128, "VGGStyleDiscriminator128": 128, "VGGStyleDiscriminator256": 256}


def _read_discriminator(root: Node, facts: Facts):
    network = root.get("network_d")
    type, side = network.get("type"), network.get("input_size")
    if type.text not in _FIXED_DISCRIMINATORS or not (side.absent or _is_count(side)):
        return
    site = facts.site("the discriminator")
    site.state("data.image_size", root.get("datasets.train.gt_size"), count)
    if side.present:
        site.say("model.fixed_image_size", side.value, side)
    else:
        site.assume("model.fixed_image_size", _FIXED_DISCRIMINATORS[type.text], type)


def _is_whole(value):
    return is_count(value)


def _read_family(root: Node, facts: Facts, type):
    discriminator = root.get("network_d.type")
    if discriminator.present or "GAN" in root.get("model_type").text or "StyleGAN" in type.text:
        facts.say("model.family", "gan", discriminator if discriminator.present else type)
    elif type.text in _CNNS:
        facts.say("model.family", "cnn", type)
    elif type.text in _TRANSFORMERS:
        facts.say("model.family", "vision-transformer", type)
        facts.say("model.hybrid_stem", True, type)  # convolutions before and after the blocks
    if discriminator.text:
        facts.component("discriminator").say("model.architecture", discriminator.text, discriminator)


def _read_depth(network, facts: Facts, type):
    blocks, groups = network.get("num_block"), network.get("num_group")
    if type.text == "RCAN":
        if _is_count(blocks) and _is_count(groups):
            facts.say("model.num_layers", blocks.value * groups.value, blocks)
            facts.say("model.depth_unit", "blocks", blocks)
    elif type.text in ("EDSR", "RRDBNet", "MSRResNet"):
        state_depth(facts, blocks, "blocks")
    elif type.text in _TRANSFORMERS:
        say_total(facts, [network.get("depths")], "blocks")


def _is_count(node: Node):
    return _is_whole(node.value)


def _read_run(root: Node, facts: Facts):
    train = root.get("datasets.train")
    facts.state("data.name", train.get("name"), word)
    facts.state("training.batch_size_per_device", train.get("batch_size_per_gpu"), count)
    devices = root.get("num_gpu")
    if _is_count(devices):
        facts.say("training.num_devices", devices.value, devices)
    if train.is_map and root.get("train").is_map:
        facts.say("training.is_run", True, train)
        facts.assume("model.pretrained", False, root.get("path"))  # weights come through `path` alone
