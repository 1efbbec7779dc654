"""Detectron2's yacs configs: a leaf over a chain of ``_BASE_`` files."""

from .. import knowledge
from ..facts import Impossible
from . import Claim, Dialect
from ._keys import REFUSE, note_misspelt_in, note_renamed, sections
from ._reading import names_in, say_total, state_depth, state_weights, word

DIALECT = Dialect(
    name="detectron2-yaml",
    title="Detectron2",
    files="YAML with `MODEL.META_ARCHITECTURE`, its own or inherited by `_BASE_`",
    reads="backbone and its depth, normalization, weights, data set, task",
    formats=("yaml",),
    triggers=("MODEL",),
)

_NORMS = {
    "FrozenBN": "batch", "BN": "batch", "SyncBN": "batch", "nnSyncBN": "batch", "naiveSyncBN": "batch", "GN": "group",
    "LN": "layer", "": "none",
}  # fmt: skip
_CNNS = ("resnet", "regnet", "vovnet", "dla", "mobilenet", "efficientnet", "fbnet", "convnext", "vgg", "hrnet")
_TASKS = {
    "SemanticSegmentor": "semantic-segmentation",
    "PanopticFPN": "panoptic-segmentation",
    "RetinaNet": "object-detection",
    "FCOS": "object-detection",
    "ProposalNetwork": "object-detection",
}
# What version 2 of the configs renamed, by section: the library's own table of conversions.
_RENAMED = {
    "MODEL": {"WEIGHT": "WEIGHTS"},
    "MODEL.PANOPTIC_FPN": {"INSTANCE_LOSS_SCALE": "INSTANCE_LOSS_WEIGHT"},
    "MODEL.ROI_HEADS": {"SCORE_THRESH": "SCORE_THRESH_TEST", "NMS": "NMS_THRESH_TEST"},
    "MODEL.RETINANET": {
        "INFERENCE_SCORE_THRESHOLD": "SCORE_THRESH_TEST", "INFERENCE_TOPK_CANDIDATES": "TOPK_CANDIDATES_TEST",
        "INFERENCE_NMS_THRESHOLD": "NMS_THRESH_TEST",
    },
    "TEST": {"DETECTIONS_PER_IMG": "DETECTIONS_PER_IMAGE"},
}  # fmt: skip
_OLD = frozenset(old for names in _RENAMED.values() for old in names)


def claim(root):
    """Claim a config with a meta-architecture, or one over a parent that holds Detectron2's solver keys."""
    model = root.get("MODEL")
    if model.get("META_ARCHITECTURE").text:
        return Claim(92, "MODEL.META_ARCHITECTURE")
    if root.get("_BASE_").present and (model.get("RESNETS").is_map or root.get("SOLVER.IMS_PER_BATCH").present):
        return Claim(75, "_BASE_ beside Detectron2's MODEL or SOLVER keys")
    return None


def read(root, facts):
    """State the detector's backbone, its weights and its data."""
    model = root.get("MODEL")
    depth, swin = model.get("RESNETS.DEPTH"), model.get("SWIN.DEPTHS")
    if model.get("WEIGHTS").absent and depth.absent and swin.absent:
        return False  # what other configs inherit from: neither weights nor a depth yet
    facts.say("data.modality", "image", model)
    backbone = model.get("BACKBONE.NAME")
    name = backbone.text.lower()
    if "swin" in name:
        facts.say("model.family", "vision-transformer", backbone)
        say_total(facts, [swin], "blocks")
    elif any(part in name for part in _CNNS):
        facts.say("model.family", "cnn", backbone)
        if "resnet" in name:
            _read_resnet(model, facts, depth, backbone)
    elif not name and model.get("META_ARCHITECTURE").text in ("GeneralizedRCNN", "RetinaNet"):
        facts.assume("model.family", "cnn", model.get("META_ARCHITECTURE"))
        _read_resnet(model, facts, depth, model.get("META_ARCHITECTURE"))
    if "model.architecture" not in facts:
        facts.state("model.architecture", model.get("META_ARCHITECTURE"), word)
    state_weights(facts, model.get("WEIGHTS"))
    train = root.get("DATASETS.TRAIN")
    names = names_in(train)
    if train.opaque:
        facts.state("data.name", train)
    elif names:
        facts.say("data.name", names[0], train)
    if names or root.get("SOLVER.MAX_ITER").present:
        facts.say("training.is_run", True, train if names else root.get("SOLVER.MAX_ITER"))
    _read_task(model, facts)
    _note_keys(root, facts)
    return None


def _note_keys(root, facts):
    """Note misspelt and renamed keys: yacs merges a file into the defaults and refuses a key that they do not have.

    A project adds sections and keys of its own.  A file that states no version may be of the first one, or of another
    program of this family; the first version's names are translated where that is stated.
    """
    if root.get("VERSION").value != 2:
        return
    places = []
    for section, node, known in sections(root, lambda section: knowledge.keys(f"detectron2:{section}")):
        places.append((node, known))
        note_renamed(facts, node, _RENAMED.get(section, {}), REFUSE, "version 2 of Detectron2's configs")
    note_misspelt_in(facts, places, REFUSE, _OLD.__contains__)


def _read_resnet(model, facts, depth, place):
    state_depth(facts, depth, "weight-layers")
    if depth.absent:
        facts.assume("model.num_layers", 50, place)
        facts.assume("model.depth_unit", "weight-layers", place)
    if type(facts.value("model.num_layers")) is int:
        facts.say("model.architecture", f"resnet{facts.value('model.num_layers')}", depth if depth.present else place)
    facts.say("model.skip_connections", True, place)
    norm = model.get("RESNETS.NORM")
    facts.state("model.normalization", norm, _normalization)
    if norm.value == "":
        facts.say("model.normalization", "none", norm)
    elif norm.absent:
        facts.assume("model.normalization", "batch", place)  # FrozenBN
        facts.assume("model.norm_frozen", True, place)
    if norm.text == "FrozenBN":
        facts.say("model.norm_frozen", True, norm)
    elif "Sync" in norm.text:
        facts.say("model.norm_synchronized", True, norm)


def _normalization(value):
    if not isinstance(value, str):
        raise Impossible(f"must be one of {', '.join(name for name in _NORMS if name)}, or empty")
    return _NORMS.get(value)


def _read_task(model, facts):
    architecture, mask = model.get("META_ARCHITECTURE"), model.get("MASK_ON")
    if architecture.text in _TASKS:
        facts.say("task", _TASKS[architecture.text], architecture)
    elif architecture.text == "GeneralizedRCNN":
        if mask.value is True:
            facts.say("task", "instance-segmentation", mask)
        elif model.get("KEYPOINT_ON").value is not True and not mask.opaque:
            facts.say("task", "object-detection", architecture)
