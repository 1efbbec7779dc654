"""Open Catalyst (fairchem v1) configs: a model over ``includes`` that name the data."""

import re

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, state_weights, word

DIALECT = Dialect(
    name="fairchem",
    title="Open Catalyst, fairchem",
    files="YAML with `model.name` and `optim.lr_initial`, over `includes`",
    reads="network, depth, normalization, data set and its size",
    formats=("yaml",),
    triggers=("model optim", "trainer dataset", "includes model", "task dataset"),
)

# Network -> (family, the key of its depth).  All add each layer's input to its output.
_NETWORKS = {
    "schnet": ("gnn", "num_interactions"),
    "dimenet": ("gnn", "num_blocks"),
    "dimenetplusplus": ("gnn", "num_blocks"),
    "gemnet": ("gnn", "num_blocks"),
    "gemnet_t": ("gnn", "num_blocks"),
    "gemnet_oc": ("gnn", "num_blocks"),
    "gemnet_gp": ("gnn", "num_blocks"),
    "painn": ("gnn", "num_layers"),
    "escn": ("gnn", "num_layers"),
    "scn": ("gnn", "num_interactions"),
    "spinconv": ("gnn", "num_interactions"),
    "equiformer_v2": ("graph-transformer", "num_layers"),
}
_TRAINERS = ("ocp", "energy", "forces", "equiformerv2_forces", "equiformerv2_energy", "energy_and_forces")
_NORMS = {"layer_norm_sh": "layer", "layer_norm": "layer", "rms_norm_sh": "rms"}
# The documented layout of the data folders; the last part names a subset, and its size where it is a number.
_SUBSET = re.compile(r"(?:^|/)data/(s2ef|is2re)/(200k|2M|20M|all|all_md|10k|100k)(?:/|$)")
_SIZES = {"10k": 10_000, "100k": 100_000, "200k": 200_000, "2M": 2_000_000, "20M": 20_000_000}


def claim(root: Node) -> Claim | None:
    """Claim a config with one of the project's networks or trainers."""
    name = _name(root)
    if (name.text in _NETWORKS or (name.text == "hydra" and root.get("trainer").text)) and (
        root.get("optim").is_map or root.get("includes").present
    ):
        return Claim(88, f"model {name.text} beside optim or includes")
    if root.get("trainer").text in _TRAINERS and (root.get("dataset").present or root.get("task.dataset").present):
        return Claim(86, f"trainer {root.get('trainer').text} beside a data set")
    return None


def _name(root: Node):
    model = root.get("model")
    return model if isinstance(model.value, str) else model.get("name")


def read(root: Node, facts: Facts) -> bool | None:
    """State the network, its data and its run."""
    model, name = root.get("model"), _name(root)
    if model.absent:
        return False  # what models include: data and losses
    backbone = model.get("backbone")
    if backbone.is_map:  # a backbone with heads
        model, name = backbone, backbone.get("model")
    kind = name.text.removesuffix("_backbone")
    if name.text:
        facts.say("model.architecture", kind, name)
    else:
        facts.state("model.architecture", name, word)
    state_weights(facts, root.get("model.finetune_config.starting_checkpoint"))
    facts.say("data.modality", "graph", model)
    family, depth = _NETWORKS.get(kind, (None, None))
    facts.say("model.family", family, name)
    if family:
        state_depth(facts, model.get(depth), "message-passing-layers")
        facts.say("model.message_passing", True, name)
        facts.assume("model.skip_connections", True, name)
        facts.say("task", "graph-regression", name)
        facts.say("model.reads_coordinates", True, name)
    facts.state("model.normalization", model.get("norm_type"), lambda value: _NORMS.get(word(value)))
    facts.state("model.num_heads", model.get("num_heads"), count)
    source = root.get("dataset.train.src")
    if source.absent:
        source = root.first("dataset.0.src", "dataset.src")
    subset = _SUBSET.search(source.text)
    if subset:
        facts.say("data.name", f"OC20 {subset[1]} {subset[2]}", source)
        if subset[2] in _SIZES:
            facts.say("data.train_size", _SIZES[subset[2]], source)
            facts.say("data.unit", "graphs", source)
    if root.get("optim").is_map:
        facts.say("training.is_run", True, root.get("optim"))
        facts.state("training.batch_size_per_device", root.get("optim.batch_size"), count)
    return None
