"""Classes of heads beside the classes of the data."""

from ....composition import INCOMPLETE
from ....facts import STATED, Facts, is_count, is_integer
from ... import Node
from ...reading.seams import called
from .names import BOX_HEADS, DECODERS, LAST_MAP_HEADS, MASK_HEADS, type_of

_DETECTION_CLASSES = {
    "CocoDataset": 80, "VOCDataset": 20, "CityscapesDataset": 8, "LVISV05Dataset": 1230, "LVISDataset": 1230,
    "LVISV1Dataset": 1203, "DeepFashionDataset": 15, "WIDERFaceDataset": 1, "Objects365V1Dataset": 365,
    "Objects365V2Dataset": 365, "CocoPanopticDataset": 133,
}  # fmt: skip
_DETECTION_READERS = (*_DETECTION_CLASSES, "CustomDataset", "XMLDataset")
_SEGMENTATION_CLASSES = {
    "ADE20KDataset": 150, "CityscapesDataset": 19, "PascalVOCDataset": 21, "PascalContextDataset": 60,
    "PascalContextDataset59": 59, "COCOStuffDataset": 171, "LoveDADataset": 7, "PotsdamDataset": 6, "iSAIDDataset": 16,
}  # fmt: skip
_CLASSIFICATION_CLASSES = {"CIFAR10": 10, "CIFAR100": 100, "MNIST": 10, "FashionMNIST": 10, "CUB": 200}
# Modules whose number of classes the framework compares; a region proposal's and a semantic branch's are left out.
_COUNTED = (
    *BOX_HEADS, *MASK_HEADS, "CoarseMaskHead", "MaskPointHead", "MaskIoUHead", "DIIHead", "RetinaHead",
    "RetinaSepBNHead", "FreeAnchorRetinaHead", "PISARetinaHead", "PISASSDHead", "SSDHead", "YOLOV3Head", "YOLOXHead",
    "YOLOFHead", "ATSSHead", "GFLHead", "LDHead", "LADHead", "VFNetHead", "PAAHead", "TOODHead", "DDODHead",
    "FCOSHead", "NASFCOSHead", "FoveaHead", "FSAFHead", "AutoAssignHead", "RepPointsHead", "CornerHead",
    "CentripetalHead", "CenterNetHead", "SABLRetinaHead", "GARetinaHead", "SOLOHead", "DecoupledSOLOHead",
    "DecoupledSOLOLightHead", "SOLOV2Head", "YOLACTHead", "YOLACTSegmHead", "DETRHead", "DeformableDETRHead",
    "RTMDetHead", "RTMDetSepBNHead", "RTMDetInsHead", "RTMDetInsSepBNHead", "ConditionalDETRHead", "DABDETRHead",
    "DINOHead", "CondInstBboxHead",
)  # fmt: skip
_DEFAULT_80 = (
    "BBoxHead", "ConvFCBBoxHead", "Shared2FCBBoxHead", "Shared4Conv1FCBBoxHead", "FCNMaskHead", "HTCMaskHead",
)  # fmt: skip
# Heads that count things and stuff apart.
_PANOPTIC = ("MaskFormerHead", "Mask2FormerHead", "MaskFormerFusionHead", "HeuristicFusionHead")
_PLAIN_WRAPPERS = ("RepeatDataset", "ClassBalancedDataset", "CBGSDataset")
_STRICT_WRAPPERS = ("MultiImageMixDataset",)


class _Classes:
    """What the training set's leaf says of classes: their number, its place, and a wrapper that was given names."""

    __slots__ = ("name", "number", "node", "default", "wrapper", "is_newer", "is_wrapped")

    def __init__(self, name, wrapper, is_newer, node: Node):
        self.name = name
        self.wrapper = wrapper
        self.is_newer = is_newer
        self.node = node
        self.number = None
        self.default = False
        self.is_wrapped = False


def state_classes(root: Node, model, facts: Facts):
    """State the classes of each head beside those of the training set."""
    found = _training_classes(root)
    if found is None:
        return
    kinds = _heads_with_classes(model)
    if not kinds:
        return
    task, heads = kinds
    table = {"detection": _DETECTION_CLASSES, "segmentation": _SEGMENTATION_CLASSES}.get(task, _CLASSIFICATION_CLASSES)
    default = table.get(found.name)
    number = found.number if found.number is not None else default if found.default else None
    remainder = _class_remainder(root, task, found, facts)
    if found.wrapper is None and found.default and _is_left_unused(root, task, heads, default):
        remainder = remainder or "unchecked"
    if INCOMPLETE in root.document.cache:
        # A parent that is not here may hold any key but those that are written in this file.
        heads = [head for head in heads if head[1].keys[-1] != "type"]
        is_told = found.number is not None or _is_left_unused(root, task, heads, default)
        remainder = "unchecked" if task == "detection" and found.wrapper is None and is_told else None
        if found.is_wrapped and found.number is None:
            return  # the parent's wrapper may be given names
    first = next((number for _, _, number in heads), None)
    if found.wrapper is not None and found.number is None and found.default:
        name = type_of(found.wrapper)
        site = facts.site("the training set")
        given = found.wrapper.first("classes", "metainfo")
        site.say("data.classes_on", name, given)
        if found.is_newer or name in _STRICT_WRAPPERS:
            site.say("data.wrapper_remainder", "refuse", found.wrapper.get("type"))
        else:
            site.say("data.wrapper_remainder", "drop", found.wrapper.get("type"))
        if first is not None:
            site.say("model.num_classes", first, heads[0][1])
        if default is not None:
            site.say("data.default_classes", default, found.node)
        if remainder:
            site.put("model.class_remainder", remainder, STATED)
        return
    if number is None or remainder is None:
        return
    for role, node, value in heads:
        site = facts.site(role)
        if node.keys[-1] == "type":
            site.assume("model.num_classes", value, node)
        else:
            site.say("model.num_classes", value, node)
        site.say("data.num_classes", number, found.node)
        site.put("model.class_remainder", remainder, STATED)


def _is_left_unused(root: Node, task, heads, default):
    """Whether the file binds names of as many classes as its heads have, and hands them to no data set."""
    if task != "detection" or default is None or not heads:
        return False
    for node in (root.get("metainfo.classes"), root.get("metainfo.CLASSES"), root.get("classes"), root.get("CLASSES")):
        if node.is_list and node.value and all(isinstance(name, str) for name in node.value):
            return all(number == len(node.value) != default for _, _, number in heads)
    return False


# What the older release's own runtime file states beside its check of classes.
_RUNTIME_KEYS = ("dist_params", "log_level", "workflow", "checkpoint_config")


def _class_remainder(root: Node, task, found, facts: Facts):
    """Whether another number is refused: by a check of the detectors' older release, or where it is asked for.

    Without the check, annotations that hold fewer classes than their reader knows train a head for these alone.
    """
    if task != "detection":
        name = facts.get("data.name")
        is_named = name is not None and name.known and name.keys == found.node.keys
        return "drop" if found.number is not None or is_named else None
    hooks = root.get("custom_hooks")
    names = [type_of(hook) for hook in hooks.each()]
    if "NumClassCheckHook" in names:
        return "refuse"
    if hooks.opaque or any(hook.opaque for hook in hooks.each()):
        return None
    # A config that states its runtime, and no check, runs without one; an excerpt runs with the release's own.
    is_excerpt = not any(root.get(key).present for key in _RUNTIME_KEYS)
    if not found.is_newer and hooks.absent and is_excerpt and found.name in _DETECTION_READERS:
        return "refuse"
    # The older release's configs from before that check are published so, and train: names of fewer classes are used.
    return "unchecked" if found.number is not None and found.is_newer else None


def _training_classes(root: Node):
    node, is_newer = root.get("train_dataloader.dataset"), True
    if not node.is_map:
        node, is_newer = root.get("data.train"), False
    wrapper = None
    for _ in range(6):
        if node.is_list:
            node = node.child(0)
        name = type_of(node)
        inner = node.get("dataset")
        if name in (*_PLAIN_WRAPPERS, *_STRICT_WRAPPERS) and (inner.is_map or inner.is_list):
            given = node.first("classes", "metainfo")
            if wrapper is None and given.present and not given.is_null:
                wrapper = node
            node = inner
        elif name == "ConcatDataset" and node.get("datasets").is_list:
            node = node.get("datasets")
        else:
            break
    if not node.is_map or not type_of(node):
        return None
    found = _Classes(type_of(node), wrapper, is_newer, node.get("type"))
    found.is_wrapped = "dataset" in node.keys[2:] or "datasets" in node.keys
    given = node.get("metainfo.classes") if is_newer else node.get("classes")
    other = node.get("classes") if is_newer else node.get("metainfo")
    if given.is_list and given.value and all(isinstance(item, str) for item in given.value):
        found.number, found.node = len(given.value), given
    elif (given.absent or given.is_null) and other.absent:
        held = node.get("metainfo")
        found.default = not is_newer or held.absent or (held.is_map and not held.get("CLASSES").present)
    return found


def _heads_with_classes(model):
    """Return the task, and (role, node, number) for each head that has a known number of classes."""
    found = []
    region = model.get("roi_head")
    places = [model.get(key) for key in ("bbox_head", "mask_head", "segm_head")]
    places += [region.get(key) for key in ("bbox_head", "mask_head", "mask_iou_head", "point_head")]
    for place in places:
        for position, head in enumerate(place.each()):
            name = type_of(head)
            if name not in _COUNTED:
                continue
            node = head.get("num_classes")
            role = f"{called(place)} {name}" + (f" of stage {position}" if place.is_list else "")
            if is_count(node.value):
                found.append((role, node, node.value))
            elif node.absent and name in _DEFAULT_80:
                found.append((role, head.get("type"), 80))
    for key in ("panoptic_head", "panoptic_fusion_head"):
        head = model.get(key)
        things, stuff = head.get("num_things_classes"), head.get("num_stuff_classes")
        if type_of(head) in _PANOPTIC and is_count(things.value) and is_integer(stuff.value) and stuff.value >= 0:
            found.append((f"{key} {type_of(head)}", things, things.value + stuff.value))
    if found:
        return "detection", found
    for key in ("decode_head", "auxiliary_head"):
        for head in model.get(key).each():
            node = head.get("num_classes")
            if type_of(head) in DECODERS and is_count(node.value):
                found.append((f"{key} {type_of(head)}", node, node.value))
    if found:
        return "segmentation", found
    head = model.get("head")
    node = head.get("num_classes")
    if type_of(head) in LAST_MAP_HEADS and is_count(node.value):
        return "classification", [(f"head {type_of(head)}", node, node.value)]
    return None
