"""Detectron2's lazy configs, and those of detrex: ``LazyCall`` is read as the mapping that it stands for."""

from ...facts import Facts, count, is_integer
from ...sources import Opaque
from .. import Claim, Dialect, Node
from ..reading.seams import state_stage_heads
from ..reading.values import names_in, say_total, state_depth, state_weights

DIALECT = Dialect(
    name="detectron2-lazy",
    title="Detectron2 lazy configs, detrex",
    files="Python with `LazyCall`, or with `model`, `dataloader` and `train` imported from such files",
    reads="backbone and its depth, normalization, weights, data set, task",
    formats=("python",),
    triggers=("model", "dataloader", "train", "lr_multiplier", "optimizer"),
)

_NORMS = {
    "FrozenBN": "batch", "BN": "batch", "SyncBN": "batch", "nnSyncBN": "batch", "naiveSyncBN": "batch", "GN": "group",
    "LN": "layer", "": "none",
}  # fmt: skip
_TASKS = {"FCOS": "object-detection", "RetinaNet": "object-detection"}


def claim(root: Node) -> Claim | None:
    """Claim a model that is a lazy call, or the parts of a lazy config."""
    if root.get("model._target_").text:
        return Claim(88, "model is a LazyCall")
    lazy = root.get("dataloader.train._target_").text or root.get("optimizer._target_").text
    if lazy and (root.has("train") or root.has("lr_multiplier") or root.has("model")):
        return Claim(85, "dataloader and optimizer are LazyCalls")
    if root.has("model", "train", "lr_multiplier") and "LazyCall" in root.document.source.text:
        return Claim(80, "model, train and lr_multiplier of a lazy config")
    return None


def _opened(node: Node):
    """Return a node, or what the file sets on one that is not known as a whole."""
    if isinstance(node.value, Opaque) and isinstance(node.value.value, dict):
        return Node(node.document, node.keys, node.value.value)
    return node


def read(root: Node, facts: Facts) -> bool | None:
    """State the backbone, the weights and the data."""
    model, train, data = root.get("model"), _opened(root.get("train")), _opened(root.get("dataloader"))
    if train.absent and data.absent:
        return False  # one part, for others to import
    if model.absent:
        return False
    target = model.get("_target_")
    name = target.text.rpartition(".")[2]
    backbone = model.get("backbone")
    if backbone.is_map:
        _read_backbone(model, backbone, facts)
    if name:
        facts.say("model.architecture", name, target)
        facts.say("task", _TASKS.get(name), target)
    facts.say("data.modality", "image", model)
    state_weights(facts, train.get("init_checkpoint"))
    names = data.get("train.dataset.names")
    sets = names_in(names)
    if names.opaque:
        facts.state("data.name", names)
    elif sets:
        facts.say("data.name", sets[0], names)
    classes = model.get("num_classes")
    if is_integer(classes.value):
        facts.state("data.num_classes", classes, count)
    facts.say("training.is_run", True, root.get("train") if train.present else root.get("dataloader"))
    return None


def _has_transformer(model):
    """Whether a transformer stands on the backbone."""
    if model.has("transformer") or "DETR" in model.get("_target_").text:
        return True
    heads = [node for key, node in model.items() if key != "backbone"]
    return any(
        "Transformer" in inner.get("_target_").text for node in heads for inner in node.walk(2_000) if inner.is_map
    )


def _read_backbone(model, backbone, facts: Facts):
    """State the network that reads the image: the one of a known class, nearest the top."""
    attends = _has_transformer(model)
    for node in backbone.walk(2_000):
        last = node.get("_target_").text.rpartition(".")[2] if node.is_map else ""
        if last == "make_default_stages":
            state_depth(facts, node.get("depth"), "weight-layers")
            if is_integer(facts.value("model.num_layers")):
                facts.say("model.architecture", f"resnet{facts.value('model.num_layers')}", node.get("depth"))
            facts.say("model.skip_connections", True, node)
            if not attends:
                norm = node.get("norm")
                facts.say(
                    "model.normalization", _NORMS.get(norm.value) if norm.text or norm.value == "" else None, norm
                )
                if norm.text == "FrozenBN":
                    facts.say("model.norm_frozen", True, norm)
                elif "Sync" in norm.text:
                    facts.say("model.norm_synchronized", True, norm)
            facts.say("model.family", "conv-attention-hybrid" if attends else "cnn", node)
        elif last == "ViT":
            facts.say("model.family", "vision-transformer", node)
            state_depth(facts, node.get("depth"), "blocks")
            for fact, key in (("model.hidden_size", "embed_dim"), ("model.num_heads", "num_heads"),
                              ("model.patch_size", "patch_size"), ("data.image_size", "img_size")):  # fmt: skip
                facts.state(fact, node.get(key), count)
            facts.assume("model.head_remainder", "refuse")
            facts.assume("model.normalization", "layer", node)
        elif last in ("SwinTransformer", "MViT"):
            facts.say("model.family", "vision-transformer", node)
            if last == "SwinTransformer":
                say_total(facts, [node.get("depths")], "blocks")
                state_stage_heads(facts, node.get("embed_dim").value, node.get("embed_dim"), node.get("num_heads"))
            elif node.get("depth").present:
                state_depth(facts, node.get("depth"), "blocks")
            facts.assume("model.normalization", "layer", node)
        elif last in ("RegNet", "VoVNet", "DLA"):
            facts.say("model.family", "conv-attention-hybrid" if attends else "cnn", node)
        else:
            continue
        return
