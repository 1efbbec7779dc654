"""The ``config.json`` of the mamba_ssm package, and the files of the same class elsewhere."""

from ...facts import DERIVED, Facts, count, is_count
from .. import Claim, Dialect, Node
from ..reading.language_models import say_depth_unit, say_language_modeling, state_optional, state_size

DIALECT = Dialect(
    name="mamba-json",
    title="mamba_ssm",
    files="JSON with `d_model`, `n_layer` and `ssm_cfg`, or with those two, `vocab_size` and no heads",
    reads="depth, width, inner width, heads, normalization, vocabulary",
    formats=("json",),
    triggers=("d_model n_layer vocab_size",),
)

# The fields of the package's config class, and one that open_lm adds.
_KEYS = frozenset(
    (
        "d_model", "d_intermediate", "n_layer", "vocab_size", "ssm_cfg", "attn_layer_idx", "attn_cfg", "rms_norm",
        "residual_in_fp32", "fused_add_norm", "pad_vocab_size_multiple", "tie_embeddings", "seq_len", "weight_tying",
    )
)  # fmt: skip
# The blocks with heads, by the name of their layer.
_BLOCKS = {"Mamba2": "mamba2", "Mamba3": "mamba3"}


def claim(root: Node) -> Claim | None:
    """Claim the config class's own keys, and no others."""
    if not all(key in _KEYS for key in root.value):
        return None
    if root.has("ssm_cfg") or root.has("rms_norm", "fused_add_norm"):
        return Claim(93, "d_model and n_layer beside ssm_cfg or rms_norm")
    if root.has("d_model", "n_layer", "vocab_size"):
        return Claim(86, "d_model, n_layer and vocab_size without heads, as in mamba_ssm")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the stack; a block of the later generations splits its inner width into heads."""
    place = root.get("n_layer")
    layer = root.get("ssm_cfg.layer").text
    name = _BLOCKS.get(layer)
    facts.say("model.architecture", name or "mamba", root.get("ssm_cfg.layer") if name else place)
    facts.say("model.family", "state-space", place)
    facts.say("model.causal", True, place)
    state_size(facts, "model.num_layers", place)
    state_size(facts, "model.hidden_size", root.get("d_model"))
    state_optional(facts, "model.vocab_size", root.get("vocab_size"))
    state_optional(facts, "model.max_positions", root.get("seq_len"))
    say_depth_unit(facts, place)
    norm = root.get("rms_norm")
    if isinstance(norm.value, bool):
        facts.say("model.normalization", "rms" if norm.value else "layer", norm)
    facts.assume("model.normalization", "rms" if norm.absent else None, place)
    facts.assume("model.skip_connections", True, place)
    facts.assume("model.norm_placement", "pre", place)
    say_language_modeling(facts, place)
    if layer in _BLOCKS:
        _read_heads(root, facts, layer)
    elif layer in ("", "Mamba1"):
        facts.state("model.ssm_state_size", root.get("ssm_cfg.d_state"), count)
        facts.assume("model.ssm_state_size", 16)
        facts.assume("model.ssm_max_state_size", 256)  # checked by its scan
    facts.state("model.ssm_conv_kernel", root.get("ssm_cfg.d_conv"), count)
    attention = root.get("attn_layer_idx")
    if attention.is_list and attention.value and root.get("attn_cfg").is_map:
        _read_attention(root, facts)


def _read_heads(root: Node, facts: Facts, layer):
    """State the heads that the block cuts its inner width into; it asserts that they come out even."""
    config = root.get("ssm_cfg")
    facts.state("model.ssm_head_dim", config.get("headdim"), count)
    facts.assume("model.ssm_head_dim", 64)
    facts.state("model.ssm_groups", config.get("ngroups"), count)
    facts.assume("model.ssm_groups", 1)
    facts.state("model.ssm_state_size", config.get("d_state"), count)
    facts.assume("model.ssm_state_size", 128)
    expand, width = config.get("expand"), facts.value("model.hidden_size")
    factor = 2 if expand.absent else expand.value
    if not is_count(factor) or not width:
        return
    part = config.get("d_ssm")
    if part.present and not part.is_null:
        facts.state("model.inner_size", part, count)  # the rest of the inner width is a gated MLP beside it
    else:
        facts.put("model.inner_size", factor * width, DERIVED, root.get("d_model").keys, source="expand")
        # The fused path, which is the default, needs the kernel.
        if layer == "Mamba2" and config.get("use_mem_eff_path").value is not False:
            facts.assume("model.ssm_row_remainder", "refuse")
    inner, share = facts.value("model.inner_size"), facts.value("model.ssm_head_dim")
    if inner and share and inner % share == 0:
        facts.put("model.ssm_heads", inner // share, DERIVED, facts["model.inner_size"].keys, source="headdim")


def _read_attention(root: Node, facts: Facts):
    """State the attention of the layers that have it, as a place of its own beside the state-space blocks."""
    config = root.get("attn_cfg")
    site = facts.site("attention")
    if "model.hidden_size" in facts:
        site["model.hidden_size"] = facts["model.hidden_size"]
    state_optional(site, "model.num_heads", config.get("num_heads"))
    state_optional(site, "model.num_kv_heads", config.get("num_heads_kv"))
    state_optional(site, "model.head_dim", config.get("head_dim"))
    state_optional(site, "model.rotary_dim", config.get("rotary_emb_dim"))
    site.assume("model.head_remainder", "refuse", config)  # asserted in its MHA, as is that of the key-value heads
