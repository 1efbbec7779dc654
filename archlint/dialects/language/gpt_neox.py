"""GPT-NeoX: one training config, often merged from several files, with keys spelled with ``_`` or ``-``."""

from ...facts import OPAQUE, Facts, is_integer
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    assume_decoder,
    path_name,
    say_depth_unit,
    say_language_modeling,
    say_mixture,
    say_regime,
    say_run,
    say_seen_tokens,
    say_toy,
    state_batch,
    state_optional,
    state_size,
)

DIALECT = Dialect(
    name="gpt-neox",
    title="GPT-NeoX",
    files="YAML (often brace-delimited) with `num_layers` and `pipe_parallel_size`, also spelled with dashes",
    reads="family by attention kinds, depth, normalization, positions, heads, data set, origin of the weights",
    formats=("yaml", "json"),
    triggers=("num_layers hidden_size num_attention_heads", "num-layers hidden-size num-attention-heads"),
)

# Keys of the framework's own beside a stack's size.
_OWN = (
    "pipe_parallel_size", "attention_config", "train_micro_batch_size_per_gpu", "train_iters", "data_impl",
    "gpt_j_residual", "rotary_pct", "output_layer_parallelism", "checkpoint_factor", "pos_emb",
)  # fmt: skip
_NORMS = {
    "layernorm": "layer", "te_layernorm": "layer", "non_parametric_layernorm": "layer", "rmsnorm": "rms",
    "te_rmsnorm": "rms",
}  # fmt: skip
_POSITIONS = {
    "learned": "learned", "sinusoidal": "sinusoidal", "rotary": "rotary", "rpe": "relative", "alibi": "alibi",
    "none": "none",
}  # fmt: skip
_ATTENTION = {"flash": "flash", "global": "full", "local": "window"}
_SPARSE = ("sparse_fixed", "sparse_variable", "bigbird", "bslongformer")


def _get(root: Node, key):
    node = root.child(key)
    return node if node.present else root.child(key.replace("_", "-"))


def claim(root: Node) -> Claim | None:
    """Claim a stack's size beside keys of the framework's own."""
    found = [key for key in _OWN if _get(root, key).present]
    if len(found) >= 2:
        return Claim(91, f"num_layers beside {found[0]} and {found[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its weights."""
    layers = _get(root, "num_layers")
    state_size(facts, "model.num_layers", layers)
    say_depth_unit(facts, layers)
    state_size(facts, "model.hidden_size", _get(root, "hidden_size"))
    kinds = _attention_kinds(_get(root, "attention_config"))
    _read_family(root, facts, kinds)
    norm = _get(root, "norm")
    if norm.opaque:
        facts.state("model.normalization", norm)
    else:
        facts.say("model.normalization", _NORMS.get(norm.text), norm)
        facts.assume("model.normalization", "layer" if norm.absent else None, layers)
    facts.assume("model.norm_placement", "pre", layers)
    facts.assume("model.skip_connections", True, layers)
    facts.assume("model.causal", True, layers)
    say_language_modeling(facts, layers)
    state_optional(facts, "data.sequence_length", _get(root, "seq_length"))
    steps = _get(root, "train_iters")
    if steps.present:
        say_run(facts, steps)
    _read_weights(root, facts)
    _read_data(root, facts)
    state_batch(facts, _get(root, "train_micro_batch_size_per_gpu"))
    say_toy(facts, steps)
    say_seen_tokens(facts, steps, steps, _get(root, "train_batch_size"), _get(root, "seq_length"))
    state_optional(facts, "training.tensor_parallel", _get(root, "model_parallel_size"))
    state_optional(facts, "training.pipeline_parallel", _get(root, "pipe_parallel_size"))
    facts.assume("training.pipeline_remainder", "pad")  # DeepSpeed balances the stages
    shards = _get(root, "zero_optimization").get("stage")
    if is_integer(shards.value):
        facts.say("training.sharded_gradients", shards.value >= 2, shards)


def _attention_kinds(node: Node):
    """Return the kinds of a layer pattern (``[[["flash", "mamba"], 12]]``): none where it is absent, () if unknown."""
    if node.absent or node.is_null:
        return None
    found = set()
    for entry in node.value if node.is_list else [node.value]:
        kinds = entry[0] if isinstance(entry, list) and entry else entry
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if not isinstance(kind, str):
                return ()
            found.add(kind)
    return tuple(found)


def _read_family(root: Node, facts: Facts, kinds):
    node = _get(root, "attention_config")
    if kinds is not None and node.opaque:
        facts.put("model.family", None, OPAQUE, node.keys)
        return
    recurrent = {"mamba": ("state-space", "mamba"), "rwkv": ("rnn", "rwkv")}
    if kinds and len(kinds) == 1 and kinds[0] in recurrent:
        family, name = recurrent[kinds[0]]
        facts.say("model.architecture", name, node)
        facts.say("model.family", family, node)
        facts.say("model.cell", "other" if family == "rnn" else None, node)
        facts.say("model.position_encoding", "none", node)
        return  # the number of heads is not that of an attention over the width
    if kinds is not None and (not kinds or any(kind in recurrent or kind in ("gmlp", "amlp") for kind in kinds)):
        return  # several kinds of layer in one stack, or a kind that is not known
    heads = _get(root, "num_attention_heads")
    facts.say("model.architecture", "gpt-neox", heads)
    assume_decoder(facts, heads, None)
    state_size(facts, "model.num_heads", heads)
    state_optional(facts, "model.num_kv_heads", _get(root, "num_kv_heads"))
    facts.assume("model.head_remainder", "refuse")  # refused when the arguments are validated
    facts.assume("model.position_remainder", "refuse")
    facts.assume("training.kv_head_split", "even")
    _read_rotary(root, facts)
    state_optional(facts, "model.max_positions", _get(root, "max_position_embeddings"))
    position = _get(root, "pos_emb")
    facts.say("model.position_encoding", _POSITIONS.get(position.text), position)
    facts.assume("model.position_encoding", "learned" if position.absent else None, heads)
    if kinds and len(kinds) == 1:
        facts.say("model.attention", "sparse" if kinds[0] in _SPARSE else _ATTENTION.get(kinds[0]), node)


def _read_rotary(root: Node, facts: Facts):
    """State how many dimensions of a head are turned: the share is cut down to a whole number."""
    width, heads = facts.value("model.hidden_size"), facts.value("model.num_heads")
    share = _get(root, "rotary_pct")
    if _get(root, "pos_emb").text != "rotary" or not width or not heads or width % heads:
        return
    part = 1 if share.absent else share.value
    if isinstance(part, (int, float)) and not isinstance(part, bool) and 0 < part <= 1:
        facts.say(
            "model.rotary_dim", int(width // heads * part) or None, share if share.present else _get(root, "pos_emb")
        )
        facts.assume("model.rotary_remainder", "refuse")  # the two halves would differ


def _read_weights(root: Node, facts: Facts):
    """State that weights are loaded where the run says so; ``load`` that equals ``save`` only goes on with itself."""
    load, save, finetune = _get(root, "load"), _get(root, "save"), _get(root, "finetune")
    if load.opaque:
        facts.state("model.pretrained", load)
    elif load.text and (finetune.value is True or (save.text and save.text != load.text)):
        facts.say("model.pretrained", True, load)
    say_regime(facts, load)


def _read_data(root: Node, facts: Facts):
    paths = [_get(root, "data_path"), *_get(root, "train_data_paths").each()]
    say_mixture(facts, [(path_name(node.text), node) for node in paths if node.text])
