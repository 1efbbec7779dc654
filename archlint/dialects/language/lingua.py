"""Meta Lingua and what is built on it: transformers, Mamba and minimal RNNs over weighted text sources."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    assume_decoder,
    say_depth_unit,
    say_language_modeling,
    say_mixture,
    say_regime,
    say_rotary,
    say_run,
    say_toy,
    state_batch,
    state_optional,
    state_size,
)
from ..reading.values import state_weights

DIALECT = Dialect(
    name="lingua",
    title="Meta Lingua",
    files="YAML with `model.dim`, `data.sources` and `distributed`",
    reads="family, depth, width, heads, data sources, origin of the weights, sequence length, batch size",
    formats=("yaml",),
    triggers=("model data distributed", "model data optim"),
)

_RECURRENT = {"mingru": "gru", "minlstm": "lstm", "hawk": "other"}


def claim(root: Node) -> Claim | None:
    """Claim a model's width beside weighted sources and the framework's own sections."""
    model, data, distributed = root.get("model"), root.get("data"), root.get("distributed")
    if not data.get("sources").is_map or not model.is_map:
        return None
    if distributed.has("fsdp_type") or distributed.has("selective_activation_checkpointing") or data.has("root_dir"):
        return Claim(92, "model.dim beside data.sources and distributed or data.root_dir")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network and its run."""
    model = root.get("model")
    layers = model.get("n_layers")
    state_size(facts, "model.num_layers", layers)
    state_size(facts, "model.hidden_size", model.get("dim"))
    state_optional(facts, "model.vocab_size", model.get("vocab_size"))
    kind = root.get("model_type")
    if kind.text.lower() in _RECURRENT:
        facts.say("model.architecture", kind.text, kind)
        facts.say("model.family", "rnn", kind)
        facts.say("model.cell", _RECURRENT[kind.text.lower()], kind)
        say_depth_unit(facts, layers, "recurrent-layers")
        facts.assume("model.normalization", "rms", kind)
        facts.assume("model.skip_connections", True, kind)
    elif model.has("state_dim") or kind.text.lower() == "mamba":
        node = model.get("state_dim") if model.has("state_dim") else kind
        facts.say("model.architecture", "mamba", node)
        facts.say("model.family", "state-space", node)
        say_depth_unit(facts, layers)
        facts.assume("model.normalization", "rms", node)
        facts.assume("model.skip_connections", True, node)
    elif kind.absent and not layers.absent and not model.get("dim").is_list:
        _read_transformer(model, facts)
    say_language_modeling(facts, root.get("data.sources"))
    _read_run(root, facts)


def _read_transformer(model, facts: Facts):
    place = model.get("n_layers")
    state_size(facts, "model.num_heads", model.get("n_heads"))
    state_optional(facts, "model.num_kv_heads", model.get("n_kv_heads"))
    state_optional(facts, "model.head_dim", model.get("head_dim"))
    width, heads = facts.value("model.hidden_size"), facts.value("model.num_heads")
    if width and heads and width % heads == 0:
        facts.assume("model.head_dim", width // heads, model.get("n_heads"))
    facts.assume("model.head_remainder", "refuse")  # asserted in its block
    say_depth_unit(facts, place)
    say_rotary(facts)  # turned in pairs
    assume_decoder(facts, place, "rms", "rotary")


def _read_run(root: Node, facts: Facts):
    say_run(facts, root.get("data"))
    weights = root.get("checkpoint.init_ckpt_path")
    state_weights(facts, weights)
    if weights.absent:
        facts.assume("model.pretrained", False, root.get("model"))
    say_regime(facts, weights)
    sources = root.get("data.sources")
    say_mixture(facts, [(key if isinstance(key, str) else None, node) for key, node in sources.items()])
    state_optional(facts, "data.sequence_length", root.get("data.seq_len"))
    state_batch(facts, root.get("data.batch_size"))
    state_optional(facts, "training.tensor_parallel", root.get("distributed.tp_size"))
    say_toy(facts, root.get("steps"))
