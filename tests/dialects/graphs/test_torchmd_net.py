import pytest
from reading import facts, read, rules

TEXT = """
model: %s
embedding_dimension: 256
cutoff_upper: 5.0
num_heads: 8
num_layers: 8
num_nodes: 1
num_epochs: 3000
dataset: QM9
train_size: %s
load_model: %s
"""


@pytest.mark.parametrize(
    ("model", "family", "heads"),
    [("equivariant-transformer", "graph-transformer", 8), ("tensornet", "gnn", None)],
)
def test_family(model, family, heads):
    found = facts(TEXT % (model, "110000", "null"))
    assert (found["model.family"], found["model.num_layers"], found.get("model.num_heads")) == (family, 8, heads)
    assert found.get("data.nodes_per_graph") != 1  # num_nodes counts machines


@pytest.mark.parametrize(("size", "value"), [("950", 950), ("0.8", None), ("null", None)])
def test_a_fraction_is_no_size(size, value):
    text = (TEXT % ("tensornet", size, "null")).replace("QM9", "SomeSet")
    assert facts(text).get("data.train_size") == value


@pytest.mark.parametrize(("weights", "pretrained"), [("null", False), ("a.ckpt", True)])
def test_weights(weights, pretrained):
    assert facts(TEXT % ("tensornet", "950", weights))["model.pretrained"] is pretrained


def test_other_models_are_not_claimed():
    assert read(TEXT % ("bert", "1", "null")).dialect != "torchmd-net"


@pytest.mark.parametrize(
    ("model", "heads", "flagged"),
    [("equivariant-transformer", 8, False), ("transformer", 6, True), ("tensornet", 6, False)],
)
def test_heads(model, heads, flagged):
    text = (TEXT % (model, "110000", "null")).replace("num_heads: 8", f"num_heads: {heads}")
    assert ("gat-heads-not-dividing-width" in rules(text)) is flagged
