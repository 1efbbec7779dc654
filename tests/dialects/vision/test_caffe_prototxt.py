import pytest
from reading import facts, lint, read

DATA = 'layer { name: "d" type: "Data" top: "data" top: "label" %s data_param { source: "%s" batch_size: %d } }\n'


def conv(bottom, top, kind="Convolution"):
    return f'layer {{ type: "{kind}" bottom: "{bottom}" top: "{top}" }}\n'


def join(kind, top, *bottoms):
    return f'layer {{ type: "{kind}" top: "{top}" ' + " ".join(f'bottom: "{name}"' for name in bottoms) + " }\n"


LOSS = join("SoftmaxWithLoss", "loss", "c", "label")


@pytest.mark.parametrize(
    ("layers", "depth", "normalization", "skips"),
    [
        (conv("data", "a") + conv("a", "b") + conv("b", "c", "InnerProduct"), 3, "none", False),
        (conv("data", "a") + conv("a", "a", "BatchNorm") + conv("a", "a", "ReLU") + conv("a", "c"), 2, "batch", False),
        (conv("data", "a") + conv("a", "a", "LRN") + conv("a", "c"), 2, "local-response", False),
        # the longest path, not the count: two branches side by side are no skip
        (conv("data", "a") + conv("a", "b1") + conv("a", "b2") + join("Concat", "c", "b1", "b2"), 2, "none", False),
        (conv("data", "a") + conv("a", "b") + join("Concat", "c", "a", "b"), 2, "none", True),
        (conv("data", "a") + conv("a", "b") + join("Eltwise", "c", "a", "b"), 2, "none", True),
        (conv("data", "a") + conv("data", "b") + join("Eltwise", "c", "a", "b"), 1, "none", True),
    ],
)
def test_layers_add_up(layers, depth, normalization, skips):
    found = facts(DATA % ("", "x_lmdb", 8) + layers, "net.prototxt")
    assert (found["model.num_layers"], found["model.depth_unit"]) == (depth, "weight-layers")
    assert (found["model.normalization"], found["model.skip_connections"]) == (normalization, skips)
    assert found["model.family"] == "cnn"


def test_a_layer_of_the_projects_own_leaves_them_open():
    found = facts(conv("data", "a") + conv("a", "b", "MyNorm"), "net.prototxt")
    assert found["model.family"] == "cnn"
    assert not {"model.num_layers", "model.normalization", "model.skip_connections"} & set(found)


def test_layers_for_testing_are_left_out():
    text = (
        DATA % ("include { phase: TRAIN }", "examples/mnist/mnist_train_lmdb", 64)
        + DATA % ("include { phase: TEST }", "examples/other_lmdb", 100)
        + conv("data", "c", "InnerProduct")
        + LOSS
    )
    found = facts(text, "net.prototxt")
    assert (found["data.name"], found["training.batch_size_per_device"]) == ("MNIST", 64)
    assert (found["model.family"], found["training.is_run"]) == ("mlp", True)


@pytest.mark.parametrize("source", ["train.txt", "data/train_lmdb", "list/file_list.txt", "train"])
def test_a_list_names_no_data_set(source):
    assert "data.name" not in facts(DATA % ("", source, 8) + conv("data", "c"), "net.prototxt")


def test_older_files_write_types_in_capitals():
    text = 'layers { type: CONVOLUTION bottom: "data" top: "a" }\nlayers { type: LRN bottom: "a" top: "b" }'
    found = facts(text, "a.prototxt")
    assert (found["model.family"], found["model.normalization"]) == ("cnn", "local-response")


def test_solvers_describe_no_network():
    found = read('net: "train_val.prototxt"\nbase_lr: 0.01\nmax_iter: 1000\n', "solver.prototxt")
    assert (found.dialect, found.status) == ("caffe-solver", "not-a-model")


@pytest.mark.parametrize("text", ["layer: 3", "layer { type: 5 }", 'layer { type: "Data" }', 'layers { bottom: "a" }'])
def test_others_are_not_claimed(text):
    assert read(text, "net.prototxt").dialect is None


@pytest.mark.parametrize(("group", "found"), [(8, True), (10, False), (1, False)])
def test_groups_divide_the_outputs(group, found):
    layer = (
        'layer { name: "c" type: "Convolution" bottom: "d" top: "c" convolution_param { num_output: 100 group: %d } }'
    )
    findings = lint(DATA % ("", "x_lmdb", 8) + layer % group + "\n", "net.prototxt")
    assert [one.rule for one in findings if one.severity == "error"] == ["conv-groups-not-dividing-channels"] * found


@pytest.mark.parametrize(("k", "bottom", "found"), [(5, "scores", 1), (4, "scores", 0), (5, "others", 0)])
def test_the_best_k_of_fewer_outputs(k, bottom, found):
    text = (
        'name: "net"\n'
        'layer { name: "fc" type: "InnerProduct" bottom: "x" top: "scores" inner_product_param { num_output: 4 } }\n'
        f'layer {{ name: "top" type: "Accuracy" bottom: "{bottom}" bottom: "label" accuracy_param {{ top_k: {k} }} }}\n'
    )
    errors = [one.rule for one in lint(text, "net.prototxt") if one.severity == "error"]
    assert errors == ["top-k-larger-than-the-classes"] * found
