"""Networks that a person writes out layer by layer: lists of mappings that name a kind of layer each."""

import re

from ._lexicon import word_set
from ._phrases import phrase

_KINDS = ("type", "kind", "layer", "layer_type", "class_name", "op", "name", "module", "class", "typ")
_REPEATS = ("repeat", "repeats", "times", "n", "count", "num", "depth")
_CONV = re.compile(
    r"^(?:depthwise|separable|transposed?|dilated|de)?conv(?:olution(?:al)?)?(?:transpose)?(?:[123]d)?(?:\dx\d)?$"
)
_DENSE = word_set("dense linear fc fullyconnected affine inner innerproduct")
_RECURRENT = word_set("lstm gru rnn simplernn bilstm bigru")
_NORMS = {
    "batchnorm": "batch", "bn": "batch", "batchnormalization": "batch", "layernorm": "layer", "ln": "layer",
    "layernormalization": "layer", "groupnorm": "group", "gn": "group", "instancenorm": "instance", "rmsnorm": "rms",
    "groupnormalization": "group", "instancenormalization": "instance",
}  # fmt: skip
_PLAIN = re.compile(
    r"^(?:global)?(?:max|avg|average|adaptive|mean)?(?:avg|average|max)?pool(?:ing)?(?:[123]d)?$|^(?:spatial)?dropout(?:[123]d)?$|^flatten$|"
    r"^(?:leaky)?relu6?$|^(?:activation|gelu|elu|silu|swish|tanh|sigmoid|softmax|prelu|selu)$|^input(?:layer)?$|"
    r"^(?:reshape|rescaling|embedding|upsampl(?:e|ing)(?:[123]d)?|zeropadding(?:[123]d)?|pad(?:ding)?|output|gap|add|concat(?:enate)?)$"
)
_FEWEST = 3
_MOST = 2_000


class Layers:
    """What a list of layers says: how many hold weights, their family, and the normalization between them."""

    __slots__ = ("family", "node", "normalization", "number", "skips", "unit")

    def __init__(self, node):
        self.node = node
        self.number = 0
        self.family = None
        self.normalization = None
        self.skips = False
        self.unit = "weight-layers"


def layers_of(tree):
    """Return the Layers of the first list that writes a network out, or None."""
    for node in tree.lists:
        if _FEWEST <= len(node.value) <= _MOST:
            found = _read(node)
            if found is not None:
                return found
    return None


def _read(node):
    counted, norms, unclear = {"conv": 0, "dense": 0, "recurrent": 0}, set(), False
    found = Layers(node)
    for item in node.each():
        if not item.is_map:
            return None
        held = item.value
        kind, times = _kind(held), 1
        for key in _REPEATS:
            if type(held.get(key)) is int and 1 <= held[key] <= _MOST:
                times = held[key]
        if kind is None:
            return None
        if _CONV.match(kind):
            counted["conv"] += times
        elif kind in _DENSE:
            counted["dense"] += times
        elif kind in _RECURRENT:
            counted["recurrent"] += times
        elif kind in _NORMS or kind.rstrip("123d") in _NORMS:
            norms.add(_NORMS.get(kind) or _NORMS[kind.rstrip("123d")])
        elif not _PLAIN.match(kind):
            return None
        found.skips = found.skips or kind == "add"
        for key, value in held.items():
            own = phrase(str(key))
            normalizes = own.has("batchnorm") or own.has("norm") or own.has("layernorm") or own.has("groupnorm")
            if normalizes and value not in (None, False, "none", 0):
                unclear = not own.has("batchnorm")
                norms.update({"batch"} if own.has("batchnorm") else ())
    found.number = sum(counted.values())
    if found.number < 2:
        return None
    found.family = "cnn" if counted["conv"] else "rnn" if counted["recurrent"] else "mlp"
    if found.family == "rnn":
        found.number, found.unit = counted["recurrent"], "recurrent-layers"
    if not unclear:
        found.normalization = "+".join(sorted(norms)) or "none"
    return found


def _kind(held):
    for key in _KINDS:
        value = held.get(key)
        if isinstance(value, str):
            return re.sub(r"[^a-z0-9]+", "", value.lower().rpartition(".")[2])
    if len(held) == 1:
        key = next(iter(held))
        return re.sub(r"[^a-z0-9]+", "", key.lower()) if isinstance(key, str) else None
    return None
