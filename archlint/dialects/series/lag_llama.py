"""Lag-Llama: a decoder over lagged values of series, one flat JSON."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_depth

DIALECT = Dialect(
    name="lag-llama",
    title="Lag-Llama",
    files="JSON with `n_embd_per_head` and `context_length`",
    reads="depth, width, heads, context",
    formats=("json", "yaml"),
    triggers=("n_layer n_head n_embd_per_head",),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the width that is stated for each head."""
    if root.has("n_layer", "n_head", "n_embd_per_head"):
        return Claim(92, "n_embd_per_head beside n_head")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the decoder: its width is that of a head, times the heads."""
    heads, width = root.get("n_head"), root.get("n_embd_per_head")
    facts.say("model.architecture", "lag-llama", width)
    facts.say("model.family", "transformer-decoder", width)
    facts.say("data.modality", "time-series", width)
    facts.say("task", "forecasting", width)
    state_depth(facts, root.get("n_layer"), "blocks")
    facts.state("model.num_heads", heads, count)
    facts.state("model.head_dim", width, count)
    if is_integer(heads.value) and is_integer(width.value) and heads.value > 0 and width.value > 0:
        facts.say("model.hidden_size", heads.value * width.value, width)
    facts.state("data.sequence_length", root.get("context_length"), count)
    trained = root.first("weight_decay", "aug_prob", "lr")
    if trained.present:
        facts.say("training.is_run", True, trained)
