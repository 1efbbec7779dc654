"""Configs that no dialect claims but that plainly hold a model: only keys whose meaning leaves no doubt are read.

A config is taken for one that holds a model by several of the field's standard keys together: a stack's size (layers,
width and heads in one mapping), or a known architecture's name beside a data set and a training section.
"""

from .. import knowledge
from ..facts import Impossible, count
from . import Claim, Dialect, Node

DIALECT = Dialect(
    name="generic",
    title="configs of no known framework",
    files="YAML, JSON and TOML that hold several of the field's standard keys",
    reads="layers, width, heads, a known architecture's name, the data set's name, batch size",
    formats=("yaml", "json", "toml"),
    triggers=(),
    last=("",),
)

_LAYERS = ("num_layers", "n_layers", "n_layer", "num_hidden_layers", "e_layers", "num_encoder_layers")
_WIDTH = ("hidden_size", "d_model", "dim_model", "embed_dim", "n_embd", "hidden_dim", "embedding_dim")
_HEADS = ("num_heads", "n_heads", "n_head", "nhead", "num_attention_heads")
_KV_HEADS = ("num_kv_heads", "n_kv_heads", "num_key_value_heads")
# Pairs of keys for the width and the heads that split it, which mean nothing else.
SPLIT = (
    *((width, heads) for width in ("d_model", "dim_model", "n_embd") for heads in _HEADS),
    ("hidden_size", "num_attention_heads"),
)
# Parts of keys that give the width of a head, or of the attention, by itself.
_HEAD_WIDTHS = ("head", "attn", "attention", "_k", "_v", "kv_", "_kv", "qk", "key", "value", "inner", "groups", "mla")
# Keys of forecasting programs, which round the share of a head down.
_FORECASTING = ("e_layers", "d_layers", "enc_in", "dec_in", "c_out", "label_len", "pred_len", "seq_len")
_NAMES = ("architecture", "arch", "backbone", "model_name", "encoder_name", "name", "model", "type")
_DATA = ("dataset", "dataset_name", "data_name")
_TRAINING = ("optimizer", "epochs", "num_epochs", "max_epochs", "lr", "learning_rate", "batch_size", "train_batch_size")
# A model's section; its own name may stand in it, and a stack's size.
_SECTIONS = ("model", "network", "net", "architecture", "model_config", "backbone", "encoder")


def claim(root):
    """Claim a config with a stack's size in one mapping, or a known architecture beside data and training."""
    stack = _stack(root)
    if stack is not None:
        keys = ", ".join(next(key for key in group if key in stack.value) for group in (_LAYERS, _WIDTH, _HEADS))
        return Claim(10, f"the keys {keys} in one mapping")
    named = _named(root)
    if named is not None and _data(root) is not None and _trains(root):
        return Claim(10, f"the architecture {named.value} beside a data set and training keys")
    return None


def read(root, facts):
    """State the sizes, names and flags that leave no doubt."""
    stack = _stack(root)
    named = _named(root)
    if named is not None:
        facts.state("model.architecture", named)
        holder = Node(root.document, named.keys[:-1], _at(root, named.keys[:-1]))
        flag = holder.get("pretrained")
        if isinstance(flag.value, bool):
            facts.state("model.pretrained", flag)
    if stack is not None:
        state_sizes(facts, stack)
        state_split(facts, stack)
    data = _data(root)
    if data is not None and knowledge.dataset(data.text) is not None:
        facts.state("data.name", data)
    if _trains(root):
        facts.say("training.is_run", True, root.first(*_TRAINING))


def state_sizes(facts, stack):
    """State the sizes of a stack."""
    for name, keys in (
        ("model.num_layers", _LAYERS),
        ("model.hidden_size", _WIDTH),
        ("model.num_heads", _HEADS),
        ("model.num_kv_heads", _KV_HEADS),
    ):
        facts.state(name, stack.first(*keys), _sure_count)


def state_split(facts, stack):
    """State that a remainder is usually refused, if the keys are those of attention that splits its width evenly."""
    keys = [key for key in stack.value if isinstance(key, str)]
    found = next((pair for pair in SPLIT if all(part in keys for part in pair)), None)
    if found is None or any(key in keys for key in _FORECASTING):
        return
    known = (*found, *_HEADS, *_KV_HEADS)
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


def _sections(root):
    """Yield the mappings in which a model may stand: the whole config, its model section, and that one's own."""
    yield root
    for key in _SECTIONS:
        section = root.get(key)
        if section.is_map:
            yield section
            for inner in ("params", "args", "kwargs", "config", "init_args"):
                if section.get(inner).is_map:
                    yield section.get(inner)


def _stack(root):
    return next((found for found in map(stack_in, _sections(root)) if found is not None), None)


def stack_in(section):
    """Return a mapping if it holds a stack's layers, width and heads, else None."""
    if section.is_map and all(
        any(type(section.value.get(key)) is int for key in group) for group in (_LAYERS, _WIDTH, _HEADS)
    ):
        return section
    return None


def _named(root):
    """Return the node that holds a known architecture's name with a size of its own, or None."""
    for section in _sections(root):
        for key in _NAMES:
            node = section.get(key)
            row = knowledge.architecture(node.text) if node.text else None
            # A family's word alone (transformer, cnn) says too little outside a config that is known to name a model.
            if row is not None and ("num_layers" in row or "num_parameters" in row):
                return node
    return None


def _data(root):
    for section in (root, root.get("data"), root.get("dataset")):
        if section.is_map:
            for key in (*_DATA, "name"):
                node = section.get(key)
                if node.text and (key != "name" or section is not root):
                    return node
    return None


def _trains(root):
    sections = [root, *(root.get(key) for key in ("training", "train", "trainer", "optim", "optimizer"))]
    return sum(key in section.value for section in sections if section.is_map for key in _TRAINING) >= 2


def _at(root, keys):
    value = root.value
    for key in keys:
        value = value[key]
    return value
