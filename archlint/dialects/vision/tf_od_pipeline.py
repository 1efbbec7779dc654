"""TensorFlow Object Detection API: ``pipeline.config``, one message for the model and one for its training."""

import re

from ... import knowledge
from ...composition import beginning
from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="tf-od-pipeline",
    title="TensorFlow Object Detection API",
    files="`pipeline.config`: protobuf text with `model` and `train_config` or an input reader",
    reads="detector and backbone, depth, normalization, weights, classes, image size, batch size",
    formats=("prototxt",),
    triggers=("model",),
)

_MODELS = ("ssd", "faster_rcnn", "center_net", "deepmac_meta_arch", "context_rcnn", "experimental_model")


def claim(root: Node) -> Claim | None:
    """Claim a detector beside its training or its data."""
    model = root.get("model")
    kind = next((key for key in _MODELS if model.get(key).is_map), None)
    if kind and any(key in root.value for key in ("train_config", "train_input_reader", "eval_config")):
        return Claim(95, f"model.{kind} beside train_config")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the detector, its weights and its data."""
    kind = next(key for key in _MODELS if root.get("model").get(key).is_map)
    model = root.get("model").get(kind)
    facts.say("task", "instance-segmentation" if _has_masks(model) else "object-detection", model)
    facts.say("data.modality", "image", model)
    extractor = model.get("feature_extractor")
    type = extractor.get("type")
    facts.state("model.architecture", type, lambda value: value if isinstance(value, str) and value else None)
    row = knowledge.architecture(_backbone(type.text)) if type.text else None
    if row is not None and row.get("family") in ("cnn", "vision-transformer", "conv-attention-hybrid"):
        facts.say("model.family", row["family"], type)
        # What a MobileNet's multiplier or a shortened extractor leaves of the depth is not known.
        if "num_layers" in row and "depth_unit" in row and _backbone(type.text).startswith("resnet"):
            facts.say("model.num_layers", row["num_layers"], type)
            facts.say("model.depth_unit", row["depth_unit"], type)
    _read_normalization(facts, extractor, type)
    facts.state("data.num_classes", model.get("num_classes"), count)
    resizer = model.get("image_resizer.fixed_shape_resizer")
    if resizer.get("height").value == resizer.get("width").value:
        facts.state("data.image_size", resizer.get("height"), count)
    _read_training(root.get("train_config"), facts)
    _read_labels(root, model, facts)


_ITEM = re.compile(r"^[ \t]*item(?:\s*:)?\s*\{", re.M)
_ID = re.compile(r"^[ \t]*(?:item(?:\s*:)?\s*\{\s*)?id\s*:\s*(\d{1,6})\b", re.M)


def _read_labels(root: Node, model, facts: Facts):
    """The label map that the training data names, if it is at hand; labels past the number of classes are lost."""
    path, classes = root.get("train_input_reader.label_map_path"), model.get("num_classes")
    found = beginning(root.document, path.text) if path.text and is_integer(classes.value) else None
    if found is None or not found[1]:
        return
    ids = [int(match[1]) for match in _ID.finditer(found[0])]
    if ids and len(ids) == len(_ITEM.findall(found[0])) and sorted(ids) == list(range(1, len(ids) + 1)):
        site = facts.site("the detector")
        site.state("model.num_classes", classes, count)
        site.say("data.num_classes", len(ids), path)
        site.say("model.class_remainder", "drop", classes)


def _has_masks(model):
    predictor = model.get("second_stage_box_predictor.mask_rcnn_box_predictor")
    return model.get("number_of_stages").value == 3 or predictor.get("predict_instance_masks").value is True


def _backbone(type):
    """Return the backbone's name within an extractor's: ``ssd_mobilenet_v2_fpn_keras`` gives ``mobilenet_v2``."""
    name = type.lower().removeprefix("ssd_").removeprefix("faster_rcnn_").removeprefix("embedded_")
    name = re.sub(r"(?:[_-](?:keras|bifpn|fpnlite|fpn|ppn|feature_extractor|sep))+$", "", name)
    name = re.sub(r"^(resnet\d+)_v1$", r"\1", name)
    return re.sub(r"^efficientnet-(b\d)$", r"efficientnet_\1", name)


def _read_normalization(facts: Facts, extractor, type):
    """State what stands in the extractor's own hyperparameters; without them the extractor's code decides."""
    held = extractor.get("conv_hyperparams")
    for key, kind in (("batch_norm", "batch"), ("sync_batch_norm", "batch"), ("group_norm", "group")):
        if held.get(key).present:
            facts.say("model.normalization", kind, held.get(key))
            return
    if re.search(r"resnet|mobilenet|inception_v[2-4]|efficientnet", type.text.lower()):
        facts.assume("model.normalization", "batch", type)


def _read_training(train, facts: Facts):
    checkpoint = train.get("fine_tune_checkpoint")
    if checkpoint.text or checkpoint.opaque:
        facts.say("model.pretrained", True, checkpoint)  # which one may be left to be filled in
    elif checkpoint.value == "":
        facts.say("model.pretrained", False, checkpoint)
    facts.state("training.batch_size_per_device", train.get("batch_size"), count)
    if train.is_map:
        facts.say("training.is_run", True, train)
