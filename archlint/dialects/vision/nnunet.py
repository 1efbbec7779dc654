"""nnU-Net's plans, with the number of training cases from ``dataset.json`` beside them."""

import math
import os

from ...facts import Facts, count, is_count, is_integer
from ...sources import SourceError
from .. import Claim, Dialect, Node
from ..reading.values import stages, word

DIALECT = Dialect(
    name="nnunet",
    title="nnU-Net",
    files="`nnUNetPlans.json`, `plans.json`; `dataset.json` is read beside them",
    reads="network, normalization, data set, its size, batch size, strides and lists of stages",
    formats=("json",),
    triggers=("plans_name configurations", "configurations dataset_name", "numTraining"),
)

_NORMS = {"InstanceNorm": "instance", "BatchNorm": "batch", "GroupNorm": "group", "LayerNorm": "layer"}
_CNNS = ("PlainConvUNet", "ResidualEncoderUNet", "ResidualUNet", "PlainConvEncoder", "ResEncL", "Generic_UNet")


def claim(root: Node) -> Claim | None:
    """Claim plans by their configurations, and a data set's description."""
    configurations = root.get("configurations")
    if configurations.is_map and any(node.has("patch_size") or node.has("inherits_from")
                                     for _, node in configurations.items()):  # fmt: skip
        return Claim(94, "configurations with patch_size")
    if root.get("labels").is_map and ("channel_names" in root.value or "modality" in root.value):
        return Claim(90, "numTraining beside labels and channels")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State the network and the data of plans; a data set's description by itself is none."""
    if not root.get("configurations").is_map:
        return False
    used = [node for _, node in root.get("configurations").items() if node.is_map]
    networks = [node for node in used if _class(node).text]
    if networks:
        name = _class(networks[0])
        short = name.text.rpartition(".")[2]
        facts.say("model.architecture", short, name)
        if short in _CNNS:
            facts.say("model.family", "cnn", name)
            facts.say("model.skip_connections", True, name)
        _read_normalization(networks, facts, name, short)
    for node in used:
        _read_strides(node, facts)
    facts.say("task", "semantic-segmentation", root.get("configurations"))
    facts.say("data.modality", "image", root.get("configurations"))
    facts.state("data.name", root.get("dataset_name"), word)
    for node in used:
        _read_coarsest_map(node, facts)
    batches = [node.get("batch_size") for node in used if node.get("batch_size").present]
    if len(batches) == 1:
        facts.state("training.batch_size_per_device", batches[0], count)
    _read_size(root, facts)
    return None


def _read_strides(node: Node, facts: Facts):
    """State each side of a configuration's patches with the strides of its axis, and the lists of stages."""
    strides = node.first("architecture.arch_kwargs.strides", "pool_op_kernel_sizes")
    patch, label = node.get("patch_size"), str(node.keys[-1])
    if not strides.is_list or not 0 < len(strides.value) <= 32:
        return
    number = len(strides.value)
    for key in ("features_per_stage", "n_conv_per_stage", "n_blocks_per_stage", "kernel_sizes"):
        items = node.get(f"architecture.arch_kwargs.{key}")
        if items.is_list:
            part = facts.site(f"{key} of {label}")
            part.say("model.list_length", len(items.value), items)
            part.say("model.expected_length", number, strides)
    if not patch.is_list or not all(isinstance(step, (int, list)) for step in strides.value):
        return
    for axis, side in enumerate(stages(patch)):
        steps = [step[axis] if isinstance(step, list) and axis < len(step) else step for step in strides.value]
        if not is_integer(side.value) or not all(is_count(step) and step < 1_000 for step in steps):
            continue
        part = facts.site(f"axis {axis + 1} of {label}")
        part.state("data.image_size", side, count)
        part.say("model.total_stride", math.prod(steps), strides)
        part.assume("model.stride_remainder", "refuse", strides)


def _read_coarsest_map(node: Node, facts: Facts):
    """State how many values the last stage has in each channel: every convolution of it is normalized."""
    held = node.get("architecture.arch_kwargs")
    strides, patch, norm = held.get("strides"), node.get("patch_size"), held.get("norm_op")
    kind = _NORMS.get(norm.text.rpartition(".")[2].rstrip("123d"))
    if kind is None or not strides.is_list or not patch.is_list or not 0 < len(strides.value) <= 32:
        return
    values = 1
    for axis, side in enumerate(patch.value):
        steps = [step[axis] if isinstance(step, list) and axis < len(step) else step for step in strides.value]
        if not all(is_count(number) and number < 10_000 for number in (side, *steps)):
            return
        for step in steps:  # each stage rounds the side up
            side = -(-side // step)
        values *= side
    site = facts.site(f"coarsest map of {node.keys[-1]}")
    site.say("model.normalization", kind, norm)
    site.say("model.coarsest_map_values", values, patch)


def _class(node: Node):
    return node.first("architecture.network_class_name", "UNet_class_name")


def _read_normalization(networks, facts: Facts, name, short):
    """State what the newer plans name; ``normalization_schemes`` is about the images."""
    held = networks[0].get("architecture.arch_kwargs.norm_op")
    if held.text:
        last = held.text.rpartition(".")[2].rstrip("123d")
        facts.say("model.normalization", _NORMS.get(last), held)
    elif networks[0].get("UNet_class_name").present and short in _CNNS:
        facts.assume("model.normalization", "instance", name)


def _read_size(root: Node, facts: Facts):
    """State the number of training cases in ``dataset.json`` beside the plans, inside the project."""
    project = root.document.project
    if project is None:
        return
    beside = os.path.join(os.getcwd(), os.path.dirname(root.document.path), "dataset.json")
    try:
        data = Node.root(project.read(beside))
    except SourceError:
        return
    number = data.get("numTraining")
    if is_count(number.value):
        for fact, value in (("data.train_size", number.value), ("data.unit", "samples")):
            facts.put(fact, value, "stated", number.keys, data.document)
