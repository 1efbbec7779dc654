"""How frameworks call the normalization of a layer, in the vocabulary's words."""

_WORDS = {
    "batchnorm": "batch", "batch": "batch", "bn": "batch", "batchnorm1d": "batch", "batchnorm2d": "batch",
    "layernorm": "layer", "layer": "layer", "ln": "layer", "layernorm1p": "layer", "lowprecisionlayernorm": "layer",
    "rmsnorm": "rms", "rms": "rms", "groupnorm": "group", "group": "group", "gn": "group",
    "instancenorm": "instance", "instance": "instance", "weightnorm": "weight", "weight": "weight",
    "spectralnorm": "spectral", "none": "none", "null": "none",
}  # fmt: skip


def norm_by_word(text):
    """Return the kind of normalization that a word stands for, or None for an unknown one."""
    return _WORDS.get(text.lower().replace("_", "").replace("-", "").replace(" ", "")) if text else None
