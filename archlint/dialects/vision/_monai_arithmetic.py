"""The numbers of MONAI's networks that must fit: strides and the sizes of crops, lists of levels, groups, heads.

Sizes are followed through the transforms of training: one that sets the size counts where nothing behind it is known
to change sizes, or is not known at all.
"""

import re

from ...facts import Facts, count, is_count, is_integer
from .. import Node
from ..reading.values import stages

# Networks whose decoder joins maps of the encoder, and does not pad what the strides leave.
_STRIDED = ("UNet", "Unet", "AttentionUnet", "DynUNet")
# Class -> (the key that lists its levels, the number of levels without it).
_HALVED = {
    "SegResNet": ("blocks_down", 4), "DiffusionModelUNet": ("channels", 4), "DiffusionModelUNetMaisi": ("channels", 4),
}  # fmt: skip
_FIXED_STRIDES = {"VNet": 16, "SwinUNETR": 32}
_GROUPED = (
    "DiffusionModelUNet", "AutoencoderKL", "ControlNet", "SPADEDiffusionModelUNet", "SPADEAutoencoderKL",
    "DiffusionModelUNetMaisi", "ControlNetMaisi", "AutoencoderKlMaisi",
)  # fmt: skip
_AUTOENCODERS = ("AutoencoderKL", "SPADEAutoencoderKL", "AutoencoderKlMaisi")
# Transforms that leave the size of an image as it is.
_KEEP = re.compile(
    r"(?:Rand)?(?:(?:Scale|Shift|Std|Normalize|Adjust|Gaussian|Threshold|Histogram|Rician|Gibbs|KSpace|Bias|Coarse"
    r"|Cutout|Median|Savitzky|Clip|Cast|Ensure|To|As|Select|Delete|Copy|Identity|Repeat|Load|Simulate|Add|Flip"
    r"|AxisFlip|Activations|Invert|Smooth|Signal|Mask|Label|Map|Convert|Squeeze)\w*|Flipd?|AxisFlipd?)\Z"
)
_SETS_ALL = ("Resized", "Resize", "ResizeWithPadOrCropd", "ResizeWithPadOrCrop")
_CROPS = {
    "CenterSpatialCropd": "roi_size", "CenterSpatialCrop": "roi_size", "RandSpatialCropd": "roi_size",
    "RandSpatialCrop": "roi_size", "RandSpatialCropSamplesd": "roi_size", "RandSpatialCropSamples": "roi_size",
    "RandCropByPosNegLabeld": "spatial_size", "RandCropByPosNegLabel": "spatial_size",
    "RandCropByLabelClassesd": "spatial_size", "RandCropByLabelClasses": "spatial_size",
    "RandWeightedCropd": "spatial_size", "RandWeightedCrop": "spatial_size",
}  # fmt: skip
_REFERENCE = re.compile(r"@([\w#]+)\Z")
_SUM = re.compile(r"\$\s*@[\w#]+(?:\s*\+\s*@[\w#]+)*\s*\Z")
_AXES = ("first axis", "second axis", "third axis")


def is_code(node: Node):
    """Whether a value is a reference or an expression of the bundle's language."""
    return isinstance(node.value, str) and node.value[:1] in ("@", "$", "%")


def resolve(node: Node, hops=4):
    """Follow a plain reference (``@patch_size``, ``@train#crop``) to the node that it names."""
    while hops and isinstance(node.value, str):
        match = _REFERENCE.match(node.value)
        if match is None:
            break
        node, hops = _at(Node.root(node.document), match[1]), hops - 1
    return node


def _at(node: Node, path):
    for part in path.split("#"):
        node = node.child(int(part)) if part.isdecimal() and len(part) < 10 and node.is_list else node.child(part)
    return node


def state_arithmetic(root: Node, network, facts: Facts, name):
    """State what must fit in a network, and between it and the sizes that the bundle crops to."""
    _read_lists(network, facts, name)
    if name in _GROUPED:
        _read_groups(network, facts, name)
    elif name == "SegResNet":
        _read_filters(network, facts)
    strides = _strides(network, name)
    # A diffusion behind an autoencoder gets latents, whose sides are others.
    latent = name.startswith("Diffusion") and any("autoencoder" in key for key in root.value if isinstance(key, str))
    if strides is not None and not latent:
        stride, place = strides
        dims = resolve(network.first("spatial_dims", "dimensions")).value
        for source, size in _sizes(root):
            _state_sides(facts, source, size, stride, place, dims)
    if name == "SwinUNETR" and network.get("patch_size").absent:  # a key of older versions
        _state_sides(facts, "img_size", resolve(network.get("img_size")), [32] * 3, network.get("_target_"), None)
    if name in ("ViT", "UNETR", "ViTAutoEnc"):
        _read_patches(network, facts, name)
    _read_steps(root, facts)


def _whole(node: Node):
    """Return a list of positive whole numbers, else None."""
    values = resolve(node).value
    if not isinstance(values, list) or not values or len(values) > 32:
        return None
    return values if all(is_count(value) and value < 100_000 for value in values) else None


def _strides(network, name):
    """Return (the strides of all levels together, one for each axis or one number; the node), or None."""
    if name in _STRIDED:
        node = resolve(network.get("strides"))
        channels = network.get("channels")
        if not node.is_list or not 0 < len(node.value) <= 32:
            return None
        levels = node.value
        if name != "DynUNet":
            widths = resolve(channels)
            if not widths.is_list or len(levels) < len(widths.value) - 1:
                return None
            levels = levels[: len(widths.value) - 1]
        totals = [1, 1, 1]
        for level in levels:
            steps = level if isinstance(level, list) else [level] * 3
            if len(steps) > 3 or not all(is_count(step) and step < 1_000 for step in steps):
                return None
            for axis, step in enumerate(steps):
                totals[axis] *= step
        return totals, node
    if name in _HALVED:
        key, usual = _HALVED[name]
        node = resolve(network.first(key, "num_channels") if key == "channels" else network.get(key))
        if node.absent:
            return ([2 ** (usual - 1)] * 3, network.get("_target_")) if key != "channels" else None
        if not node.is_list or not 0 < len(node.value) <= 32:
            return None
        return [2 ** (len(node.value) - 1)] * 3, node
    if name in _FIXED_STRIDES:
        if name == "SwinUNETR" and network.get("patch_size").present:
            return None
        return [_FIXED_STRIDES[name]] * 3, network.get("_target_")
    return None


def _sizes(root: Node):
    """Yield (where it is, node of the size) of what the network gets: by training's transforms, and by windows."""
    inferer = resolve(root.get("train.inferer") if root.get("train").is_map else root.child("train#inferer"))
    kind = inferer.get("_target_").text.rpartition(".")[2]
    if kind in ("", "SimpleInferer"):
        size = _cropped(root)
        if size is not None:
            yield size
    for place in (
        inferer,
        resolve(root.get("validate.inferer")),
        resolve(root.child("validate#inferer")),
        root.get("inferer"),
    ):
        if place.get("_target_").text.rpartition(".")[2] == "SlidingWindowInferer":
            yield "the window", resolve(place.get("roi_size"))


def _transforms(root: Node):
    """Return the nodes of training's transforms in their order, or an empty list where it is unknown."""
    train = root.get("train")
    whole = resolve(train.get("preprocessing") if train.is_map else root.child("train#preprocessing"))
    if whole.absent and train.is_map:
        whole = resolve(train.get("dataset.transform"))
    node = whole.get("transforms") if whole.is_map else whole
    node = resolve(node)
    if isinstance(node.value, str) and _SUM.match(node.value):
        found = []
        for name in re.findall(r"@([\w#]+)", node.value):
            part = resolve(_at(Node.root(node.document), name))
            part = part.get("transforms") if part.is_map else part
            if not part.is_list:
                return []
            found.extend(stages(part))
        return found
    return stages(node) if node.is_list else []


def _cropped(root: Node):
    """Return (the transform's name, node of the size) that the last one of them leaves, or None."""
    size = None
    for node in _transforms(root):
        node = resolve(node)
        target = node.get("_target_").text
        name = target.rpartition(".")[2]
        if node.get("_disabled_").value not in (None, False) and node.get("_disabled_").present:
            size = None
        elif name in _SETS_ALL:
            plain = node.get("size_mode").text in ("", "all")
            size = (name, resolve(node.get("spatial_size"))) if plain else None
        elif name in _CROPS and node.get("random_size").value is not True:
            size = (name, resolve(node.get(_CROPS[name])))
            if "SpatialCropSamples" in name and node.get("random_size").absent:
                size = None  # whether it is random by itself has changed between versions
        elif name.startswith("RandRotate90") or name in ("Rotate90d", "Rotate90"):
            values = _whole(size[1]) if size is not None else None
            size = size if values is not None and len(set(values)) == 1 else None
        elif not _KEEP.match(name) or not target:
            size = None
    return size


def _state_sides(facts: Facts, source, size, strides, place, dims):
    sides = stages(size) if size.is_list else [size]
    if len(sides) > 3 or (size.is_list and is_integer(dims) and len(sides) != dims):
        return
    for axis, side in enumerate(sides):
        if not is_count(side.value):  # -1 and 0 stand for the image's own side
            continue
        axes = [axis] if size.is_list else range(dims if dims in (1, 2, 3) else 1)
        stride = max(strides[number] for number in axes)
        part = facts.site(f"{_AXES[axis]} of {source}" if size.is_list else source)
        part.state("data.image_size", side, count)
        part.say("model.total_stride", stride, place)
        part.assume("model.stride_remainder", "refuse", place)


def _say_length(facts: Facts, key, node: Node, expected):
    part = facts.site(key)
    part.say("model.list_length", len(node.value), node)
    part.say("model.expected_length", expected, node)


def _read_lists(network, facts: Facts, name):
    """State the lists of levels whose lengths the classes check."""
    strides, channels = resolve(network.get("strides")), resolve(network.first("channels", "num_channels"))
    if name in ("UNet", "Unet", "AttentionUnet") and strides.is_list and channels.is_list:
        if len(strides.value) < len(channels.value) - 1:  # of a longer one, the entries behind are never read
            _say_length(facts, "strides", strides, len(channels.value) - 1)
    elif name in ("AutoEncoder", "VarAutoEncoder") and strides.is_list and channels.is_list:
        _say_length(facts, "strides", strides, len(channels.value))
    elif name == "DynUNet" and strides.is_list:
        for key, short in (("kernel_size", 0), ("upsample_kernel_size", 1)):
            node = resolve(network.get(key))
            wrong = node.is_list and len(node.value) - len(strides.value) + short
            if wrong and (not short or wrong < 0):
                _say_length(facts, key, node, len(strides.value) - short)
        filters = resolve(network.get("filters"))
        if filters.is_list and len(filters.value) < len(strides.value):
            _say_length(facts, "filters", filters, len(strides.value))
    elif name in _GROUPED and channels.is_list:
        for key in ("num_res_blocks", "attention_levels", "num_head_channels"):
            node = resolve(network.get(key))
            if node.is_list:
                _say_length(facts, key, node, len(channels.value))


def _read_groups(network, facts: Facts, name):
    """State the channels of each level with the groups of the normalization; 32 where none are written."""
    channels, groups = resolve(network.first("channels", "num_channels")), resolve(network.get("norm_num_groups"))
    if _whole(channels) is None or (groups.present and not is_integer(groups.value)):
        return
    attention, heads = resolve(network.get("attention_levels")), resolve(network.get("num_head_channels"))
    # The package before MONAI took these classes over (num_channels) drops the remainder, and so do the projections of
    # attention over a condition.
    current = network.get("channels").present or name.endswith("Maisi")
    condition, older = network.get("with_conditioning"), network.get("_target_").text.startswith("generative.")
    plain = condition.absent or condition.value is False
    refuses = current and not older and plain and name not in _AUTOENCODERS
    for index, node in enumerate(stages(channels)):
        part = facts.site(f"level {index + 1}")
        part.state("model.norm_channels", node, count)
        if groups.absent:
            part.assume("model.norm_groups", 32)
        else:
            part.state("model.norm_groups", groups, count)
        width = heads.child(index) if heads.is_list else heads
        attends = attention.child(index).value is True
        if refuses and attends and is_count(width.value):
            # Heads are as many as their width fits into the channels, and the class refuses a remainder.
            shared = facts.site(f"the heads of level {index + 1}")
            shared.state("model.hidden_size", node, count)
            shared.state("model.head_dim", width, count)
            shared.assume("model.head_dim_remainder", "refuse", width)


def _read_filters(network, facts: Facts):
    """State the first width of SegResNet, whose normalization has 8 groups where none is written."""
    width, norm = resolve(network.get("init_filters")), network.get("norm")
    if is_integer(width.value) and norm.absent:
        part = facts.site("init_filters")
        part.state("model.norm_channels", width, count)
        part.assume("model.norm_groups", 8)


def _read_patches(network, facts: Facts, name):
    size, patch = resolve(network.get("img_size")), resolve(network.get("patch_size"))
    sides = stages(size) if size.is_list else [size]
    if len(sides) > 3 or network.first("proj_type", "pos_embed").text not in ("", "perceptron", "conv"):
        return
    if name != "UNETR" and network.first("proj_type", "pos_embed").text != "perceptron":
        return
    for axis, side in enumerate(sides):
        step = patch.child(axis) if patch.is_list else patch
        if not is_count(side.value):
            continue
        part = facts.site(f"{_AXES[axis]} of img_size" if size.is_list else "img_size")
        part.state("data.image_size", side, count)
        if name == "UNETR":
            part.assume("model.patch_size", 16, side)
        elif is_count(step.value):
            part.state("model.patch_size", step, count)
        part.assume("model.patch_remainder", "refuse", side)


def _read_steps(root: Node, facts: Facts):
    """State the noise levels of a scheduler, and the steps of sampling beside it, where both are plain."""
    for key in ("noise_scheduler", "scheduler"):
        scheduler = resolve(root.get(key))
        if scheduler.get("_target_").text.rpartition(".")[2] in ("DDPMScheduler", "DDIMScheduler", "PNDMScheduler"):
            levels = scheduler.get("num_train_timesteps")
            steps = root.first("num_inference_steps", "inference_steps")
            if is_integer(levels.value) and is_integer(steps.value):
                part = facts.site("sampling")
                part.state("model.noise_levels", levels, count)
                part.state("model.sampling_steps", steps, count)
