"""Completes a config's facts: the user's answers, and what follows from the known names in the file.

Precedence, surest first: ``--set``, stated in the file, the user's settings, derived from a known name, counted in
local data, the framework's default.  A derived fact stands at the name that it came from.
"""

import re

from . import knowledge
from .facts import DEFAULT, DERIVED, MEASURED, OPAQUE, SETTING

# A row's key -> the fact it fills.
_ARCHITECTURE = {
    "family": "model.family",
    "num_layers": "model.num_layers",
    "depth_unit": "model.depth_unit",
    "normalization": "model.normalization",
    "norm_placement": "model.norm_placement",
    "skip_connections": "model.skip_connections",
    "num_parameters": "model.num_parameters",
    "patch_size": "model.patch_size",
    "hidden_size": "model.hidden_size",
    "num_heads": "model.num_heads",
    "num_kv_heads": "model.num_kv_heads",
    "max_positions": "model.max_positions",
    "position_encoding": "model.position_encoding",
    "position_offset": "model.position_offset",
    "edge": "model.edge_suitability",
    "hybrid_stem": "model.hybrid_stem",
    "depth_scheme": "model.depth_scheme",
    "restoration": "model.norm_free_by_design",
    "latent": "model.latent",
    "few_steps": "model.distilled",
    "pointwise_forecaster": "model.pointwise_tokens",
    "message_passing": "model.message_passing",
    "structural_encoding": "model.positional_or_structural_encoding",
    "attention": "model.attention",
    "cell": "model.cell",
    "separable_or_branched": "model.separable_or_branched",
    "causal": "model.causal",
    "modality": "data.modality",
}
_DATASET = {
    "modality": "data.modality",
    "train_size": "data.train_size",
    "unit": "data.unit",
    "num_classes": "data.num_classes",
    "num_graphs": "data.num_graphs",
    "nodes_per_graph": "data.nodes_per_graph",
    "has_edges": "data.has_edges",
    "heterophilous": "data.heterophilous",
}
# A size of the network that, where it is stated otherwise than in the table, makes the table's parameter count wrong.
_SIZES = ("num_layers", "hidden_size", "patch_size")
# What belongs to a width and a number of heads: of another size, the table's heads are not this network's.
_HEADS = {"hidden_size": ("num_heads", "num_kv_heads"), "num_heads": ("num_kv_heads",)}
# What the name of a model says that takes longer sequences than the one which it was made from.
_LONGER = re.compile(r"(?<![a-z0-9])(?:\d+k|\d+m[-_]?ctx|long\w*|yarn|extended|context)(?![a-z0-9])", re.I)
# RoBERTa and its kin count positions from behind the padding's index: their tables of 514 and 4098 serve 512 and 4096.
_ROBERTA_OFFSET = 2
# What the output of a network is made for, by how its name begins.
_HEAD_TASKS = {
    "semantic-segmentation": ("deeplab", "pspnet", "unet++", "attention_unet", "segnet"),
    "object-detection": ("faster_rcnn", "fasterrcnn_", "retinanet", "fcos"),
    "instance-segmentation": ("mask_rcnn", "maskrcnn_"),
}
_TASK_MODALITY = {
    "image": "image", "object": "image", "semantic": "image", "instance": "image", "node": "graph", "graph": "graph",
    "link": "graph", "tabular": "tabular", "speech": "audio", "translation": "text", "language": "text",
    "masked": "text",
}  # fmt: skip
_TASK_MODALITY["text"] = "text"
_FAMILY_MODALITY = {"vision-transformer": "image", "gnn": "graph", "graph-transformer": "graph"}


# The kinds of data that a counted unit can be of.
_UNIT_MODALITIES = {"images": ("image",), "rows": ("tabular", "text")}
# The units that a config may count the same items by.
_UNIT_KIN = {"images": ("images", "samples"), "rows": ("rows", "samples", "documents")}


def complete(facts, settings=None, assigned=None, source="settings", measured=None):
    """Add the user's facts and what follows from known names, in place, for a config and its components."""
    for name, value in (assigned or {}).items():
        facts.put(name, value, SETTING, source="--set", replace=True)
    for name, value in (settings or {}).items():
        present = facts.get(name)
        if present is None or present.origin in (OPAQUE, DEFAULT):
            facts.put(name, value, SETTING, source=source, replace=True)
    for part in (facts, *facts.components):
        _derive_architecture(part)
        _derive_family_facts(part)
        _derive_candidate_families(part)
    _derive_dataset(facts)
    _derive_modality(facts)
    _derive_unit(facts)
    if measured:
        _measure(facts, measured, source)


def _measure(facts, measured, source):
    """Add what was counted in local data, where it can be this config's data: the counts hold for a whole project."""
    unit, stated = measured.get("data.unit"), facts.get("data.unit")
    for name in ("data.train_size", "data.size_band"):
        known = facts.get(name)
        if known is not None and known.origin not in (OPAQUE, DEFAULT):
            return
    if stated is not None and stated.known and stated.value not in _UNIT_KIN.get(unit, ()):
        return
    if facts.value("data.modality") not in _UNIT_MODALITIES.get(unit, ()):
        return
    for name, value in measured.items():
        present = facts.get(name)
        if present is None or present.origin in (OPAQUE, DEFAULT):
            facts.put(name, value, MEASURED, source=source, replace=True)


def _fill(facts, row, table, origin_fact):
    for key, name in table.items():
        if key not in row:
            continue
        present = facts.get(name)
        if present is None or present.origin == DEFAULT:
            facts.put(name, row[key], DERIVED, origin_fact.keys, origin_fact.document, origin_fact.value, replace=True)


def _derive_architecture(facts):
    fact = facts.get("model.architecture")
    if fact is None or not fact.known:
        return
    row = knowledge.architecture(str(fact.value))
    if row is None:
        return
    for task, names in _HEAD_TASKS.items():
        if str(row.get("name", "")).startswith(names):
            facts.put("model.head_task", task, DERIVED, fact.keys, fact.document, fact.value)
    row = dict(row)
    for key in _SIZES:
        stated = facts.get(_ARCHITECTURE[key])
        if stated is not None and stated.origin != DEFAULT and stated.value != row.get(key):
            row.pop("num_parameters", None)
    for key, belonging in _HEADS.items():
        stated = facts.get(_ARCHITECTURE[key])
        if stated is not None and stated.origin != DEFAULT and stated.value != row.get(key, stated.value):
            for name in belonging:
                row.pop(name, None)
    if row.get("structural_encoding") is True:
        row["structural_encoding"] = "by design"
    elif row.get("structural_encoding") is False:
        row["structural_encoding"] = "none"
    if row.get("position_encoding") == "learned" and row.get("max_positions", 0) % 512 == _ROBERTA_OFFSET:
        row["position_offset"] = _ROBERTA_OFFSET
    if "max_positions" in row and _LONGER.search(str(fact.value)) and not _LONGER.search(row.get("name", "")):
        row.pop("max_positions")  # a later model on the same weights, whose name says that it was stretched
    if row.get("edge") not in ("yes", "conditional", "no"):
        row.pop("edge", None)
    _fill(facts, row, _ARCHITECTURE, fact)
    if "name" in row and row["name"] != fact.value:
        fact.source = fact.value
        fact.value = row["name"]


def _derive_family_facts(facts):
    """Fill what holds for every member of a family by its definition."""
    family = facts.get("model.family")
    if family is not None and family.known and family.value == "conv-attention-hybrid":
        facts.put("model.hybrid_stem", True, DERIVED, family.keys, family.document, family.value)


def _derive_candidate_families(facts):
    """Fill the families of the architectures that are compared, if every one of them is known."""
    fact = facts.get("model.candidates")
    if fact is None or not fact.known:
        return
    rows = [knowledge.architecture(str(name)) for name in fact.value]
    families = [row.get("family") if row else None for row in rows]
    if families and None not in families:
        facts.put("model.candidate_families", families, DERIVED, fact.keys, fact.document, fact.value)


def _derive_dataset(facts):
    fact = facts.get("data.name")
    if fact is None or not fact.known:
        return
    modality = facts.value("data.modality") or _task_modality(facts) or _family_modality(facts)
    row = knowledge.dataset(str(fact.value), modality)
    if row is None:
        return
    stated = facts.get("data.train_size")
    row = dict(row)
    if stated is not None and stated.origin != DEFAULT:
        row.pop("train_size", None)
        if facts.get("data.unit") is None and not stated.known:
            row.pop("unit", None)
    _fill(facts, row, _DATASET, fact)
    if "name" in row:
        fact.value = row["name"]


# What a bare size counts, by the modality: a person who answers "6000" for images means images.
_MODALITY_UNITS = {
    "image": "images", "video": "clips", "audio": "clips", "tabular": "rows", "point-cloud": "samples",
    "multimodal": "samples",
}  # fmt: skip
_TOKEN_FAMILIES = ("transformer-decoder", "state-space", "autoregressive-generator")


def _derive_unit(facts):
    """Fill the unit of a size that the user has answered with a bare number or a band."""
    answer = facts.get("data.train_size") or facts.get("data.size_band")
    if "data.unit" in facts or answer is None or answer.origin != SETTING:
        return
    unit = unit_of_answer(facts)
    if unit is not None:
        facts.put("data.unit", unit, DERIVED, source=f"the modality, {facts.value('data.modality') or 'text'}")


def unit_of_answer(facts):
    """Return the unit that a bare size is counted in, by the kind of data and the task; None where that is open."""
    modality, task = facts.value("data.modality"), facts.value("task") or ""
    of_tokens = facts.value("model.family") in _TOKEN_FAMILIES
    if modality == "graph":
        return "nodes" if task in ("node-classification", "link-prediction") else "graphs"
    if modality == "time-series":
        return "time-steps" if task == "forecasting" else "samples"
    if modality == "text" or (modality is None and of_tokens):
        return "tokens" if of_tokens or task == "language-modeling" else "documents"
    return _MODALITY_UNITS.get(modality)


def _task_modality(facts):
    task = facts.value("task")
    return _TASK_MODALITY.get(task.split("-")[0]) if task else None


def _family_modality(facts):
    return _FAMILY_MODALITY.get(facts.value("model.family"))


def _derive_modality(facts):
    if "data.modality" in facts:
        return
    for name, modality in (("task", _task_modality(facts)), ("model.family", _family_modality(facts))):
        if modality:
            fact = facts[name]
            facts.put("data.modality", modality, DERIVED, fact.keys, fact.document, fact.value)
            return
