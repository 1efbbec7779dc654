import pytest
from reading import facts, lint, read

CONV = "[convolutional]\nfilters=8\nactivation=leaky\n"
NORMED = "[convolutional]\nbatch_normalize=1\nfilters=8\n"


def net(*sections, head="[net]\nwidth=64\nheight=64\nchannels=3\n"):
    return facts(head + "".join(sections), "net.cfg")


@pytest.mark.parametrize(
    ("sections", "family", "depth", "normalization", "skips"),
    [
        ([CONV, CONV, "[connected]\noutput=10\n", "[softmax]\n"], "cnn", 3, "none", False),
        ([NORMED, NORMED, "[shortcut]\nfrom=-2\n", CONV], "cnn", 3, "batch", True),
        ([NORMED, "[route]\nlayers=-1\n", CONV], "cnn", 2, "batch", False),
        ([NORMED, CONV, "[route]\nlayers=-1,-2\n", CONV], "cnn", 3, "batch", True),
        ([CONV, "[normalization]\n", CONV], "cnn", 2, "local-response", False),
        ([CONV, "[cost]\ntype=sse\n"], "cnn", 1, "none", False),
        (["[connected]\noutput=4\n", "[connected]\noutput=2\n"], "mlp", 2, "none", False),
        (["[gru]\noutput=4\n", "[gru]\noutput=4\n", "[connected]\noutput=9\n"], "rnn", 2, "none", False),
    ],
)
def test_layers_add_up(sections, family, depth, normalization, skips):
    found = net(*sections)
    assert (found["model.family"], found["model.num_layers"]) == (family, depth)
    assert (found["model.normalization"], found["model.skip_connections"]) == (normalization, skips)
    assert found["model.depth_unit"] == ("recurrent-layers" if family == "rnn" else "weight-layers")


def test_a_layer_of_an_unknown_kind_leaves_absence_open():
    found = net(CONV, "[my_own_layer]\n")
    assert "model.normalization" not in found
    assert "model.skip_connections" not in found
    assert found["model.num_layers"] == 1


def test_a_layer_that_shares_its_weights_is_not_counted_again():
    assert net(CONV, CONV + "share_index=0\n")["model.num_layers"] == 1


def test_detectors():
    found = net(NORMED, CONV, "[yolo]\nclasses=7\nmask=0,1\n")
    assert (found["task"], found["data.num_classes"], found["data.modality"]) == ("object-detection", 7, "image")
    assert found["data.image_size"] == 64


@pytest.mark.parametrize(
    ("head", "batch", "is_run"),
    [
        ("batch=64\nsubdivisions=16\nmax_batches=100\n", 4, True),
        ("batch=64\nmax_batches=100\n", 64, True),
        ("batch=1\nsubdivisions=1\nmax_batches=100\n", None, None),
        ("batch=64\nsubdivisions=48\nmax_batches=100\n", None, True),
    ],
)
def test_a_batch_of_one_is_the_setting_for_testing(head, batch, is_run):
    found = net(CONV, head=f"[net]\n{head}")
    assert found.get("training.batch_size_per_device") == batch
    assert found.get("training.is_run") == is_run


def test_a_file_without_layers_is_not_claimed():
    assert read("[net]\nbatch=1\n", "net.cfg").dialect is None


@pytest.mark.parametrize(
    ("filters", "head", "expected"),
    [
        (21, "[yolo]\nclasses=2\nmask=0,1,2\nnum=6\n", None),
        (255, "[yolo]\nclasses=2\nmask = 3,4,5\nnum=6\n", "255 filters before [yolo], which needs 21"),
        (7, "[yolo]\nclasses=2\nmask=4\nnum=6\n", None),
        (42, "[yolo]\nclasses=2\nnum=6\n", None),  # all boxes without a mask
        (25, "[yolo]\nmask=0\n", None),  # 20 classes by default
        (33, "[Gaussian_yolo]\nclasses=2\nmask=0,1,2\nnum=9\n", None),
        (21, "[Gaussian_yolo]\nclasses=2\nmask=0,1,2\nnum=9\n", "21 filters before [Gaussian_yolo], which needs 33"),
        (125, "[region]\nclasses=20\ncoords=4\nnum=5\n", None),
        (425, "[region]\nclasses=20\ncoords=4\nnum=5\n", "425 filters before [region], which needs 125"),
        (255, "[yolo]\nclasses=N\nmask=0,1,2\n", None),
        (255, "[yolo]\nclasses=2\nmask=first\n", None),
        (255, "[route]\nlayers=-1\n[yolo]\nclasses=2\nmask=0,1,2\n", None),  # what a route hands on is not computed
        (255, "[detection]\nclasses=2\nnum=3\n", None),
    ],
)
def test_filters_before_detection_layers(filters, head, expected):
    text = f"[net]\nwidth=64\nheight=64\nchannels=3\n[convolutional]\nfilters={filters}\n{head}"
    found = [one for one in lint(text, "net.cfg") if one.rule == "detector-filters-mismatch"]
    assert [one.message for one in found] == ([expected] if expected else [])
    assert all((one.severity, one.spot.line) == ("error", 6) for one in found)


SMALL = """
[convolutional]
filters=8
size=3
stride=1
pad=1
[maxpool]
size=2
stride=2
[convolutional]
filters=8
size=3
stride=2
pad=1
[maxpool]
size=2
stride=2
[upsample]
stride=2
[route]
layers = %s
[convolutional]
filters=8
size=1
"""


@pytest.mark.parametrize(
    ("side", "layers", "stride"),
    [
        (64, "-1, 2", None),
        (68, "-1, 2", 8),  # 68, 34, 17, 9 (rounded up), 18 beside 17
        (62, "-1, 2", None),  # 62, 31, 16, 8, 16: what is rounded up fits
        (68, "-1", None),
        (68, "-1, 0", None),  # of different sides whatever the image's
        (68, "-1, far", None),
        ("W", "-1, 2", None),
    ],
)
def test_routes_join_maps_of_one_side(side, layers, stride):
    text = f"[net]\nwidth={side}\nheight=64\nchannels=3\n{SMALL % layers}"
    found = [one for one in lint(text, "net.cfg") if one.rule == "image-not-divisible-by-stride"]
    assert [(one.severity, one.spot.line, one.facts["model.total_stride"]) for one in found] == (
        [("error", 2, stride)] if stride else []
    )


@pytest.mark.parametrize(
    "layer", ["[convolutional]\nsize=3\nstride=2\npad=1\ndilation=2\n", "[avgpool]\n", "[upsample]\nstride=0\n"]
)
def test_a_layer_whose_side_is_not_known_ends_the_reckoning(layer):
    text = f"[net]\nwidth=68\nheight=68\nchannels=3\n{layer}{SMALL % '-1, 3'}"
    assert "image-not-divisible-by-stride" not in {one.rule for one in lint(text, "net.cfg")}
