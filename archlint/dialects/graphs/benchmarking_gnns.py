"""benchmarking-gnns and the repositories built on it (Graph Transformer, SAN, LSPE): ``params`` and ``net_params``."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="benchmarking-gnns",
    title="benchmarking-gnns",
    files="JSON with `model`, `dataset`, `params` and `net_params`",
    reads="network, depth, normalization, skip connections, encodings, data set",
    formats=("json",),
    triggers=("model dataset net_params",),
)

_GNNS = ("GCN", "GAT", "GraphSage", "GIN", "GatedGCN", "MoNet", "3WLGNN", "RingGNN", "PNA", "EIGMLP")
_TRANSFORMERS = ("GraphTransformer", "SAN", "SAN_NodeLPE", "SAN_EdgeLPE", "GraphiT")
_READOUTS = ("sum", "mean", "max")
_BLIND_TO_EDGE_FEATURES = ("GCN", "GraphSage", "GIN", "MoNet")
_DATA = {
    "SBM_PATTERN": "PATTERN", "SBM_CLUSTER": "CLUSTER", "OGBL-COLLAB": "ogbl-collab", "PROTEINS_full": "PROTEINS",
    "MNIST": "PyG-GNNBenchmarkDataset/MNIST", "CIFAR10": "PyG-GNNBenchmarkDataset/CIFAR10",
}  # fmt: skip
_ENCODINGS = {"pos_enc": "LapPE", "lap_pos_enc": "LapPE", "wl_pos_enc": "WL"}


def claim(root: Node) -> Claim | None:
    """Claim a config that names a network and a data set beside the parameters of the net."""
    if root.get("model").text and root.get("dataset").text and root.get("net_params").is_map:
        return Claim(92, "model and dataset beside net_params")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its run."""
    model, net, dataset = root.get("model"), root.get("net_params"), root.get("dataset")
    facts.say("model.architecture", model.text, model)
    facts.say("data.modality", "graph", dataset)
    facts.say("data.name", _DATA.get(dataset.text, dataset.text), dataset)
    if model.text == "MLP":
        facts.say("model.family", "mlp", model)
        facts.say("model.uses_edges", False, model)
        facts.say("model.baseline", True, model)  # the benchmark's own graph-agnostic baseline
    elif model.text in _GNNS:
        facts.say("model.family", "gnn", model)
        facts.say("model.message_passing", True, model)
    elif model.text in _TRANSFORMERS:
        facts.say("model.family", "graph-transformer", model)
        full = net.get("full_graph")
        if isinstance(full.value, bool):
            facts.say("model.attention", "full" if full.value else "sparse", full)
            facts.say("model.message_passing", not full.value, full)  # attention along edges only
    depth = net.first("L", "GT_layers")
    facts.state("model.num_layers", depth, lambda value: count(value, low=0) or None)
    if "model.num_layers" in facts and model.text != "MLP":
        facts.say("model.depth_unit", "message-passing-layers", depth)
    facts.state("model.hidden_size", net.first("hidden_dim", "GT_hidden_dim"), count)
    if model.text in _TRANSFORMERS:
        facts.state("model.num_heads", net.first("GT_n_heads", "n_heads"), count)
        facts.assume("model.head_remainder", "refuse", net.first("GT_n_heads", "n_heads"))
    readout = net.get("readout")
    facts.say("model.readout", readout.text if readout.text in _READOUTS else None, readout)
    if net.get("edge_feat").value is True and model.text in _BLIND_TO_EDGE_FEATURES:
        facts.say("data.has_edge_features", True, net.get("edge_feat"))
        facts.say("model.reads_edge_features", False, model)
    residual = net.get("residual")
    if isinstance(residual.value, bool):
        facts.say("model.skip_connections", residual.value, residual)
    _read_switches(net, facts, ("batch_norm", "layer_norm"))
    _read_encodings(net, facts, model)
    if root.get("params.epochs").present:
        facts.say("training.is_run", True, root.get("params"))
        facts.state("training.batch_size_per_device", root.get("params.batch_size"), count)
        facts.assume("model.pretrained", False, model)  # there is no key for weights


def _read_switches(net, facts: Facts, keys):
    nodes = [net.get(key) for key in keys if isinstance(net.get(key).value, bool)]
    on = [node for node in nodes if node.value]
    if on:
        facts.say("model.normalization", "+".join(node.keys[-1].split("_")[0] for node in on), on[0])
    elif nodes:
        facts.say("model.normalization", "none", nodes[0])


def _read_encodings(net, facts: Facts, model):
    nodes = {key: net.get(key) for key in _ENCODINGS if isinstance(net.get(key).value, bool)}
    on = [key for key, node in nodes.items() if node.value]
    if on:
        names = sorted({_ENCODINGS[key] for key in on})
        facts.say("model.positional_or_structural_encoding", "+".join(names), nodes[on[0]])
    elif model.text.startswith("SAN"):
        facts.say("model.positional_or_structural_encoding", "LPE", model)
    elif model.text == "GraphTransformer" and len(nodes) >= 2:
        facts.say("model.positional_or_structural_encoding", "none", next(iter(nodes.values())))
