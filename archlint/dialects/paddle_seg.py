"""PaddleSeg: ``model.type``, ``train_dataset`` and ``iters``, over a ``_base_`` file."""

from .. import knowledge
from ..facts import count
from . import Claim, Dialect
from ._paths import state_folder
from ._reading import state_weights, word

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


def claim(root):
    """Claim a network beside the framework's own data sections."""
    if root.get("model.type").text and (
        root.get("train_dataset.type").text or root.get("val_dataset.type").text or _has_schedule(root)
    ):
        return Claim(88, "model.type beside train_dataset.type or iters")
    return None


def _has_schedule(root):
    return root.has("iters", "batch_size", "lr_scheduler") or (root.has("iters", "optimizer", "loss"))


def read(root, facts):
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
    return None
