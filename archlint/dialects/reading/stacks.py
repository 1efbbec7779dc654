"""A stack's layers, width and heads under the field's standard keys, where no framework says what its keys mean."""

from ...facts import Facts, Impossible, count, is_integer

LAYERS = ("num_layers", "n_layers", "n_layer", "num_hidden_layers", "e_layers", "num_encoder_layers")
WIDTH = ("hidden_size", "d_model", "dim_model", "embed_dim", "n_embd", "hidden_dim", "embedding_dim")
HEADS = ("num_heads", "n_heads", "n_head", "nhead", "num_attention_heads")
_KV_HEADS = ("num_kv_heads", "n_kv_heads", "num_key_value_heads")
# Pairs of keys for the width and the heads that split it, which mean nothing else.
SPLIT = (
    *((width, heads) for width in ("d_model", "dim_model", "n_embd") for heads in HEADS),
    ("hidden_size", "num_attention_heads"),
)
# Parts of keys that give the width of a head, or of the attention, by itself.
_HEAD_WIDTHS = ("head", "attn", "attention", "_k", "_v", "kv_", "_kv", "qk", "key", "value", "inner", "groups", "mla")
# Keys of forecasting programs, which round the share of a head down.
_FORECASTING = ("e_layers", "d_layers", "enc_in", "dec_in", "c_out", "label_len", "pred_len", "seq_len")


def state_sizes(facts: Facts, stack):
    """State the sizes of a stack."""
    for name, keys in (
        ("model.num_layers", LAYERS),
        ("model.hidden_size", WIDTH),
        ("model.num_heads", HEADS),
        ("model.num_kv_heads", _KV_HEADS),
    ):
        facts.state(name, stack.first(*keys), _sure_count)


def state_split(facts: Facts, stack):
    """State that a remainder is usually refused, if the keys are those of attention that splits its width evenly."""
    keys = [key for key in stack.value if isinstance(key, str)]
    found = next((pair for pair in SPLIT if all(part in keys for part in pair)), None)
    if found is None or any(key in keys for key in _FORECASTING):
        return
    known = (*found, *HEADS, *_KV_HEADS)
    if not any(part in key for key in keys if key not in known for part in _HEAD_WIDTHS):
        facts.assume("model.head_remainder", "usually-refuse", stack.get(found[1]))


def _sure_count(value):
    """Return a positive whole number, and nothing for any other value: without a framework none is impossible."""
    if isinstance(value, str):
        return None
    try:
        return count(value)
    except Impossible:
        return None


def stack_in(section):
    """Return a mapping if it holds a stack's layers, width and heads, else None."""
    if section.is_map and all(
        any(is_integer(section.value.get(key)) for key in group) for group in (LAYERS, WIDTH, HEADS)
    ):
        return section
    return None
