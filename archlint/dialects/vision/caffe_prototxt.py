"""Caffe's networks: every layer is written out, so what is not there is known to be absent."""

from ... import knowledge
from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.layer_lists import CONCATENATION, SUM, Layer, has_shortcut, joined, longest_path, say_depth

DIALECT = Dialect(
    name="caffe-prototxt",
    title="Caffe networks",
    files="protobuf text with `layer { type ... }` or `layers { type ... }`",
    reads="depth, normalization and skip connections from the layers, data set, batch size, image size",
    formats=("prototxt",),
    triggers=("layer", "layers"),
)

# Types as newer files write them in quotes, and as older ones (`layers`) write them in capitals.
_WEIGHTED = ("convolution", "innerproduct", "deconvolution", "deformableconvolution", "depthwiseconvolution",
    "convolutiondepthwise", "inner_product")  # fmt: skip
_DENSE = ("innerproduct", "inner_product")
_RECURRENT = ("lstm", "rnn", "recurrent", "lstm_node")
_NORMS = {
    "batchnorm": "batch", "bn": "batch", "syncbn": "batch", "cudnnbatchnorm": "batch", "lrn": "local-response",
    "batchrenorm": "batch", "groupnorm": "group", "layernorm": "layer", "instancenorm": "instance",
}  # fmt: skip
_DATA = ("data", "imagedata", "hdf5data", "image_data", "hdf5_data", "windowdata", "window_data", "annotateddata",
    "memorydata", "memory_data", "input", "dummydata", "dummy_data", "python")  # fmt: skip
_IMAGE_DATA = ("data", "imagedata", "image_data", "windowdata", "window_data", "annotateddata")
# Layers that neither weigh, nor normalize, nor join others; ``eltwise`` and ``concat`` join.
_OTHERS = (
    *_DATA, "pooling", "relu", "prelu", "elu", "sigmoid", "tanh", "power", "exp", "log", "bnll", "absval", "dropout",
    "softmax", "softmaxwithloss", "softmax_loss", "sigmoidcrossentropyloss", "sigmoid_cross_entropy_loss", "scale",
    "euclideanloss", "euclidean_loss", "hingeloss", "hinge_loss", "contrastiveloss", "contrastive_loss", "accuracy",
    "flatten", "reshape", "split", "slice", "crop", "silence", "argmax", "threshold", "bias", "tile", "reduction",
    "eltwise", "concat", "permute", "priorbox", "multiboxloss", "detectionoutput", "detectionevaluate", "mvn",
    "multinomiallogisticloss", "infogainloss", "embed", "im2col", "batchreindex", "filter", "parameter", "spp",
    "normalize", "upsample", "interp", "relu6", "smoothl1loss", "roipooling", "axpy", "shufflechannel",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a list of layers with types that are joined by blobs."""
    layers = list(_layers(root))
    if any(_type(layer) and (layer.has("bottom") or layer.has("top")) for layer in layers):
        return Claim(95, "layers with type, bottom and top")
    return None


def _layers(root: Node):
    for key in ("layer", "layers"):
        yield from root.get(key).each()


def _type(layer):
    return layer.get("type").text.lower()


def _in_training(layer):
    """Whether a layer belongs to the network as it is trained, or to no phase more than to another."""
    phases = [rule.get("phase").text for rule in layer.get("include").each()]
    excluded = [rule.get("phase").text for rule in layer.get("exclude").each()]
    return "TRAIN" not in excluded and (not phases or not all(phase == "TEST" for phase in phases))


def read(root: Node, facts: Facts) -> None:
    """State what the layers add up to, and what the data layer says."""
    layers = [layer for layer in _layers(root) if layer.is_map and _in_training(layer)]
    types = [_type(layer) for layer in layers]
    facts.state("model.architecture", root.get("name"), lambda name: name if isinstance(name, str) and name else None)
    weighted = [layer for layer, name in zip(layers, types, strict=True) if name in (*_WEIGHTED, *_RECURRENT)]
    if weighted:
        _read_network(facts, layers, types, weighted[0])
    _read_groups(facts, layers, types)
    _read_top_k(facts, [layer for layer in _layers(root) if layer.is_map])
    _read_data(root, facts, layers, types)


_MOST_GROUPED = 50


def _read_groups(facts: Facts, layers, types):
    """A convolution checks that its groups divide its outputs."""
    for layer, name in zip(layers, types, strict=True):
        group, outputs = (layer.get(f"convolution_param.{key}") for key in ("group", "num_output"))
        if name == "convolution" and is_integer(group.value) and group.value > 1 and len(facts.sites) < _MOST_GROUPED:
            site = facts.site(f"the outputs of {layer.get('name').text[:_LONGEST] or 'a convolution'}")
            site.state("model.conv_channels", outputs, count)
            site.state("model.conv_groups", group, count)


def _read_top_k(facts: Facts, layers):
    """An accuracy layer looks among the scores of the layer below it, whose outputs are its classes."""
    outputs = {}
    for layer in layers:
        for blob in _blobs(layer, "top"):
            outputs[blob] = layer.get("inner_product_param.num_output")
        k = layer.get("accuracy_param.top_k")
        scores = _blobs(layer, "bottom")
        if _type(layer) == "accuracy" and k.present and scores and len(facts.sites) < _MOST_GROUPED:
            classes = outputs.get(scores[0])
            if classes is not None and classes.present:
                site = facts.site(layer.get("name").text[:_LONGEST] or "an accuracy")
                site.state("training.top_k", k, count)
                site.state("model.num_classes", classes, count)


_LONGEST = 60


def _read_network(facts: Facts, layers, types, first):
    if any(name in _RECURRENT for name in types):
        if not any(name in _WEIGHTED and name not in _DENSE for name in types):
            facts.say("model.family", "rnn", first)
        return
    is_cnn = any(name in _WEIGHTED and name not in _DENSE for name in types)
    facts.say("model.family", "cnn" if is_cnn else "mlp", first)
    if is_cnn and any(name in _IMAGE_DATA for name in types):
        facts.say("data.modality", "image", first)
    if not all(name in _OTHERS or name in _NORMS or name in _WEIGHTED for name in types):
        return  # a layer of the project's own may be anything
    kinds = {_NORMS[name] for name in types if name in _NORMS}
    place = next((layer for layer, name in zip(layers, types, strict=True) if name in _NORMS), first)
    facts.say("model.normalization", joined(kinds), place.get("type"))
    graph = [_graph_layer(layer, name) for layer, name in zip(layers, types, strict=True)]
    say_depth(facts, longest_path(graph), "weight-layers", first.get("type"))
    facts.say("model.skip_connections", has_shortcut(graph), first.get("type"))


def _graph_layer(layer, name):
    join = CONCATENATION if name == "concat" else None
    if name == "eltwise" and layer.get("eltwise_param.operation").value not in ("PROD", "MAX", 0, 2):
        join = SUM
    return Layer(_blobs(layer, "top"), _blobs(layer, "bottom"), int(name in _WEIGHTED), join)


def _blobs(layer, key):
    return [blob.text for blob in layer.get(key).each() if blob.text]


def _read_data(root: Node, facts: Facts, layers, types):
    for layer, name in zip(layers, types, strict=True):
        if name not in _DATA or name == "python":
            continue
        held = next((node for key, node in layer.items() if str(key).endswith("data_param")), layer)
        source = held.get("source")
        if source.opaque:
            facts.state("data.name", source)
        elif source.text:
            facts.say("data.name", _dataset(source.text), source)
        facts.state("training.batch_size_per_device", held.get("batch_size"), count)
        for size in (layer.get("transform_param.crop_size"), held.get("crop_size")):
            if size.present and size.value != 0:
                facts.state("data.image_size", size, count)
        if source.present and any("LOSS" in kind.upper() for kind in types):
            facts.say("training.is_run", True, source)
        return


# What stands after a data set's name in the paths of its databases.
_ENDINGS = ("_lmdb", "_leveldb", "_db", "_train", "_trainval")


def _dataset(path):
    """Return the data set that a database is named after: ``examples/mnist/mnist_train_lmdb`` gives ``mnist``."""
    name = written = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    ending = ""
    while ending is not None:
        ending = next((ending for ending in _ENDINGS if name.lower().endswith(ending)), None)
        name = name[: -len(ending)] if ending else name
    is_database = written.lower().endswith(_ENDINGS[:3])
    return name if (is_database and name.lower() not in _NO_NAMES) or knowledge.dataset(name) else None


_NO_NAMES = ("", "train", "training", "trainval", "test", "val", "data", "lmdb", "db", "dataset")
