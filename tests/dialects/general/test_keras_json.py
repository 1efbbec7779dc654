import json

import pytest
from reading import facts, lint, read


def layer(kind, name, *inputs, **config):
    nodes = [[[source, 0, 0, {}] for source in inputs]] if inputs else []
    return {"class_name": kind, "name": name, "config": {"name": name, **config}, "inbound_nodes": nodes}


def model(*layers, kind="Functional"):
    return facts(json.dumps({"class_name": kind, "config": {"name": "m", "layers": list(layers)}}), "model.json")


IMAGE = layer("InputLayer", "in", batch_input_shape=[None, 32, 32, 3])


@pytest.mark.parametrize(
    ("layers", "depth", "normalization", "skips"),
    [
        ([layer("Conv2D", "a", "in"), layer("Conv2D", "b", "a"), layer("Dense", "c", "b")], 3, "none", False),
        ([layer("Conv2D", "a", "in"), layer("BatchNormalization", "n", "a")], 1, "batch", False),
        ([layer("Conv2D", "a", "in"), layer("Conv2D", "b", "a"), layer("Add", "c", "a", "b")], 2, "none", True),
        (
            [layer("Conv2D", "a", "in"), layer("Conv2D", "b", "in"), layer("Concatenate", "c", "a", "b")],
            1,
            "none",
            False,
        ),
        ([layer("Conv2D", "a", "in"), layer("Conv2D", "b", "a"), layer("Concatenate", "c", "a", "b")], 2, "none", True),
        ([layer("Normalization", "a", "in"), layer("Conv2D", "b", "a")], 1, "none", False),
    ],
)
def test_layers_add_up(layers, depth, normalization, skips):
    found = model(IMAGE, *layers)
    assert (found["model.family"], found["model.num_layers"]) == ("cnn", depth)
    assert (found["model.normalization"], found["model.skip_connections"]) == (normalization, skips)
    assert (found["data.modality"], found["data.image_size"]) == ("image", 32)


@pytest.mark.parametrize(
    ("kinds", "family", "depth", "unit"),
    [
        (["Embedding", "LSTM", "LSTM", "Dense"], "rnn", 2, "recurrent-layers"),
        (["Dense", "Dropout", "Dense"], "mlp", 2, "weight-layers"),
        (["Conv1D", "LSTM"], None, None, None),
        (["SeparableConv2D", "Conv2D"], "cnn", None, None),
        (["Conv2D", "MyLayer"], None, None, None),
    ],
)
def test_sequential_models(kinds, family, depth, unit):
    layers = [{"class_name": kind, "config": {"name": f"l{number}"}} for number, kind in enumerate(kinds)]
    found = facts(json.dumps({"class_name": "Sequential", "config": layers}), "model.json")  # Keras 1
    assert found.get("model.family") == family
    assert (found.get("model.num_layers"), found.get("model.depth_unit")) == (depth, unit)


def test_wrapped_layers_and_models_inside_models():
    wrapped = {"class_name": "Bidirectional", "config": {"name": "w", "layer": {"class_name": "GRU", "config": {}}}}
    found = model(wrapped, kind="Sequential")
    assert (found["model.family"], found["model.num_layers"]) == ("rnn", 1)
    inner = {
        "class_name": "Sequential",
        "config": {"name": "i", "layers": [layer("Conv2D", "a"), layer("Conv2D", "b")]},
    }
    assert model(inner, layer("Dense", "c"), kind="Sequential")["model.num_layers"] == 3


def test_keras_3():
    def tensor(name):
        return {"class_name": "__keras_tensor__", "config": {"shape": [None, 4], "keras_history": [name, 0, 0]}}

    add = layer("Add", "c")
    add["inbound_nodes"] = [{"args": [[tensor("a"), tensor("b")]], "kwargs": {}}]
    dense = layer("Dense", "b", units=7, activation="softmax")
    dense["inbound_nodes"] = [{"args": [tensor("a")], "kwargs": {}}]
    first = layer("Dense", "a")
    first["inbound_nodes"] = [{"args": [tensor("in")], "kwargs": {}}]
    found = model(layer("InputLayer", "in", batch_shape=[None, 4]), first, dense, add)
    assert (found["model.num_layers"], found["model.skip_connections"]) == (2, True)


def test_classes_are_the_units_of_a_softmax():
    found = model(IMAGE, layer("Conv2D", "a", "in"), layer("Dense", "b", "a", units=10, activation="softmax"))
    assert found["data.num_classes"] == 10


@pytest.mark.parametrize(
    "value",
    [
        {"class_name": "Adam", "config": {"lr": 0.1}},
        {"class_name": "Sequential", "config": None},
        {"class_name": "Sequential", "config": {"layers": []}},
        {"class_name": ["Sequential"], "config": {"layers": [{"class_name": "Dense"}]}},
    ],
)
def test_others_are_not_claimed(value):
    assert read(json.dumps(value), "model.json").dialect != "keras-json"


@pytest.mark.parametrize(
    "layers",
    [
        [{"class_name": "Sequential", "config": None}],
        [{"class_name": "Dense", "config": [], "inbound_nodes": 5}],
        [1, {"class_name": "Dense"}, {"class_name": 3}],
        [layer("Dense", "a", "a")],
        [layer("Dense", "a", "b"), layer("Dense", "b", "a")],
    ],
)
def test_broken_layers_are_survived(layers):
    assert read(json.dumps({"class_name": "Model", "config": {"layers": layers}}), "model.json").error is None


@pytest.mark.parametrize(
    ("kind", "groups", "found"),
    [("Conv2D", 4, True), ("Conv2D", 2, False), ("Conv2D", 1, False), ("Conv2D", None, False), ("MyConv", 4, False)],
)
def test_groups_divide_the_filters(kind, groups, found):
    layers = [IMAGE, layer(kind, "a", "in", filters=62, groups=groups)]
    text = json.dumps({"class_name": "Functional", "config": {"name": "m", "layers": layers}})
    findings = lint(text, "model.json")
    assert [one.rule for one in findings if one.severity == "error"] == ["conv-groups-not-dividing-channels"] * found
