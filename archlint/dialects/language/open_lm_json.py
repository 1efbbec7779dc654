"""open_lm: the JSON files that describe one model each."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.language_models import say_depth_unit, say_language_modeling, state_optional, state_sizes

DIALECT = Dialect(
    name="open-lm-json",
    title="open_lm",
    files="JSON with `hidden_dim`, `n_layers`, `n_heads` and `post_embed_norm` or `weight_tying`",
    reads="depth, width, heads, normalization, positions, vocabulary",
    formats=("json",),
    triggers=("hidden_dim n_layers n_heads",),
)

_OWN = ("post_embed_norm", "weight_tying", "model_norm", "qk_norm", "ffn_type")
_SIZES = (
    ("model.num_layers", ("n_layers",)),
    ("model.hidden_size", ("hidden_dim",)),
    ("model.num_heads", ("n_heads",)),
    ("model.max_positions", ("seq_len",)),
    ("model.vocab_size", ("vocab_size",)),
)
_NORMS = {
    "default_layer_norm": "layer", "lp_layer_norm": "layer", "gain_only_layer_norm": "layer",
    "gain_only_lp_layer_norm": "layer", "no_wb_layer_norm": "layer", "rms_norm": "rms", "apex_rms_norm": "rms",
}  # fmt: skip
_POSITIONS = {"rotary": "rotary", "head_rotary": "rotary", "llama_rotary": "rotary", "none": "none"}


def claim(root: Node) -> Claim | None:
    """Claim a stack's size beside keys of open_lm's own."""
    found = [key for key in _OWN if root.has(key)]
    if root.has("hidden_dim", "n_layers", "n_heads") and found:
        return Claim(90, f"hidden_dim, n_layers and n_heads beside {found[0]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the decoder; norms of the embedding and of queries and keys are not those of its blocks."""
    place = root.get("n_layers")
    facts.say("model.architecture", "open_lm", place)
    facts.say("model.family", "transformer-decoder", place)
    state_sizes(facts, root, _SIZES)
    state_optional(facts, "model.num_kv_heads", root.get("n_heads_kv"))
    say_depth_unit(facts, place)
    norm, positions = root.get("model_norm"), root.get("positional_embedding_type")
    facts.say("model.normalization", _NORMS.get(norm.text), norm)
    facts.assume("model.normalization", "layer" if norm.absent else None, place)
    facts.say("model.position_encoding", _POSITIONS.get(positions.text), positions)
    facts.assume("model.position_encoding", "rotary" if positions.absent else None, place)
    facts.assume("model.norm_placement", "pre", place)
    facts.assume("model.skip_connections", True, place)
    facts.assume("model.causal", True, place)
    say_language_modeling(facts, place)
