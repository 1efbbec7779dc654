"""What the name or path of a checkpoint or data set says, for the dialects that start from one."""

from ... import knowledge
from ...composition.projects import MAX_BESIDE
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


# Where a network that also sees keeps the config of its language model, and the whole's own place.
_LANGUAGE = ("text_config", "llm_config", "language_config", "")
# Methods whose kernels refuse a share of the input that whole groups do not fill.
_GROUPED = ("awq", "gptq")
_OF_TEXT = (
    "model.num_heads", "model.num_kv_heads", "model.max_positions", "model.position_encoding", "model.hidden_size",
)  # fmt: skip


def file_in(node: Node, name):
    """Return the root of a file in the local folder that a text names, or None.

    The name counts from the folder that a program is started in: the project's root, or that of the file which names
    it.  A hub's name is no folder unless there is one.
    """
    import os

    from ...sources import SourceError

    document, path = node.document, node.text
    project = document.project
    if project is None or not path or os.path.isabs(path) or path.startswith(("~", "$")) or "://" in path:
        return None
    beside = os.path.dirname(os.path.join(os.getcwd(), document.path))
    for folder in dict.fromkeys((project.root, beside)):
        file = os.path.normpath(os.path.join(folder, path, name))
        try:
            if os.path.isfile(file) and os.path.getsize(file) <= MAX_BESIDE:
                found = project.read(file)
                found.project = project
                if isinstance(found.value, dict):
                    return Node.root(found)
        except (OSError, SourceError, ValueError):
            continue
    return None


def local_config(node: Node):
    """Return the root of the network's ``config.json`` in the local folder that a text names, or None."""
    root = file_in(node, "config.json")
    return root if root is not None and huggingface.claim(root) is not None else None


def state_local_config(facts: Facts, node: Node):
    """Take over what the ``config.json`` in a local folder says of the network; return whether there is one."""
    root = local_config(node)
    if root is None:
        return False
    below = Facts(root.document)
    huggingface.read(root, below)
    if is_stretched(root):
        below.pop("model.max_positions", None)
    for name, fact in below.items():
        if name.startswith("model.") and name != "model.pretrained":
            facts.setdefault(name, fact)
    _state_groups(facts, root)
    # What a server or trainer asks of a model that also sees is the size of its language model.
    text = next((part for part in below.components if part.role == "text"), {})
    for name in _OF_TEXT:
        if name in text and not (name == "model.max_positions" and is_stretched(root)):
            facts.setdefault(name, text[name])
    return True


# Keys by which configs, scripts and servers of all kinds name the folder of the model that they run.
_FOLDER_KEYS = (
    "model", "model_path", "model_dir", "model_name", "model_name_or_path", "model_id", "model_type_or_path",
    "pretrained_model_name_or_path", "pretrained", "pretrained_model", "pretrained_path", "base_model",
    "base_model_name_or_path", "hf_assets_path", "hf_model_path", "hf_path", "hf_checkpoint", "checkpoint",
    "checkpoint_path", "checkpoint_dir", "ckpt_dir", "tokenizer_path", "load", "init_from",
)  # fmt: skip
_MOST_NODES = 2_000


def state_named_folder(root: Node, facts: Facts):
    """Take over what the one folder of the project that a config names as its model's says of the network.

    For every dialect that has not done so itself, and states no heads of its own.
    """
    if "model.num_heads" in facts or root.document.project is None:
        return
    if not any(name in facts for name in ("training.tensor_parallel", "training.pipeline_parallel")):
        return
    named = {}
    for node in root.walk(_MOST_NODES):
        key = str(node.keys[-1]).lower().replace("-", "_") if node.keys else ""
        if key in _FOLDER_KEYS and node.text and len(node.text) < 200:
            found = local_config(node)
            if found is not None:
                named[found.document.path] = node
    if len(named) == 1:
        state_local_config(facts, next(iter(named.values())))


def _state_groups(facts: Facts, root: Node):
    """State what tensor parallelism cuts of a checkpoint whose weights are quantized in groups."""
    from ...composition import beside

    method = root.get("quantization_config")
    group = method.get("group_size") if method.get("quant_method").text in _GROUPED else None
    if method.absent:
        found = beside(root.document, "quant_config.json")  # as AutoAWQ wrote it before there was a place for it
        group = Node.root(found).get("q_group_size") if found is not None else None
    parts = [root.get(key) if key else root for key in _LANGUAGE]
    width = next((part.get("intermediate_size") for part in parts if part.get("intermediate_size").present), None)
    if group is None or width is None or not is_count(group.value) or not is_count(width.value):
        return
    facts.say("model.ffn_size", width.value, width)
    facts.say("model.quant_group", group.value, group)


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
