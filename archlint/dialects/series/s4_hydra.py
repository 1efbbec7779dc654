"""The state-spaces repository (S4 and its kin, HyenaDNA): Hydra experiments whose nodes have a ``_name_``."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.norms import norm_by_word
from ..reading.values import state_depth, word

DIALECT = Dialect(
    name="s4-hydra",
    title="S4 (state-spaces)",
    files="Hydra experiments composed of `model`, `pipeline`, `dataset` with `_name_`",
    reads="layer, depth, width, normalization and its place, data set, weights, batch size",
    formats=("yaml",),
    triggers=("model._name_", "defaults"),
)

_STATE_SPACE = ("s4", "s4d", "s4nd", "s5", "dss", "gss", "s4-simple", "s4d-simple", "h3", "mega", "sgconv")
_OTHERS = {
    "lstm": "rnn", "gru": "rnn", "rnn": "rnn", "lssl": "state-space", "mha": "transformer-encoder",
    "linear_attention": "transformer-encoder", "performer": "transformer-encoder",
}  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a composed experiment by the layer of its backbone and the name of its data set."""
    model = root.get("model")
    named = model.get("_name_").text and (model.get("layer").is_map or model.get("layer").is_list)
    if named and (root.get("dataset._name_").text or root.get("task._name_").text):
        return Claim(88, "model.layer beside dataset._name_")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the backbone: a stack of one layer between normalizations."""
    model, layer = root.get("model"), root.get("model.layer")
    kind = layer.get("_name_")
    facts.state("model.architecture", kind if kind.present else model.get("_name_"), word)
    if kind.text in _STATE_SPACE:
        facts.say("model.family", "state-space", kind)
    else:
        facts.say("model.family", _OTHERS.get(kind.text), kind)
    state_depth(facts, model.get("n_layers"), "recurrent-layers" if _OTHERS.get(kind.text) == "rnn" else "blocks")
    facts.state("model.hidden_size", model.get("d_model"), count)
    norm = model.get("norm")
    facts.say("model.normalization", norm_by_word(norm.text), norm)
    if isinstance(model.get("prenorm").value, bool) and norm.text:
        facts.say("model.norm_placement", "pre" if model.get("prenorm").value else "post", model.get("prenorm"))
    if model.get("residual").text:
        facts.say("model.skip_connections", True, model.get("residual"))
    weights = root.get("train.pretrained_model_path")
    if weights.text and not weights.is_null:
        facts.say("model.pretrained", True, weights)
    _read_data(root.get("dataset"), facts)
    if root.get("trainer").is_map and root.get("optimizer").is_map:
        facts.say("training.is_run", True, root.get("trainer"))
    if is_integer(root.get("loader.batch_size").value):
        facts.state("training.batch_size_per_device", root.get("loader.batch_size"), count)


def _read_data(data, facts: Facts):
    name, variant = data.get("_name_"), data.get("variant")
    text = name.text
    if text in ("etth", "ettm"):
        facts.say("task", "forecasting", name)
        facts.say("data.modality", "time-series", name)
        if variant.value in (0, 1) and not isinstance(variant.value, bool):
            text = f"ETT{text[-1]}{variant.value + 1}"
    facts.say("data.name", text or None, name)
    if is_integer(data.get("l_max").value):
        facts.state("data.sequence_length", data.get("l_max"), count)
