"""LLM Foundry and the other Composer trainers (MosaicBERT, ModernBERT): one OmegaConf file per run."""

from ...facts import OPAQUE, Facts, truth
from .. import Claim, Dialect, Node
from ..reading.checkpoint_names import family_by_word
from ..reading.language_models import (
    assume_decoder,
    say_depth_unit,
    say_language_modeling,
    say_regime,
    say_run,
    say_seen_tokens,
    say_toy,
    source_name,
    state_batch,
    state_optional,
    state_sizes,
)
from ..reading.values import state_weights

DIALECT = Dialect(
    name="llm-foundry",
    title="LLM Foundry, MosaicBERT, ModernBERT",
    files="YAML with `model.name` (`mpt_causal_lm`, `hf_causal_lm` ...), `train_loader` and `max_duration`",
    reads="architecture, depth, heads, normalization, positions, origin of the weights, data set, batch size",
    formats=("yaml",),
    triggers=("model train_loader", "model max_duration", "model base_run_name"),
)

_DECODERS = ("mpt_causal_lm", "mosaic_gpt")
_CHECKPOINTS = ("hf_causal_lm", "hf_prefix_lm", "hf_t5", "hf_bert", "hf_albert", "hf_llama")
_ENCODERS = ("mosaic_bert", "flex_bert")
_MPT_SIZES = (
    ("model.num_layers", ("n_layers",)),
    ("model.hidden_size", ("d_model",)),
    ("model.num_heads", ("n_heads",)),
    ("model.max_positions", ("max_seq_len",)),
    ("model.vocab_size", ("vocab_size",)),
)
_HF_SIZES = (
    ("model.num_layers", ("num_hidden_layers", "n_layer", "n_layers", "num_layers")),
    ("model.hidden_size", ("hidden_size", "n_embd", "d_model")),
    ("model.num_heads", ("num_attention_heads", "n_head", "n_heads", "num_heads")),
    ("model.num_kv_heads", ("num_key_value_heads",)),
    ("model.max_positions", ("n_positions", "max_position_embeddings", "max_seq_len")),
    ("model.vocab_size", ("vocab_size",)),
)
_NORMS = {
    "layernorm": "layer", "low_precision_layernorm": "layer", "rmsnorm": "rms", "low_precision_rmsnorm": "rms",
    "triton_rmsnorm": "rms", "tritonrmsnorm": "rms",
}  # fmt: skip
_KERNELS = {"flash": "flash", "torch": "eager", "triton": "flash"}
_FORMATS = ("json", "csv", "text", "parquet", "arrow")  # data files of the project's own
# The folder that the project's own instructions make C4's shards in.
_FOLDERS = {"my-copy-c4": "c4"}


def claim(root: Node) -> Claim | None:
    """Claim one of the trainer's models beside its data loader or duration."""
    name = root.get("model.name").text
    found = [key for key in ("train_loader", "max_duration", "base_run_name") if root.has(key)]
    if name in (*_DECODERS, *_CHECKPOINTS, *_ENCODERS) and found:
        return Claim(92, f"model.name {name} beside {found[0]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the model, its weights and its data."""
    model = root.get("model")
    name = model.get("name")
    if name.text in _DECODERS:
        _read_mpt(model, facts, name)
    elif name.text in _ENCODERS:
        _read_encoder(model, facts, name, root.get("train_loader.name").text == "text")
    else:
        _read_checkpoint(model, facts, name)
    if name.text.endswith(("_causal_lm", "_gpt", "_llama")):
        say_language_modeling(facts, name)
    facts.say("data.modality", "text", name)
    run = root.first("train_loader", "max_duration", "base_run_name")
    say_run(facts, run)
    _read_weights(root, facts, model, name)
    _read_data(root, facts)
    state_optional(facts, "data.sequence_length", root.first("train_loader.dataset.max_seq_len", "max_seq_len"))
    if root.get("train_loader.name").text != "text" and root.get("train_loader.dataset.packing_ratio").absent:
        facts.assume("data.length_is_cap", True)
    state_batch(facts, root.get("device_train_microbatch_size"))
    duration = root.get("max_duration")
    if duration.text.endswith("ba") and duration.text[:-2].isdecimal() and len(duration.text) < 5:
        facts.say("training.toy", True if int(duration.text[:-2]) <= 100 else None, duration)
    say_toy(facts, root.get("max_duration"), root.get("run_name"))
    if duration.text.endswith("ba") and duration.text[:-2].isdecimal() and len(duration.text) < 12:
        length = root.get("max_seq_len")
        say_seen_tokens(facts, duration, int(duration.text[:-2]), root.get("global_train_batch_size"), length)


def _read_mpt(model, facts: Facts, name):
    facts.say("model.architecture", "mpt", name)
    facts.say("model.family", "transformer-decoder", name)
    state_sizes(facts, model, _MPT_SIZES)
    facts.assume("model.head_remainder", "refuse")  # refused when its config is validated
    facts.assume("model.position_remainder", "refuse")  # asserted in its forward pass, whatever the positions are
    say_depth_unit(facts, model.get("n_layers"))
    norm, attention = model.get("norm_type"), model.get("attn_config")
    facts.say("model.normalization", _NORMS.get(norm.text), norm)
    if attention.get("attn_type").text == "multiquery_attention":
        facts.say("model.num_kv_heads", 1, attention.get("attn_type"))
    elif attention.get("attn_type").text == "grouped_query_attention":
        state_optional(facts, "model.num_kv_heads", attention.get("kv_n_heads"))
    facts.say("model.attention", _KERNELS.get(attention.get("attn_impl").text), attention.get("attn_impl"))
    learned = model.get("learned_pos_emb")
    for node, value in ((attention.get("rope"), "rotary"), (attention.get("alibi"), "alibi"), (learned, "learned")):
        if node.opaque:
            facts.put("model.position_encoding", None, OPAQUE, node.keys)
        elif node.value is True:
            facts.say("model.position_encoding", value, node)
    positions = "learned" if learned.absent or learned.value is True else None
    assume_decoder(facts, name, "layer" if norm.absent else None, positions)


def _read_encoder(model, facts: Facts, name, pretrains):
    facts.say("model.family", "transformer-encoder", name)
    facts.say("model.causal", False, name)
    facts.assume("model.skip_connections", True, name)
    shape = model.get("model_config")
    facts.say("model.architecture", "modernbert" if name.text == "flex_bert" else "mosaicbert", name)
    state_sizes(facts, shape, _HF_SIZES)
    say_depth_unit(facts, shape.first("num_hidden_layers", "n_layer"))
    norm = shape.get("normalization")
    facts.say("model.normalization", _NORMS.get(norm.text.lower()), norm)
    if pretrains:
        facts.say("task", "masked-language-modeling", name)


def _read_checkpoint(model, facts: Facts, name):
    source = model.first("pretrained_model_name_or_path", "pretrained_model_name", "config.name_or_path")
    facts.state("model.architecture", source, lambda value: value if isinstance(value, str) else None)
    if name.text == "hf_t5":
        facts.say("model.family", "encoder-decoder", name)
    elif name.text in ("hf_bert", "hf_albert"):
        facts.say("model.family", "transformer-encoder", name)
    else:
        facts.put("model.family", family_by_word(source.text) or "transformer-decoder", "derived", source.keys)
    overrides = model.get("config_overrides")
    state_sizes(facts, overrides, _HF_SIZES)
    say_depth_unit(facts, overrides.first("num_hidden_layers", "n_layer", "n_layers", "num_layers"))


def _read_weights(root: Node, facts: Facts, model, name):
    """State the origin of the weights: a checkpoint to load wins over what the model's own switch says."""
    load = root.first("load_path", "starting_checkpoint_load_path", "init_from_checkpoint.checkpoint_name")
    if load.opaque or load.text:
        state_weights(facts, load)
    if name.text in _CHECKPOINTS:
        switch = model.get("use_pretrained") if model.has("use_pretrained") else model.get("pretrained")
        facts.state("model.pretrained", switch, truth)
        if name.text != "hf_bert":  # the library's own default
            facts.assume("model.pretrained", True, name)
    elif root.get("train_loader.name").text == "text":  # pretraining: weights come through `load_path` alone
        facts.assume("model.pretrained", False, name)
    say_regime(facts, load if load.present else name)


def _read_data(root: Node, facts: Facts):
    data = root.get("train_loader.dataset")
    found = [data.get(key) for key in ("hf_name", "hf_id", "remote", "local", "path")]
    found = [node for node in found if node.present and not node.is_null]
    node = next((node for node in found if node.text), found[0] if found else data.get("local"))
    if node.opaque:
        facts.put("data.name", None, OPAQUE, node.keys)
        return
    text = source_name(node.text) if node.text not in _FORMATS else None
    facts.say("data.name", _FOLDERS.get(text, text), node)
    split = data.get("split").text
    if split and split not in ("train", "train_full", "training"):  # `train_small` and the like are parts
        facts.put("data.train_size", None, OPAQUE, data.get("split").keys)
    if data.get("streams").is_map and node.absent:
        names = [key for key, _ in data.get("streams").items() if isinstance(key, str)]
        facts.say("data.name", "+".join(names) or None, data.get("streams"))
