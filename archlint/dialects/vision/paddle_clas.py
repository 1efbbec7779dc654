"""PaddleClas: ``Arch``, ``Global`` and ``DataLoader``."""

import re

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.paths import state_folder

DIALECT = Dialect(
    name="paddle-clas",
    title="PaddleClas",
    files="YAML with `Arch`, `Global` and `DataLoader`",
    reads="architecture, weights, data set, classes, image size, batch size per device, distillation",
    formats=("yaml",),
    triggers=("Arch Global",),
)


def claim(root: Node) -> Claim | None:
    """Claim an architecture beside the framework's own sections."""
    if root.get("Arch").is_map and root.get("Global").is_map and (root.has("DataLoader") or root.has("Infer")):
        return Claim(93, "Arch beside Global and DataLoader")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its weights and its data."""
    arch, data = root.get("Arch"), root.get("DataLoader.Train")
    network = arch
    if arch.get("Student").is_map or arch.get("models").is_list:
        network = _student(arch)
        if arch.get("Teacher").is_map or len(list(arch.get("models").each())) > 1:
            facts.say("model.distilled", True, arch)
    if network.get("Backbone").is_map:  # recognition: a backbone, a neck and a head
        network = network.get("Backbone")
    name = network.get("name")
    facts.state("model.architecture", name, lambda value: value.strip() if isinstance(value, str) else None)
    facts.say("data.modality", "image", arch)
    _read_weights(root, network, facts)
    for role, part in (("training images", "Train"), ("evaluation images", "Eval")):
        _state_side(network, root.get("DataLoader").child(part).get("dataset.transform_ops"), facts, role)
    classes = network.first("class_num", "num_classes")
    facts.state("data.num_classes", classes if classes.present else arch.get("class_num"), count)
    shape = root.get("Global.image_shape")
    if shape.is_list and len(shape.value) == 3 and shape.value[1] == shape.value[2]:
        facts.state("data.image_size", shape.child(2), count)
    for key in ("image_root", "root"):
        state_folder(facts, data.get("dataset").get(key))
    facts.state("training.batch_size_per_device", data.get("sampler.batch_size"), count)
    if data.is_map and root.get("Optimizer").is_map:
        facts.say("training.is_run", True, data)


# Transformers that assert the size they are built for: the one in the name, unless the config gives another.
_FIXED = r"(?:ViT|DeiT)_(?:tiny|small|base|large)_(?:distilled_)?patch(\d{1,4})_(\d{1,4})"


def _state_side(network, operations, facts: Facts, role):
    """State the side that the last cut leaves, where the network takes one alone."""
    name = network.get("name")
    found = re.fullmatch(_FIXED, name.text.strip())
    cuts = [node for one in operations.each() for key, node in one.items() if _changes_size(str(key))]
    side = cuts[-1].get("size") if cuts else None
    if not found or side is None or not is_integer(side.value):
        return
    if cuts[-1].keys[-1] not in ("RandCropImage", "CropImage"):
        return
    own = network.get("img_size")
    if own.present and not is_integer(own.value):
        return
    site = facts.site(role)
    site.say("data.image_size", side.value, side)
    site.say("model.fixed_image_size", own.value if own.present else int(found[2]), own if own.present else name)
    site.say("model.architecture", name.text.strip(), name)
    if side.value % int(found[1]):
        site.say("model.patch_size", int(found[1]), name)
        site.say("model.patch_remainder", "refuse", name)


def _changes_size(name):
    return any(word in name for word in ("Crop", "Resize", "Pad", "Expand", "Scale"))


def _student(arch):
    """Return the network that is trained: the student, or the one of a list that is not frozen."""
    if arch.get("Student").is_map:
        return arch.get("Student")
    for item in arch.get("models").each():
        if item.get("Student").is_map:
            return item.get("Student")
    return arch


def _read_weights(root: Node, network, facts: Facts):
    """State whether weights are loaded: false says nothing, for the command line is where they are mostly given."""
    for node in (network.get("pretrained"), root.get("Global.pretrained_model"), network.get("use_ssld")):
        if node.opaque:
            facts.state("model.pretrained", node)
        elif node.value is True or (node.text and not node.is_null):
            facts.say("model.pretrained", True, node)
    if network.get("pretrained").value is False:
        facts.say("model.pretrained", False, network.get("pretrained"))
