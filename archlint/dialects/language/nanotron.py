"""Nanotron: decoders and state-space models, with their data stages and parallel layout."""

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
    say_seen_tokens,
    say_toy,
    source_name,
    state_batch,
    state_devices,
    state_optional,
    state_size,
    state_sizes,
)

DIALECT = Dialect(
    name="nanotron",
    title="Nanotron",
    files="YAML with `model.model_config`, `tokens` and `parallelism`",
    reads="family, depth, width, heads, normalization, data sets, origin of the weights, sequence length, devices",
    formats=("yaml",),
    triggers=("model tokens",),
)

# The marker of a kind of network -> its name and normalization.
_KINDS = {
    "is_llama_config": ("llama", "rms"),
    "is_qwen2_config": ("qwen2", "rms"),
    "is_starcoder2_config": ("starcoder2", "layer"),
    "is_mistral_config": ("mistral", "rms"),
}
_SIZES = (
    ("model.num_layers", ("num_hidden_layers",)),
    ("model.hidden_size", ("hidden_size", "d_model")),
    ("model.num_heads", ("num_attention_heads",)),
    ("model.num_kv_heads", ("num_key_value_heads",)),
    ("model.max_positions", ("max_position_embeddings",)),
    ("model.vocab_size", ("vocab_size",)),
)


def claim(root: Node) -> Claim | None:
    """Claim a model's config beside the tokens of a run."""
    model, tokens = root.get("model.model_config"), root.get("tokens")
    if model.is_map and tokens.has("sequence_length") and (tokens.has("micro_batch_size") or tokens.has("train_steps")):
        return Claim(93, "model.model_config beside tokens.sequence_length")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its run."""
    model = root.get("model.model_config")
    if model.get("is_mamba_config").value is True or model.has("ssm_cfg"):
        _read_mamba(model, facts)
    else:
        _read_decoder(model, facts)
    say_depth_unit(facts, model.get("num_hidden_layers"))
    tokens = root.get("tokens")
    say_run(facts, tokens)
    say_language_modeling(facts, tokens)
    _read_weights(root, facts)
    _read_data(root, facts)
    state_optional(facts, "data.sequence_length", tokens.get("sequence_length"))
    state_batch(facts, tokens.get("micro_batch_size"))
    layout = root.get("parallelism")
    if layout.has("dp"):
        state_optional(facts, "training.tensor_parallel", layout.get("tp"))
        state_optional(facts, "training.pipeline_parallel", layout.get("pp"))
        state_optional(facts, "training.pipeline_microbatches", tokens.get("batch_accumulation_per_replica"))
        facts.assume("training.pipeline_remainder", "pad")  # blocks go where the cost is balanced
        if model.get("is_llama_config").value is True:
            facts.assume("training.kv_head_split", "even")  # asserted in its attention class
        state_devices(facts, *(layout.get(key) for key in ("dp", "tp", "pp", "context_parallel_size")))
    say_toy(facts, tokens.get("train_steps"))
    parts = [tokens.get(key) for key in ("sequence_length", "micro_batch_size", "batch_accumulation_per_replica")]
    say_seen_tokens(facts, tokens.get("train_steps"), tokens.get("train_steps"), *parts, layout.get("dp"))


def _read_decoder(model, facts: Facts):
    state_sizes(facts, model, _SIZES)
    if model.get("is_starcoder2_config").value is True:
        facts.assume("model.head_remainder", "refuse")  # asserted in its attention class; Llama's rounds down
    for key, (name, norm) in _KINDS.items():
        node = model.get(key)
        if node.value is True:
            facts.say("model.architecture", name, node)
            assume_decoder(facts, node, norm, "rotary")
            if name == "llama":
                say_rotary(facts)  # asserted to be even
            return


def _read_mamba(model, facts: Facts):
    node = model.get("is_mamba_config") if model.has("is_mamba_config") else model.get("ssm_cfg")
    facts.say("model.architecture", "mamba", node)
    facts.say("model.family", "state-space", node)
    facts.say("model.causal", True, node)
    facts.assume("model.skip_connections", True, node)
    for name, key in (("model.num_layers", "num_hidden_layers"), ("model.hidden_size", "d_model")):
        state_size(facts, name, model.get(key))
    state_optional(facts, "model.vocab_size", model.get("vocab_size"))
    norm = model.get("rms_norm")
    if isinstance(norm.value, bool):
        facts.say("model.normalization", "rms" if norm.value else "layer", norm)


def _read_weights(root: Node, facts: Facts):
    """State the origin of the weights: a path, or a random initialization that no checkpoint follows."""
    method = root.get("model.init_method")
    resume = root.get("checkpoints.resume_checkpoint_path")
    if method.get("path").text:
        facts.say("model.pretrained", True, method.get("path"))
    elif (method.has("std") or method.has("initializer_range")) and (resume.absent or resume.is_null):
        facts.say("model.pretrained", False, method.get("std") if method.has("std") else method)
    say_regime(facts, method)


def _read_data(root: Node, facts: Facts):
    """State the data of all stages; a data set of null is filled with random tokens by the framework."""
    stages = root.get("data_stages")
    items = [node for _, node in stages.items()] if stages.is_map else list(stages.each())
    named = []
    for stage in items or [root]:
        data = stage.get("data.dataset")
        if data.is_null:
            facts.say("training.toy", True, data)
        sources = data.first("hf_dataset_or_datasets", "dataset_folder")
        if sources.is_map:
            named.extend((source_name(key), node) for key, node in sources.items())
        else:
            named.extend((source_name(node.text), node) for node in sources.each())
    say_mixture(facts, named)
