"""Lightning CLI configs: ``class_path`` and ``init_args`` under ``model`` and ``data``, beside ``trainer``."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.values import positive
from . import _class_paths, _lightning
from ._library_classes import state_numbers
from ._vision_classes import state_arithmetic

DIALECT = Dialect(
    own_parts=True,
    name="lightning-cli",
    title="Lightning CLI",
    files="configs of `LightningCLI` (TorchGeo, TerraTorch, Anomalib and projects of their kind)",
    reads="architecture or backbone, weights, data set and its size, batch, classes, image size, devices",
    formats=("yaml", "json"),
    triggers=("model.class_path", "data.class_path", "class_path", "fit"),
)


def claim(root: Node) -> Claim | None:
    """Claim a config whose model or data is a ``class_path``, at the top or under ``fit``."""
    for prefix in ("", "fit."):
        for key in ("model", "data"):
            if root.get(f"{prefix}{key}.class_path").text:
                return Claim(85, f"class_path under {prefix}{key}")
    if root.get("class_path").text and root.has("init_args"):
        return Claim(85, "class_path with init_args")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State what the model, data and trainer say; a file that only describes data has no model."""
    fit = root.get("fit")
    if fit.is_map and not root.has("model"):
        root = Node(fit.document, fit.keys, fit.value)
    if not root.get("model").is_map:
        return False
    _class_paths.read_all(root, facts)
    state_arithmetic(root, facts)
    state_numbers(root, facts)
    _read_patches(root, facts)
    _lightning.note_keys(root.get("trainer"), facts)
    return None


# TorchGeo's tasks build these decoders by a word; they join maps of every halving, and its data cuts patches for them.
_TASKS = ("torchgeo.trainers.SemanticSegmentationTask", "torchgeo.trainers.PixelwiseRegressionTask")
_DECODERS = ("unet", "unet++")
_STRIDE = 32


def _read_patches(root: Node, facts: Facts):
    model, data = root.get("model"), root.get("data")
    decoder, patch = model.get("init_args.model"), data.get("init_args.patch_size")
    if model.get("class_path").text not in _TASKS or decoder.text not in _DECODERS:
        return
    if not data.get("class_path").text.startswith("torchgeo.") or model.get("init_args.model_kwargs").present:
        return
    sides = [("height", patch.child(0)), ("width", patch.child(1))] if patch.is_list else [("patch", patch)]
    for role, side in sides:
        site = facts.site(role)
        site.state("data.image_size", side, positive)
        site.say("model.total_stride", _STRIDE, decoder)
        site.assume("model.stride_remainder", "refuse", decoder)
