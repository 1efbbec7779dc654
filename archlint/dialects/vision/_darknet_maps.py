"""The sides of Darknet's maps, layer by layer, as its parser computes them: a route joins maps of one side only."""

from ...facts import Facts, count, is_integer

_SAME = (
    "shortcut", "dropout", "activation", "batchnorm", "yolo", "Gaussian_yolo", "region", "normalization", "lrn",
)  # fmt: skip
_AS_BEFORE = ("scale_channels", "sam")  # their maps are those of the layer that they come from
_MOST_LAYERS = 2_000
_MOST = 10**6


def state_sides(net, layers, facts: Facts):
    """State the image's sides beside the network's stride, where some route cannot join what that side makes."""
    if len(layers) > _MOST_LAYERS:
        return
    for key in ("width", "height"):
        node = net.get(key)
        side = node.value
        if not is_integer(side) or not 0 < side < _MOST:
            continue
        joined, stride = _walk(layers, side)
        # Layers that do not fit at any side are another fault.
        if joined is False and _walk(layers, -(-side // stride) * stride)[0]:
            site = facts.site(key)
            site.state("data.image_size", node, count)
            site.say("model.total_stride", stride, node)
            site.assume("model.stride_remainder", "refuse")


def _walk(layers, side):
    """Return whether all routes join maps of one side (None: a layer is not known), and the largest stride so far."""
    made, coarsest = [], 1
    here, stride = side, 1
    for layer in layers:
        name = layer.get("section").text
        if name in ("convolutional", "conv", "maxpool", "max"):
            step = _whole(layer, "stride", 1)
            size = _whole(layer, "size", 1 if name.startswith("conv") else step)
            padding = _padding(layer, name, size)
            if not step or not size or padding is None:
                return None, coarsest
            here, stride = (here + padding - size) // step + 1, stride * step
        elif name == "upsample":
            step = _whole(layer, "stride", 2)
            if not step or stride % step:
                return None, coarsest
            here, stride = here * step, stride // step
        elif name == "reorg":
            step = _whole(layer, "stride", 1)
            if not step or layer.get("reverse").present:
                return None, coarsest
            here, stride = here // step, stride * step
        elif name in ("route", *_AS_BEFORE):
            found = _named(layer, "layers" if name == "route" else "from", made)
            if not found:
                return None, coarsest
            if len({joined for joined, _ in found}) > 1:
                return False, coarsest
            here, stride = found[0]
        elif name not in _SAME:
            return None, coarsest
        if not 0 < here < _MOST or stride > _MOST:
            return None, coarsest
        made.append((here, stride))
        coarsest = max(coarsest, stride)
    return True, coarsest


def _padding(layer, name, size):
    if any(layer.get(key).present for key in ("stride_x", "stride_y", "dilation", "antialiasing")):
        return None
    written = _whole(layer, "padding", None, low=0)
    if layer.get("padding").present and written is None:
        return None
    if not name.startswith("conv"):
        return written if written is not None else (size or 0) - 1
    pad = layer.get("pad")
    if pad.present and not is_integer(pad.value):
        return None
    return 2 * (size // 2 if pad.value else written or 0) if size else None


def _whole(layer, key, default, low=1):
    node = layer.get(key)
    if node.absent:
        return default
    return node.value if is_integer(node.value) and low <= node.value < _MOST else None


def _named(layer, key, made):
    """Return what the layers made that a list of indices names; nothing if one of them is not known."""
    found = []
    for word in str(layer.get(key).value).split(","):
        word = word.strip()
        if not word.removeprefix("-").isdecimal() or len(word) > 6:
            return []
        index = int(word)
        index += len(made) if index < 0 else 0
        if not 0 <= index < len(made):
            return []
        found.append(made[index])
    return found
