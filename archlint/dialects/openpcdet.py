"""OpenPCDet: detectors on point clouds."""

import re

from ..facts import OPAQUE, count
from . import Claim, Dialect

DIALECT = Dialect(
    name="openpcdet",
    title="OpenPCDet",
    files="YAML with `CLASS_NAMES`, `DATA_CONFIG` and `MODEL.NAME`",
    reads="network, normalization, data set, classes, batch size per device",
    formats=("yaml",),
    triggers=("CLASS_NAMES MODEL",),
)


def claim(root):
    """Claim a model beside the framework's own keys."""
    if root.get("MODEL.NAME").text and (root.get("DATA_CONFIG").present or root.get("OPTIMIZATION").is_map):
        return Claim(94, "CLASS_NAMES beside DATA_CONFIG and MODEL.NAME")
    return None


def read(root, facts):
    """State the network, its data and its run."""
    model, data = root.get("MODEL"), root.get("DATA_CONFIG")
    name = model.get("NAME")
    facts.say("model.architecture", name.text, name)
    facts.say("data.modality", "point-cloud", name)
    facts.say("task", "object-detection", name)
    flat, deep = model.get("BACKBONE_2D.NAME"), model.get("BACKBONE_3D.NAME")
    attends = model.get("IMAGE_BACKBONE").present or any(
        "transf" in node.text.lower() or node.text.startswith("DSVT") for node in (flat, deep, name)
    )
    if flat.text.startswith("BaseBEV") and not attends and not deep.text.startswith("PointNet"):
        facts.say("model.family", "cnn", flat)
        facts.assume("model.normalization", "batch", flat)
    source = data.get("DATASET")
    base = data.get("_BASE_CONFIG_")
    if source.present:
        facts.state("data.name", source, lambda text: text if isinstance(text, str) else None)
    elif base.text:
        found = re.search(r"([A-Za-z]+)\w*_dataset(?:_\w+)?\.ya?ml$", base.text.rpartition("/")[2])
        if found:
            facts.say("data.name", found[1], base)
    if "data.name" in facts:  # frames of a split of the framework's own, whatever the whole set holds
        facts.put("data.train_size", None, OPAQUE, facts["data.name"].keys)
    classes = root.get("CLASS_NAMES")
    if classes.is_list and classes.value:
        facts.say("data.num_classes", len(classes.value), classes)
    facts.state("training.batch_size_per_device", root.get("OPTIMIZATION.BATCH_SIZE_PER_GPU"), count)
    if root.get("OPTIMIZATION").is_map:
        facts.say("training.is_run", True, root.get("OPTIMIZATION"))
