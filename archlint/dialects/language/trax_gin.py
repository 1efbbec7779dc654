"""Trax gin configs: ``train.model`` names the model, and the bindings of its class hold its sizes."""

from ...composition import INCOMPLETE
from ...facts import Facts
from ...sources.gin_source import IMPORTS
from .. import Claim, Dialect, Node
from ..reading.values import positive

DIALECT = Dialect(
    name="trax-gin",
    title="Trax (gin)",
    files="`.gin` files with `train.model = @trax.models...`",
    reads="family, depth, heads, width, vocabulary, checkpoint, data set, batch",
    formats=("gin",),
    triggers=(),
    last=("",),
)

_LM, _PAIR, _ENCODER = "transformer-decoder", "encoder-decoder", "transformer-encoder"
# The model's class -> its family, its depth's unit, and the name that says what follows from it, where there is one.
_MODELS = {
    "BERT": (_ENCODER, "blocks", "bert"),
    "TransformerLM": (_LM, "blocks", None),
    "TransformerDecoder": (_LM, "blocks", None),
    "TransformerEncoder": (_ENCODER, "blocks", None),
    "Transformer": (_PAIR, "blocks", None),
    "Transformer2": (_PAIR, "blocks", None),
    "ConfigurableTransformer": (_PAIR, "blocks", None),
    "ConfigurableTransformerEncoder": (_ENCODER, "blocks", None),
    "ConfigurableTransformerLM": (_LM, "blocks", None),
    "SkippingTransformerLM": (_LM, "blocks", None),
    "LayerDropTransformerLM": (_LM, "blocks", None),
    "EveryOtherLayerDropTransformerLM": (_LM, "blocks", None),
    "ReZeroTransformer": (_PAIR, "blocks", None),
    "ReZeroTransformerEncoder": (_ENCODER, "blocks", None),
    "ReZeroTransformerDecoder": (_LM, "blocks", None),
    "ReZeroTransformerLM": (_LM, "blocks", None),
    "ReformerLM": (_LM, "blocks", None),
    "Reformer": (_PAIR, "blocks", None),
    "ConfigurableTerraformer": (_PAIR, "blocks", None),
    "HourglassLM": (_LM, None, None),
    "LSTMSeq2SeqAttn": ("rnn", "recurrent-layers", None),
    "RNNLM": ("rnn", "recurrent-layers", None),
    "GRULM": ("rnn", "recurrent-layers", None),
    "Resnet50": ("cnn", None, "resnet50"),
    "WideResnet": ("cnn", None, None),
    "MLP": ("mlp", None, None),
}
_CELLS = {"LSTMSeq2SeqAttn": "lstm", "GRULM": "gru"}
# Classes that cut the width into heads; the others give a head a width of its own.
_EVEN = ("TransformerLM", "TransformerDecoder", "TransformerEncoder", "Transformer")
# Classes whose blocks normalize ahead of attention and of the feed-forward part (trax.models.transformer).
_PRE_NORM = ("TransformerLM", "TransformerDecoder", "TransformerEncoder", "Transformer", "Transformer2")


def claim(root: Node) -> Claim | None:
    """Claim a config whose model is one of Trax's, or that imports its trainers."""
    for name in ("train.model", "train_rl.light_rl_trainer"):
        text = _reference(_at(root, name))
        if text.startswith(("trax.models.", "trax.rl.")):
            return Claim(92, f"{name} = @{text}")
    if any(name.startswith(("trax.supervised", "trax.rl", "trax.models")) for name in root.document.cache[IMPORTS]):
        return Claim(80, "an import of trax")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State what the model's bindings and the run's say; bindings without a model are a fragment."""
    if root.get("train_rl").is_map:
        facts.say("task", "reinforcement-learning", root.get("train_rl"))
        return None
    model = _at(root, "train.model")
    name = _reference(model).rpartition(".")[2]
    if not name:
        return False
    facts.say("training.is_run", True, root.get("train"))
    own = _selector(root, name)
    known = _MODELS.get(name)
    start = own.first("init_checkpoint") if own is not None else model
    if known is None:
        facts.say("model.architecture", name, model)
        return None
    family, unit, architecture = known
    is_checkpoint = own is not None and bool(start.text)
    if is_checkpoint:
        facts.say("model.architecture", start.text.rpartition("/")[2], start)
    facts.say("model.architecture", architecture or name, model)
    facts.say("model.family", family, model)
    if unit:
        _read_sizes(facts, own, unit)
        if name in _EVEN and own is not None and not any("attention_type" in str(key) for key in own.value):
            facts.assume("model.head_remainder", "refuse")  # refused by its Attention layer
    if name in _PRE_NORM:
        facts.assume("model.normalization", "layer", model)
        facts.assume("model.norm_placement", "pre", model)
    if name.startswith("ReZero"):
        facts.say("model.depth_scheme", "rezero", model)
    facts.say("model.cell", _CELLS.get(name), model)
    _read_weights(root, facts, own, start, is_checkpoint)
    for selector in ("data_streams", "data.TFDS", "TFDS"):
        facts.state("data.name", root.child(selector).get("dataset_name"))
    for selector in ("batcher", "data.batcher"):
        facts.state("training.batch_size_per_device", root.child(selector).get("batch_size_per_device"), positive)
    return None


def _at(root: Node, name):
    selector, _, parameter = name.rpartition(".")
    return root.child(selector).get(parameter)


def _reference(node: Node):
    """Return what a reference names, or an empty text."""
    text = getattr(node.value, "text", "")
    return text[1:].removesuffix("()") if text.startswith("@") else ""


def _selector(root: Node, name):
    """Return the bindings of a class, under whichever module they name it; None without any."""
    found = [node for key, node in root.items() if key.rpartition(".")[2] == name and node.is_map]
    return found[0] if len(found) == 1 else None


def _read_sizes(facts: Facts, own, unit):
    if own is None:
        return
    for name, keys in (
        ("model.num_layers", ("n_encoder_layers", "n_layers")),
        ("model.num_decoder_layers", ("n_decoder_layers",)),
        ("model.num_heads", ("n_heads", "n_attention_heads")),
        ("model.hidden_size", ("d_model",)),
        ("model.vocab_size", ("vocab_size", "input_vocab_size")),
        ("model.max_positions", ("max_len",)),
    ):
        facts.state(name, own.first(*keys), positive)
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", unit, own.first("n_encoder_layers", "n_layers"))


def _read_weights(root: Node, facts: Facts, own, start, is_checkpoint):
    """State whether weights are loaded: only by ``init_checkpoint`` of the trainer or of the model."""
    trainer = _at(root, "train.init_checkpoint")
    if is_checkpoint:
        facts.say("model.pretrained", True, start)
    elif trainer.text:
        facts.say("model.pretrained", True, trainer)
    elif trainer.present and trainer.is_null:
        facts.say("model.pretrained", False, trainer)
    elif trainer.absent and (own is None or start.absent) and not root.document.cache.get(INCOMPLETE):
        facts.assume("model.pretrained", False, Node(root.document, ("train", "model")))
