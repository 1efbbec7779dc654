"""Ultralytics: training arguments and run records, model files, data-set files (YOLOv5 to YOLO11, YOLO12, RT-DETR)."""

import os
import re

from ... import knowledge
from ...facts import OPAQUE, STATED, Facts, count, is_count, is_integer
from ...sources import SourceError
from .. import Claim, Dialect, Node
from ..reading.keys import REFUSE, note_misspelt
from ._module_rows import state_rows

DIALECT = Dialect(
    name="ultralytics",
    title="Ultralytics YOLO",
    files="`args.yaml` and `opt.yaml` of runs, training YAML, model YAML; data-set YAML is followed, not linted",
    reads="architecture, weights, data set and its size in comments, image size, batch, task; a model's modules",
    formats=("yaml",),
    triggers=("model", "backbone", "imgsz", "train", "lr0", "weights"),
)

# Arguments that other trainers do not have under these names.
_ARGUMENTS = (
    "imgsz", "close_mosaic", "mosaic", "mixup", "copy_paste", "overlap_mask", "mask_ratio", "lr0", "lrf",
    "warmup_bias_lr", "warmup_momentum", "hsv_h", "hsv_s", "hsv_v", "fliplr", "flipud", "single_cls", "save_period",
    "exist_ok", "cos_lr", "label_smoothing", "nbs", "max_det", "agnostic_nms", "retina_masks", "dfl", "box", "cls",
    "kobj", "pose", "optimizer", "vid_stride", "augment", "half", "simplify", "opset", "rect", "save_json",
    "multi_scale", "noautoanchor", "hyp", "conf", "iou", "device", "batch", "epochs", "patience", "degrees",
    "translate", "shear", "perspective", "anchor_t", "dynamic", "format", "int8", "workspace", "cache", "fraction",
    "profile", "freeze", "amp", "resume", "deterministic",
)  # fmt: skip
# Words that other trainers' arguments hold too: they count only beside one of Ultralytics' own.
_SHARED = (
    "mixup", "label_smoothing", "optimizer", "augment", "half", "conf", "iou", "device", "batch", "epochs", "patience",
    "translate", "shear", "perspective", "dynamic", "format", "int8", "workspace", "cache", "fraction", "profile",
    "freeze", "amp", "resume", "deterministic", "rect", "exist_ok", "box", "cls", "pose",
)  # fmt: skip
_TASKS = {
    "detect": "object-detection", "segment": "instance-segmentation", "classify": "image-classification",
    "pose": "pose-estimation", "obb": "oriented-object-detection",
}  # fmt: skip
_HEADS = {
    "Detect": "object-detection", "v10Detect": "object-detection", "DDetect": "object-detection",
    "DualDDetect": "object-detection", "IDetect": "object-detection", "IAuxDetect": "object-detection",
    "RTDETRDecoder": "object-detection", "WorldDetect": "object-detection", "Segment": "instance-segmentation",
    "Classify": "image-classification", "Pose": "pose-estimation", "OBB": "oriented-object-detection",
}  # fmt: skip
# Modules that are convolutions with BatchNorm2d, or hold nothing to be normalized; with and without shortcuts.
_CONVOLUTIONS = {
    "Conv", "DWConv", "GhostConv", "RepConv", "DWConvTranspose2d", "ConvTranspose", "Focus", "SPP", "SPPF", "SPPELAN",
    "HGStem", "ADown", "AConv", "SCDown", "nn.Upsample", "nn.ConvTranspose2d", "nn.MaxPool2d", "nn.Identity", "Concat",
    "MP", "SP", "ReOrg", "DownC", "CBLinear", "CBFuse", "Silence", "Contract", "Expand", "ResNetLayer",
    "nn.ReflectionPad2d",
}  # fmt: skip
_RESIDUAL = {
    "C2f", "C3", "C3k2", "C3k", "C2", "C1", "C3x", "C3Ghost", "GhostBottleneck", "Bottleneck", "BottleneckCSP",
    "C2fCIB", "HGBlock", "RepC3", "RepNCSPELAN4", "ELAN1", "SPPCSPC", "ResNetLayer",
}  # fmt: skip
_ATTENTION = {"PSA", "C2PSA", "C2fPSA", "A2C2f"}  # attention whose projections are convolutions with BatchNorm2d
_LAYER_NORMALIZED = {"AIFI", "RTDETRDecoder"}  # transformer layers with LayerNorm
_TOY = ("coco8", "coco128", "coco32", "coco16", "coco12", "imagenet10", "imagenette160", "imagenet100", "coco4")
_MAX_ROWS = 2_000


def claim(root: Node) -> Claim | None:
    """Claim a model file by its rows, a data-set file by train and names, and arguments by several of their keys."""
    if _is_model(root):
        return Claim(92, "backbone and head are lists of [from, repeats, module, args]")
    own = [key for key in _ARGUMENTS if key in root.value]
    shared = [key for key in own if key in _SHARED]
    is_arguments = root.has("imgsz") and (root.has("model") or root.has("weights") or root.has("data"))
    if is_arguments or (
        len(own) >= 4 and len(own) > len(shared) and (root.has("model", "data") or root.has("weights", "data"))
    ):
        return Claim(90, f"arguments {', '.join(own[:3])}")
    if len(own) >= 6 and root.has("lr0", "lrf"):
        return Claim(88, "hyperparameters lr0 and lrf")
    if _is_data(root):
        return Claim(70, "train beside names or nc")
    return None


def _is_model(root: Node):
    for key in ("backbone", "head"):
        rows = root.get(key)
        if (
            not rows.is_list
            or not rows.value
            or not all(isinstance(row, list) and len(row) == 4 for row in rows.value[:3])
        ):
            return False
    return True


def _is_data(root: Node):
    classes = root.get("names")
    named = classes.is_list or classes.is_map or isinstance(root.get("nc").value, int)
    train = root.get("train")
    paths = isinstance(train.value, str) or (train.is_list and all(isinstance(item, str) for item in train.value))
    return named and paths and (root.has("val") or root.has("path") or root.has("valid") or root.has("roboflow"))


def read(root: Node, facts: Facts) -> bool | None:
    """State what a model file or a run's arguments say; data-set and hyperparameter files describe no model."""
    if _is_model(root):
        return _read_model(root, facts)
    if _is_data(root) and not root.has("imgsz"):
        return _read_names(root, facts)
    model = root.first("model", "weights", "cfg")
    if root.has("weights") and root.has("cfg"):
        return _read_yolov5(root, facts)
    if model.absent or model.is_null or not isinstance(model.value, str):
        return False
    _read_arguments(root, model, facts)
    if root.has("imgsz"):  # older programs call it otherwise, and take other keys
        note_misspelt(facts, root, knowledge.keys("ultralytics"), REFUSE, is_word=knowledge.is_word)
    return None


def _read_names(root: Node, facts: Facts):
    """A data set's file describes no model, and has nothing to say but where its two counts of classes differ."""
    classes, names = root.get("nc"), root.get("names")
    counted = names.is_list or names.is_map
    if not is_integer(classes.value) or not counted or len(names.value) == classes.value:
        return False
    site = facts.site("nc")
    site.state("model.num_classes", classes, count)
    site.say("data.num_classes", len(names.value), names)
    site.say("model.class_remainder", "refuse", names)
    return None


# Model files


def _read_model(root: Node, facts: Facts):
    """A module row is no layer, so the rows give no depth; they do show families, normalization and shortcuts."""
    rows = [row for key in ("backbone", "head") for row in root.get(key).each()][:_MAX_ROWS]
    state_rows(rows, root.get("anchors"), facts)
    modules = {}
    for row in rows:
        name = row.get("2").text
        modules.setdefault(name, row.get("2"))
        if name == "TorchVision":
            weights = row.get("3.2")
            if weights.text and weights.text not in ("None", "null"):
                facts.say("model.pretrained", True, weights)
    head = rows[-1].get("2")
    facts.say("task", _HEADS.get(head.text), head)
    facts.state("data.num_classes", root.get("nc"), count)
    facts.say("data.modality", "image", head)
    names = {name for name in modules if name not in _HEADS or name in _LAYER_NORMALIZED}
    if not names <= _CONVOLUTIONS | _RESIDUAL | _ATTENTION | _LAYER_NORMALIZED:
        return None  # a module of the project's own: what it holds is not known here
    attention = sorted(names & (_ATTENTION | _LAYER_NORMALIZED))
    shown = modules[attention[0]] if attention else rows[0].get("2")
    facts.say("model.family", "conv-attention-hybrid" if attention else "cnn", shown)
    facts.assume("model.normalization", "batch+layer" if names & _LAYER_NORMALIZED else "batch", shown)
    shortcuts = sorted(names & (_RESIDUAL | _ATTENTION | _LAYER_NORMALIZED))
    if shortcuts:
        facts.assume("model.skip_connections", True, modules[shortcuts[0]])
    return None


# Arguments and run records


def _read_arguments(root: Node, model, facts: Facts):
    name = _stem(model.value)
    if model.opaque:
        facts.state("model.architecture", model)
    elif name:
        facts.say("model.architecture", name, model)
    task = root.get("task")
    facts.say("task", _TASKS.get(task.text) or _task_of(name or ""), task if task.text in _TASKS else model)
    mode = root.get("mode")
    trains = mode.text == "train" or (mode.absent and root.first("epochs", "data", "batch").present)
    if trains:
        facts.say("training.is_run", True, mode if mode.present else root.first("epochs", "data", "batch"))
    elif mode.text in ("val", "predict", "export", "track", "benchmark"):
        facts.say("training.regime", "inference", mode)
    _read_weights(root, model, facts)
    _read_data(root, facts)
    batch = root.get("batch")
    if isinstance(batch.value, int) and batch.value > 0:  # -1 and fractions let Ultralytics find it
        _read_batch(root, batch, facts)
    of_yolo = name is not None and name.lower().startswith(("yolo", "rtdetr", "rt-detr"))
    stride = None
    if facts.value("task") not in _STRIDELESS and not (name or "").lower().startswith("yolo_nas"):
        own = name is None and task.text in _TASKS and not model.opaque
        stride = _total_stride(name or "") if of_yolo or own else None
    if of_yolo and "detr" in name and mode.text == "val":
        stride = None  # RT-DETR validates at any size
    _read_image_size(root.get("imgsz"), facts, stride, ("height", "width"), largest=mode.text == "train")


def _read_yolov5(root: Node, facts: Facts):
    """YOLOv5's opt.yaml: ``weights`` is a file or empty, ``cfg`` a model file or empty."""
    weights, cfg = root.get("weights"), root.get("cfg")
    shown = cfg if cfg.text else weights
    name = _stem(shown.text)
    if name is None and not weights.text:
        return False
    facts.say("model.architecture", name, shown)
    facts.say("training.is_run", True, root.first("epochs", "data", "batch_size"))
    if weights.text:
        facts.say("model.pretrained", True, weights)
    elif weights.value == "" and cfg.text and root.get("resume").value is not True and not root.get("resume").text:
        facts.say("model.pretrained", False, weights)
    _read_data(root, facts)
    batch = root.get("batch_size")
    if isinstance(batch.value, int) and batch.value > 0:
        _read_batch(root, batch, facts)
    # yolor's own train.py takes 64 for every model; its files are Darknet's.
    is_yolor = shown.text.endswith(".cfg") and (name or "").startswith("yolor")
    stride = max(_total_stride(name or ""), 64 if is_yolor else 32)
    _read_image_size(root.first("imgsz", "img_size"), facts, stride, ("training", "testing"))
    return None


# Classifiers are fed with the size that is written.
_STRIDELESS = ("image-classification",)
# Names of models with a further level: yolov5s6, yolov5l6u, yolov8-p6, yolor_w6, yolov7-e6e.
_SIX_LEVELS = r"(?:[-_](?:p6|w6|e6e?|d6)|yolov5[nsmlx]6u?)(?=$|[-_.])"


def _total_stride(name):
    """Return the least stride that a model's images are rounded up to: 32, or more with further levels."""
    name = name.lower()
    if re.search(r"yolov5-?[nsmlx]?-?p7", name):
        return 128
    return 64 if re.search(_SIX_LEVELS, name) else 32


_PARTS = r"[\\/]"
# A name that says nothing of the architecture: a checkpoint of the user's own, or a file of no telling name.
_OWN_CHECKPOINT = r"(?i)^(?:best|last|epoch\d|weights?|model|custom|checkpoint|final|pretrained)[\w.-]*$"


def _stem(path):
    """Return the name in a path without its folders and ending, or None for a checkpoint of the user's own."""
    if not isinstance(path, str) or not path.strip():
        return None
    stem = re.sub(r"\.(?:pt|ya?ml|onnx|engine|pth|torchscript|tflite)$", "", re.split(_PARTS, path.strip())[-1])
    return None if not stem or re.match(_OWN_CHECKPOINT, stem) else stem


_SUFFIX_TASKS = {"cls": "classify", "seg": "segment", "pose": "pose", "obb": "obb"}


def _task_of(name):
    found = re.search(r"-(cls|seg|pose|obb)\d?$", name)
    return _TASKS[_SUFFIX_TASKS[found[1]]] if found else None


def _read_weights(root: Node, model, facts: Facts):
    """A .pt file brings its weights whatever ``pretrained`` says; with a .yaml only ``pretrained`` may name some."""
    pretrained, resume = root.get("pretrained"), root.get("resume")
    loaded = re.search(r"\.(?:pt|pth|onnx|engine|torchscript|tflite|mlpackage)$", model.value.strip()) is not None
    if loaded or (resume.value is True) or resume.text:
        facts.say("model.pretrained", True, model if loaded else resume)
    elif pretrained.opaque or model.opaque:
        facts.put("model.pretrained", None, OPAQUE, pretrained.keys if pretrained.opaque else model.keys)
    elif pretrained.text and not pretrained.is_null:
        facts.say("model.pretrained", True, pretrained)
    elif pretrained.value is False and re.search(r"\.ya?ml$", model.value.strip()):
        facts.say("model.pretrained", False, pretrained)


def _read_batch(root: Node, batch, facts: Facts):
    """``batch`` is the total over all devices."""
    device = root.get("device").value
    devices = [item for item in str(device).strip("[]").split(",") if item.strip()] if device is not None else []
    if isinstance(device, list):
        devices = device
    if len(devices) > 1:
        facts.say("training.num_devices", len(devices), root.get("device"))
        if batch.value % len(devices) == 0:
            facts.say("training.batch_size_per_device", batch.value // len(devices), batch)
        return
    facts.say("training.batch_size_per_device", batch.value, batch)


def _read_image_size(size, facts: Facts, stride, roles, largest=False):
    """State the image's side, or both, with the stride whose multiple the framework rounds it up to.

    ``roles`` says what a list's two entries are of; ``largest`` that the framework takes the larger one alone.
    """
    if size.is_list:
        sides = [side for side in size.each() if is_count(side.value)]
        if len(sides) != len(size.value) or len(sides) not in (1, 2):
            return
        if sides[0].value == sides[-1].value or largest:
            size = max(sides, key=lambda side: side.value)
        else:
            for role, side in zip(roles, sides, strict=True):
                _state_side(facts.site(role), side, stride)
            return
    if is_count(size.value):
        _state_side(facts, size, stride)


def _state_side(facts: Facts, side, stride):
    facts.state("data.image_size", side, count)
    facts.assume("model.total_stride", stride)
    facts.assume("model.stride_remainder", "pad" if stride else None)


def _read_data(root: Node, facts: Facts):
    data = root.get("data")
    facts.say("data.modality", "image", root.first("model", "weights", "cfg"))
    if data.absent or data.is_null:
        return
    if data.opaque or not data.text:
        facts.state("data.name", data, lambda value: None)
        return
    parts = [part for part in re.split(_PARTS, data.text.strip()) if part not in ("", ".", "..")]
    name = parts[-1] if parts else ""
    if name.lower() in ("data.yaml", "data.yml", "dataset.yaml", "dataset.yml", "custom.yaml", "custom_data.yaml"):
        name = parts[-2] if len(parts) > 1 and not parts[-2].endswith(":") else ""
    if name:
        facts.say("data.name", name, data)
    if name.partition(".")[0].lower() in _TOY:
        facts.say("training.toy", True, data)
    fraction = root.get("fraction").value
    if isinstance(fraction, (int, float)) and not isinstance(fraction, bool) and fraction != 1:
        facts.put("data.train_size", None, OPAQUE, root.get("fraction").keys)
        return
    _read_data_file(root.document, data.text.strip(), facts)


_IMAGES = r"(?<![\w.,])(\d{1,3}(?:,\d{3}){1,4}|\d{1,12}) images\b"


def _read_data_file(document, name, facts: Facts):
    """State the size and the classes that the data set's own file tells, if it lies in the project."""
    project = document.project
    if project is None or not name.endswith((".yaml", ".yml")) or os.path.isabs(name):
        return
    folder = os.path.dirname(os.path.abspath(document.path))
    for path in (os.path.join(folder, name), os.path.join(project.root, name)):
        try:
            found = project.read(path)
        except SourceError:
            continue
        if not isinstance(found.value, dict):
            return
        root = Node.root(found)
        train = root.get("train")
        if isinstance(train.value, str):
            line = found.source.line(found.spot(train.keys).line)
            comment = re.search(_IMAGES, line.partition("#")[2])
            if comment:
                size = int(comment[1].replace(",", ""))
                facts.put("data.train_size", size, STATED, train.keys, document=found)
                facts.put("data.unit", "images", STATED, train.keys, document=found)
        classes = root.get("nc")
        if isinstance(classes.value, int) and classes.value > 0:
            facts.put("data.num_classes", classes.value, STATED, classes.keys, document=found)
        return
