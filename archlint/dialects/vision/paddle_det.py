"""PaddleDetection: ``architecture`` and a section of that name, over a list of ``_BASE_`` files."""

from ... import knowledge
from ...facts import Facts, count, is_integer
from ...sources import Opaque
from .. import Claim, Dialect, Node
from ..reading.paths import state_folder
from ..reading.seams import state_heads
from ..reading.values import state_depth, state_weights

DIALECT = Dialect(
    name="paddle-det",
    title="PaddleDetection",
    files="YAML with `architecture` and a section of that name, its own or inherited by `_BASE_`",
    reads="backbone and its depth, normalization, weights, data set, classes, batch size per device",
    formats=("yaml",),
    triggers=("architecture",),
)

_CNNS = (
    "ResNet", "MobileNet", "DarkNet", "CSPResNet", "HRNet", "VGG", "LCNet", "ShuffleNet", "HarDNet", "DLA", "GhostNet",
    "BlazeNet", "ESNet", "Res2Net", "SENet", "CSPDarkNet", "EfficientNet", "PPHGNet", "HGNet", "LiteHRNet",
    "MTNet", "ConvNeXt",
)  # fmt: skip
_HYBRIDS = ("DETR", "DeformableDETR", "DINO", "SparseRCNN", "SSOD_DETR", "DETR_SSOD")
_TRANSFORMERS = ("SwinTransformer", "VisionTransformer")
_NORMS = {"bn": "batch", "sync_bn": "batch", "gn": "group", "ln": "layer", "in": "instance"}


def claim(root: Node) -> Claim | None:
    """Claim an architecture that has a section of its own, or a data set and a reader in the framework's form."""
    name = root.get("architecture").text
    if name and _held(root.child(name)).is_map:
        reader = any(key in root.value for key in ("TrainReader", "TrainDataset", "EvalReader", "TestReader"))
        if reader or "pretrain_weights" in root.value or "norm_type" in root.value or "weights" in root.value:
            return Claim(92, f"architecture {name} with a section of that name")
    return None


def _held(node: Node):
    """Return a node, looking under a local tag such as ``!COCODataSet``."""
    if isinstance(node.value, Opaque) and isinstance(node.value.value, (dict, list)):
        return Node(node.document, node.keys, node.value.value)
    return node


def read(root: Node, facts: Facts) -> bool | None:
    """State the backbone, its weights and its data."""
    name = root.get("architecture")
    network = _held(root.child(name.text))
    data = _held(root.get("TrainDataset"))
    if data.absent and "_BASE_" not in root.value:
        return False  # a part of a config that others inherit
    facts.say("data.modality", "image", name)
    backbone = network.get("backbone")
    held = _held(root.child(backbone.text)) if backbone.text else backbone
    kind = backbone.text or held.get("name").text
    if kind == "ResNet":
        state_depth(facts, held.get("depth"), "weight-layers")
    # Published files say YOLOv3 for detectors of quite another build: the backbone is what is certain.
    if is_integer(facts.value("model.num_layers")):
        facts.say("model.architecture", f"resnet{facts.value('model.num_layers')}", held.get("depth"))
    else:
        facts.say("model.architecture", kind or name.text, backbone if kind else name)
    if name.text in _HYBRIDS:
        facts.say("model.family", "conv-attention-hybrid" if kind.startswith(_CNNS) else None, name)
    elif kind.startswith(_CNNS):
        facts.say("model.family", "cnn", backbone)
    elif kind.startswith(_TRANSFORMERS):
        facts.say("model.family", "vision-transformer", backbone)
    if name.text not in _HYBRIDS:  # a backbone's batch beside a decoder's layer normalization
        _read_normalization(root, held, facts, kind)
    state_weights(facts, root.get("pretrain_weights"))
    _read_heads(root, facts)
    _read_data(root, data, facts)


def _read_heads(root: Node, facts: Facts):
    """Sections of transformers share the file's own ``hidden_dim``, where they have none."""
    for key, section in list(root.items())[:200]:
        if str(key).endswith("Transformer") and section.is_map:
            state_heads(facts, key, section.first("hidden_dim", "embed_dim"), section.first("nhead", "num_heads"))
            if section.get("hidden_dim").absent and section.get("embed_dim").absent:
                state_heads(facts, key, root.get("hidden_dim"), section.get("nhead"))
        layer = section.get("encoder_layer")
        if layer.get("name").text == "TransformerLayer":
            state_heads(facts, f"{key}.encoder_layer", layer.get("d_model"), layer.get("nhead"))


def _read_normalization(root: Node, held, facts: Facts, kind):
    """State the backbone's norm: its own key, or the file's for all parts."""
    if kind.startswith(_TRANSFORMERS):
        return
    own = held.get("norm_type")
    for node in (own, root.get("norm_type")):
        if node.opaque:
            facts.state("model.normalization", node)
        elif node.text:
            facts.say("model.normalization", _NORMS.get(node.text.lower()), node)
            if "sync" in node.text.lower():
                facts.say("model.norm_synchronized", True, node)
    freeze = held.get("freeze_norm")
    if isinstance(freeze.value, bool):
        facts.say("model.norm_frozen", freeze.value, freeze)
    elif kind == "ResNet" and freeze.absent:
        facts.assume("model.norm_frozen", True, held)
    if kind == "ResNet" and own.absent and root.get("norm_type").absent:
        facts.assume("model.normalization", "batch", held)


def _read_data(root: Node, data, facts: Facts):
    folder = data.get("dataset_dir")
    annotations = data.get("anno_path").text
    if folder.text and knowledge.dataset(folder.text.rstrip("/").rpartition("/")[2]) and "coco" in folder.text.lower():
        # A data set in COCO's form is often put where COCO would lie: its annotations' name tells.
        if annotations.endswith("train2017.json"):
            facts.say("data.name", "COCO-2017", folder)
    else:
        state_folder(facts, folder)
    facts.state("data.num_classes", root.get("num_classes"), count)
    facts.state("training.batch_size_per_device", root.get("TrainReader.batch_size"), count)
    if data.is_map:
        facts.say("training.is_run", True, data)
        facts.say("task", "object-detection" if root.get("metric").text in ("COCO", "VOC") else None, data)
