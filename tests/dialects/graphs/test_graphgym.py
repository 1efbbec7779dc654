import pytest
from reading import facts, read, rules

BASE = """
dataset: {format: OGB, name: ogbg-molhiv, task: graph, task_type: classification, node_encoder_name: %s}
%s
train: {mode: custom, batch_size: 32}
optim: {base_lr: 0.001, max_epoch: 10}
"""


def config(sections, encoder="Atom"):
    return BASE % (encoder, sections)


@pytest.mark.parametrize(
    ("type", "layer", "family", "passes", "attention"),
    [
        ("GPSModel", "GINE+Transformer", "graph-transformer", True, "full"),
        ("GPSModel", "CustomGatedGCN+Performer", "graph-transformer", True, "linear"),
        ("GPSModel", "None+Transformer", "graph-transformer", False, "full"),
        ("GPSModel", "GCN+None", "gnn", None, None),
        ("GPSModel", "GatedGCN+Mamba_Hybrid", None, None, None),
        ("MultiModel", "CustomGatedGCN+Exphormer", "graph-transformer", True, "sparse"),
        ("MultiModel", "Exphormer", "graph-transformer", None, "sparse"),
        ("BigBird", "", "graph-transformer", False, "sparse"),
        ("SANTransformer", "", "graph-transformer", None, None),
        ("GritTransformer", "GritTransformer", "graph-transformer", None, "full"),
        ("SomeFork", "GINE+Transformer", None, None, None),
    ],
)
def test_family_follows_the_network_and_both_halves_of_its_layer(type, layer, family, passes, attention):
    found = facts(config(f"model: {{type: {type}}}\ngt: {{layer_type: '{layer}', layers: 4}}\ngnn: {{dim_inner: 64}}"))
    assert found.get("model.family") == family
    assert found.get("model.message_passing") == passes
    assert found.get("model.attention") == attention


GPS = "model: {type: GPSModel}\ngt: {layer_type: None+Transformer, layers: 4%s}\ngnn: {batchnorm: True}\n%s"


@pytest.mark.parametrize(
    ("gt", "normalization"),
    [
        ("", "batch"),
        (", layer_norm: False, batch_norm: True", "batch"),
        (", layer_norm: True, batch_norm: False", "layer"),
        (", layer_norm: True", "batch+layer"),
        (", layer_norm: False, batch_norm: False", "none"),
        (", batch_norm: '${x}'", None),
    ],
)
def test_normalization_joins_both_switches_and_their_defaults(gt, normalization):
    assert facts(config(GPS % (gt, ""))).get("model.normalization") == normalization


@pytest.mark.parametrize(
    ("encoder", "section", "value"),
    [
        ("Atom", "", "none"),
        ("Atom", "posenc_LapPE: {enable: False}", "none"),
        ("Atom", "posenc_LapPE: {enable: True}\nposenc_RWSE: {enable: True}", "LapPE+RWSE"),
        ("Atom+LapPE", "", "LapPE"),
        ("Atom", "posenc_LapPE: {enable: '${pe}'}", None),
        ("Atom", "distance_encoding: {use: True}", None),
    ],
)
def test_an_encoding_is_absent_only_where_nothing_could_add_one(encoder, section, value):
    assert facts(config(GPS % ("", section), encoder)).get("model.positional_or_structural_encoding") == value


def test_graphormer_has_its_own_section_and_its_encoding_by_design():
    found = facts(
        config("model: {type: Graphormer}\ngraphormer: {num_layers: 12, num_heads: 8, embed_dim: 80}\ngnn: {}")
    )
    assert (found["model.num_layers"], found["model.num_heads"], found["model.hidden_size"]) == (12, 8, 80)
    assert found["model.positional_or_structural_encoding"] == "GraphormerBias"


@pytest.mark.parametrize(
    ("gnn", "skips", "normalization"),
    [
        ("layer_type: gcnconv, stage_type: stack, batchnorm: False", False, "none"),
        ("layer_type: gcnconv", False, "batch"),
        ("layer_type: gcnconv, stage_type: skipsum", True, "batch"),
        ("layer_type: gineconv, residual: True", True, "batch"),
        ("layer_type: gcniiconv, stage_type: stack", None, "batch"),
        ("layer_type: gatedgcnconv", None, "batch"),
        ("layer_type: gcnconv, residual: '${r}'", None, "batch"),
    ],
)
def test_gnn_skips_and_normalization(gnn, skips, normalization):
    found = facts(config(f"model: {{type: custom_gnn}}\ngnn: {{layers_mp: 3, {gnn}}}"))
    assert found["model.num_layers"] == 3
    assert found["model.depth_unit"] == "message-passing-layers"
    if skips is None:  # what the layer holds inside may be known from its name, and is never denied
        assert found.get("model.skip_connections") is not False
    else:
        assert found["model.skip_connections"] is skips
    assert found.get("model.normalization") == normalization


def test_no_message_passing_layer_at_all_is_legal():
    text = config("model: {type: gnn}\ngnn: {layers_mp: 0, layer_type: gcnconv}")
    assert "model.num_layers" not in facts(text)
    assert "impossible-value" not in rules(text)
    assert "impossible-value" in rules(text.replace("layers_mp: 0", "layers_mp: -1"))


def test_mlp_layers_are_a_comparison_that_reads_no_edges():
    text = config("model: {type: custom_gnn}\ngnn: {layers_mp: 5, layer_type: mlp, head: inductive_node}")
    found = facts(text)
    assert (found["model.family"], found["model.uses_edges"], found["model.baseline"]) == ("mlp", False, True)
    assert "graph-as-tabular" not in rules(text)


@pytest.mark.parametrize(
    ("dataset", "name", "task"),
    [
        ("format: PyG-ZINC, name: subset, task: graph, task_type: regression", "ZINC", "graph-regression"),
        ("format: PyG-MalNetTiny, name: LocalDegreeProfile, task: graph, task_type: classification", "MalNet", None),
        ("format: PyG, name: TU_ENZYMES, task: graph, task_type: classification", "ENZYMES", "graph-classification"),
        ("format: PyG-WebKB, name: texas, task: node, task_type: classification", "exas", "node-classification"),
        ("format: PyG, name: Cora, task: link_pred, task_type: classification", "Cora", "link-prediction"),
    ],
)
def test_the_format_may_carry_the_data_set(dataset, name, task):
    found = facts(f"dataset: {{{dataset}}}\nmodel: {{type: gnn}}\ngnn: {{layers_mp: 2}}\noptim: {{base_lr: 0.1}}")
    assert name in found["data.name"]
    assert found["data.modality"] == "graph"
    assert task in (None, found["task"])


@pytest.mark.parametrize(
    ("name", "graphs"),
    [("MNIST", 70_000), ("CIFAR10", 60_000)],
)
def test_superpixels_are_graphs_and_not_images(name, graphs):
    dataset = f"dataset: {{format: PyG-GNNBenchmarkDataset, name: {name}, task: graph, task_type: classification}}"
    found = facts(f"{dataset}\nmodel: {{type: gnn}}\ngnn: {{layers_mp: 4}}\noptim: {{base_lr: 0.1}}")
    assert found["data.modality"] == "graph"
    assert found.get("data.unit", "graphs") == "graphs"
    assert found.get("data.num_graphs", graphs) == graphs


@pytest.mark.parametrize(
    ("section", "pretrained"),
    [
        ("", False),
        ("pretrained: {dir: results/pcqm}", True),
        ("pretrained: {dir: ''}", False),
        ("pretrained: {dir: '${weights}'}", None),
    ],
)
def test_weights_come_through_one_key(section, pretrained):
    assert facts(config(GPS % ("", section))).get("model.pretrained") == pretrained


def test_inference_is_no_run_and_says_nothing_of_sections_that_the_checkpoint_holds():
    found = facts(
        "dataset: {format: OGB, name: x, task: graph, task_type: regression}\nmodel: {type: GPSModel}\n"
        "gnn: {head: san_graph}\npretrained: {dir: weights}\ntrain: {mode: inference-only}"
    )
    assert found["training.regime"] == "inference"
    for name in ("training.is_run", "model.num_layers", "model.normalization"):
        assert name not in found


def test_heads_that_san_rounds_down_are_no_misfit():
    text = "model: {type: %s}\ngt: {layers: 3, dim_hidden: 50, n_heads: 8}\ngnn: {dim_inner: 50}"
    assert facts(config(text % "SANTransformer"))["model.head_dim"] == 6
    assert "model.head_dim" not in facts(config(text % "BigBird"))


@pytest.mark.parametrize(
    "text",
    [
        "dataset: {name: cora}\nmodel: {type: gnn}\ngnn: {layers: 2}",
        "dataset: cora\ngnn: {layers_mp: 2}\noptim: {base_lr: 0.1}",
        "gnn: {layers_mp: 2}",
    ],
)
def test_other_graph_configs_are_not_claimed(text):
    assert read(text).dialect != "graphgym"


WIDTHS = "model: {type: %s}\ngt: {layer_type: %s, layers: 4, n_heads: %s, dim_hidden: %s}\ngnn: {dim_inner: 64}"
HEADS, HALVES = "gat-heads-not-dividing-width", "graph-attention-width-mismatch"


@pytest.mark.parametrize(
    ("type", "layer", "heads", "width", "found"),
    [
        ("GPSModel", "GINE+Transformer", 4, 64, []),
        ("GPSModel", "GINE+Transformer", 6, 64, [HEADS]),
        ("GPSModel", "GINE+Performer", 6, 64, [HEADS]),
        ("MultiModel", "CustomGatedGCN+Exphormer", 6, 64, [HEADS]),
        ("GPSModel", "GAT+None", 6, 64, [HEADS]),
        ("GPSModel", "GCN+None", 6, 64, []),
        ("BigBird", "''", 6, 64, [HEADS]),
        ("SANTransformer", "''", 6, 64, []),
        ("GPSModel", "GINE+Transformer", 4, 96, [HALVES]),
        ("GritTransformer", "GritTransformer", 4, 96, [HALVES]),
        ("SomeFork", "GINE+Transformer", 6, 96, []),
        ("GPSModel", "GINE+Transformer", "'${heads}'", 96, [HALVES]),
    ],
)
def test_heads_and_widths_that_the_framework_refuses(type, layer, heads, width, found):
    text = config(WIDTHS % (type, layer, heads, width) + "\nposenc_RWSE: {enable: true}")
    assert [rule for rule in rules(text) if rule in (HEADS, HALVES)] == found


@pytest.mark.parametrize(
    ("encoder", "flagged"),
    [
        ("model: Transformer, dim_pe: 16, n_heads: 4", False),
        ("model: Transformer, dim_pe: 16, n_heads: 6", True),
        ("model: DeepSet, dim_pe: 16, n_heads: 6", False),
    ],
)
def test_the_encoders_own_heads(encoder, flagged):
    text = config(WIDTHS % ("GPSModel", "GINE+Transformer", 4, 64) + f"\nposenc_LapPE: {{enable: true, {encoder}}}")
    assert (HEADS in rules(text)) is flagged


@pytest.mark.parametrize(("layer", "flagged"), [("gaddconv", True), ("generalconv", False), ("gatconv", False)])
def test_only_graphgyms_own_attention_reads_its_heads(layer, flagged):
    text = config(f"gnn: {{layer_type: {layer}, layers_mp: 3, dim_inner: 64, att_heads: 6}}")
    assert (HEADS in rules(text)) is flagged


@pytest.mark.parametrize(
    ("edges", "layer", "noted"),
    [("Bond", "gcnconv", True), ("Bond", "gineconv", False), ("DummyEdge", "gcnconv", False), ("Bond", "own", False)],
)
def test_edge_features(edges, layer, noted):
    text = config(f"gnn: {{layer_type: {layer}, layers_mp: 3, dim_inner: 64}}")
    text = text.replace("node_encoder_name", f"edge_encoder: true, edge_encoder_name: {edges}, node_encoder_name")
    assert ("edge-features-ignored" in rules(text)) is noted


def test_coordinates_sampling_and_readout():
    gnn = "gnn: {layer_type: gcnconv, layers_mp: 3}\nmodel: {type: gnn, graph_pooling: mean}"
    found = facts(config(gnn).replace("OGB", "PyG-QM9"))
    assert (found["data.has_coordinates"], found["model.reads_coordinates"]) == (True, False)
    assert found["model.readout"] == "mean"
    node = config(gnn).replace("task: graph", "task: node").replace("mode: custom", "sampler: %s")
    assert facts(node % "full_batch")["training.samples_neighbours"] is False
    assert facts(node % "cluster")["training.samples_neighbours"] is True
    assert "model.readout" not in facts(node % "cluster")


@pytest.mark.parametrize(
    ("section", "found"),
    [
        ("embed_dim: 80, num_heads: 8", []),
        ("embed_dim: 80, num_heads: 12", [HEADS]),
        ("embed_dim: 64, num_heads: 8", [HALVES]),
    ],
)
def test_graphormers_own_section(section, found):
    text = config(f"model: {{type: Graphormer}}\ngraphormer: {{num_layers: 12, {section}}}\ngnn: {{dim_inner: 80}}")
    assert [rule for rule in rules(text) if rule in (HEADS, HALVES)] == found


@pytest.mark.parametrize(("data", "warned"), [("TU_PROTEINS", True), ("ogbg-molhiv", False)])
def test_a_large_graphormer_from_scratch(data, warned):
    section = "graphormer: {num_layers: 12, embed_dim: 768, num_heads: 32}\ngnn: {dim_inner: 768}"
    text = (
        config(f"model: {{type: Graphormer}}\n{section}").replace("ogbg-molhiv", data).replace("OGB", "PyG-TUDataset")
    )
    assert ("graph-transformer-on-small-dataset" in rules(text)) is warned
