"""MONAI's research programs in the shell scripts that start them: Swin UNETR on volumes cut out of a scan."""

import math

from ...facts import Facts, is_count
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, whole_number
from ..reading.values import positive

DIALECT = Dialect(
    name="monai-args",
    title="MONAI research programs (Swin UNETR)",
    files="shell scripts that start `main.py` with `--roi_x`, `--roi_y`, `--roi_z` and `--feature_size`",
    reads="the volume's sides beside the total stride, batch, normalization of the coarsest map",
    formats=("shell",),
    triggers=("arguments.roi_x arguments.feature_size",),
)

_AXES = ("x", "y", "z")
_OWN = ("json_list", "a_min", "a_max", "space_x", "optim_lr", "lrschedule", "use_checkpoint", "save_checkpoint",
        "infer_overlap", "use_ssl_pretrained", "pretrained_model_name", "max_epochs", "out_channels")  # fmt: skip
# Those of UNETR, whose program takes the same volumes: it cuts them into patches of sixteen.
_UNETR = ("hidden_size", "mlp_dim", "num_heads", "pos_embed")
# Swin UNETR (arXiv:2201.01266): patches of two, and four times half the side (section 3).
_STRIDE = 32


def claim(root: Node) -> Claim | None:
    """Claim a command by all three sides beside several arguments of these programs."""
    sides = has(root, *(f"roi_{axis}" for axis in _AXES))
    own = has(root, *_OWN)
    if len(sides) < len(_AXES) or len(own) < 3 or has(root, *_UNETR) or not has(root, "feature_size"):
        return None
    return Claim(88, f"Swin UNETR: --roi_x, --roi_y, --roi_z beside --{own[0]}")


def read(root: Node, facts: Facts) -> None:
    """State each side beside the stride, and how many values of a channel the coarsest map keeps."""
    nodes = [argument(root, f"roi_{axis}") for axis in _AXES]
    facts.say("task", "semantic-segmentation", nodes[0])
    facts.say("data.modality", "image", nodes[0])
    facts.assume("model.normalization", "instance", argument(root, "feature_size"))
    for axis, node in zip(_AXES, nodes, strict=True):
        site = facts.site(f"axis {axis}")
        site.state("data.image_size", node, positive)
        site.assume("model.total_stride", _STRIDE, node)
        site.assume("model.stride_remainder", "refuse", node)
    sides = [whole_number(node) for node in nodes]
    if all(is_count(side) and side % _STRIDE == 0 for side in sides):
        facts.say("model.coarsest_map_values", math.prod(side // _STRIDE for side in sides), nodes[0])
    facts.state("training.batch_size_per_device", argument(root, "batch_size"), positive)
