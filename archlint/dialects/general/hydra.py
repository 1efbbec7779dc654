"""Hydra configs: a primary config with its groups, whose nodes name classes by ``_target_``."""

from ...composition import header_package, is_defaults_list
from ...facts import Facts
from .. import Claim, Dialect, Node, is_placeholder
from . import _class_paths, _lightning
from ._library_classes import state_numbers
from ._vision_classes import state_arithmetic

DIALECT = Dialect(
    own_parts=True,
    name="hydra",
    title="Hydra",
    files="primary configs and experiments (`conf/`, `configs/`), composed with the groups they name",
    reads="architecture (`_target_` of timm, torchvision ... or its name), weights, data set, its size, batch, devices",
    formats=("yaml",),
    triggers=(
        "defaults",
        "hydra",
        "_target_",
        *_class_paths.MODEL_KEYS,
        *_class_paths.DATA_KEYS,
        "trainer",
        "callbacks",
    ),
)


def claim(root: Node) -> Claim | None:
    """Claim a config with a defaults list of groups, Hydra's own settings, a package header, or ``_target_`` nodes."""
    defaults = root.get("defaults")
    if is_defaults_list(defaults.value) and any(item == "_self_" or isinstance(item, dict) for item in defaults.value):
        return Claim(60, "a defaults list of config groups")
    if header_package(root.document) is not None:
        return Claim(60, "a header # @package")
    hydra = root.get("hydra")
    if hydra.is_map and any(key in hydra.value for key in ("run", "sweep", "job", "launcher", "sweeper", "searchpath")):
        return Claim(60, "Hydra's own settings under hydra")
    if _names_class(root.value, 3):
        return Claim(58, "_target_ names a class")
    return None


def _names_class(value, depth):
    """Whether a mapping, or one so many levels below it, names a class; most files are asked this and name none."""
    level = [value]
    for _ in range(depth):
        for mapping in level:
            target = mapping.get("_target_")
            if isinstance(target, str) and not is_placeholder(target):
                return True
        level = [child for mapping in level for child in mapping.values() if isinstance(child, dict)][:500]
    return False


def read(root: Node, facts: Facts) -> bool | None:
    """State what the composed config says; a group's file by itself is a fragment, linted through what composes it."""
    if root.get("_target_").present or not _class_paths.describes_model(root):
        return False
    _class_paths.read_all(root, facts)
    state_arithmetic(root, facts)
    state_numbers(root, facts)
    _lightning.note_keys(root.get("trainer"), facts, by_name=True)
    data = next((root.child(key) for key in _class_paths.DATA_KEYS if root.child(key).present), None)
    if data is not None:
        # A model that is composed with data is a training run, whatever its trainer is left to.
        facts.say("training.is_run", True, data)
    return None if data is not None or facts.value("training.is_run") else False
