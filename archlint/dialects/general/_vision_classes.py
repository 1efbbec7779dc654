"""Classes of vision libraries that a config builds by dotted path, with sizes that the class itself compares."""

from ...facts import Facts, is_count
from .. import Node
from ..reading.timm_models import state_lists, state_widths
from ._class_paths import arguments, target

_MOST_NODES = 3_000
_MOST_PARTS = 50
# Classes that assert at building that the patches tile the image: (library, class) -> their patch by default.
_TILED = {
    **{("vit_pytorch", name): None for name in (
        "ViT", "SimpleViT", "DeepViT", "CaiT", "XCiT", "RvT", "PiT", "NaViT", "LocalViT",
    )},
    ("torchvision", "VisionTransformer"): None,
    ("torchvision", "vit_b_16"): 16, ("torchvision", "vit_b_32"): 32, ("torchvision", "vit_l_16"): 16,
    ("torchvision", "vit_l_32"): 32, ("torchvision", "vit_h_14"): 14,
}  # fmt: skip
# Decoders with one entry of decoder_channels for each level of the encoder; both are five unless they are given.
_DECODERS = ("Unet", "UnetPlusPlus", "MAnet")
_LEVELS = 5


def state_arithmetic(root: Node, facts: Facts):
    """State what must fit in each of these classes, each at a site of its own."""
    for node in root.walk(_MOST_NODES):
        if len(facts.sites) > _MOST_PARTS:
            return
        path = target(node) if node.is_map else ""
        if "." not in path:
            continue
        library, name = path.partition(".")[0], path.rpartition(".")[2]
        held = arguments(node)
        if not held.is_map:
            continue
        if (library, name) in _TILED:
            _state_patches(facts.site(name), held, _TILED[library, name])
            if (library, name) == ("torchvision", "VisionTransformer"):
                _state_heads(facts.site(name), held.get("hidden_dim"), held.get("num_heads"))
        elif library == "segmentation_models_pytorch" and name in _DECODERS:
            _state_levels(facts.site("decoder_channels"), held)
        elif library == "timm":
            model = held.first("model_name", "_args_.0") if name == "create_model" else _named(node, name)
            state_widths(facts, model, held)
            state_lists(facts, model, held)


def _named(node: Node, name):
    """Return the node of a class's path as if its last part stood there alone."""
    place = node.get("_target_")
    place = place if place.present else node.get("class_path")
    return Node(place.document, place.keys, name)


def _is_number(node: Node):
    return is_count(node.value)


def _state_patches(site: Facts, held, default):
    image, patch = held.get("image_size"), held.get("patch_size")
    if not _is_number(image) or not (_is_number(patch) or (patch.absent and default)):
        return
    site.say("data.image_size", image.value, image)
    site.say("model.patch_size", patch.value if patch.present else default, patch if patch.present else held)
    site.assume("model.patch_remainder", "refuse")


def _state_heads(site: Facts, width, heads):
    if _is_number(width) and _is_number(heads):
        site.say("model.hidden_size", width.value, width)
        site.say("model.num_heads", heads.value, heads)
        site.assume("model.head_remainder", "refuse")


def _state_levels(site: Facts, held):
    depth, channels = held.get("encoder_depth"), held.get("decoder_channels")
    if (depth.present and not _is_number(depth)) or (channels.present and not channels.is_list):
        return
    if depth.absent and channels.absent:
        return
    if channels.present:
        site.say("model.list_length", len(channels.value), channels)
    else:
        site.assume("model.list_length", _LEVELS)
    if depth.present:
        site.say("model.expected_length", depth.value, depth)
    else:
        site.assume("model.expected_length", _LEVELS)
