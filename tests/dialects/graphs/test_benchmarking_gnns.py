import json

import pytest
from reading import facts, read, rules


def config(model="GCN", dataset="ZINC", **net):
    return json.dumps(
        {"model": model, "dataset": dataset, "params": {"epochs": 10, "batch_size": 5}, "net_params": {"L": 4, **net}}
    )


@pytest.mark.parametrize(
    ("model", "family"), [("GatedGCN", "gnn"), ("MLP", "mlp"), ("MF", None), ("GraphTransformer", "graph-transformer")]
)
def test_family(model, family):
    assert facts(config(model), "x.json").get("model.family") == family


@pytest.mark.parametrize(
    ("net", "normalization"),
    [
        ({"batch_norm": True}, "batch"),
        ({"batch_norm": False}, "none"),
        ({"layer_norm": False}, "none"),
        ({"batch_norm": True, "layer_norm": False}, "batch"),
        ({"batch_norm": True, "layer_norm": True}, "batch+layer"),
        ({}, None),
    ],
)
def test_normalization(net, normalization):
    assert facts(config(**net), "x.json").get("model.normalization") == normalization


@pytest.mark.parametrize(
    ("model", "net", "encoding"),
    [
        ("GraphTransformer", {"lap_pos_enc": True, "wl_pos_enc": False}, "LapPE"),
        ("GraphTransformer", {"lap_pos_enc": False, "wl_pos_enc": False}, "none"),
        ("GraphTransformer", {"lap_pos_enc": False}, None),
        ("SAN", {}, "LPE"),
    ],
)
def test_encodings(model, net, encoding):
    found = facts(config(model, **net), "x.json")
    assert found.get("model.positional_or_structural_encoding") == encoding


def test_no_layer_at_all_is_legal():
    text = config("MF", "OGBL-COLLAB", L=0)
    assert "model.num_layers" not in facts(text, "x.json")
    assert "impossible-value" not in rules(text, "x.json")


def test_the_benchmarks_own_baseline_is_no_mistake():
    text = config("MLP", "SBM_PATTERN", L=16)
    assert facts(text, "x.json")["model.uses_edges"] is False
    assert "graph-as-tabular" not in rules(text, "x.json")


@pytest.mark.parametrize("name", ["MNIST", "CIFAR10"])
def test_superpixels_are_graphs(name):
    found = facts(config(dataset=name), "x.json")
    assert found["data.modality"] == "graph"
    assert found.get("data.unit", "graphs") == "graphs"


def test_others_are_not_claimed():
    assert read('{"model": {"a": 1}, "dataset": "x", "net_params": {}}', "x.json").dialect != "benchmarking-gnns"


@pytest.mark.parametrize(
    ("model", "net", "flagged"),
    [
        ("GraphTransformer", {"n_heads": 8, "hidden_dim": 80}, False),
        ("GraphTransformer", {"n_heads": 6, "hidden_dim": 80}, True),
        ("SAN", {"GT_n_heads": 6, "GT_hidden_dim": 80}, True),
        ("GAT", {"n_heads": 6, "hidden_dim": 80}, False),  # a width of one head
    ],
)
def test_heads(model, net, flagged):
    assert ("gat-heads-not-dividing-width" in rules(config(model, **net), "x.json")) is flagged


@pytest.mark.parametrize(
    ("model", "features", "noted"), [("GCN", True, True), ("GatedGCN", True, False), ("GCN", False, False)]
)
def test_edge_features_that_are_switched_off_are_not_ignored(model, features, noted):
    found = rules(config(model, edge_feat=features, residual=True, readout="mean"), "x.json")
    assert ("edge-features-ignored" in found) is noted
