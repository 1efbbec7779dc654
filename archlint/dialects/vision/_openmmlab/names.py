"""The framework's classes by name, as several of these modules ask for them."""

from ....sources import Opaque
from ... import Node


def type_of(node: Node):
    """Return the class that a node's ``type`` names, without its registry scope or package."""
    return full_type(node).rpartition(".")[2]


def full_type(node: Node):
    """Return the class that a node's ``type`` names, as it is written; an empty text for anything else."""
    value = node.get("type").value
    text = value.text if isinstance(value, Opaque) and value.value is None else value
    if not isinstance(text, str) or not text.replace(".", "_").replace("_", "a").isalnum():
        return ""
    return text


# Heads of detectors: boxes, and masks.
BOX_HEADS = (
    "BBoxHead", "ConvFCBBoxHead", "Shared2FCBBoxHead", "Shared4Conv1FCBBoxHead", "DoubleConvFCBBoxHead", "SABLHead",
    "SCNetBBoxHead", "RotatedShared2FCBBoxHead", "RotatedConvFCBBoxHead",
)  # fmt: skip
MASK_HEADS = ("FCNMaskHead", "HTCMaskHead", "SCNetMaskHead", "DynamicMaskHead")
# Decoders of segmentors.
DECODERS = (
    "FCNHead", "PSPHead", "ASPPHead", "DepthwiseSeparableASPPHead", "DepthwiseSeparableFCNHead", "UPerHead", "FPNHead",
    "SegformerHead", "NLHead", "GCHead", "CCHead", "DNLHead", "ANNHead", "APCHead", "DMHead", "DAHead", "EMAHead",
    "EncHead", "ISAHead", "OCRHead", "PSAHead", "PointHead", "LightHamHead", "SETRUPHead",
    "SegmenterMaskTransformerHead",
)  # fmt: skip
# Heads that take the last map.
LAST_MAP_HEADS = (
    "LinearClsHead", "MultiLabelLinearClsHead", "StackedLinearClsHead", "VisionTransformerClsHead", "DeiTClsHead",
    "ArcFaceClsHead", "CSRAClsHead", "EfficientFormerClsHead", "HeatmapHead", "SimCCHead", "RTMCCHead",
    "RegressionHead", "IntegralRegressionHead", "TSNHead", "TSMHead", "I3DHead", "TRNHead",
)  # fmt: skip
