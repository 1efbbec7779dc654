"""MaxText: a base config, model files that override it, and run configs that name one of them."""

import os

from ...composition import display
from ...facts import DEFAULT, Facts, is_integer
from ...sources import SourceError
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    assume_decoder,
    put_derived,
    say_depth_unit,
    say_language_modeling,
    say_run,
    say_toy,
    state_batch,
    state_optional,
    state_size,
    state_sizes,
)

DIALECT = Dialect(
    name="maxtext",
    title="MaxText",
    files="YAML with `base_num_decoder_layers` and `base_emb_dim`, or `base_config` and `model_name`",
    reads="family, depth, width, heads, normalization, data set, origin of the weights, sequence length, vision tower",
    formats=("yaml",),
    triggers=("base_num_decoder_layers base_emb_dim", "base_config"),
)

_SIZES = (
    ("model.hidden_size", ("base_emb_dim",)),
    ("model.num_heads", ("base_num_query_heads",)),
    ("model.num_kv_heads", ("base_num_kv_heads",)),
    ("model.head_dim", ("head_dim",)),
    ("model.vocab_size", ("vocab_size",)),
)
# Kind of decoder block -> (normalization, positions, placement).
_BLOCKS = {
    "gpt3": ("layer", "learned", "pre"), "llama2": ("rms", "rotary", "pre"), "llama4": ("rms", "rotary", "pre"),
    "mistral": ("rms", "rotary", "pre"), "mixtral": ("rms", "rotary", "pre"), "gemma": ("rms", "rotary", "pre"),
    "gemma2": ("rms", "rotary", "sandwich"), "gemma3": ("rms", "rotary", "sandwich"),
    "qwen2": ("rms", "rotary", "pre"), "qwen3": ("rms", "rotary", "pre"), "qwen3_moe": ("rms", "rotary", "pre"),
    "deepseek": ("rms", "rotary", "pre"), "gpt_oss": ("rms", "rotary", "pre"), "olmo3": ("rms", "rotary", None),
}  # fmt: skip
# Blocks of two layers each (a local one and a global one), of which the depth counts the pairs.
_PAIRS = ("gemma2",)
_RUN = (
    "per_device_batch_size", "max_target_length", "steps", "run_name", "dataset_type", "model_name", "hardware",
    "use_sft", "hf_path", "sharding_strategy", "logical_axis_rules", "remat_policy", "packing", "base_output_directory",
)  # fmt: skip
# Of runs that only generate.
_INFERENCE = ("max_prefill_predict_length", "quantize_kvcache", "prefill_cache_axis_order", "ar_cache_axis_order")
_MAX_PARENTS = 6


def claim(root: Node) -> Claim | None:
    """Claim a model's base sizes, or a base config named beside the run's own keys."""
    if root.has("base_num_decoder_layers", "base_emb_dim"):
        return Claim(92, "base_num_decoder_layers beside base_emb_dim")
    found = [key for key in _RUN if root.has(key)]
    if root.get("base_config").text.endswith((".yml", ".yaml")) and len(found) >= 2:
        return Claim(91, f"base_config beside {found[0]} and {found[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the model, by its sizes or its name, and the run if the file describes one."""
    if root.has("base_num_decoder_layers"):
        _read_model(root, facts)
    name = root.get("model_name")
    if name.text and name.text != "default":
        facts.say("model.architecture", name.text, name)
        _read_model_file(root, facts, name)
    elif name.opaque:
        facts.state("model.architecture", name)
    # The base config holds defaults for runs that are named on the command line.
    is_base = root.has("base_num_decoder_layers") and root.get("run_name").value in ("", None)
    if any(root.has(key) for key in _INFERENCE) and not is_base:
        facts.say("training.regime", "inference", root.first("model_name", "base_config"))
    elif root.has("base_config") or (not is_base and root.has("per_device_batch_size")):
        _read_run(root, facts)


def _read_model(root: Node, facts: Facts):
    scale = root.get("global_parameter_scale").value
    depth, block = root.get("base_num_decoder_layers"), root.get("decoder_block")
    if scale in (1, None) or root.get("global_parameter_scale").absent:
        if block.text in _PAIRS:
            facts.say("model.num_layers", 2 * depth.value if is_integer(depth.value) else None, depth)
        else:
            state_size(facts, "model.num_layers", depth)
        state_sizes(facts, root, _SIZES)
        say_depth_unit(facts, depth)
        latent, rotary = root.get("qk_nope_head_dim").value, root.get("qk_rope_head_dim").value
        if root.get("attention_type").text == "mla":
            if is_integer(latent) and is_integer(rotary):
                facts.say("model.head_dim", latent + rotary, root.get("qk_nope_head_dim"))
        else:
            facts.assume("model.head_dim", 128, depth)  # of the base config
    if block.text in _BLOCKS:
        norm, positions, placement = _BLOCKS[block.text]
        facts.say("model.family", "transformer-decoder", block)
        put_derived(
            facts, block, block.text, normalization=norm, position_encoding=positions, norm_placement=placement,
            skip_connections=True, causal=True,
        )  # fmt: skip
        if root.get("model_name").absent or root.get("model_name").text == "default":
            facts.say("model.architecture", block.text if block.text != "gpt3" else None, block)
    elif block.absent:
        assume_decoder(facts, depth, "rms", "rotary")
    if facts.get("model.family") is not None:
        say_language_modeling(facts, depth)
    state_optional(facts, "model.max_positions", root.get("trainable_position_size"))
    if root.get("vision_encoder_block").text:
        _read_vision(root, facts.component("vision"))


def _read_vision(root: Node, facts: Facts):
    block = root.get("vision_encoder_block")
    facts.say("model.family", "vision-transformer", block)
    facts.say("data.modality", "image", block)
    state_size(facts, "model.num_layers", root.get("num_hidden_layers_for_vit"))
    say_depth_unit(facts, root.get("num_hidden_layers_for_vit"))
    for name, key in (
        ("model.hidden_size", "hidden_size_for_vit"),
        ("model.num_heads", "num_attention_heads_for_vit"),
        ("model.patch_size", "patch_size_for_vit"),
        ("data.image_size", "image_size_for_vit"),
    ):
        state_optional(facts, name, root.get(key))


def _read_model_file(root: Node, facts: Facts, name):
    """Add the facts of ``models/<name>.yml`` in a folder above, which the framework lays over the base config."""
    project = root.document.project
    if project is None or not all(sign.isalnum() or sign in "-_." for sign in name.text) or ".." in name.text:
        return
    folder = os.path.dirname(os.path.join(os.getcwd(), root.document.path))
    for _ in range(_MAX_PARENTS):
        path = os.path.join(folder, "models", f"{name.text}.yml")
        if project.holds(path) and os.path.isfile(path):
            try:
                found = project.read(path)
            except SourceError:
                return
            parent = Node.root(found)
            if parent.is_map and parent.has("base_num_decoder_layers"):
                below = Facts(found)
                _read_model(parent, below)
                below.pop("model.architecture", None)
                for key, fact in below.items():
                    if key not in facts or facts[key].origin == DEFAULT:
                        facts[key] = fact
                if display(path) not in root.document.parents:
                    root.document.parents.append(display(path))
            return
        folder = os.path.dirname(folder)


def _read_run(root: Node, facts: Facts):
    place = root.first("steps", "per_device_batch_size", "base_config")
    say_run(facts, place)
    for key in ("load_parameters_path", "load_full_state_path"):
        node = root.get(key)
        if node.text:
            facts.say("model.pretrained", True, node)
            facts.say("training.regime", "fine-tuning" if key == "load_parameters_path" else None, node)
        elif node.opaque:
            facts.state("model.pretrained", node)
    if root.get("use_sft").value is True:
        facts.say("training.regime", "fine-tuning", root.get("use_sft"))
    elif root.get("load_parameters_path").value == "":
        facts.say("model.pretrained", False, root.get("load_parameters_path"))
    kind = root.get("dataset_type")
    if kind.text == "synthetic":
        facts.say("data.name", "synthetic", kind)
        facts.say("training.toy", True, kind)
    else:
        data = root.get("hf_path") if kind.text == "hf" else root.get("dataset_name")
        facts.say("data.name", data.text or None, data)
    state_batch(facts, root.get("per_device_batch_size"))
    state_optional(facts, "data.sequence_length", root.get("max_target_length"))
    say_toy(facts, root.get("steps"))
