"""RecBole: sequential recommenders with attention; the flat YAML of a run, and of a model's properties."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth

DIALECT = Dialect(
    name="recbole",
    title="RecBole",
    files="YAML with `n_layers`, `n_heads` and `inner_size`, or a model's name beside RecBole's own keys",
    reads="architecture, depth, width, heads, sequence length, batch size",
    formats=("yaml",),
    triggers=("n_heads inner_size", "model n_heads"),
)

# Models whose attention is made of RecBole's own layers, with their defaults: 2 heads over a width of 64.
_MODELS = ("SASRec", "SASRecF", "SASRecCPR", "BERT4Rec", "FDSA", "FEARec", "GCSAN", "LightSANs", "S3Rec")
_WIDTH, _HEADS = 64, 2
_LAYER = ("attn_dropout_prob", "hidden_dropout_prob", "hidden_act", "layer_norm_eps", "initializer_range", "loss_type")
_RUN = (
    "USER_ID_FIELD", "ITEM_ID_FIELD", "TIME_FIELD", "MAX_ITEM_LIST_LENGTH", "load_col", "eval_args", "topk",
    "valid_metric", "train_neg_sample_args", "stopping_step", "eval_batch_size", "train_batch_size", "loss_type",
    "user_inter_num_interval", "item_inter_num_interval",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim the sizes of RecBole's encoder beside its other arguments, or a model's name beside RecBole's keys."""
    layer = [key for key in _LAYER if key in root.value]
    if root.has("n_layers", "n_heads", "hidden_size", "inner_size") and len(layer) >= 2:
        return Claim(88, f"n_heads and inner_size beside {layer[0]} and {layer[1]}")
    run = [key for key in _RUN if key in root.value]
    if root.get("model").text in _MODELS and len(run) >= 2:
        return Claim(88, f"the model {root.get('model').text} beside {run[0]} and {run[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the encoder; its attention raises an error where the heads do not divide the width."""
    name, heads = root.get("model"), root.get("n_heads")
    facts.state("model.architecture", name, lambda value: value if isinstance(value, str) else None)
    state_depth(facts, root.get("n_layers"), "blocks")
    facts.state("model.hidden_size", root.get("hidden_size"), count)
    facts.state("model.num_heads", heads, count)
    if name.text in _MODELS:
        facts.assume("model.hidden_size", _WIDTH)
        facts.assume("model.num_heads", _HEADS)
    facts.assume("model.head_remainder", "refuse")
    facts.state("data.sequence_length", root.get("MAX_ITEM_LIST_LENGTH"), count)
    run = root.first("epochs", "train_batch_size")
    if run.present:
        facts.say("training.is_run", True, run)
        facts.state("training.batch_size_per_device", root.get("train_batch_size"), count)
