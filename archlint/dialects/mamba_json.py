"""The ``config.json`` of the mamba_ssm package, and the files of the same class elsewhere."""

from ..facts import DERIVED, count
from . import Claim, Dialect
from ._language_models import say_depth_unit, say_language_modeling, state_optional, state_size

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


def claim(root):
    """Claim the config class's own keys, and no others."""
    if not all(key in _KEYS for key in root.value):
        return None
    if root.has("ssm_cfg") or root.has("rms_norm", "fused_add_norm"):
        return Claim(93, "d_model and n_layer beside ssm_cfg or rms_norm")
    if root.has("d_model", "n_layer", "vocab_size"):
        return Claim(86, "d_model, n_layer and vocab_size without heads, as in mamba_ssm")
    return None


def read(root, facts):
    """State the stack; a second-generation block splits its inner width into heads."""
    place = root.get("n_layer")
    second = root.get("ssm_cfg.layer").text == "Mamba2"
    facts.say("model.architecture", "mamba2" if second else "mamba", root.get("ssm_cfg.layer") if second else place)
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
    if second:
        _read_heads(root, facts)


def _read_heads(root, facts):
    config = root.get("ssm_cfg")
    facts.state("model.head_dim", config.get("headdim"), count)
    facts.assume("model.head_dim", 64, config)
    expand, width = config.get("expand"), facts.value("model.hidden_size")
    factor = 2 if expand.absent else expand.value
    if config.get("d_ssm").present or type(factor) is not int or factor < 1 or not width:
        return
    inner = factor * width
    facts.put("model.inner_size", inner, DERIVED, root.get("d_model").keys, source="expand")
    share = facts.value("model.head_dim")
    if share and inner % share == 0:
        facts.put("model.num_heads", inner // share, DERIVED, root.get("d_model").keys, source="headdim")
