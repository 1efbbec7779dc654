"""JSON files of published language models from outside any library, each told by a key set that leaves no doubt.

Read are the ``params.json`` of Llama and Mistral, the inference configs of DeepSeek, the training configs of GPT-J's
and GPT-Neo's code bases, and the ``hparams.json`` of GPT-2.
"""

from ...facts import DERIVED, Facts, is_integer
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    say_depth_unit,
    say_language_modeling,
    say_run,
    state_optional,
    state_size,
    state_sizes,
)

DIALECT = Dialect(
    name="transformer-json",
    title="Llama, Mistral, DeepSeek, GPT-2, GPT-J and GPT-Neo JSON",
    files="`params.json` with `dim`, `n_layers` and `norm_eps`, and the like",
    reads="depth, width, heads, normalization, positions, vocabulary, vision tower",
    formats=("json",),
    triggers=(
        "dim n_layers n_heads", "layers d_model n_heads n_vocab", "n_embd n_head n_layer mesh_shape",
        "n_embd n_head n_layer attention_types", "n_vocab n_ctx n_embd n_head n_layer",
    ),
)  # fmt: skip

_LLAMA_SIZES = (
    ("model.num_layers", ("n_layers",)),
    ("model.hidden_size", ("dim",)),
    ("model.num_heads", ("n_heads",)),
    ("model.num_kv_heads", ("n_kv_heads",)),
    ("model.head_dim", ("head_dim",)),
    ("model.max_positions", ("max_seq_len",)),
    ("model.vocab_size", ("vocab_size",)),
)
_GPT_SIZES = (
    ("model.num_layers", ("n_layer", "layers")),
    ("model.hidden_size", ("n_embd", "d_model")),
    ("model.num_heads", ("n_head", "n_heads")),
    ("model.max_positions", ("n_ctx", "seq")),
    ("model.vocab_size", ("n_vocab",)),
)


def claim(root: Node) -> Claim | None:
    """Claim one of the key sets."""
    name = _kind(root)
    return Claim(91, f"the keys of {name}'s files") if name else None


def _kind(root: Node):
    if root.has("model_type") or root.has("architectures"):
        return None
    if root.has("dim", "n_layers", "n_heads"):
        if root.has("n_routed_experts") and (root.has("qk_rope_head_dim") or root.has("kv_lora_rank")):
            return "deepseek"
        if root.has("norm_eps", "hidden_dim") and (root.has("head_dim") or root.has("sliding_window")):
            return "mistral"
        if root.has("norm_eps") and any(root.has(key) for key in ("multiple_of", "rope_theta", "ffn_dim_multiplier")):
            return "llama"
    if root.has("layers", "d_model", "n_heads", "n_vocab") and (root.has("pe") or root.has("cores_per_replica")):
        return "gptj"
    if root.has("n_embd", "n_head", "n_layer"):
        if root.has("mesh_shape") or (root.has("attention_types") and root.has("n_vocab")):
            return "gpt-neo"
        if root.has("n_vocab", "n_ctx") and len(root.value) <= 6:
            return "gpt2"
    return None


def read(root: Node, facts: Facts) -> None:
    """State the decoder, and the run where the file describes one."""
    kind = _kind(root)
    layers = root.first("n_layers", "n_layer", "layers")
    facts.say("model.family", "transformer-decoder", layers)
    if kind in ("llama", "mistral", "deepseek"):
        _read_llama(root, facts, kind, layers)
    else:
        _read_gpt(root, facts, kind, layers)
    say_depth_unit(facts, layers)
    for name, value in (("norm_placement", "pre"), ("skip_connections", True), ("causal", True)):
        facts.put(f"model.{name}", value, DERIVED, layers.keys, source=kind)
    if root.get("vision_encoder").is_map:
        _read_vision(root.get("vision_encoder"), facts)
    else:
        say_language_modeling(facts, layers)


def _read_llama(root: Node, facts: Facts, kind, layers):
    state_sizes(facts, root, _LLAMA_SIZES)
    facts.put("model.normalization", "rms", DERIVED, layers.keys, source=kind)
    facts.put("model.position_encoding", "rotary", DERIVED, layers.keys, source=kind)
    if kind == "deepseek":
        # Latent attention: heads have widths of their own, and no key-value heads.
        plain, rotary = root.get("qk_nope_head_dim").value, root.get("qk_rope_head_dim").value
        if is_integer(plain) and is_integer(rotary) and plain + rotary > 0:
            facts.say("model.head_dim", plain + rotary, root.get("qk_nope_head_dim"))
    elif not root.get("vision_encoder").is_map:
        facts.say("model.architecture", kind, layers)


def _read_vision(node: Node, facts: Facts):
    facts.put("model.family", "vision-language", DERIVED, node.keys, replace=True)
    facts.say("data.modality", "multimodal", node)
    tower = facts.component("vision")
    tower.say("model.family", "vision-transformer", node)
    state_size(tower, "model.num_layers", node.get("num_hidden_layers"))
    say_depth_unit(tower, node.get("num_hidden_layers"))
    for name, key in (
        ("model.hidden_size", "hidden_size"),
        ("model.num_heads", "num_attention_heads"),
        ("model.patch_size", "patch_size"),
        ("data.image_size", "image_size"),
    ):
        state_optional(tower, name, node.get(key))


def _read_gpt(root: Node, facts: Facts, kind, layers):
    state_sizes(facts, root, _GPT_SIZES)
    norm, positions = root.get("norm"), root.get("pe")
    facts.say("model.normalization", {"layernorm": "layer", "rmsnorm": "rms"}.get(norm.text), norm)
    if norm.absent:
        facts.put("model.normalization", "layer", DERIVED, layers.keys, source=kind)
    facts.say(
        "model.position_encoding",
        {"rotary": "rotary", "fixed": "sinusoidal", "t5": "relative", "alibi": "alibi"}.get(positions.text),
        positions,
    )
    if kind == "gpt-neo":
        rotary = root.get("rotary_emb").value is True or root.get("pos_embed").text == "rotary"
        facts.put("model.position_encoding", "rotary" if rotary else "learned", DERIVED, layers.keys, source=kind)
    elif kind == "gpt2":
        facts.assume("model.head_remainder", "refuse")  # asserted in its model.py
        facts.put("model.position_encoding", "learned", DERIVED, layers.keys, source=kind)
    width = facts.value("model.hidden_size")
    name = {"gptj": "gptj", "gpt2": "gpt2", "gpt-neo": "gpt-neo"}[kind]
    if kind == "gpt-neo" or (width, facts.value("model.num_layers")) in ((4096, 28), (768, 12)):
        facts.say("model.architecture", name, layers)
    if root.has("train_batch_size") or root.has("anneal_steps") or root.has("train_steps"):
        say_run(facts, root.first("train_steps", "anneal_steps", "train_batch_size"))
        names = [item.value[0] for item in root.get("datasets").each() if item.is_list and item.value]
        if len(names) == 1 and isinstance(names[0], str):
            facts.say("data.name", names[0], root.get("datasets"))
