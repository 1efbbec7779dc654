"""GraphGym and the graph transformers built on it (GraphGPS, GRIT, Exphormer, LRGB): one yacs file over defaults.

A config names its network in two places: ``model.type``, and the layer type of the ``gnn`` or ``gt`` section; the
layer type of GPS kind holds two halves, ``LOCAL+GLOBAL``, and either may be ``None``.
"""

from ...facts import Facts, count, truth
from .. import Claim, Dialect, Node
from ..reading.values import word

DIALECT = Dialect(
    name="graphgym",
    title="GraphGym, GraphGPS, GRIT, Exphormer",
    files="YAML with `dataset.format`, `model.type` and a `gnn` or `gt` section",
    reads="network, depth, normalization, encodings, attention, data set and task",
    formats=("yaml",),
    triggers=("dataset gnn", "dataset gt", "dataset model pretrained"),
)

# Networks whose layers stand in `gt`, with what their code fixes.
_HYBRIDS = ("GPSModel", "GPSwLPEModel", "MultiModel")
_TRANSFORMERS = (*_HYBRIDS, "Graphormer", "SANTransformer", "GritTransformer", "BigBird", "Performer")
_ATTENTION = {
    "Transformer": "full", "BiasedTransformer": "full", "GritTransformer": "full", "Graphormer": "full",
    "Performer": "linear", "BigBird": "sparse", "Exphormer": "sparse",
}  # fmt: skip
# Halves and networks that cut the width into heads and refuse what is left over; a halved GAT joins too few.
_REFUSE_HEADS = ("Transformer", "BiasedTransformer", "Performer", "BigBird", "Exphormer", "GAT")
# Networks that compare the two widths before they build any layer.
_EQUAL_WIDTHS = (*_HYBRIDS, "SANTransformer", "GritTransformer", "BigBird", "Performer")
_HEADED_LAYERS = ("gaddconv", "gmulconv")  # GraphGym's own attention over `att_heads`
# Layers, or halves of one, by whether they take the edges' features.
_EDGE_FEATURES = {
    "gcnconv": False, "sageconv": False, "ginconv": False, "GCN": False, "GIN": False, "gineconv": True,
    "generaledgeconv": True, "gatedgcnconv": True, "GINE": True, "GAT": True, "PNA": True, "GENConv": True,
    "CustomGatedGCN": True, "GatedGCN": True,
}  # fmt: skip
# Layers that read what stands at nodes and edges alone.
_NO_COORDINATES = ("gcnconv", "sageconv", "ginconv", "gatconv", "gineconv", "generalconv")
_POOLINGS = {"add": "sum", "mean": "mean", "max": "max", "graph_token": "virtual-node", "none": "none"}
_NO_EDGES = ("mlp", "linear")
# Layers without a skip connection of their own; what other layers hold inside is not known from a config.
_PLAIN_LAYERS = (
    "gcnconv", "sageconv", "gatconv", "splineconv", "ginconv", "gineconv", "generalconv", "generaledgeconv",
    "generalsampleedgeconv", "mlp", "linear",
)  # fmt: skip
# A format that is one data set: the name beside it says a subset or a feature.
_FORMAT_DATA = {
    "PyG-MalNetTiny": "MalNet-Tiny", "PyG-VOCSuperpixels": "PascalVOC-SP", "PyG-COCOSuperpixels": "COCO-SP",
    "PyG-AQSOL": "AQSOL", "PyG-Actor": "Actor", "PyG-QM9": "QM9",
}  # fmt: skip
_PREFIXED = {"PyG-Amazon": "amazon-", "PyG-Coauthor": "coauthor-"}
_SUPERPIXELS = ("MNIST", "CIFAR10")  # images elsewhere, graphs of superpixels here
# The sections of the frameworks themselves; a fork's own section may hold an encoding that is not known here.
_SECTIONS = {
    "out_dir", "metric_best", "metric_agg", "name_tag", "wandb", "dataset", "train", "val", "model", "gt", "gnn",
    "optim", "share", "device", "seed", "num_threads", "num_workers", "accelerator", "devices", "print", "round",
    "tensorboard_each_run", "tensorboard_agg", "mem", "prep", "pretrained", "run_multiple_splits", "run_id", "bn",
    "graphormer", "view_emb", "gpu_mem", "benchmark", "custom_metrics", "cfg_dest", "run_dir",
}  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a config with GraphGym's data-set section beside one of its networks."""
    dataset, model = root.get("dataset"), root.get("model.type")
    if not dataset.is_map or not (dataset.has("format") or dataset.has("task_type")):
        return None
    if root.get("gt").is_map and root.get("gnn").is_map:
        return Claim(92, "dataset.format or dataset.task_type beside gt and gnn")
    if model.text in _TRANSFORMERS or root.get("optim.base_lr").present or root.get("gnn.layers_mp").present:
        return Claim(90, "dataset.format or dataset.task_type beside GraphGym's model or optim keys")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data set and its run."""
    facts.say("data.modality", "graph", root.get("dataset"))
    _read_run(root, facts)
    _read_data(root, facts)
    type = root.get("model.type")
    if type.opaque:
        facts.state("model.architecture", type)
        return
    # A pretrained model's own saved config stands in for the sections that are missing here.
    whole = not facts.value("model.pretrained")
    if type.text in _TRANSFORMERS:
        _read_transformer(root, facts, type, whole)
    elif type.text in ("gnn", "custom_gnn") or (type.absent and not root.get("gt").present):
        _read_gnn(root, facts, whole)
    else:
        facts.state("model.architecture", type, word)


def _read_run(root: Node, facts: Facts):
    training = root.get("optim").is_map
    mode = root.get("train.mode").text
    if "inference" in mode:
        facts.say("training.regime", "inference", root.get("train.mode"))
    elif training:
        facts.say("training.is_run", True, root.get("optim"))
    for key in ("pretrained.dir", "train.finetune"):
        node = root.get(key)
        if node.opaque:
            facts.state("model.pretrained", node)
        elif node.text:
            facts.say("model.pretrained", True, node)
        elif node.present and key == "pretrained.dir":
            facts.say("model.pretrained", False, node)
    if training and "inference" not in mode:
        # Weights come through those keys alone.
        facts.assume("model.pretrained", False, root.get("model.type"))


def _read_data(root: Node, facts: Facts):
    dataset = root.get("dataset")
    name, format = dataset.get("name"), dataset.get("format")
    if name.opaque or format.opaque:
        facts.state("data.name", name if name.opaque else format)
    elif format.text == "PyG-ZINC":
        facts.say(
            "data.name", "ZINC-full" if name.text == "full" else "ZINC" if name.text == "subset" else None, format
        )
    elif format.text in _FORMAT_DATA:
        facts.say("data.name", _FORMAT_DATA[format.text], format)
    elif name.text and name.text not in ("none", "None"):
        text = name.text
        if format.text in _PREFIXED:
            text = _PREFIXED[format.text] + text.lower()
        elif text.startswith("TU_"):
            text = text[3:]
        elif format.text == "PyG-GNNBenchmarkDataset" and text in _SUPERPIXELS:
            text = f"{format.text}/{text}"
        facts.say("data.name", text, name)
    _read_task(root, facts)
    _read_edge_features(root, facts)
    if format.text == "PyG-QM9":
        facts.say("data.has_coordinates", True, format)
    sampler = root.get("train.sampler")
    if sampler.text and dataset.get("task").text in ("node", "edge", "link_pred"):
        facts.say("training.samples_neighbours", sampler.text != "full_batch", sampler)
    pooling = root.get("model.graph_pooling")
    if dataset.get("task").text == "graph" and not root.get("gnn.head").text.startswith("inductive"):
        facts.say("model.readout", _POOLINGS.get(pooling.text), pooling)
    # With one graph, or a sampler over it, the batch size counts nodes or nothing at all.
    if dataset.get("task").text == "graph" and dataset.get("transductive").value is not True:
        facts.state("training.batch_size_per_device", root.get("train.batch_size"), count)


def _read_edge_features(root: Node, facts: Facts):
    """State whether there are edge features; a dummy encoder gives every edge the same."""
    encoder, name = root.get("dataset.edge_encoder"), root.get("dataset.edge_encoder_name")
    if encoder.value is True and name.text:
        facts.say("data.has_edge_features", not name.text.startswith("Dummy"), name)


def _read_task(root: Node, facts: Facts):
    task, kind, head = root.get("dataset.task"), root.get("dataset.task_type").text, root.get("gnn.head").text
    # Many graphs with a label on each node or edge are written as graphs, with an inductive head.
    if head == "inductive_node" or (task.text == "node" and kind.startswith("classification")):
        facts.say("task", "node-classification", task)
    elif head == "inductive_edge" or task.text == "link_pred":
        facts.say("task", "link-prediction", task)
    elif task.text == "graph" and kind.startswith("classification"):
        facts.say("task", "graph-classification", task)
    elif task.text == "graph" and kind == "regression":
        facts.say("task", "graph-regression", task)


def _read_transformer(root: Node, facts: Facts, type, whole):
    name, gt = type.text, root.get("gt")
    if name == "Graphormer":
        _read_graphormer(root, facts, type, whole)
        return
    layer = gt.get("layer_type")
    hybrid = name in _HYBRIDS
    halves = layer.text.split("+") if hybrid and layer.text else []
    if hybrid and layer.opaque:
        facts.state("model.family", layer)
    local, attention = _halves(halves)
    if not hybrid:
        facts.say("model.family", "graph-transformer", type)
        facts.say("model.architecture", name, type)
        facts.say("model.attention", _ATTENTION.get(name), type)
        if name in ("BigBird", "Performer"):
            facts.say("model.message_passing", False, type)
        else:  # SAN and GRIT tell edges from other pairs within their attention
            facts.say("model.uses_edges", True, type)
    elif halves:
        facts.say("model.architecture", f"{name} ({layer.text})", layer)
        if attention:
            facts.say("model.family", "graph-transformer", layer)
            facts.say("model.attention", _ATTENTION.get(attention), layer)
            if local or attention != "Exphormer":  # which attends along the graph's own edges
                facts.say("model.message_passing", bool(local), layer)
        elif attention is None and local:
            facts.say("model.family", "gnn", layer)
    else:
        facts.say("model.architecture", name, type)
        facts.say("model.family", "graph-transformer", type)
    facts.state("model.num_layers", gt.get("layers"), count)
    facts.say("model.depth_unit", "message-passing-layers", gt.get("layers") if gt.get("layers").present else None)
    _read_width(root, facts, gt, name, halves)
    if local in _EDGE_FEATURES and attention not in ("Exphormer", ""):
        facts.say("model.reads_edge_features", _EDGE_FEATURES[local], layer)
    _read_gt_norm(facts, gt, whole)
    if hybrid:
        facts.say("model.skip_connections", True, type)  # each half of a GPS layer adds its input
    elif name in ("SANTransformer", "GritTransformer"):
        facts.state("model.skip_connections", gt.get("residual"), truth)
        if whole:
            facts.assume("model.skip_connections", True, type)
    _read_encodings(root, facts, type, whole)


def _halves(parts):
    """Return (local layer or "", attention or None); attention is "" where a half is not known to be either."""
    if not parts:
        return "", ""
    attention = [part for part in parts if part in _ATTENTION]
    others = [part for part in parts if part not in _ATTENTION and part != "None"]
    if attention:
        return (others[0] if others else ""), attention[-1]
    # `GCN+None` has no attention; `GatedGCN+Mamba` and the like have something else in its place.
    if parts[-1] == "None":
        return (others[0] if others else ""), None
    return "", ""


def _read_graphormer(root: Node, facts: Facts, type, whole):
    section = root.get("graphormer")
    facts.say("model.family", "graph-transformer", type)
    facts.say("model.architecture", "Graphormer", type)
    facts.say("model.attention", "full", type)
    facts.state("model.num_layers", section.get("num_layers"), count)
    if whole:
        facts.assume("model.num_layers", 6, type)
    facts.say("model.depth_unit", "message-passing-layers", section.get("num_layers"))
    facts.state("model.hidden_size", section.get("embed_dim"), count)
    facts.state("model.num_heads", section.get("num_heads"), count)
    facts.assume("model.head_remainder", "refuse", type)
    facts.state("model.attention_width", section.get("embed_dim"), count)
    facts.state("model.message_passing_width", root.get("gnn.dim_inner"), count)
    facts.say("model.skip_connections", True, type)
    # Degrees and shortest-path distances are part of the network.
    facts.say("model.positional_or_structural_encoding", "GraphormerBias", type)


def _read_width(root: Node, facts: Facts, gt, name, halves):
    facts.state("model.hidden_size", gt.get("dim_hidden"), count)
    if name in _EQUAL_WIDTHS:
        facts.state("model.attention_width", gt.get("dim_hidden"), count)
        facts.state("model.message_passing_width", root.get("gnn.dim_inner"), count)
    if halves and not any(half in _ATTENTION or half in _REFUSE_HEADS for half in halves):
        return
    facts.state("model.num_heads", gt.get("n_heads"), count)
    if any(half in _REFUSE_HEADS for half in (*halves, name)):
        facts.assume("model.head_remainder", "refuse", gt.get("n_heads"))
    width, heads = facts.value("model.hidden_size"), facts.value("model.num_heads")
    if name in ("SANTransformer", "GritTransformer") and width and heads and width >= heads:
        facts.assume("model.head_dim", width // heads, gt.get("n_heads"))  # these round down, others refuse


def _read_gt_norm(facts: Facts, gt, whole):
    """State the joined normalization; both switches have a default (batch on, layer off)."""
    kinds, last = [], None
    for key, kind, default in (("batch_norm", "batch", True), ("layer_norm", "layer", False)):
        node = gt.get(key)
        if node.opaque:
            facts.state("model.normalization", node)
            return
        if node.present:
            last = node
        on = node.value if isinstance(node.value, bool) else default
        if node.absent and not whole:
            return
        if on:
            kinds.append(kind)
            last = node if node.present else last
    value = "+".join(kinds) or "none"
    if last is not None:
        facts.say("model.normalization", value, last)
    else:
        facts.assume("model.normalization", value)


def _read_encoder_heads(root: Node, facts: Facts, family):
    """State the heads of the small transformer that turns eigenvectors into an encoding."""
    encoder = root.get("posenc_LapPE")
    if encoder.get("enable").value is True and encoder.get("model").text == "Transformer":
        site = facts.site("posenc_LapPE")
        site.say("model.family", family, encoder)
        site.state("model.hidden_size", encoder.get("dim_pe"), count)
        site.state("model.num_heads", encoder.get("n_heads"), count)
        site.assume("model.head_remainder", "refuse", encoder.get("n_heads"))


def _read_encodings(root: Node, facts: Facts, type, whole):
    _read_encoder_heads(root, facts, "graph-transformer")
    names, spot, unknown = [], None, not whole
    for key, node in root.items():
        if isinstance(key, str) and key.startswith("posenc_"):
            enable = node.get("enable")
            if enable.value is True:
                names.append(key[len("posenc_") :])
                spot = spot or enable
            elif enable.opaque or (enable.present and enable.value is not False):
                unknown = True
        elif key not in _SECTIONS:
            unknown = True
    encoder = root.get("dataset.node_encoder_name")
    for part in encoder.text.split("+"):
        if part.endswith(("PE", "SE", "Bias", "RRWP", "SignNet")) and part not in names:
            names.append(part)
            spot = spot or encoder
    if names:
        facts.say("model.positional_or_structural_encoding", "+".join(sorted(names)), spot)
    elif not unknown and not encoder.opaque and type.text in ("GPSModel", "MultiModel", "BigBird", "Performer"):
        # Every encoding is off until its section enables it.
        facts.assume("model.positional_or_structural_encoding", "none", type)


def _read_gnn(root: Node, facts: Facts, whole):
    gnn = root.get("gnn")
    layer = gnn.get("layer_type")
    kind = layer.text.lower()
    if layer.opaque:
        facts.state("model.architecture", layer)
    elif kind in _NO_EDGES:
        facts.say("model.family", "mlp", layer)
        facts.say("model.architecture", layer.text, layer)
        facts.say("model.uses_edges", False, layer)
        # In a library of graph networks a layer without edges is there to be compared with.
        facts.assume("model.baseline", True, layer)
    else:
        facts.say("model.family", "gnn", layer if layer.present else root.get("model.type"))
        facts.say("model.architecture", layer.text or None, layer)
        facts.say("model.message_passing", True, layer if layer.present else root.get("model.type"))
    facts.state("model.num_layers", gnn.get("layers_mp"), count_or_none)
    if facts.get("model.num_layers"):
        facts.say("model.depth_unit", "message-passing-layers", gnn.get("layers_mp"))
    facts.state("model.hidden_size", gnn.get("dim_inner"), count)
    facts.say("model.reads_edge_features", _EDGE_FEATURES.get(kind), layer)
    if kind in _NO_COORDINATES:
        facts.say("model.reads_coordinates", False, layer)
    if kind in _HEADED_LAYERS:
        facts.state("model.num_heads", gnn.get("att_heads"), count)
        facts.assume("model.head_remainder", "refuse", layer)
    facts.state("model.normalization", gnn.get("batchnorm"), lambda value: "batch" if truth(value) else "none")
    if whole:
        facts.assume("model.normalization", "batch", root.get("model.type"))
    _read_gnn_skips(root, facts, kind)


def count_or_none(value):
    """Return a number of layers; none at all is legal, and no depth."""
    return count(value, low=0) or None


def _read_gnn_skips(root: Node, facts: Facts, kind):
    gnn = root.get("gnn")
    stage, residual = gnn.get("stage_type"), gnn.get("residual")
    if stage.opaque or residual.opaque:
        facts.state("model.skip_connections", stage if stage.opaque else residual)
    elif residual.value is True:
        facts.say("model.skip_connections", True, residual)
    elif stage.text.startswith("skip"):
        facts.say("model.skip_connections", True, stage)
    elif kind in _PLAIN_LAYERS and stage.text in ("", "stack"):
        node = stage if stage.present else residual
        if node.present:
            facts.say("model.skip_connections", False, node)
        else:
            facts.assume("model.skip_connections", False, root.get("model.type"))
