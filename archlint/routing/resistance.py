"""The rows of the resistance table: a trend, the facts under which it is the wrong choice, and what is better there.

A row is looked at with whatever says what is known: a config's facts, or those that a question states.
"""

from . import Advice

FEW = 10_000  # samples below which a network without built-in locality or order needs pretrained weights
FEW_TOKENS = 1_000_000
SMALL_GRAPH = 100  # nodes
SMALL_PLACES = ("edge", "mobile", "microcontroller", "browser")
_COUNTED = (None, "images", "samples", "documents", "clips", "rows", "graphs")

ROWS = {
    "vit small": Advice(
        "recency bias", "Vision transformer on a small dataset (< 10k images)",
        "rather a CNN (ResNet, EfficientNet), unless the ViT starts from pretrained weights",
    ),
    "vit edge": Advice(
        "recency bias", "Vision transformer on an edge device (latency, power)", "rather EfficientNet or MobileNet",
    ),
    "transformer small": Advice(
        "recency bias", "Transformer on a very small dataset",
        "rather an RNN or CNN: less capacity, less overfitting; a pretrained text model is fine",
    ),
    "diffusion real-time": Advice(
        "recency bias", "Diffusion model where generation must be real-time",
        "rather a GAN (1 forward pass vs 50-1000 steps), or a diffusion model distilled to few steps",
    ),
    "diffusion compute": Advice(
        "recency bias", "Diffusion model with limited compute for training",
        "rather a VAE (faster training), or adapt a pretrained diffusion model",
    ),
    "graph transformer small": Advice(
        "recency bias", "Graph transformer on small graphs (< 100 nodes)",
        "standard GNNs (GCN, GAT) are simpler and effective",
    ),
    "llm tokens": Advice(
        "recency bias", "LLM (GPT-style) with < 1M tokens of training data",
        "rather a simpler language model, or fine-tuning",
    ),
}  # fmt: skip
# Trend -> its rows.
_BY_TREND = {
    "vit": ("vit small", "vit edge"), "transformer": ("transformer small",),
    "diffusion": ("diffusion real-time", "diffusion compute"), "graph transformer": ("graph transformer small",),
    "llm": ("llm tokens",),
}  # fmt: skip


def holding(trend, value):
    """Return the (row, facts that show it) of a trend that hold; ``value`` gives a fact by its name, or None."""
    found = []
    for row in _BY_TREND[trend]:
        shown = _CONDITIONS[row](value)
        if shown:
            found.append((ROWS[row], shown))
    return found


def is_few(value):
    """Return the fact that shows that there are few samples, or None."""
    size, unit = value("data.train_size"), value("data.unit")
    if size is not None and unit in _COUNTED:
        return "data.train_size" if size < FEW else None
    return "data.size_band" if value("data.size_band") == "small" else None


def _from_scratch(value):
    return value("model.pretrained") is not True and value("training.regime") != "fine-tuning"


def _few_from_scratch(value):
    few = is_few(value)
    return [few] if few and _from_scratch(value) else []


def _small_place(value):
    return ["deployment.target"] if value("deployment.target") in SMALL_PLACES else []


def _real_time(value):
    return ["deployment.latency"] if value("deployment.latency") == "real-time" and not value("model.distilled") else []


def _low_compute(value):
    return ["constraints.compute"] if value("constraints.compute") == "low" and _from_scratch(value) else []


def _small_graphs(value):
    return ["data.nodes_per_graph"] if (value("data.nodes_per_graph") or SMALL_GRAPH) < SMALL_GRAPH else []


def _few_tokens(value):
    tokens = value("data.train_size") if value("data.unit") == "tokens" else None
    return ["data.train_size"] if _from_scratch(value) and tokens is not None and tokens < FEW_TOKENS else []


_CONDITIONS = {
    "vit small": _few_from_scratch, "vit edge": _small_place, "transformer small": _few_from_scratch,
    "diffusion real-time": _real_time, "diffusion compute": _low_compute, "graph transformer small": _small_graphs,
    "llm tokens": _few_tokens,
}  # fmt: skip
