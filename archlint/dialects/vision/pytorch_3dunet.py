"""pytorch-3dunet: one YAML of a U-Net, its loss, its trainer and its loaders."""

from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="pytorch-3dunet",
    title="pytorch-3dunet",
    files="YAML with `model.name` of its U-Nets beside `loaders`, `trainer` or `predictor`",
    reads="family, normalization by the order of layers, widths and groups of each level, batch size",
    formats=("yaml",),
    triggers=("model loaders",),
)

_NETWORKS = ("UNet3D", "UNet2D", "ResidualUNet3D", "ResidualUNet2D", "ResidualUNetSE3D", "ResidualUNetSE2D")
_WIDTH, _ORDER, _GROUPS, _LEVELS = 64, "gcr", 8, 4
_MOST_LEVELS = 20
_NORMS = {"g": "group", "b": "batch"}


def claim(root: Node) -> Claim | None:
    """Claim a config with one of the library's networks beside its loaders."""
    name = root.get("model.name").text
    if name in _NETWORKS and root.get("loaders").is_map:
        return Claim(94, f"model.name {name} beside loaders")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network and its run."""
    model = root.get("model")
    name, order = model.get("name"), model.get("layer_order")
    facts.say("model.architecture", name.text, name)
    facts.say("model.family", "cnn", name)
    facts.say("model.skip_connections", True, name)
    facts.say("data.modality", "image", name)
    letters = _ORDER if order.absent else order.text
    found = {_NORMS[letter] for letter in letters if letter in _NORMS}
    if len(found) == 1:
        (norm,) = found
        if order.present:
            facts.say("model.normalization", norm, order)
        else:
            facts.assume("model.normalization", norm, name)
    if "g" in letters:
        _read_groups(model, facts, name)
    facts.state("training.batch_size_per_device", root.get("loaders.batch_size"), count)
    if root.get("trainer").is_map:
        facts.say("training.is_run", True, root.get("trainer"))


def _read_groups(model, facts: Facts, name):
    """Each level's maps are normalized on the way to the next; fewer channels than groups are one group."""
    widths, groups = model.get("f_maps"), model.get("num_groups")
    number = _GROUPS if groups.absent else groups.value
    if not is_count(number):
        return
    for level, (width, node) in enumerate(_levels(model, widths)):
        if width < number:
            continue
        site = facts.site(f"level {level + 1}")
        site.say("model.norm_channels", width, node)
        if groups.present:
            site.state("model.norm_groups", groups, count)
        else:
            site.assume("model.norm_groups", number, name)


def _levels(model, widths):
    """Return (width, its node) of each level but the last: the list, or the first width doubled at each level."""
    levels = model.get("num_levels")
    if widths.is_list:
        found = [(node.value, node) for node in widths.each()]
    else:
        first = _WIDTH if widths.absent else widths.value
        number = _LEVELS if levels.absent else levels.value
        if not is_integer(first) or not is_integer(number) or not 0 < number <= _MOST_LEVELS:
            return []
        place = widths if widths.present else model.get("name")
        found = [(first * 2**level, place) for level in range(number)]
    return [(width, node) for width, node in found[:_MOST_LEVELS][:-1] if is_count(width)]
