"""Levanter: JAX language models with named axes; sizes left out are those of the model's class."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.checkpoints import state_base_model
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
    state_sizes,
)
from ..reading.values import state_weights

DIALECT = Dialect(
    name="levanter",
    title="Levanter",
    files="YAML with `model.type` and `trainer` (`mp`, `train_batch_size`)",
    reads="architecture, depth, width, heads, normalization, data set, origin of the weights, sequence length",
    formats=("yaml",),
    triggers=("model trainer", "initialize_from_hf trainer", "model_name_or_path trainer"),
)

_TRAINER = (
    "mp", "train_batch_size", "per_device_parallelism", "num_train_steps", "tensor_parallel_axes", "fsdp_axis",
    "model_axis_size", "batch_axis",
)  # fmt: skip
# What a run of its own training program for language models is made of: others load weights by other keys.
_TRAIN_LM = frozenset(
    (
        "data", "model", "trainer", "optimizer", "data_seed", "initialize_from_hf", "use_hf_model_config",
        "train_seq_len", "hf_save_path", "hf_save_steps", "hf_upload", "hf_save_dtype", "eval_harness",
        "eval_harness_steps", "pad_tokenizer_to_match_model", "z_loss_weight", "log_entropy", "fcm_prob", "out_dir",
        "update_hessian_steps", "epoch", "hf_generation_eos_token_ids", "initialize_from_checkpoint_path",
    )
)  # fmt: skip
_DATA = ("data", "supervised_data", "chat_train_urls", "dataset_type")
# Type -> (normalization, positions, placement).
_DECODERS = {
    "gpt2": ("layer", "learned", "pre"), "backpack": ("layer", "learned", "pre"), "mpt": ("layer", "alibi", "pre"),
    "llama": ("rms", "rotary", "pre"), "mistral": ("rms", "rotary", "pre"), "mixtral": ("rms", "rotary", "pre"),
    "gemma": ("rms", "rotary", "pre"), "gemma2": ("rms", "rotary", "sandwich"), "qwen": ("rms", "rotary", "pre"),
    "qwen3": ("rms", "rotary", "pre"), "olmo": ("layer", "rotary", "pre"), "olmo2": ("rms", "rotary", None),
}  # fmt: skip
# Depth, width and heads of a class where the config leaves them out.
_DEFAULTS = {"gpt2": (12, 768, 12), "llama": (32, 4096, 32), "mistral": (32, 4096, 32)}
_SIZES = (
    ("model.num_layers", ("num_layers",)),
    ("model.hidden_size", ("hidden_dim",)),
    ("model.num_heads", ("num_heads",)),
    ("model.num_kv_heads", ("num_kv_heads",)),
    ("model.head_dim", ("head_dim",)),
    ("model.max_positions", ("seq_len", "max_seq_len")),
)


def claim(root: Node) -> Claim | None:
    """Claim a model type or checkpoint beside Levanter's trainer."""
    trainer = root.get("trainer")
    found = [key for key in _TRAINER if trainer.has(key)]
    named = root.get("model.type").text or root.has("initialize_from_hf")
    enough = 2 if root.get("model.type").text in _DECODERS else 3
    if (named and len(found) >= enough) or (trainer.has("mp") and root.has("model_name_or_path")):
        return Claim(92, f"a model beside trainer.{found[0]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its weights."""
    model = root.get("model")
    kind = model.get("type")
    if kind.text in _DECODERS:
        norm, positions, placement = _DECODERS[kind.text]
        facts.say("model.architecture", kind.text, kind)
        facts.say("model.family", "transformer-decoder", kind)
        state_sizes(facts, model, _SIZES)
        depth, width, heads = _DEFAULTS.get(kind.text, (None, None, None))
        facts.assume("model.num_layers", depth, kind)
        facts.assume("model.hidden_size", width, kind)
        facts.assume("model.num_heads", heads, kind)
        say_depth_unit(facts, model.get("num_layers") if model.has("num_layers") else kind)
        assume_decoder(facts, kind, norm, positions, placement)
        say_language_modeling(facts, kind)
    elif kind.text in ("whisper", "asr"):
        facts.say("model.architecture", "whisper", kind)
        facts.say("data.modality", "audio", kind)
        facts.say("task", "speech-recognition", kind)
    elif kind.text:
        facts.say("model.architecture", kind.text, kind)
        say_language_modeling(facts, kind)
    if any(root.has(key) for key in _DATA) or root.has("model_name_or_path"):
        say_run(facts, root.get("trainer"))
    _read_weights(root, facts)
    _read_data(root, facts)
    trainer = root.get("trainer")
    state_batch(facts, trainer.get("per_device_parallelism"))
    state_optional(facts, "data.sequence_length", model.first("seq_len", "max_seq_len"))
    say_toy(facts, trainer.get("num_train_steps"))
    steps, length = trainer.get("num_train_steps"), model.first("seq_len", "max_seq_len")
    say_seen_tokens(facts, steps, steps, trainer.get("train_batch_size"), length)


def _read_weights(root: Node, facts: Facts):
    source, other = root.get("initialize_from_hf"), root.get("trainer.initialize_from")
    name = root.first("model_name_or_path", "checkpoint_path", "initialize_from_checkpoint_path")
    if name.present:
        state_base_model(facts, name)
        facts.say("model.pretrained", True if name.text else None, name)
    elif source.value is True:
        facts.say("model.pretrained", True, source)
    elif source.text:
        state_base_model(facts, source)
        facts.say("model.pretrained", True, source)
    elif source.opaque or other.opaque:
        state_weights(facts, source if source.opaque else other)
    elif other.text:
        facts.say("model.pretrained", True, other)
    elif source.value is False:
        facts.say("model.pretrained", False, source)
    elif root.has("data", "optimizer") and all(key in _TRAIN_LM for key in root.value):
        facts.assume("model.pretrained", False, root.get("model"))
    say_regime(facts, name if name.present else source)


def _read_data(root: Node, facts: Facts):
    data = root.get("data")
    if data.text:
        facts.say("data.name", data.text, data)
        return
    ids = [data.get("id"), root.get("supervised_data.hf_dataset_name"), root.get("supervised_data.id")]
    configs = data.get("configs")
    if configs.is_map:
        say_mixture(facts, [(key if isinstance(key, str) else None, node) for key, node in configs.items()])
    named = [(node.text, node) for node in ids if node.text]
    urls = list(data.get("train_urls").each())
    named += [(path_name(node.text), node) for node in urls if node.text]
    say_mixture(facts, named)
