"""Configs that no dialect claims but that plainly hold a model: only keys whose meaning leaves no doubt are read.

A config is taken for one that holds a model by several of the field's standard keys together: a stack's size (layers,
width and heads in one mapping), or a known architecture's name beside a data set and a training section.
"""

from ... import knowledge
from .. import Claim, Dialect, Node
from ..reading.stacks import HEADS, LAYERS, WIDTH, stack_in, state_sizes, state_split

DIALECT = Dialect(
    name="generic",
    title="configs of no known framework",
    files="YAML, JSON and TOML that hold several of the field's standard keys",
    reads="layers, width, heads, a known architecture's name, the data set's name, batch size",
    formats=("yaml", "json", "toml"),
    triggers=(),
    last=("",),
)

_NAMES = ("architecture", "arch", "backbone", "model_name", "encoder_name", "name", "model", "type")
_DATA = ("dataset", "dataset_name", "data_name")
_TRAINING = ("optimizer", "epochs", "num_epochs", "max_epochs", "lr", "learning_rate", "batch_size", "train_batch_size")
# A model's section; its own name may stand in it, and a stack's size.
_SECTIONS = ("model", "network", "net", "architecture", "model_config", "backbone", "encoder")


def claim(root):
    """Claim a config with a stack's size in one mapping, or a known architecture beside data and training."""
    stack = _stack(root)
    if stack is not None:
        keys = ", ".join(next(key for key in group if key in stack.value) for group in (LAYERS, WIDTH, HEADS))
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
