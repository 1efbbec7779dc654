"""Point-BERT, Point-MAE, PoinTr and their kin: transformers over groups of points."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.seams import state_heads
from ..reading.values import state_depth

DIALECT = Dialect(
    name="point-bert",
    title="Point-BERT, Point-MAE, PoinTr",
    files="YAML with `model.NAME` beside `dataset` and `optimizer`",
    reads="network, depth, width and heads of encoder and decoder, classes, data set, task",
    formats=("yaml",),
    triggers=("model.NAME optimizer",),
)

_WIDTHS = ("trans_dim", "embed_dim")
_SELF_SUPERVISED = ("Point_MAE", "Point_BERT", "Point_M2AE", "PointGPT")
# What the data set's own file stands for, by its name.
_CLASSES = {"ModelNet40": 40, "ModelNet40FewShot": 40}


def claim(root: Node) -> Claim | None:
    """Claim a model that is named in capitals beside an optimizer with keyword arguments."""
    if root.get("model.NAME").text and (root.get("optimizer.kwargs").is_map or root.get("dataset.train").is_map):
        return Claim(90, "model.NAME beside the optimizer's kwargs")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network's encoder, and its decoder as a place of its own."""
    model = root.get("model")
    name = model.get("NAME")
    facts.say("model.architecture", name.text, name)
    facts.say("data.modality", "point-cloud", name)
    if name.text in _SELF_SUPERVISED:
        facts.say("task", "self-supervised-pretraining", name)
        facts.say("training.regime", "self-supervised", name)
        facts.say("training.self_supervised_stage", True, name)
    facts.say("training.is_run", True, root.get("max_epoch") if root.get("max_epoch").present else None)
    attends = "mamba" not in name.text.lower()
    encoder = model.get("transformer_config") if model.get("transformer_config").is_map else model
    if encoder is model and model.get("encoder_config").is_map:
        encoder = model.get("encoder_config")
    width = encoder.first(*_WIDTHS)
    state_depth(facts, encoder.get("depth"), "blocks")
    facts.state("model.hidden_size", width, _width)
    if attends and width.present:
        facts.state("model.num_heads", encoder.get("num_heads"), count)
        facts.assume("model.head_remainder", "refuse")
        decoder = model.get("decoder_config")
        if decoder.is_map:
            state_heads(facts, "the decoder", decoder.first(*_WIDTHS), decoder.get("num_heads"))
    if name.text == "Point_MAE":
        # Others of the kind carry its keys along and build their decoders from num_heads.
        state_heads(facts, "the decoder", width, encoder.get("decoder_num_heads"))
        # Its groups' embedding goes to the blocks as it is; its forerunner puts a linear layer between.
        embedded = encoder.get("encoder_dims")
        if embedded.present and width.present:
            site = facts.site("the encoder's trans_dim")
            site.state("model.in_channels", width, count)
            site.state("model.incoming_channels", embedded, count)
    _read_classes(root, model, facts)


def _width(value):
    """Networks of several scales list a width for each: these have no one width."""
    return None if isinstance(value, list) else count(value)


def _read_classes(root: Node, model, facts: Facts):
    classes, base = model.get("cls_dim"), root.get("dataset.train._base_")
    known = _CLASSES.get(base.text.rpartition("/")[2].removesuffix(".yaml"))
    if known is None:
        return
    facts.say("data.name", "ModelNet40", base)
    if model.get("NAME").text == "PointTransformer" and is_integer(classes.value):
        site = facts.site("cls_dim")
        site.state("model.num_classes", classes, count)
        site.say("data.num_classes", known, base)
        site.say("model.class_remainder", "drop", classes)
