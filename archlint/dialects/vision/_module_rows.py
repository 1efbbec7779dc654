"""Ultralytics' model files walked row by row: the stride of each map, what joins maps, and what each index names."""

from fractions import Fraction

from ...facts import Facts, is_integer
from .. import Node

_MOST_ROWS = 2_000
_MOST_STRIDE = 4_096

# Modules that keep the side of their map.
_SAME = frozenset((
    "SPP", "SPPF", "SPPELAN", "SPPCSPC", "SPPFCSPC", "ASPP", "C1", "C2", "C2f", "C3", "C3k", "C3k2", "C3x", "C3TR",
    "C3SPP", "C3Ghost", "C3STR", "C2fAttn", "C2fCIB", "C2PSA", "C2fPSA", "PSA", "A2C2f", "AIFI", "Bottleneck",
    "BottleneckCSP", "BottleneckCSPF", "CrossConv", "RepC3", "HGBlock", "RepNCSPELAN4", "ELAN1", "CBAM",
    "ChannelAttention", "nn.Identity", "Silence", "CIB", "nn.BatchNorm2d", "nn.ReLU", "nn.SiLU",
))  # fmt: skip
# Convolutions: [channels, kernel, stride, padding].
_CONVOLUTIONS = ("Conv", "DWConv", "GhostConv", "RepConv", "Conv2", "LightConv", "GhostBottleneck", "SCDown")
_FIXED = {"ADown": 2, "AConv": 2, "ReOrg": 2, "HGStem": 4, "DownC": 2}
_JOINS = ("Concat",)
_HEADS = ("Detect", "IDetect", "IAuxDetect", "IBin", "IKeypoint", "Segment")


class _Row:
    __slots__ = ("sources", "repeats", "name", "arguments")

    def __init__(self, row: Node):
        self.sources = row.get("0")
        self.repeats = row.get("1").value
        self.name = row.get("2").text
        self.arguments = row.get("3").value if row.get("3").is_list else []

    def number(self, place, default):
        """Return the number at a place of the arguments, or None where it is no number."""
        if place >= len(self.arguments):
            return default
        value = self.arguments[place]
        return value if is_integer(value) and 0 <= value < _MOST_STRIDE else None


def state_rows(rows, anchors: Node, facts: Facts):
    """State the joins of maps of known strides, indices that name no row before, and heads of too few maps."""
    if len(rows) > _MOST_ROWS:
        return
    strides: list[Fraction | None] = []
    for index, node in enumerate(rows):
        row = _Row(node)
        sources = [(source, source.value) for source in row.sources.each()]
        if not sources or not all(is_integer(value) for _, value in sources):
            return
        named = [value + index if value < 0 else value for _, value in sources]
        for (source, _), place in zip(sources, named, strict=True):
            if place >= index and index:
                site = facts.site(f"row {index} ({row.name})")
                site.say("model.map_index", place, source)
                site.say("model.maps", index, source)
                return
        held = [strides[place] if 0 <= place < index else None if index else Fraction(1) for place in named]
        if row.name in _JOINS and row.number(0, None) == 1:
            _state_join(facts, f"row {index} ({row.name})", sources, held)
        strides.append(_after(row, held))
        levels = anchors.value if anchors.is_list else None
        if row.name in _HEADS and levels and "anchors" in row.arguments and len(levels) > len(sources):
            site = facts.site(f"row {index} ({row.name})")
            site.say("model.head_levels", len(levels), anchors)
            site.say("model.neck_outputs", len(sources), row.sources)


def _state_join(facts: Facts, role, sources, held):
    """State the first pair of maps whose strides are known and differ."""
    known = [(source, stride) for (source, _), stride in zip(sources, held, strict=True) if stride is not None]
    for source, stride in known[1:]:
        first = known[0][1]
        if stride != first and stride.denominator == first.denominator == 1:
            site = facts.site(role)
            site.say("model.map_stride", int(stride), source)
            site.say("model.joined_stride", int(first), known[0][0])
            return


def _after(row, held):
    """Return the stride of the map that a row makes, or None where that is not known."""
    first = held[0]
    if row.name in _JOINS:
        return first if None not in held and len(set(held)) == 1 else None
    if first is None:
        return None
    factor = _factor(row)
    if factor is None or (factor != 1 and row.repeats != 1):
        return None
    stride = first * factor
    return stride if 0 < stride < _MOST_STRIDE else None


def _factor(row):
    """Return what a row multiplies the stride by, or None where that is not known."""
    name = row.name
    if name in _SAME:
        return 1
    if name in _FIXED:
        return _FIXED[name]
    if name in (*_CONVOLUTIONS, "Focus"):
        kernel, step = row.number(1, 1), row.number(2, 1)
        written = row.arguments[3] if len(row.arguments) > 3 else None
        padding = (kernel or 0) // 2 if written in (None, "None") else row.number(3, None)
        if not _is_exact(kernel, step, padding):
            return None
        return step * (2 if name == "Focus" else 1)
    if name == "nn.Upsample":
        step = row.number(1, None)
        return Fraction(1, step) if step and row.arguments[0] in (None, "None") else None
    if name in ("nn.ConvTranspose2d", "ConvTranspose"):
        kernel, step = row.number(1, 2), row.number(2, 2)
        return Fraction(1, step) if step and kernel == step and row.number(3, 0) == 0 else None
    if name in ("nn.MaxPool2d", "MP", "SP"):
        kernel = row.number(0, 3 if name == "SP" else 2)
        step = row.number(1, 1 if name == "SP" else kernel)
        padding = row.number(2, (kernel or 0) // 2 if name == "SP" else 0)
        return step if _is_exact(kernel, step, padding) else None
    if name in ("Contract", "Expand"):
        gain = row.number(0, 2)
        return None if not gain else gain if name == "Contract" else Fraction(1, gain)
    if name == "ResNetLayer":
        step = row.number(2, None)
        is_first = len(row.arguments) > 3 and row.arguments[3] is True
        return 4 if is_first else step or None
    return None


def _is_exact(kernel, step, padding):
    """Whether a side that the stride divides comes out as that part of it, without a border more or less."""
    if not kernel or not step or padding is None:
        return False
    return 2 * padding == kernel - step or (kernel % 2 == 1 and padding == kernel // 2)
