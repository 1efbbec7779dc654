"""Weights & Biases sweeps: the hyperparameters that a search varies, of which each run takes one member.

A sweep names a program's own options, so only those are read whose names the field uses for one thing alone.
"""

from ... import knowledge
from ...facts import DERIVED, OPAQUE, Facts, Impossible, count, is_integer
from ...sources import Opaque, Sweep
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="wandb-sweep",
    title="Weights & Biases sweeps",
    files="YAML and JSON with `method` and `parameters`",
    reads="candidates or the architecture, and the ranges of layers, width, heads, normalization, batch, weights, data",
    formats=("yaml", "json"),
    triggers=("method parameters",),
)

_METHODS = ("grid", "random", "bayes", "custom")
_ENTRY = ("value", "values", "min", "max", "distribution", "parameters", "mu", "sigma", "q", "probabilities")
_NAMES = ("model", "arch", "architecture", "backbone", "model_name", "model_name_or_path", "encoder_name", "model.name")
_NORMS = {
    "none": "none", "no": "none", "identity": "none", "batch": "batch", "batchnorm": "batch", "batch_norm": "batch",
    "bn": "batch", "layer": "layer", "layernorm": "layer", "layer_norm": "layer", "ln": "layer", "group": "group",
    "groupnorm": "group", "group_norm": "group", "gn": "group", "instance": "instance", "instancenorm": "instance",
    "instance_norm": "instance", "rms": "rms", "rmsnorm": "rms", "rms_norm": "rms",
}  # fmt: skip
# The most runs that a range of whole numbers is written out for.
_MAX_MEMBERS = 200


def _norm(value):
    if value is None or value is False:
        return "none"
    return _NORMS.get(value.lower()) if isinstance(value, str) else None


def _count(value):
    """Return a positive whole number, and nothing for another value: the program says what its option may hold."""
    try:
        return count(value) if not isinstance(value, str) else None
    except Impossible:
        return None


def _flag(value):
    return value if isinstance(value, bool) else None


def _text(value):
    return value if isinstance(value, str) and value else None


# Fact -> (the last part of an option's name, converter).
_FACTS = {
    "model.num_layers": (("num_layers", "n_layers", "n_layer", "num_hidden_layers"), _count),
    "model.hidden_size": (("hidden_size", "d_model", "n_embd"), _count),
    "model.num_heads": (("num_heads", "n_heads", "n_head", "nhead", "num_attention_heads"), _count),
    "model.normalization": (("norm_layer", "norm_type", "normalization_layer"), _norm),
    "model.pretrained": (("pretrained", "use_pretrained"), _flag),
    "data.name": (("dataset", "dataset_name"), _text),
    "training.batch_size_per_device": (
        ("batch_size", "train_batch_size", "per_device_train_batch_size"), _count,
    ),
}  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a config whose ``parameters`` are each given as values, a range or a distribution, beside a method."""
    parameters = root.get("parameters")
    if root.get("method").value not in _METHODS or not parameters.is_map or not parameters.value:
        return None
    if all(entry.is_map and any(key in entry.value for key in _ENTRY) for _, entry in parameters.items()):
        return Claim(90, "method beside parameters with values, ranges or distributions")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State what the sweep says of the model; one that varies nothing of a model is passed over."""
    options = dict(_options(root.get("parameters")))
    for path, node in options.items():
        if path in _NAMES or path.rpartition(".")[2] in _NAMES[1:-1]:
            _state_names(facts, node)
    for name, (keys, convert) in _FACTS.items():
        for path, node in options.items():
            if path.rpartition(".")[2] in keys:
                facts.state(name, node, convert)
    if not any(name.startswith("model.") for name in facts):
        return False
    facts.say("training.is_run", True, root.get("parameters"))
    return None


def _options(parameters, prefix="", depth=0):
    """Yield (dotted name, node with the value or its sweep) of each option, nested ones too."""
    for key, entry in parameters.items():
        name = f"{prefix}{key}"
        if not entry.is_map:
            continue
        if entry.get("parameters").is_map:
            if depth < 10:
                yield from _options(entry.get("parameters"), f"{name}.", depth + 1)
        elif entry.get("value").present:
            yield name, entry.get("value")
        elif entry.get("values").is_list:
            yield name, _sweep(entry.get("values"), entry.get("values").value)
        else:
            yield name, _sweep(entry, _range(entry))


def _sweep(node: Node, members):
    """Return a node that holds the members as a sweep, or an opaque value where they are not known one by one."""
    known = members and len(members) <= _MAX_MEMBERS and not any(isinstance(m, (dict, list, Opaque)) for m in members)
    members = list(dict.fromkeys(members)) if known else []
    value = members[0] if len(members) == 1 else Sweep(members) if members else Opaque("searched")
    return Node(node.document, node.keys, value)


def _range(entry):
    """Return the whole numbers from ``min`` to ``max``, which a search tries all of, or None."""
    low, high, step = entry.get("min").value, entry.get("max").value, 1
    if entry.get("distribution").text == "q_uniform":
        step = entry.get("q").value if entry.get("q").present else 1
    elif entry.get("distribution").present and entry.get("distribution").text != "int_uniform":
        return None
    if any(not is_integer(value) for value in (low, high, step)) or step < 1 or low % step or high % step:
        return None
    if (high - low) // step >= _MAX_MEMBERS:  # a range of more than a machine word has no length
        return None
    return range(low, high + 1, step)


def _state_names(facts: Facts, node: Node):
    """State several names as the candidates of a comparison, and one as the architecture."""
    if not isinstance(node.value, Sweep):
        facts.state("model.architecture", node, _text)
    elif all(isinstance(member, str) and member for member in node.value.members):
        members = list(node.value.members)
        facts.say("model.candidates", members, node)
        facts.put("model.architecture", Sweep(members), OPAQUE, node.keys)
        rows = [knowledge.architecture(member) or {} for member in members]
        families = list(dict.fromkeys(row.get("family") for row in rows))
        if len(families) == 1 and families[0]:
            facts.put("model.family", families[0], DERIVED, node.keys, source=members[0])
        else:
            facts.put("model.family", None if None in families else Sweep(families), OPAQUE, node.keys)
