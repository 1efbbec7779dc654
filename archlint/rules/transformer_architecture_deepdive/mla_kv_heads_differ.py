"""Latent attention has fewer key-value heads than heads.

## What it looks for
Multi-head latent attention (keys and values from a low-rank latent) whose number of key-value heads is at most half
the number of heads, in a framework that repeats key-value heads.

## Why it matters
Latent attention makes a key and a value for every head.  A framework that shares its attention with grouped-query
models repeats them once more, `num_heads // num_kv_heads` times, and the numbers of heads differ at the first step.

## What to do instead
As many key-value heads as heads: the latent's rank (`kv_lora_rank`) is what saves memory here.

## When it is fine
Frameworks that do not read the number in latent attention.

## Evidence
arXiv:2405.04434 (section 2.1: every head has its own up-projection of the latent); the frameworks' own repeat.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Equals, Relation, must_hold

HEADS, GROUPS = "model.num_heads", "model.num_kv_heads"

RULE = must_hold(
    "mla-kv-heads-differ",
    "latent attention with fewer key-value heads than heads",
    Relation(
        (HEADS, GROUPS),
        lambda heads, groups: groups <= 0 or heads // groups <= 1,
        f"{HEADS} is less than twice {GROUPS}",
        opposite=f"{HEADS} is twice {GROUPS} or more",
    ),
    say="latent attention has {num_heads:head} and {num_kv_heads:key-value head}, which must be the same number",
    instead="as many key-value heads as heads: {fixes}",
    when=(Fact("model.attention").is_("latent"), Fact("model.repeats_latent_heads").is_(True)),
    remedies=Equals(GROUPS, HEADS).remedies,
    at=(GROUPS, HEADS),
    needs=("model.repeats_latent_heads",),
    evidence=("arXiv:2405.04434",),
)


_DEEPSEEK = """{"model_type": "deepseek_v3", "architectures": ["DeepseekV3ForCausalLM"], "hidden_size": 512,
 "num_hidden_layers": 4, "num_attention_heads": 8, "num_key_value_heads": %d, "kv_lora_rank": 64,
 "qk_nope_head_dim": 32, "qk_rope_head_dim": 16, "v_head_dim": 32, "n_routed_experts": 8, "n_group": 2,
 "topk_group": 1, "num_experts_per_tok": 2}
"""
EXAMPLES = (
    Bad(_DEEPSEEK % 4, value="4", severity=ERROR, path="config.json"),
    Good(_DEEPSEEK % 8, path="config.json"),
    Silent(
        "archlint: 1\nmodel: {attention: latent, num_heads: 8, num_kv_heads: 4}\n",
        why="whether the framework repeats the heads is not known",
    ),
)
