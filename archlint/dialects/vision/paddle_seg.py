"""PaddleSeg: ``model.type``, ``train_dataset`` and ``iters``, over a ``_base_`` file."""

from ... import knowledge
from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.paths import state_folder
from ..reading.values import state_weights, word

DIALECT = Dialect(
    name="paddle-seg",
    title="PaddleSeg",
    files="YAML with `model.type`, `train_dataset` and `iters`, its own or inherited by `_base_`",
    reads="network, backbone, depth, weights, data set, classes, batch size per device",
    formats=("yaml",),
    triggers=("model train_dataset", "model iters", "model batch_size"),
)

_CNN_BACKBONES = ("ResNet", "HRNet", "STDC", "MobileNet", "Xception", "GhostNet", "Lite_HRNet", "LiteHRNet",
    "ShuffleNet", "DDRNet", "EfficientFormer", "VGG", "DenseNet", "PPHGNet", "CAE")  # fmt: skip
_CNNS = ("UNet", "PPLiteSeg", "BiSeNet", "DeepLabV3", "FCN", "PSPNet", "FastSCNN", "HarDNet", "ENet", "ICNet",
    "SegNet", "UNetPlusPlus", "AttentionUNet", "DDRNet", "LinkNet", "U2Net", "ESPNet", "PortraitNet",
    "UNet3Plus", "BiseNet", "UPerNet", "PointRend", "MobileSeg", "OCRNet", "GCNet", "EMANet", "ANN")  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a network beside the framework's own data sections."""
    if root.get("model.type").text and (
        root.get("train_dataset.type").text or root.get("val_dataset.type").text or _has_schedule(root)
    ):
        return Claim(88, "model.type beside train_dataset.type or iters")
    return None


def _has_schedule(root: Node):
    return root.has("iters", "batch_size", "lr_scheduler") or (root.has("iters", "optimizer", "loss"))


def read(root: Node, facts: Facts) -> bool | None:
    """State the network, its backbone's weights and its data."""
    model, data = root.get("model"), root.get("train_dataset")
    if data.absent and "_base_" not in root.value:
        return False
    type, backbone = model.get("type"), model.get("backbone")
    facts.state("model.architecture", type, word)
    facts.say("task", "semantic-segmentation", type)
    facts.say("data.modality", "image", type)
    name = backbone.get("type")
    row = knowledge.architecture(name.text.replace("_vd", "")) if name.text else None
    if row is not None and row.get("family") in ("cnn", "vision-transformer", "conv-attention-hybrid"):
        if type.text.startswith(_CNNS) or row["family"] != "cnn":
            facts.say("model.family", row["family"], name)
        for key, fact in (("num_layers", "model.num_layers"), ("depth_unit", "model.depth_unit"),
                          ("normalization", "model.normalization")):  # fmt: skip
            if "num_layers" in row:
                facts.say(fact, row.get(key), name)
    elif name.text.startswith(_CNN_BACKBONES) and type.text.startswith(_CNNS):
        facts.say("model.family", "cnn", name)
        facts.assume("model.normalization", "batch", name)
    elif name.absent and type.text.startswith(_CNNS):
        facts.say("model.family", "cnn", type)
    if facts.value("model.normalization") == "batch":
        facts.assume("model.norm_synchronized", True, type)  # its own layer takes the statistics over all devices
    state_weights(facts, backbone.get("pretrained"))
    state_weights(facts, model.get("pretrained"))
    reader = data.get("type").text
    if reader and reader != "Dataset" and knowledge.dataset(reader):
        facts.say("data.name", reader, data.get("type"))
    state_folder(facts, data.get("dataset_root"))
    facts.state("data.num_classes", model.get("num_classes"), count)
    facts.state("data.num_classes", data.get("num_classes"), count)
    facts.state("training.batch_size_per_device", root.get("batch_size"), count)
    if data.is_map:
        facts.say("training.is_run", True, data)
    _read_classes(root, model, data, facts)
    _read_losses(root.get("loss"), facts)
    return None


# The classes of the framework's own readers, which it compares with the model's.
_CLASSES = {
    "Cityscapes": 19, "ADE20K": 150, "PascalVOC": 21, "PascalContext": 60, "CocoStuff": 171, "OpticDiscSeg": 2,
    "DRIVE": 2, "HRF": 2, "STARE": 2, "CHASEDB1": 2, "EG1800": 2, "MiniDeepGlobeRoadExtraction": 2,
}  # fmt: skip


def _read_classes(root: Node, model, data, facts: Facts):
    """The framework refuses a model and data sets of different numbers of classes."""
    written = model.get("num_classes")
    if not is_integer(written.value):
        return
    if data.get("type").text == "Dataset":
        places = [(held.get("num_classes").value, held.get("num_classes")) for held in (data, root.get("val_dataset"))]
    else:
        places = [(_CLASSES.get(data.get("type").text), data.get("type"))]
    for number, place in places:
        if is_count(number):
            site = facts.site("the model")
            site.state("model.num_classes", written, count)
            site.say("data.num_classes", number, place)
            site.say("model.class_remainder", "refuse", written)
            if number != written.value:
                return  # one finding for a number that neither data set has


def _read_losses(loss, facts: Facts):
    """A loss and a weight for each of the network's outputs; one loss alone is used for all."""
    types, weights = loss.get("types"), loss.get("coef")
    if types.is_list and weights.is_list and len(types.value) > 1:
        site = facts.site("loss.types")
        site.say("model.list_length", len(types.value), types)
        site.say("model.expected_length", len(weights.value), weights)
