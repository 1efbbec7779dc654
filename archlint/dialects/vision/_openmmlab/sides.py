"""The side of the image that reaches a YOLO, whose neck doubles maps and joins them as they are."""

from ....facts import Facts, count, is_count
from ... import Node
from .names import type_of

_STRIDES = {"P5": 32, "P6": 64}
_BACKBONES = ("CSPDarknet", "YOLOv5CSPDarknet", "YOLOXCSPDarknet", "YOLOv8CSPDarknet", "CSPNeXt")
_NECKS = ("YOLOXPAFPN", "YOLOv5PAFPN", "YOLOv8PAFPN", "CSPNeXtPAFPN")
# Steps that leave the side that a mosaic was made for.
_KEEP = (
    "LoadImageFromFile", "LoadAnnotations", "Mosaic", "YOLOv5HSVRandomAug", "YOLOXHSVRandomAug", "RandomFlip",
    "PackDetInputs", "mmdet.RandomFlip", "mmdet.PackDetInputs", "YOLOv5RandomAffine", "YOLOv5MixUp", "YOLOXMixUp",
    "mmdet.YOLOXHSVRandomAug", "mmdet.Albu", "Albu",
)  # fmt: skip


def state_image_sides(root: Node, model, backbone, neck, facts: Facts):
    """State both sides and the total stride, where the model's own input size or a mosaic says them."""
    arch = backbone.get("arch")
    stride = _STRIDES.get("P5" if arch.absent else arch.text)
    if type_of(backbone) not in _BACKBONES or type_of(neck) not in _NECKS or stride is None:
        return
    if any(backbone.get(key).present for key in ("out_indices", "arch_ovewrite", "arch_overwrite", "plugins")):
        return
    size = Node(root.document)
    if type_of(model) == "YOLOX" and root.get("data").is_map:
        size = model.get("input_size")
    elif type_of(model) == "YOLODetector":
        size = _of_mosaic(root.get("train_dataloader.dataset.pipeline"))
    if not size.is_list or len(size.value) != 2:
        return
    for role, side in zip(("width", "height"), size.each(), strict=True):
        if is_count(side.value):
            site = facts.site(f"image {role}")
            site.state("data.image_size", side, count)
            site.assume("model.total_stride", stride, backbone.get("type"))
            site.assume("model.stride_remainder", "refuse", backbone.get("type"))
        if size.value[0] == size.value[1]:
            return


def _of_mosaic(pipeline):
    """Return the size of a pipeline's mosaic, if nothing after it makes another."""
    steps = list(pipeline.each())[:100] if pipeline.is_list else []
    sized = [step for step in steps if type_of(step) == "Mosaic"]
    if len(sized) != 1 or not all(step.get("type").text in _KEEP for step in steps):
        return Node(pipeline.document)
    return sized[0].get("img_scale")
