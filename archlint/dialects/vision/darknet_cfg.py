"""Darknet's networks: every layer is a section, so what is not there is known to be absent."""

import itertools

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.layer_lists import joined, say_depth
from ..reading.values import per_device
from ._darknet_maps import state_sides

DIALECT = Dialect(
    name="darknet-cfg",
    title="Darknet (YOLO)",
    files="`.cfg` whose first section is `[net]`",
    reads="depth, normalization and skip connections from the layers, classes, image size, batch size per device",
    formats=("darknet",),
    triggers=("net",),
)

_CONVOLUTIONS = ("convolutional", "conv", "deconvolutional", "deconv", "local")
_DENSE = ("connected", "conn")
_RECURRENT = ("rnn", "gru", "lstm", "crnn", "conv_lstm")
_NORMS = {"batchnorm": "batch", "normalization": "local-response", "lrn": "local-response"}
_JOINS = ("shortcut", "res")
_HEADS = ("yolo", "gaussian_yolo", "region", "detection")
# Layers that neither weigh, nor normalize, nor join earlier ones.
_OTHERS = (
    "maxpool", "max", "avgpool", "avg", "local_avgpool", "softmax", "soft", "cost", "crop", "dropout", "upsample",
    "reorg", "reorg3d", "reorg_old", "activation", "logistic", "l2norm", "iseg", "empty", "silence", "history",
    "contrastive", "maxpool_depth", "implicit_add", "implicit_mul", "antialiasing", "route", "scale_channels", "sam",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a list of layers under the options of Darknet's first section."""
    layers = root.get("layers")
    if any(_type(layer) in (*_CONVOLUTIONS, *_DENSE, *_RECURRENT) for layer in layers.each()):
        return Claim(95, "the section [net] over sections of layers")
    return None


def _type(layer):
    return layer.get("section").text


def read(root: Node, facts: Facts) -> None:
    """State what the layers add up to, and the options of the run."""
    net, layers = root.get("net"), list(root.get("layers").each())
    types = [_type(layer) for layer in layers if layer.get("share_index").absent]  # without weights of its own
    first = next(layer for layer in layers if _type(layer) in (*_CONVOLUTIONS, *_DENSE, *_RECURRENT))
    _read_family(facts, types, first)
    if net.get("channels").value == 3:
        facts.say("data.modality", "image", net.get("channels"))
    _read_normalization(facts, layers)
    _read_joins(facts, layers, types, first)
    head = next((layer for layer in layers if _type(layer) in _HEADS), None)
    if head is not None:
        facts.say("task", "object-detection", head)
        facts.say("data.modality", "image", head)
        facts.state("data.num_classes", head.get("classes"), count)
    width, height = net.get("width"), net.get("height")
    if is_integer(width.value) and width.value == height.value:
        facts.state("data.image_size", width, count)
    _read_filters(facts, layers)
    state_sides(net, layers, facts)
    _read_run(net, facts)


# What each box of a detection layer predicts beside its classes: four coordinates and whether there is an object;
# for [Gaussian_yolo] four uncertainties more.
_BOX_VALUES = {"yolo": 5, "Gaussian_yolo": 9}


def _read_filters(facts: Facts, layers):
    """The convolution right before a detection layer must give each box its values; Darknet's own defaults hold."""
    for before, layer in itertools.pairwise(layers):
        name, filters = _type(layer), before.get("filters")
        if _type(before) not in ("convolutional", "conv") or not is_integer(filters.value):
            continue
        classes = _option(layer, "classes", 20)
        boxes = _option(layer, "num", 1)
        if name == "region":
            values = _option(layer, "coords", 4)
            values = values + 1 if values is not None else None
        else:
            values = _BOX_VALUES.get(name)
            mask = layer.get("mask")
            if mask.present:
                boxes = _length(mask.value)
        if classes is None or boxes is None or values is None:
            continue
        site = facts.site(f"[{name}]")
        site.state("model.output_filters", filters, count)
        site.say("model.expected_filters", (classes + values) * boxes, layer.first("classes", "mask", "section"))


def _option(layer, key, default):
    node = layer.get(key)
    if node.absent:
        return default
    return node.value if is_integer(node.value) and 0 <= node.value < 10**6 else None


def _length(mask):
    """Return how many numbers a list such as ``0,1,2`` holds, or None."""
    if is_integer(mask):
        return 1
    parts = str(mask).split(",")
    return len(parts) if all(part.strip().isdecimal() for part in parts) else None


def _read_family(facts: Facts, types, first):
    """State the family, and the depth as Darknet counts it: one for each section with weights."""
    recurrent = [name for name in types if name in _RECURRENT]
    if recurrent:
        if not any(name in _CONVOLUTIONS for name in types):
            facts.say("model.family", "rnn", first)
            say_depth(facts, len(recurrent), "recurrent-layers", first)
        return
    convolutions = sum(name in _CONVOLUTIONS for name in types)
    facts.say("model.family", "cnn" if convolutions else "mlp", first)
    say_depth(facts, convolutions + sum(name in _DENSE for name in types), "weight-layers", first)


def _read_normalization(facts: Facts, layers):
    kinds, place, is_certain = set(), None, True
    for layer in layers:
        flag = layer.get("batch_normalize")
        kind = _NORMS.get(_type(layer))
        if kind is None and flag.present and flag.value != 0:
            kind, is_certain = "batch", is_certain and is_integer(flag.value)
        if kind and kind not in kinds:
            kinds.add(kind)
            place = place or (flag if flag.present else layer.get("section"))
    unknown = [layer for layer in layers if not _is_known(_type(layer))]
    if is_certain and (kinds or not unknown):
        facts.say("model.normalization", joined(kinds), place or layers[0])


def _is_known(name):
    return name in _OTHERS or name in _NORMS or name in (*_CONVOLUTIONS, *_DENSE, *_RECURRENT, *_JOINS, *_HEADS)


def _read_joins(facts: Facts, layers, types, first):
    """A shortcut adds an earlier layer; a route with several layers puts them side by side."""
    for layer in layers:
        name = _type(layer)
        if name in _JOINS or (name == "route" and "," in str(layer.get("layers").value)):
            facts.say("model.skip_connections", True, layer.get("section"))
            return
    if all(_is_known(name) and name not in ("sam", "scale_channels", "implicit_add") for name in types):
        facts.say("model.skip_connections", False, first)


def _read_run(net, facts: Facts):
    """A batch of one image is the setting for testing, which published files are often left in."""
    batch, parts = net.get("batch"), net.get("subdivisions")
    if is_integer(batch.value) and batch.value > 1:
        share = batch.value if parts.absent else per_device(batch, parts)
        facts.say("training.batch_size_per_device", share, batch)
        if net.get("max_batches").present:
            facts.say("training.is_run", True, net.get("max_batches"))
