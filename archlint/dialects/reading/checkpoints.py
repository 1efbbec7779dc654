"""What the name or path of a checkpoint or data set says, for the dialects that start from one."""

from ... import knowledge
from ...facts import DERIVED, OPAQUE, Facts, is_count
from .. import Node
from . import huggingface
from .checkpoint_names import family_by_word, is_checkpoint, is_hub_name
from .huggingface_files import is_stretched

# Checkpoints whose own config.json scales rotary positions beyond the number that it gives: linearly, by four.
_STRETCHED = ("deepseek-coder",)


def state_base_model(facts: Facts, node: Node):
    """State the architecture that a run starts from, and that it starts from its weights, by its name or path.

    A local folder is looked into for its ``config.json`` if it lies inside the project; its weights are not known.
    """
    if node.absent or node.is_null or node.value == "":
        return
    text = node.text
    if not text:
        for name in ("model.architecture", "model.pretrained"):
            facts.put(name, None, OPAQUE, node.keys)
        return
    if any(word in text.lower() for word in _STRETCHED):
        facts.put("model.max_positions", None, OPAQUE, node.keys)
    if is_hub_name(text):
        facts.say("model.architecture", text, node)
        facts.say("model.pretrained", True, node)
    else:
        if state_local_config(facts, node):
            facts.put("model.pretrained", None, OPAQUE, node.keys)
            return
        last = text.replace("\\", "/").rstrip("/").rpartition("/")[2]
        if not is_checkpoint(last):
            facts.put("model.pretrained", None, OPAQUE, node.keys)
            facts.put("model.architecture", None, OPAQUE, node.keys)
            _put_family(facts, node, last)
            return
        facts.say("model.architecture", last, node)
        facts.say("model.pretrained", True, node)
        text = last
    if knowledge.architecture(text) is None:
        _put_family(facts, node, text)


def _put_family(facts: Facts, node: Node, name):
    family = family_by_word(name)
    if family:
        facts.put("model.family", family, DERIVED, node.keys, source=name)


_OF_TEXT = (
    "model.num_heads", "model.num_kv_heads", "model.max_positions", "model.position_encoding", "model.hidden_size",
)  # fmt: skip


def state_local_config(facts: Facts, node: Node):
    """Take over what the ``config.json`` in a local folder says of the network; return whether there is one."""
    import os

    document = node.document
    project = document.project
    path = node.text
    if project is None or not path or os.path.isabs(path) or path.startswith(("~", "$")) or "://" in path:
        return False
    beside = os.path.dirname(os.path.join(os.getcwd(), document.path))
    for folder in dict.fromkeys((project.root, beside)):
        config = os.path.normpath(os.path.join(folder, path, "config.json"))
        if not os.path.isfile(config):
            continue
        from ...sources import SourceError

        try:
            found = project.read(config)
        except SourceError:
            continue
        root = Node.root(found)
        if not root.is_map or huggingface.claim(root) is None:
            continue
        below = Facts(found)
        huggingface.read(root, below)
        if is_stretched(root):
            below.pop("model.max_positions", None)
        for name, fact in below.items():
            if name.startswith("model.") and name != "model.pretrained":
                facts.setdefault(name, fact)
        # What a server or trainer asks of a model that also sees is the size of its language model.
        text = next((part for part in below.components if part.role == "text"), {})
        for name in _OF_TEXT:
            if name in text and not (name == "model.max_positions" and is_stretched(root)):
                facts.setdefault(name, text[name])
        return True
    return False


def state_sampler(facts: Facts, devices):
    """State how many devices share each layer in the vLLM server that a run samples from."""
    from ...facts import count

    if is_count(devices.value):
        facts.state("training.tensor_parallel", devices, count)
        facts.assume("training.kv_head_split", "even-or-copied")


def dataset_name(name, config=None):
    """Return the node that names a data set: its subset where that is known by its own name (``glue``, ``mrpc``)."""
    if config is not None and config.text and knowledge.dataset(name.text) is None and knowledge.dataset(config.text):
        return config
    return name


def state_datasets(facts: Facts, nodes):
    """State the data set that a run trains on; several of them are one mixture, whose size is in no table."""
    nodes = [node for node in nodes if node.present and not node.is_null]
    names = list(dict.fromkeys(node.text for node in nodes if node.text))
    if any(node.opaque for node in nodes):
        facts.put("data.name", None, OPAQUE, nodes[0].keys)
    elif len(names) == 1:
        facts.say("data.name", names[0], next(node for node in nodes if node.text))
    elif names:
        facts.say("data.name", "+".join(names), nodes[0])


# A cap above this is "no cap" in practice (published files write 100,000 for data sets of a few thousand examples).
_TELLING_CAP = 10_000


def state_cap(facts: Facts, node: Node, sets=1):
    """State the number of examples that a run is cut down to, where it says more than an upper bound.

    Without a known size a low cap is taken for the size.  A cap that holds for each of several data sets is stated as
    written, if all of them together stay below the mark.
    """
    from ...facts import Impossible, count

    if node.absent or node.is_null:
        return
    try:
        cap = count(node.value) if not node.opaque else None
    except Impossible:
        return  # -1 and 0 stand for "no cap"
    if cap is None:
        facts.put("data.train_size", None, OPAQUE, node.keys)
        return
    row = knowledge.dataset(facts.value("data.name", "")) or {}
    size = row.get("train_size")
    if size is not None and row.get("unit") not in (None, "tokens", "hours"):
        if cap < size:
            facts.say("data.train_size", cap, node)
    elif cap * max(1, sets) <= _TELLING_CAP:
        facts.say("data.train_size", cap, node)
        facts.say("data.unit", "samples", node)
    elif size is not None:
        facts.put("data.train_size", None, OPAQUE, node.keys)


def is_cut(node: Node):
    """Whether a split takes a part of a data set only (``train[:10%]``)."""
    return "[" in node.text


def batch(value):
    """Convert a batch size: ``auto`` is found at run time."""
    from ...facts import count
    from ...sources import Opaque

    return Opaque(value) if isinstance(value, str) and value.lower() == "auto" else count(value)
