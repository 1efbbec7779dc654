"""Lightning CLI configs: ``class_path`` and ``init_args`` under ``model`` and ``data``, beside ``trainer``."""

from . import Claim, Dialect, Node, _class_paths, _lightning
from ._library_classes import state_numbers
from ._vision_classes import state_arithmetic

DIALECT = Dialect(
    name="lightning-cli",
    title="Lightning CLI",
    files="configs of `LightningCLI` (TorchGeo, TerraTorch, Anomalib and projects of their kind)",
    reads="architecture or backbone, weights, data set and its size, batch, classes, image size, devices",
    formats=("yaml", "json"),
    triggers=("model.class_path", "data.class_path", "class_path", "fit"),
)


def claim(root):
    """Claim a config whose model or data is a ``class_path``, at the top or under ``fit``."""
    for prefix in ("", "fit."):
        for key in ("model", "data"):
            if root.get(f"{prefix}{key}.class_path").text:
                return Claim(85, f"class_path under {prefix}{key}")
    if root.get("class_path").text and root.has("init_args"):
        return Claim(85, "class_path with init_args")
    return None


def read(root, facts):
    """State what the model, data and trainer say; a file that only describes data has no model."""
    fit = root.get("fit")
    if fit.is_map and not root.has("model"):
        root = Node(fit.document, fit.keys, fit.value)
    if not root.get("model").is_map:
        return False
    _class_paths.read_all(root, facts)
    state_arithmetic(root, facts)
    state_numbers(root, facts)
    _lightning.note_keys(root.get("trainer"), facts)
    return None
