"""What OpenMMLab's backbones hand on: the channels of each of their feature maps, by exact known type and size.

Read from the frameworks' own code.  A type, size or key that is not known here gives None: whoever asks is silent.
"""

from ...facts import is_count, is_integer
from .. import Node
from .seams import Features


def features(node: Node, name, scope, is_dense):
    """Return the Features of a backbone's node, or None.

    name, scope: its type without the registry's scope, and that scope.  is_dense: whether it stands in a detector or
    segmentor, whose frameworks hand on every stage by default, as others hand on the last.
    """
    reader = _READERS.get(name)
    stages, place = reader(_Keys(node)) if reader is not None else _NONE
    if stages is None:
        return None
    indices = node.get("out_indices")
    if name in _ALWAYS_ALL:
        chosen = range(len(stages))
    elif indices.absent:
        is_dense = is_dense and scope not in ("mmcls", "mmpretrain")
        if is_dense and name in _NO_SHARED_DEFAULT:
            return None
        chosen = _DEFAULTS.get(name, range(len(stages)) if is_dense else (-1,))
    else:
        chosen = _chosen(indices, len(stages))
    if chosen is None:
        return None
    return Features([stages[index] for index in chosen], place if place.present else node.get("type"), name)


def _chosen(node: Node, stages):
    """Return the listed indices in the order that stages are passed; None where one of them is no stage."""
    listed = node.value if node.is_list else [node.value]
    if not listed or not all(is_integer(index) and -stages <= index < stages for index in listed):
        return None
    return sorted({index % stages for index in listed})


class _Keys:
    """The keys of a backbone: known numbers and lists, or None, with the defaults of keys that are not there."""

    __slots__ = ("node",)

    def __init__(self, node: Node):
        self.node = node

    def node_of(self, *keys):
        return next((node for node in map(self.node.get, keys) if node.present), self.node.get("type"))

    def number(self, key, default=None):
        node = self.node.get(key)
        if node.absent:
            return default
        return node.value if type(node.value) in (int, float) and 0 < node.value < 1e6 else None

    def numbers(self, key, default=None):
        node = self.node.get(key)
        if node.absent:
            return list(default) if default else None
        value = node.value
        if node.is_list and 0 < len(value) <= 16 and all(is_count(item) and item < 10**6 for item in value):
            return list(value)
        return None

    def word(self, key):
        return self.node.get(key).text


_NONE = (None, Node(None))


def _deep(expansions, stages=4):
    """Residual networks: the base width doubled at each stage, times the block's expansion at a known depth."""

    def read(keys):
        expansion = expansions.get(keys.node.get("depth").value if is_integer(keys.node.get("depth").value) else None)
        base, count = keys.number("base_channels", 64), keys.number("num_stages", stages)
        if keys.node.get("expansion").present or keys.node.get("block").present:
            return _NONE
        if not expansion or not is_integer(base) or not is_integer(count) or count > 8:
            return _NONE
        return [base * 2**stage * expansion for stage in range(count)], keys.node_of("depth")

    return read


_BASIC = {18: 1, 34: 1, 50: 4, 101: 4, 152: 4}
_BOTTLENECK = {50: 4, 101: 4, 152: 4, 200: 4, 269: 4}


def _doubling(default, archs):
    """Transformers whose width doubles at each stage: a first width, or a size that stands for one."""

    def read(keys):
        arch = keys.node.get("arch")
        if arch.present:
            width = archs.get(arch.text) if arch.text else None
            count, place = 4, arch
            if arch.is_map:
                width = arch.get("embed_dims").value if is_integer(arch.get("embed_dims").value) else None
                depths = arch.get("depths").value
                count = len(depths) if isinstance(depths, list) else 4
                place = arch.get("embed_dims")
        else:
            key = "embed_dim" if keys.node.get("embed_dim").present else "embed_dims"
            width, place = keys.number(key, default), keys.node_of(key)
            depths = keys.numbers("depths", (2, 2, 6, 2))
            count = len(depths) if depths else 0
        if not is_integer(width) or not 0 < count <= 8:
            return _NONE
        after = keys.node.get("out_after_downsample")
        if after.present and not isinstance(after.value, bool):
            return _NONE
        if after.value is True:  # each map is handed on as the next stage gets it
            return [width * 2 ** min(stage + 1, count - 1) for stage in range(count)], after
        return [width * 2**stage for stage in range(count)], place

    return read


def _arch(table, extra=()):
    """Networks whose size is one word; ``extra`` keys would change the widths."""

    def read(keys):
        if any(keys.node.get(key).present for key in extra):
            return _NONE
        arch = keys.node.get("arch")
        if arch.is_map and isinstance(arch.get("channels").value, list):
            return _Keys(arch).numbers("channels"), arch.get("channels")
        return (table.get(arch.text), arch) if arch.text else _NONE

    return read


_CONVNEXT_FIRST = {
    "atto": 40, "femto": 48, "pico": 64, "nano": 80, "tiny": 96, "small": 96, "base": 128, "large": 192, "xlarge": 256,
    "huge": 352,
}  # fmt: skip
_CONVNEXT = {name: [width * 2**stage for stage in range(4)] for name, width in _CONVNEXT_FIRST.items()}


def _convnext(keys):
    if keys.node.get("arch").present:
        return _arch(_CONVNEXT)(keys)
    return keys.numbers("dims"), keys.node_of("dims")  # the paper's own code, as projects register it


def _by_heads(heads):
    """Pyramid transformers: a width for each head, times the heads of each stage."""

    def read(keys):
        width, counts = keys.number("embed_dims", 64), keys.numbers("num_heads", heads)
        if not is_integer(width) or counts is None or keys.node.get("arch").present:
            return _NONE
        return [width * count for count in counts], keys.node_of("embed_dims", "num_heads")

    return read


def _listed(*names):
    """Networks that are told the width of each stage."""

    def read(keys):
        key = next((name for name in names if keys.node.get(name).present), names[0])
        return keys.numbers(key), keys.node_of(key)

    return read


def _fixed(*stages):
    return lambda keys: (list(stages), keys.node.get("type"))


def divisible(value, divisor=8):
    """Return a width rounded to a multiple, by no more than a tenth down, as mobile networks do."""
    rounded = max(divisor, int(value + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * value else rounded


def _mobilenet_v2(keys):
    """Seven stages, and the last convolution as the eighth, which the detectors' and classifiers' versions have."""
    width = keys.number("widen_factor", 1.0)
    if width is None:
        return _NONE
    stages = [divisible(channels * width) for channels in (16, 24, 32, 64, 96, 160, 320)]
    return [*stages, int(1280 * width) if width > 1 else 1280], keys.node_of("widen_factor")


_EFFICIENT_WIDTHS = {
    "b0": 1.0, "b1": 1.0, "b2": 1.1, "b3": 1.2, "b4": 1.4, "b5": 1.6, "b6": 1.8, "b7": 2.0, "b8": 2.2,
}  # fmt: skip


def _efficientnet(keys):
    width = _EFFICIENT_WIDTHS.get(keys.word("arch"))
    if width is None:
        return _NONE
    return [divisible(channels * width) for channels in (32, 16, 24, 40, 112, 320, 1280)], keys.node.get("arch")


_CSP = {"P5": (64, 128, 256, 512, 1024), "P6": (64, 128, 256, 512, 768, 1024)}


def _csp(keys):
    width, arch = keys.number("widen_factor", 1.0), keys.node.get("arch")
    base = _CSP.get("P5" if arch.absent else arch.text)
    if width is None or base is None or any(keys.node.get(key).present for key in ("arch_ovewrite", "arch_overwrite")):
        return _NONE
    return [int(channels * width) for channels in base], keys.node_of("widen_factor", "arch")


_REGNET = {
    "regnetx_400mf": [32, 64, 160, 384], "regnetx_800mf": [64, 128, 288, 672], "regnetx_1.6gf": [72, 168, 408, 912],
    "regnetx_3.2gf": [96, 192, 432, 1008], "regnetx_4.0gf": [80, 240, 560, 1360],
    "regnetx_6.4gf": [168, 392, 784, 1624], "regnetx_8.0gf": [80, 240, 720, 1920],
    "regnetx_12gf": [224, 448, 896, 2240],
}  # fmt: skip
_REPVGG_WIDTHS = {
    "A0": (0.75, 0.75, 0.75, 2.5), "A1": (1, 1, 1, 2.5), "A2": (1.5, 1.5, 1.5, 2.75), "B0": (1, 1, 1, 2.5),
    "B1": (2, 2, 2, 4), "B1g2": (2, 2, 2, 4), "B1g4": (2, 2, 2, 4), "B2": (2.5, 2.5, 2.5, 5),
    "B2g2": (2.5, 2.5, 2.5, 5), "B2g4": (2.5, 2.5, 2.5, 5), "B3": (3, 3, 3, 5), "B3g2": (3, 3, 3, 5),
    "B3g4": (3, 3, 3, 5), "D2se": (2.5, 2.5, 2.5, 5),
}  # fmt: skip
REPVGG = {
    name: [int(base * width) for base, width in zip((64, 128, 256, 512), widths, strict=True)]
    for name, widths in _REPVGG_WIDTHS.items()
}
SHUFFLENET_V2 = {
    0.5: [48, 96, 192, 1024], 1.0: [116, 232, 464, 1024], 1.5: [176, 352, 704, 1024], 2.0: [244, 488, 976, 2048],
}  # fmt: skip


def _shufflenet_v2(keys):
    width = keys.number("widen_factor", 1.0)
    return SHUFFLENET_V2.get(width), keys.node_of("widen_factor")


def _hrnet(keys):
    """The last stage's branches, one for each resolution."""
    arch = keys.word("arch")
    if arch.startswith("w") and arch[1:].isdecimal() and len(arch) <= 3:
        return [int(arch[1:]) * 2**branch for branch in range(4)], keys.node.get("arch")
    branches = keys.node.get("extra.stage4.num_channels")
    if not branches.is_list:
        return _NONE
    return _Keys(keys.node.get("extra.stage4")).numbers("num_channels"), branches


_VIT_WIDTHS = {
    "s": 768, "small": 768, "b": 768, "base": 768, "l": 1024, "large": 1024, "h": 1280, "huge": 1280,
    "eva-g": 1408, "eva-giant": 1408, "deit-t": 192, "deit-tiny": 192, "deit-s": 384, "deit-small": 384,
    "dinov2-s": 384, "dinov2-small": 384, "deit-b": 768, "deit-base": 768, "dinov2-g": 1536, "dinov2-giant": 1536,
}  # fmt: skip


def _vit(keys):
    """The same width at each layer: as many entries as there are layers."""
    arch = keys.node.get("arch")
    if arch.present:
        width = _VIT_WIDTHS.get(arch.text) if arch.text else arch.get("embed_dims").value
        return ([width] * 64, arch) if is_integer(width) else _NONE
    width = keys.number("embed_dims")
    return ([width] * 64, keys.node.get("embed_dims")) if is_integer(width) else _NONE


def _unet(keys):
    """The decoder's maps, from the coarsest on."""
    base, count = keys.number("base_channels", 64), keys.number("num_stages", 5)
    if not is_integer(base) or not is_integer(count) or count > 10:
        return _NONE
    return [base * 2**stage for stage in reversed(range(count))], keys.node_of("base_channels")


def _ssd_vgg(keys):
    """Two maps of a VGG-16, picked by layer, that the neck takes in."""
    picked = keys.node.get("out_feature_indices")
    if keys.node.get("depth").value != 16 or (picked.present and picked.value != [22, 34]):
        return _NONE
    return [512, 1024], keys.node.get("depth")


def _second(keys):
    return keys.numbers("out_channels", (128, 128, 256)), keys.node_of("out_channels")


_POOLFORMER = {
    "s12": [64, 128, 320, 512], "s24": [64, 128, 320, 512], "s36": [64, 128, 320, 512], "m36": [96, 192, 384, 768],
    "m48": [96, 192, 384, 768],
}  # fmt: skip
_LAST_ONLY = {
    "DenseNet": {"121": [1024], "169": [1664], "201": [1920], "161": [2208]},
    "MobileNetV3": {"small": [576], "large": [960]},
    "EfficientNetV2": {name: [1280] for name in ("b0", "b1", "s", "m", "l", "xl")},
    "EfficientFormer": {"l1": [48, 96, 224, 448], "l3": [64, 128, 320, 512], "l7": [96, 192, 384, 768]},
    "MobileOne": {
        "s0": [48, 128, 256, 1024], "s1": [96, 192, 512, 1280], "s2": [96, 256, 640, 2048],
        "s3": [128, 320, 768, 2048], "s4": [192, 448, 896, 2048],
    },
    "VAN": {
        "tiny": [32, 64, 160, 256], "small": [64, 128, 320, 512], "base": [64, 128, 320, 512],
        "large": [64, 128, 320, 512],
    },
}  # fmt: skip

_SWIN = {
    "t": 96, "tiny": 96, "s": 96, "small": 96, "b": 128, "base": 128, "l": 192, "large": 192, "h": 352, "huge": 352,
    "g": 512, "giant": 512,
}  # fmt: skip
_PVT = {
    **dict.fromkeys(("pvt_tiny", "pvt_small", "pvt_medium", "pvt_large"), (64, 128, 320, 512)),
    **dict.fromkeys(("pvt_v2_b1", "pvt_v2_b2", "pvt_v2_b2_li", "pvt_v2_b3", "pvt_v2_b4", "pvt_v2_b5"),
                    (64, 128, 320, 512)),
    "pvt_v2_b0": (32, 64, 160, 256),
}  # fmt: skip

_PLAIN_SMALL = ("resnet18",)
_PLAIN_DEEP = ("resnet50", "resnet101")

_READERS = {
    **dict.fromkeys(("ResNet", "ResNetV1b", "ResNetV1c", "ResNetV1d", "SEResNet", "ResNet_CIFAR"), _deep(_BASIC)),
    **dict.fromkeys(
        ("ResNeXt", "SEResNeXt", "Res2Net", "ResNeSt", "DetectoRS_ResNet", "DetectoRS_ResNeXt"), _deep(_BOTTLENECK)
    ),
    **dict.fromkeys(("ResNet3d", "ResNet3dSlowOnly", "ResNetTSM"), _deep(_BASIC)),
    "RegNet": _arch(_REGNET, ("base_channels", "base_channel")),
    "SwinTransformer": _doubling(96, _SWIN), "SwinTransformerV2": _doubling(96, _SWIN),
    "ConvNeXt": _convnext, "PyramidVisionTransformer": _by_heads((1, 2, 5, 8)),
    "PyramidVisionTransformerV2": _by_heads((1, 2, 5, 8)), "MixVisionTransformer": _by_heads((1, 2, 4, 8)),
    **{name: _fixed(*widths) for name, widths in _PVT.items()},
    "UniFormer": _listed("embed_dim"), "PCPVT": _listed("embed_dims"), "SVT": _listed("embed_dims"),
    "MSCAN": _listed("embed_dims"),
    "MobileNetV2": _mobilenet_v2, "EfficientNet": _efficientnet, "CSPDarknet": _csp, "CSPNeXt": _csp,
    "Darknet": lambda keys: ([32, 64, 128, 256, 512, 1024], keys.node.get("depth"))
    if keys.node.get("depth").value in (53,) else _NONE,
    "RepVGG": _arch(REPVGG), "ShuffleNetV2": _shufflenet_v2, "HRNet": _hrnet, "UNet": _unet, "SSDVGG": _ssd_vgg,
    **dict.fromkeys(("VisionTransformer", "DistilledVisionTransformer", "BEiT", "MAE"), _vit),
    # PSENet's and PAN's own code, whose classes are functions.
    **dict.fromkeys(_PLAIN_SMALL, _fixed(64, 128, 256, 512)),
    **dict.fromkeys(_PLAIN_DEEP, _fixed(256, 512, 1024, 2048)),
    "SECOND": _second, "PoolFormer": _arch(_POOLFORMER), "InceptionV3": _fixed(2048),
    **{name: _arch(table) for name, table in _LAST_ONLY.items()},
}  # fmt: skip

# What they hand on by default, where that is neither every stage in detectors and segmentors nor else the last one.
_DEFAULTS = {
    "CSPDarknet": (2, 3, 4), "CSPNeXt": (2, 3, 4), "Darknet": (3, 4, 5), "VisionTransformer": (-1,), "BEiT": (-1,),
    "MAE": (-1,),
}  # fmt: skip
# Those that hand on every map, whatever `out_indices` says.
_ALWAYS_ALL = (
    "SSDVGG", "SECOND", "UNet", "HRNet", "UniFormer", "MSCAN", *_PVT, *_PLAIN_SMALL, *_PLAIN_DEEP
)  # fmt: skip
# Their defaults differ between the frameworks that have them.
_NO_SHARED_DEFAULT = ("EfficientNet", "ShuffleNetV2", "RepVGG", "MobileOne", "ConvNeXt", "MobileNetV2", "PoolFormer")
