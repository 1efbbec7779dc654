"""CoreNet and CVNets: ``model.<task>.name`` beside ``dataset.category``."""

from ... import knowledge
from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, word

DIALECT = Dialect(
    name="corenet",
    title="CoreNet, CVNets",
    files="YAML with `model.classification.name` beside `dataset.category` or `taskname`",
    reads="network or backbone, depth, normalization, weights, data set, classes, batch size per device",
    formats=("yaml",),
    triggers=("model dataset common", "model taskname"),
)

_TASKS = {
    "classification": "image-classification",
    "detection": "object-detection",
    "segmentation": "semantic-segmentation",
}
_NORMS = {"batch_norm": "batch", "sync_batch_norm": "batch", "layer_norm": "layer", "group_norm": "group",
    "batch_norm_2d": "batch", "instance_norm": "instance", "sync_batch_norm_fp32": "batch"}  # fmt: skip
_MODES = {"tiny": "vit_tiny", "small": "vit_small", "base": "vit_base", "large": "vit_large", "huge": "vit_huge"}


def claim(root: Node) -> Claim | None:
    """Claim an image network beside the framework's own keys."""
    if root.get("model.classification.name").text and (
        root.get("dataset.category").text in _TASKS or root.has("taskname")
    ):
        return Claim(92, "model.classification.name beside dataset.category")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network that is trained or stands as backbone, and its data."""
    held, data = root.get("model.classification"), root.get("dataset")
    name = held.get("name")
    family = (knowledge.architecture(name.text) or {}).get("family")
    own = held.child(name.text)
    if name.text == "resnet":
        state_depth(facts, own.get("depth"), "weight-layers")
        if is_integer(facts.value("model.num_layers")):
            facts.say("model.architecture", f"resnet{facts.value('model.num_layers')}", own.get("depth"))
    elif name.text == "vit" and own.get("mode").text in _MODES:
        facts.say("model.architecture", _MODES[own.get("mode").text], own.get("mode"))
    facts.state("model.architecture", name, word)
    facts.say("model.family", family, name)
    facts.say("data.modality", "image", name)
    task = data.get("category")
    facts.say("task", _TASKS.get(task.text), task)
    norm = root.get("model.normalization.name")
    if family == "cnn":
        facts.say("model.normalization", _NORMS.get(norm.text), norm)
    for node in (held.get("pretrained"), root.get("model.classification.finetune_pretrained_model")):
        if node.opaque or node.value is True or (node.text and not node.is_null):
            facts.say("model.pretrained", True, node)
    if root.get("teacher").is_map:
        facts.say("model.distilled", True, root.get("teacher"))
    kind = task.text if task.text in _TASKS else "classification"
    facts.state("data.name", data.get("name"), word)
    facts.state("data.num_classes", root.get("model").get(kind).get("n_classes"), count)
    facts.state("training.batch_size_per_device", data.get("train_batch_size0"), count)
    if data.is_map and (root.has("optim") or root.has("scheduler")):
        facts.say("training.is_run", True, data)
