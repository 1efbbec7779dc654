"""Ludwig: declarative YAML of input features with encoders, a combiner, and output features; and language models."""

from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.checkpoints import batch, state_base_model
from ..reading.values import state_depth

DIALECT = Dialect(
    name="ludwig",
    title="Ludwig",
    files="YAML with `input_features` and `output_features`, or `model_type: llm` with `base_model`",
    reads="modalities, encoder, depth, width, heads, weights, fusion, task, batch size",
    formats=("yaml", "json"),
    triggers=("input_features output_features", "input_features", "model_type base_model"),
)

_TABULAR = ("number", "numerical", "category", "binary", "bag", "set", "date", "h3", "vector")
_RICH = {"image": "image", "text": "text", "audio": "audio", "timeseries": "time-series"}
# Encoders that come with weights unless ``use_pretrained`` says otherwise.
_PRETRAINED = (
    "albert", "auto_transformer", "bert", "camembert", "ctrl", "deberta", "distilbert", "electra", "flaubert", "gpt",
    "gpt2", "longformer", "mt5", "roberta", "t5", "transformer_xl", "xlm", "xlmroberta", "xlnet", "vit", "dinov2",
    "resnet", "efficientnet", "convnext", "swin_transformer", "vgg", "mobilenetv2", "mobilenetv3", "densenet", "clip",
    "alexnet", "googlenet", "inceptionv3", "maxvit", "mnasnet", "regnet", "resnext", "shufflenet_v2", "squeezenet",
    "wide_resnet", "wav2vec2", "whisper", "hubert",
)  # fmt: skip
_NO_NETWORK = ("auto_transformer", "embed", "passthrough", "dense", "sparse")  # says too little to name an architecture
_FAMILIES = {
    "stacked_cnn": "cnn", "parallel_cnn": "cnn", "stacked_parallel_cnn": "cnn", "rnn": "rnn",
    "transformer": "transformer-encoder",
}  # fmt: skip
_CELLS = {"lstm": "lstm", "lstm_cudnn": "lstm", "lstm_block": "lstm", "gru": "gru", "gru_cudnn": "gru", "rnn": "elman"}


def claim(root: Node) -> Claim | None:
    """Claim a config by its features, or by a base model that Ludwig fine-tunes."""
    inputs = root.get("input_features")
    if inputs.is_list and root.get("output_features").is_list and inputs.get("0.type").text:
        return Claim(90, "input_features and output_features")
    if root.get("model_type").text == "llm" and root.get("base_model").text and root.get("trainer").is_map:
        return Claim(82, "model_type llm beside base_model")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network that the features describe; a data set is an argument of the command."""
    trainer = root.first("trainer", "training")
    if root.get("model_type").text == "llm":
        _read_language_model(root, trainer, facts)
    elif root.get("model_type").text == "gbm":
        facts.say("model.family", "gradient-boosting", root.get("model_type"))
        facts.say("data.modality", "tabular", root.get("input_features"))
    else:
        _read_features(root, facts)
    facts.say("training.is_run", True, trainer if trainer.is_map else root.get("output_features"))
    size = trainer.get("batch_size")
    if is_integer(size.value):
        facts.state("training.batch_size_per_device", size, batch)


def _read_language_model(root: Node, trainer, facts: Facts):
    several = root.get("is_multimodal")
    if several.value is True:
        facts.say("model.family", "vision-language", several)
        facts.say("data.modality", "multimodal", several)
    else:
        facts.say("data.modality", "text", root.get("model_type"))
    state_base_model(facts, root.get("base_model"))
    if root.get("adapter").is_map or trainer.get("type").text == "finetune":
        facts.say("training.regime", "fine-tuning", root.get("adapter") if root.get("adapter").is_map else trainer)


def _read_features(root: Node, facts: Facts):
    inputs = [feature for feature in root.get("input_features").each() if feature.get("type").text]
    rich = [feature for feature in inputs if feature.get("type").text in _RICH]
    plain = [feature for feature in inputs if feature.get("type").text in _TABULAR]
    if len(rich) + len(plain) < len(inputs):
        return  # sequences may be of anything
    place = root.get("input_features")
    modalities = sorted({_RICH[feature.get("type").text] for feature in rich} | ({"tabular"} if plain else set()))
    if len(modalities) > 1:
        facts.say("data.modality", "multimodal", place)
        facts.say("data.modalities", "+".join(modalities), place)
        combiner = root.get("combiner.type")
        # Each feature has an encoder of its own, and a combiner joins their outputs.
        facts.say("model.fusion", f"late ({combiner.text or 'concat'})", combiner if combiner.text else place)
    elif modalities:
        facts.say("data.modality", modalities[0], place)
    if len(rich) == 1:
        _read_encoder(root, rich[0], facts)
    elif not rich and plain:
        _read_table(root, place, facts)
    _read_task(root, modalities, facts)


def _read_table(root: Node, place, facts: Facts):
    combiner = root.get("combiner.type")
    facts.say("model.family", "tabular-network", combiner if combiner.text else place)
    if combiner.text in ("tabnet", "tabtransformer"):
        facts.say("model.architecture", combiner.text, combiner)
    if combiner.text in ("transformer", "tabtransformer"):
        part, site = root.get("combiner"), facts.site("combiner")
        for name, key, default in (("model.hidden_size", "hidden_size", 256), ("model.num_heads", "num_heads", 8)):
            site.state(name, part.get(key), count)
            site.assume(name, default, combiner)
        site.assume("model.head_remainder", "refuse", combiner)  # raised by its attention class


def _read_task(root: Node, modalities, facts: Facts):
    outputs = list(root.get("output_features").each())
    if len(outputs) != 1 or len(modalities) != 1:
        return
    kind, modality = outputs[0].get("type"), modalities[0]
    tasks = {
        ("category", "image"): "image-classification", ("binary", "image"): "image-classification",
        ("category", "text"): "text-classification", ("binary", "text"): "text-classification",
        ("category", "tabular"): "tabular-classification", ("binary", "tabular"): "tabular-classification",
        ("number", "tabular"): "tabular-regression", ("numerical", "tabular"): "tabular-regression",
        ("timeseries", "time-series"): "forecasting",
    }  # fmt: skip
    facts.say("task", tasks.get((kind.text, modality)), kind)


def _read_encoder(root: Node, feature, facts: Facts):
    """State the one encoder that is no column's: its settings stand in it, or beside its name in the feature."""
    encoder = feature.get("encoder")
    held, kind = (encoder, encoder.get("type")) if encoder.is_map else (feature, encoder)
    name = kind.text
    if not name:
        return
    checkpoint = held.get("pretrained_model_name_or_path")
    variant = held.get("model_variant")
    used = held.get("use_pretrained")
    if isinstance(used.value, bool):
        facts.say("model.pretrained", used.value, used)
    if checkpoint.text and not checkpoint.is_null:
        state_base_model(facts, checkpoint)
    elif name == "resnet" and variant.present:
        facts.say("model.architecture", f"resnet{variant.value}" if is_integer(variant.value) else None, variant)
    elif name not in _NO_NETWORK:
        facts.say("model.architecture", name, kind)
    if name in _PRETRAINED:
        facts.assume("model.pretrained", True, kind)
    facts.say("model.family", _FAMILIES.get(name), kind)
    layers = held.first("num_layers", "n_layers", "num_hidden_layers")
    if is_integer(layers.value):
        state_depth(facts, layers, "recurrent-layers" if name == "rnn" else "blocks")
    if name == "stacked_cnn":
        _read_stacked(root, held, kind, facts)
        return
    if name in ("rnn", "cnnrnn"):
        cell = held.get("cell_type")
        facts.say("model.cell", _CELLS.get(cell.text), cell)
    for fact, keys in (("model.hidden_size", ("hidden_size", "d_model")), ("model.num_heads", _HEADS)):
        node = held.first(*keys)
        if is_integer(node.value) and name not in ("rnn", "cnnrnn", "parallel_cnn", "stacked_parallel_cnn"):
            facts.state(fact, node, count)
    if name == "transformer":
        facts.assume("model.head_remainder", "refuse")  # refused by its attention layer
    width, factor = held.get("d_model"), held.get("expand_factor")
    if name == "mamba2" and all(is_count(node.value) for node in (width, factor)):
        facts.say("model.inner_size", width.value * factor.value, factor)


_HEADS = ("num_attention_heads", "num_heads")


def _read_stacked(root: Node, held, kind, facts: Facts):
    """State the depth of convolutions that are written out one by one, with the layers after them."""
    convolutions, dense, outputs = (
        held.get("conv_layers"),
        held.get("fc_layers"),
        list(root.get("output_features").each()),
    )
    listed = convolutions.is_list and convolutions.value and dense.is_list
    # The output is one layer more, unless it has layers of its own or a combiner stands between.
    simple = len(outputs) == 1 and not root.get("combiner").is_map and not _has_layers(outputs[0])
    if listed and simple and not _has_layers(outputs[0].get("decoder")):
        facts.say("model.num_layers", len(convolutions.value) + len(dense.value) + 1, convolutions)
        facts.say("model.depth_unit", "weight-layers", convolutions)
    normed = any("norm" in str(key) for node in (held, *convolutions.each(), *dense.each()) for key, _ in node.items())
    if listed and not normed:
        facts.assume("model.normalization", "none", kind)


def _has_layers(node: Node):
    return any(node.get(key).present for key in ("fc_layers", "num_fc_layers"))
