"""Keras networks as ``model.to_json()`` writes them: every layer is listed, so what is not there is known absent."""

from ... import knowledge
from ...facts import Facts, count, is_integer
from .. import MISSING, Claim, Dialect, Node
from ..reading.layer_lists import CONCATENATION, SUM, Layer, has_shortcut, joined, longest_path, say_depth

DIALECT = Dialect(
    name="keras-json",
    title="Keras networks (`to_json`)",
    files="JSON with `class_name` Sequential, Functional or Model; TensorFlow.js `model.json`",
    reads="family, depth, normalization and skip connections from the layers, image size, classes",
    formats=("json",),
    triggers=("class_name config", "modelTopology"),
)

_MODELS = ("Sequential", "Functional", "Model")
_CONVOLUTIONS = (
    "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose", "DepthwiseConv2D",
    "DepthwiseConv1D", "Convolution1D", "Convolution2D", "Convolution3D", "Deconvolution2D", "AtrousConvolution2D",
    "LocallyConnected1D", "LocallyConnected2D", "Conv2D_BN",
)  # fmt: skip
# One layer that papers count as one (Xception) or as two (MobileNet): a depth that holds it is not certain.
_SEPARABLE = ("SeparableConv1D", "SeparableConv2D", "SeparableConvolution2D")
_DENSE = ("Dense", "TimeDistributedDense")
_RECURRENT = ("LSTM", "GRU", "SimpleRNN", "CuDNNLSTM", "CuDNNGRU")
_NORMS = {
    "BatchNormalization": "batch", "SyncBatchNormalization": "batch", "LayerNormalization": "layer",
    "GroupNormalization": "group", "InstanceNormalization": "instance", "RMSNormalization": "rms",
}  # fmt: skip
_SUMS = ("Add", "Average", "Subtract")
_OTHERS = (
    "InputLayer", "Activation", "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D",
    "GaussianNoise", "GaussianDropout", "AlphaDropout", "Flatten", "Reshape", "Permute", "RepeatVector", "Masking",
    "ActivityRegularization", "Embedding", "MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "MaxPool2D",
    "AveragePooling1D", "AveragePooling2D", "AveragePooling3D", "GlobalMaxPooling1D", "GlobalMaxPooling2D",
    "GlobalMaxPooling3D", "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalAveragePooling3D",
    "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D", "Cropping1D", "Cropping2D", "Cropping3D", "UpSampling1D",
    "UpSampling2D", "UpSampling3D", "ReLU", "LeakyReLU", "PReLU", "ELU", "ThresholdedReLU", "Softmax", "Rescaling",
    "Resizing", "CenterCrop", "RandomFlip", "RandomRotation", "RandomZoom", "RandomContrast", "RandomTranslation",
    "RandomCrop", "RandomHeight", "RandomWidth", "RandomBrightness", "Normalization", "Multiply", "Maximum",
    "Minimum", "Dot", "Concatenate", "Add", "Average", "Subtract", "Identity",
)  # fmt: skip
_WRAPPERS = ("TimeDistributed", "Bidirectional")
_MAX_NESTING = 10


def claim(root: Node) -> Claim | None:
    """Claim a model that lists its layers."""
    top = _top(root)
    if top.get("class_name").text in _MODELS and any(layer.has("class_name") for layer in _layers(top)):
        return Claim(94, f"class_name {top.get('class_name').text} with layers")
    return None


def _top(root: Node):
    for path in ("modelTopology.model_config", "modelTopology", "model_config"):
        if root.get(path).has("class_name", "config"):
            return root.get(path)
    return root


def _layers(model):
    config = model.get("config")
    return list((config if config.is_list else config.get("layers")).each())


class _Found:
    """What the layers hold, those of models inside the model too."""

    def __init__(self):
        self.kinds = {}  # class -> the first layer of it
        self.graph = []
        self.grouped = []  # the configs of convolutions in groups
        self.is_shared = False  # whether a layer is used several times, so that the graph has loops in it


def read(root: Node, facts: Facts) -> None:
    """State what the layers add up to."""
    top = _top(root)
    found = _Found()
    is_read = _collect(top, found, "", 0)
    kinds = found.kinds
    name = top.get("config.name")
    if name.text and knowledge.architecture(name.text):
        facts.say("model.architecture", name.text, name)
    first = _layers(top)[0]
    convolutions = [kind for kind in (*_CONVOLUTIONS, *_SEPARABLE) if kind in kinds]
    recurrent = [kind for kind in _RECURRENT if kind in kinds]
    is_closed = is_read and all(kind in _KNOWN for kind in kinds)
    if is_read and not [kind for kind in kinds if kind not in _KNOWN and kind not in ("Lambda", "TFOpLambda")]:
        _read_family(facts, kinds, convolutions, recurrent)
    norms = {_NORMS[kind] for kind in kinds if kind in _NORMS}
    if norms or is_closed:
        place = next((layer for kind, layer in kinds.items() if kind in _NORMS), first)
        facts.say("model.normalization", joined(norms), place.get("class_name"))
    if is_closed and not found.is_shared:
        _read_graph(facts, found, first, convolutions, recurrent)
    _read_shapes(facts, top)
    for config in found.grouped[:_MOST_GROUPED]:
        site = facts.site(f"the filters of {config.get('name').text[:60] or 'a convolution'}")
        site.state("model.conv_channels", config.get("filters"), count)
        site.state("model.conv_groups", config.get("groups"), count)


_MOST_GROUPED = 50


def _read_family(facts: Facts, kinds, convolutions, recurrent):
    if convolutions and not recurrent:
        facts.say("model.family", "cnn", kinds[convolutions[0]].get("class_name"))
    elif recurrent and not convolutions:
        facts.say("model.family", "rnn", kinds[recurrent[0]].get("class_name"))
    elif not convolutions and not recurrent and "Dense" in kinds:
        facts.say("model.family", "mlp", kinds["Dense"].get("class_name"))


def _read_graph(facts: Facts, found, first, convolutions, recurrent):
    if recurrent and not convolutions:
        graph = [Layer(layer.outputs, layer.inputs, layer.weight >> 1, layer.join) for layer in found.graph]
        say_depth(facts, longest_path(graph), "recurrent-layers", found.kinds[recurrent[0]].get("class_name"))
    elif not recurrent and not any(kind in found.kinds for kind in _SEPARABLE):
        graph = [Layer(layer.outputs, layer.inputs, layer.weight & 1, layer.join) for layer in found.graph]
        say_depth(facts, longest_path(graph), "weight-layers", first.get("class_name"))
    facts.say("model.skip_connections", has_shortcut(found.graph), first.get("class_name"))


def _collect(model, found, prefix, nesting):
    """Add a model's layers to what was found; return whether all of them could be read.

    A layer's name stands with the models around it before it.  A weight is 1 for a weight layer, 2 for a recurrent
    one: each depth is counted in its own kind.
    """
    if nesting > _MAX_NESTING:
        return False
    is_chain = model.get("class_name").text == "Sequential"
    before, is_read = None, True
    for number, layer in enumerate(_layers(model)):
        kind = layer.get("class_name").text
        held = layer
        if kind in _WRAPPERS:
            held = layer.get("config.layer")
            kind = held.get("class_name").text
        name = f"{prefix}/{layer.get('name').text or layer.get('config.name').text or number}"
        inputs = [before] if is_chain and before else [f"{prefix}/{source}" for source in _sources(layer)]
        if len(list(layer.get("inbound_nodes").each())) > 1 and not is_chain:
            found.is_shared = True
        if kind in _MODELS:
            start = len(found.graph)
            is_read = _collect(held, found, name, nesting + 1) and is_read
            is_read = _connect(found, start, name, inputs) and is_read
        else:
            join = SUM if kind in _SUMS else CONCATENATION if kind == "Concatenate" else None
            if kind == "Merge":
                join = SUM if layer.get("config.mode").text == "sum" else CONCATENATION
            found.kinds.setdefault(kind, held)
            if kind in _CONVOLUTIONS and held.get("config.groups").value not in (MISSING, 1):
                found.grouped.append(held.get("config"))
            weight = int(kind in (*_CONVOLUTIONS, *_DENSE)) + 2 * int(kind in _RECURRENT)
            found.graph.append(Layer([name], inputs, weight, join))
        before = name
    return is_read


def _connect(found, start, name, inputs):
    """Join a model inside the model to what leads to it and from it; only one with a single end is followed."""
    layers = found.graph[start:]
    if not layers:
        return False
    read = {source for layer in layers for source in layer.inputs}
    ends = [layer.outputs[0] for layer in layers if layer.outputs[0] not in read]
    for layer in layers:
        if not layer.inputs:
            layer.inputs = list(inputs)
    found.graph.append(Layer([name], ends))
    return len(ends) == 1


def _sources(layer):
    """Return the names of the layers that one of a functional model reads, in the forms of Keras 1 to 3."""
    names = []
    for node in layer.get("inbound_nodes").each():
        held = node.get("args") if node.is_map else node
        for inner in held.walk(500):
            value = inner.value
            if isinstance(value, dict) and isinstance(value.get("keras_history"), list):
                names += [item for item in value["keras_history"][:1] if isinstance(item, str)]
            elif isinstance(value, list) and len(value) >= 3 and isinstance(value[0], str):
                names.append(value[0])
        # Keras 2 passes further inputs of some layers by keyword; those of Keras 3 stand in args too.
        kept = node.get("kwargs")
        if kept.is_map:
            for inner in kept.walk(500):
                if inner.is_map and isinstance(inner.value.get("keras_history"), list):
                    names += [item for item in inner.value["keras_history"][:1] if isinstance(item, str)]
    return list(dict.fromkeys(names))


_KNOWN = frozenset((*_CONVOLUTIONS, *_SEPARABLE, *_DENSE, *_RECURRENT, *_NORMS, *_OTHERS, *_SUMS, "Merge"))


def _read_shapes(facts: Facts, top):
    """State the image's size where the input has the three channels of a colour image, and the classes."""
    layers = _layers(top)
    config = layers[0].get("config")
    shape = config.first("batch_input_shape", "batch_shape", "input_shape").value
    if isinstance(shape, list) and len(shape) == 4 and all(is_integer(size) for size in shape[1:]):
        sides = [size for size in shape[1:] if size != 3]
        if shape.count(3) == 1 and min(sides) >= 16:
            facts.say("data.modality", "image", config)
            if sides[0] == sides[1]:
                facts.say("data.image_size", sides[0], config)
    last = layers[-1]
    if last.get("class_name").text in ("Activation", "Softmax") and len(layers) > 1:
        last = layers[-2]
    units = last.first("config.units", "config.output_dim")
    softmax = "softmax" in (layers[-1].get("config.activation").text, last.get("config.activation").text)
    if last.get("class_name").text == "Dense" and is_integer(units.value) and softmax:
        facts.say("data.num_classes", units.value, units)
