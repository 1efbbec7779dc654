"""Detectron2's yacs configs: a leaf over a chain of ``_BASE_`` files."""

from ... import knowledge
from ...composition import INCOMPLETE
from ...facts import Facts, Impossible, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.keys import REFUSE, note_misspelt_in, note_renamed, sections
from ..reading.seams import state_heads, state_stage_heads
from ..reading.values import names_in, say_total, state_depth, state_weights, word

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


def claim(root: Node) -> Claim | None:
    """Claim a config with a meta-architecture, or one over a parent that holds Detectron2's solver keys."""
    model = root.get("MODEL")
    if model.get("META_ARCHITECTURE").text:
        return Claim(92, "MODEL.META_ARCHITECTURE")
    if root.get("_BASE_").present and (model.get("RESNETS").is_map or root.get("SOLVER.IMS_PER_BATCH").present):
        return Claim(75, "_BASE_ beside Detectron2's MODEL or SOLVER keys")
    return None


def read(root: Node, facts: Facts) -> bool | None:
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
    _read_basic_blocks(model, facts, INCOMPLETE not in root.document.cache)
    _read_anchors(model, facts)
    _read_groups(model, facts)
    _read_classes(model, names, train, facts)
    width = model.get("SWIN.EMBED_DIM")
    state_stage_heads(facts, width.value, width, model.get("SWIN.NUM_HEADS"))
    decoder = model.get("MASK_FORMER")
    state_heads(facts, "MASK_FORMER", decoder.get("HIDDEN_DIM"), decoder.get("NHEADS"))
    _note_keys(root, facts)
    return None


def _note_keys(root: Node, facts: Facts):
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


def _read_basic_blocks(model, facts: Facts, is_whole):
    """A ResNet of basic blocks must start with 64 channels, where deeper ones start with 256, the default."""
    depth, first = model.get("RESNETS.DEPTH"), model.get("RESNETS.RES2_OUT_CHANNELS")
    name = model.get("BACKBONE.NAME")
    if depth.value not in (18, 34) or not (name.absent or name.text in _BUILDERS) or (first.absent and not is_whole):
        return
    site = facts.site(f"RES2_OUT_CHANNELS beside a ResNet-{depth.value} of basic blocks")
    if first.present:
        site.state("model.in_channels", first, count)
    else:
        site.assume("model.in_channels", 256, depth)
    site.say("model.incoming_channels", 64, depth)


# Sections whose convolutions are normalized by "GN", in 32 groups: the key of their channels.
_NORMALIZED = {
    "FPN": "OUT_CHANNELS",
    "ROI_BOX_HEAD": "CONV_DIM",
    "ROI_MASK_HEAD": "CONV_DIM",
    "SEM_SEG_HEAD": "CONVS_DIM",
}
_GROUPS = 32


def _read_groups(model, facts: Facts):
    for section, key in _NORMALIZED.items():
        held = model.get(section)
        norm, channels = held.get("NORM"), held.get(key)
        if norm.text != "GN" or (section == "ROI_BOX_HEAD" and not _is_positive(held.get("NUM_CONV"))):
            continue
        site = facts.site(f"MODEL.{section}")
        site.state("model.norm_channels", channels, count)
        site.assume("model.norm_groups", _GROUPS, norm)


def _is_positive(node: Node):
    return is_count(node.value)


_BUILDERS = ("build_resnet_backbone", "build_resnet_fpn_backbone", "build_retinanet_resnet_fpn_backbone")


def _read_anchors(model, facts: Facts):
    """Several lists of sizes or ratios are one for each feature map."""
    architecture = model.get("META_ARCHITECTURE").text
    if model.get("ANCHOR_GENERATOR.NAME").text not in ("", "DefaultAnchorGenerator", "RotatedAnchorGenerator"):
        return
    maps = model.get({"RetinaNet": "RETINANET", "GeneralizedRCNN": "RPN", "ProposalNetwork": "RPN"}.get(
        architecture, "-") + ".IN_FEATURES")  # fmt: skip
    for key in ("SIZES", "ASPECT_RATIOS"):
        listed = model.get(f"ANCHOR_GENERATOR.{key}")
        if maps.is_list and listed.is_list and len(listed.value) > 1 and isinstance(listed.value[0], list):
            site = facts.site(f"ANCHOR_GENERATOR.{key}")
            site.say("model.list_length", len(listed.value), listed)
            site.say("model.expected_length", len(maps.value), maps)


# The classes of the framework's own data sets, which it does not compare with the heads'.
_CLASSES = {
    **{f"coco_{year}_{split}": 80 for year in (2014, 2017) for split in ("train", "val")},
    **{f"voc_{year}_{split}": 20 for year in (2007, 2012) for split in ("train", "trainval")},
    "cityscapes_fine_instance_seg_train": 8, "lvis_v0.5_train": 1230, "lvis_v1_train": 1203,
}  # fmt: skip


def _read_classes(model, names, train, facts: Facts):
    known = {_CLASSES.get(name) for name in names}
    if len(known) != 1 or None in known:
        return
    key = "RETINANET" if model.get("META_ARCHITECTURE").text == "RetinaNet" else "ROI_HEADS"
    classes = model.get(f"{key}.NUM_CLASSES")
    if classes.present:
        site = facts.site(f"MODEL.{key}")
        site.state("model.num_classes", classes, count)
        site.say("data.num_classes", known.pop(), train)
        site.say("model.class_remainder", "drop", classes)


def _read_resnet(model, facts: Facts, depth, place):
    state_depth(facts, depth, "weight-layers")
    if depth.absent:
        facts.assume("model.num_layers", 50, place)
        facts.assume("model.depth_unit", "weight-layers", place)
    if is_integer(facts.value("model.num_layers")):
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


def _read_task(model, facts: Facts):
    architecture, mask = model.get("META_ARCHITECTURE"), model.get("MASK_ON")
    if architecture.text in _TASKS:
        facts.say("task", _TASKS[architecture.text], architecture)
    elif architecture.text == "GeneralizedRCNN":
        if mask.value is True:
            facts.say("task", "instance-segmentation", mask)
        elif model.get("KEYPOINT_ON").value is not True and not mask.opaque:
            facts.say("task", "object-detection", architecture)
