"""TensorFlow Model Garden, vision: overrides of an experiment that the command line names."""

import re

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.paths import state_folder
from ..reading.values import state_depth, word

DIALECT = Dialect(
    name="tf-vision-yaml",
    title="TensorFlow Model Garden (vision)",
    files="YAML with `task.model` or `task.train_data` beside `trainer`",
    reads="backbone and its depth, normalization, weights, data set, classes, image size",
    formats=("yaml",),
    triggers=("task trainer", "task runtime"),
)

# Depth that a backbone's own type says in its `model_id`, and where it is called otherwise.
_RESNETS = ("resnet", "resnet_deeplab", "dilated_resnet", "resnet_3d", "resnet_3d_rs")
_NAMES = {"vit": ("model_name",), "efficientnet": ("model_id",), "mobilenet": ("model_id",), "spinenet": ("model_id",)}
_FAMILIES = {
    "resnet": "cnn", "dilated_resnet": "cnn", "efficientnet": "cnn", "mobilenet": "cnn", "spinenet": "cnn",
    "spinenet_mobile": "cnn", "revnet": "cnn", "resnet_3d": "cnn", "vit": "vision-transformer", "darknet": "cnn",
    "mobiledet": "cnn",
}  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a task with a model or data of a vision experiment."""
    task = root.get("task")
    shape = task.get("model.input_size")
    if not root.get("trainer").is_map and not root.get("runtime").is_map:
        return None
    if task.get("model.backbone.type").text or (shape.is_list and task.get("train_data").is_map):
        return Claim(88, "task.model beside trainer")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the backbone, the weights and the data."""
    task = root.get("task")
    model = task.get("model")
    type = model.get("backbone.type")
    held = model.get("backbone").child(type.text) if type.text else type
    shape = model.get("input_size")
    facts.say("data.modality", "video" if shape.is_list and len(shape.value) == 4 else "image", model)
    if type.text:
        facts.say("model.family", _FAMILIES.get(type.text), type)
        _read_architecture(type, held, facts)
    if held.get("se_ratio").absent and type.text in _FAMILIES and type.text != "vit":
        facts.assume("model.normalization", "batch", type)
    checkpoint = task.get("init_checkpoint")
    if checkpoint.opaque or (checkpoint.text and not checkpoint.is_null):
        facts.say("model.pretrained", True, checkpoint)
    elif checkpoint.present and (checkpoint.is_null or checkpoint.value == ""):
        facts.say("model.pretrained", False, checkpoint)
    data = task.get("train_data")
    facts.state("data.name", data.get("tfds_name"), word)
    state_folder(facts, data.get("input_path"), only_known=True)
    classes = model.get("num_classes")
    facts.state("data.num_classes", classes, count)
    if shape.is_list and len(shape.value) == 3 and shape.value[0] == shape.value[1]:
        facts.state("data.image_size", shape.child(0), lambda size: count(size, low=0) or None)
    if data.is_map:
        facts.say("training.is_run", True, data)


def _read_architecture(type, held, facts: Facts):
    identity = held.get("model_id")
    if type.text in _RESNETS and type.text.startswith(("resnet", "dilated")):
        if "3d" in type.text:
            return
        if identity.present:
            state_depth(facts, identity, "weight-layers")
            if facts.value("model.num_layers"):
                facts.say("model.architecture", f"resnet{facts.value('model.num_layers')}", identity)
        return
    name = held.first(*_NAMES.get(type.text, ("model_id",)))
    if name.text and type.text == "spinenet" and re.fullmatch(r"[\dSs]+", name.text):
        facts.say("model.architecture", f"spinenet{name.text}", name)
    elif name.text and type.text == "efficientnet":
        facts.say("model.architecture", f"efficientnet_{name.text}", name)
    elif name.text:
        facts.state("model.architecture", name, word)
    else:
        facts.state("model.architecture", type, word)
