"""OLMo (the YAML configs of the first two generations): model, data and trainer in one file."""

from ...facts import Facts, Impossible, count, truth
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    assume_decoder,
    say_depth_unit,
    say_language_modeling,
    say_regime,
    say_rotary,
    say_run,
    say_seen_tokens,
    say_toy,
    state_batch,
    state_optional,
    state_sizes,
    state_token_budget,
)
from ..reading.values import state_weights

DIALECT = Dialect(
    name="olmo",
    title="OLMo",
    files="YAML with `model.d_model`, `model.layer_norm_type` and `max_duration`",
    reads="depth, width, heads, normalization, positions, origin of the weights, batch size, tokens",
    formats=("yaml",),
    triggers=("model max_duration", "model device_train_microbatch_size"),
)

_OWN = (
    "layer_norm_type", "block_type", "attention_layer_norm", "include_bias", "weight_tying", "init_fn", "rope", "alibi",
)  # fmt: skip
# Keys that others have too, but not together with one of these trainer's.
_COMMON = ("mlp_ratio", "flash_attention", "max_sequence_length", "embedding_size", "d_model", "n_heads", "n_layers")
_TRAINER = ("max_duration", "device_train_microbatch_size", "global_train_batch_size", "save_folder")
_SIZES = (
    ("model.num_layers", ("n_layers",)),
    ("model.hidden_size", ("d_model",)),
    ("model.num_heads", ("n_heads",)),
    ("model.num_kv_heads", ("n_kv_heads",)),
    ("model.max_positions", ("max_sequence_length",)),
    ("model.vocab_size", ("vocab_size",)),
)
# `default` and `low_precision` are LayerNorm, with or without a learned scale.
_NORMS = {"default": "layer", "low_precision": "layer", "rms": "rms"}


def claim(root: Node) -> Claim | None:
    """Claim a model with OLMo's own keys beside its trainer's."""
    model = root.get("model")
    found = [key for key in _OWN if model.has(key)]
    if model.has("d_model", "n_layers") and len(found) >= 3:
        return Claim(92, f"model.d_model beside model.{found[0]} and model.{found[1]}")
    trainer = [key for key in _TRAINER if key in root.value]
    if found and len(trainer) >= 2 and sum(model.has(key) for key in _COMMON) >= 5:
        return Claim(90, f"model.d_model and model.{found[0]} beside {trainer[0]} and {trainer[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the decoder and its run."""
    model = root.get("model")
    width = model.get("d_model")
    after = model.get("norm_after").value is True
    facts.say("model.architecture", "olmo2" if after else "olmo", width)
    state_sizes(facts, model, _SIZES)
    facts.assume("model.head_remainder", "refuse")  # asserted in its block
    say_depth_unit(facts, model.get("n_layers"))
    if model.get("multi_query_attention").value is True and "model.num_kv_heads" not in facts:
        facts.say("model.num_kv_heads", 1, model.get("multi_query_attention"))
    norm = model.get("layer_norm_type")
    if norm.opaque:
        facts.state("model.normalization", norm)
    facts.say("model.normalization", _NORMS.get(norm.text), norm)
    rope, alibi = model.get("rope"), model.get("alibi")
    if rope.value is True:
        facts.say("model.position_encoding", "rotary", rope)
        say_rotary(facts)  # cut into two halves
    elif alibi.value is True:
        facts.say("model.position_encoding", "alibi", alibi)
    elif not rope.opaque and not alibi.opaque:
        facts.assume("model.position_encoding", "learned", width)
    # A norm after the block's work but before the sum is neither pre- nor post-normalization.
    assume_decoder(facts, width, "layer" if norm.absent else None, placement=None if after else "pre")
    facts.state("model.attention", model.get("flash_attention"), lambda value: "flash" if truth(value) else None)
    say_language_modeling(facts, width)
    _read_run(root, facts)


def _tokens(text):
    try:
        return count(text)
    except Impossible:
        return None


def _read_run(root: Node, facts: Facts):
    duration = root.get("max_duration")
    if not duration.present and not root.get("optimizer").is_map:
        return
    say_run(facts, duration if duration.present else root.get("optimizer"))
    load = root.get("load_path")
    state_weights(facts, load)
    if load.absent:
        facts.assume("model.pretrained", False, root.get("model"))
    say_regime(facts, load)
    if duration.text.strip().lower().endswith("t"):  # `2e12T` counts tokens, `1ep` epochs, a number steps
        state_token_budget(facts, duration, duration.text.strip()[:-1])
        facts.say("training.seen_tokens", _tokens(duration.text.strip()[:-1]), duration)
    else:
        batch = root.get("global_train_batch_size")
        say_seen_tokens(facts, duration, duration, batch, root.get("model.max_sequence_length"))
    state_batch(facts, root.get("device_train_microbatch_size"))
    state_optional(facts, "data.sequence_length", root.get("model.max_sequence_length"))
    if root.get("dry_run").value is True:
        facts.say("training.toy", True, root.get("dry_run"))
    say_toy(facts, duration)
