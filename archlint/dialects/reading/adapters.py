"""Adapters (LoRA and its kin): the modules that they stand beside, their rank, and the model that is to have them."""

import re

from ...facts import Facts, is_count
from .. import Node

_DECODER = (
    "q_proj k_proj v_proj o_proj gate_proj up_proj down_proj embed_tokens lm_head score norm mlp self_attn layers"
)
_FUSED = "query_key_value dense dense_h_to_4h dense_4h_to_h lm_head score mlp input_layernorm post_attention_layernorm"
# Names of the modules of some types: the transformers library's 4.57 and 5.24, and for ChatGLM the code that comes with
# its weights.
_MODULES = {
    "chatglm": f"{_FUSED} self_attention attention word_embeddings output_layer layers final_layernorm transformer",
    "bloom": f"{_FUSED} self_attention word_embeddings word_embeddings_layernorm h ln_f transformer classifier "
    "qa_outputs",
    "falcon": f"{_FUSED} self_attention word_embeddings h ln_f ln_attn ln_mlp transformer classifier qa_outputs",
    "gpt_neox": f"{_FUSED} attention embed_in embed_out layers final_layer_norm gpt_neox classifier qa_outputs",
    "gpt2": "c_attn q_attn c_proj c_fc wte wpe lm_head score attn crossattention mlp h ln_1 ln_2 ln_f transformer "
    "classifier summary qa_outputs multiple_choice_head",
    "phi3": "qkv_proj o_proj gate_up_proj down_proj embed_tokens lm_head score norm mlp self_attn layers model",
    **dict.fromkeys(("llama", "mistral", "qwen2", "gemma", "gemma2"), f"{_DECODER} model rotary_emb input_layernorm "
    "post_attention_layernorm classifier qa_outputs"),
}  # fmt: skip
# How the names of published checkpoints of these types begin, where every one of that name is of the type.
_NAMED = (
    (re.compile(r"chatglm[23]?-6b"), "chatglm"), (re.compile(r"bloomz?-\d"), "bloom"),
    (re.compile(r"falcon-(?:rw|7b|40b|180b)"), "falcon"), (re.compile(r"pythia-\d"), "gpt_neox"),
    (re.compile(r"gpt2(?:-(?:medium|large|xl))?\Z"), "gpt2"),
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z]\w*\Z")


def model_type(base: Node):
    """Return the type of the model that a name or local folder stands for, where its modules are known."""
    from .checkpoints import local_config

    root = local_config(base)
    if root is not None:
        return root.get("model_type").text
    last = base.text.replace("\\", "/").rstrip("/").rpartition("/")[2].lower()
    return next((kind for sign, kind in _NAMED if sign.match(last)), None)


def state_targets(facts: Facts, targets: Node, base: Node):
    """State how many of the named modules the base model has; nothing for patterns and words that stand for many."""
    names = targets.value if targets.is_list else targets.text.split(",") if targets.text else []
    names = [name.strip() for name in names if isinstance(name, str)]
    known = _MODULES.get(model_type(base) or "")
    if known is None or not names or not all(_NAME.match(name) for name in names):
        return
    if any(name in ("all", "none", "default", "auto") for name in names):
        return
    facts.say("training.lora_targets", len(names), targets)
    facts.say("training.lora_targets_found", sum(name in known.split() for name in names), targets)


def state_rank(facts: Facts, rank: Node):
    """State an adapter's rank."""
    if is_count(rank.value):
        facts.say("training.lora_rank", rank.value, rank)


def state_saved_rank(facts: Facts, folder: Node):
    """State the rank of the adapter that lies in a folder of the project."""
    from .checkpoints import file_in

    found = file_in(folder, "adapter_config.json")
    if found is not None and found.get("rank_pattern").value in ({}, None):
        state_rank(facts, found.get("r"))
