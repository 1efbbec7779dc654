"""Swin Transformer's yacs configs, and those of the many repositories built on the same training code."""

from ... import knowledge
from ...facts import Facts, count, is_count
from .. import Claim, Dialect, Node
from ..reading.keys import REFUSE, note_misspelt_in, sections
from ..reading.values import say_total, state_weights, word

DIALECT = Dialect(
    name="yacs-swin",
    title="Swin Transformer and its kin (yacs)",
    files="YAML with `MODEL.TYPE` and a section of that name",
    reads="family, depth, widths and heads, windows, data set, image size, batch size, weights",
    formats=("yaml",),
    triggers=("MODEL",),
)

# `MODEL.TYPE` -> (family, normalization that its code fixes).
_TYPES = {
    "swin": ("vision-transformer", "layer"),
    "swinv2": ("vision-transformer", "layer"),
    "swin_moe": ("vision-transformer", "layer"),
    "vit": ("vision-transformer", "layer"),
    "deit": ("vision-transformer", "layer"),
    "swin_mlp": ("mlp", "layer"),
    "focalnet": ("cnn", None),
    "intern_image": ("cnn", "layer"),
    "vssm": ("state-space", None),
}
_SECTIONS = {"swin_mlp": "SWIN_MLP", "swin_moe": "SWIN_MOE", "focalnet": "FOCAL", "deit": "VIT"}


# Types of the original code: windows are cut from maps that are not padded, and a stage's width is reshaped into heads.
_WINDOWED = ("swin", "swinv2", "swin_moe", "swin_mlp")
PATCH = 4  # the side of the patches by default, in the original code and its kin
_MOST_STAGES = 8


def claim(root: Node) -> Claim | None:
    """Claim a config whose model type has a section of its own with stage or block depths."""
    model = root.get("MODEL")
    section = _section(model)
    if section is not None and (section.get("DEPTHS").present or section.get("DEPTH").present):
        return Claim(90, f"MODEL.TYPE {model.get('TYPE').text} with its section")
    return None


def _section(model):
    type = model.get("TYPE").text
    if type not in _TYPES:
        return None
    section = model.get(_SECTIONS.get(type, type.upper()))
    return section if section.is_map else None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its run."""
    model, data = root.get("MODEL"), root.get("DATA")
    type, section = model.get("TYPE"), _section(model)
    family, normalization = _TYPES[type.text]
    name = model.get("NAME")
    facts.state("model.architecture", name if name.text else type, word)
    facts.say("model.family", family, type)
    facts.say("data.modality", "image", type)
    depths = section.get("DEPTHS") if section.get("DEPTHS").present else section.get("DEPTH")
    say_total(facts, [depths], "blocks")
    facts.assume("model.normalization", normalization, type)
    state_weights(facts, model.get("PRETRAINED"))
    facts.state("data.name", data.get("DATASET"), word)
    facts.state("data.image_size", data.get("IMG_SIZE"), count)
    facts.state("data.num_classes", model.get("NUM_CLASSES"), count)
    facts.state("training.batch_size_per_device", data.get("BATCH_SIZE"), count)
    if type.text in _WINDOWED:
        _state_arithmetic(section, data, facts)
    if root.get("TRAIN").is_map:
        facts.say("training.is_run", True, root.get("TRAIN"))
    # yacs refuses a key that the defaults do not have; the repositories built on it add keys and sections.
    known = sections(root, lambda section: knowledge.keys(f"swin:{section}"))
    note_misspelt_in(facts, [(node, keys) for _, node, keys in known], REFUSE)


def _state_arithmetic(section, data, facts: Facts):
    """State what must fit: each stage halves the map and doubles the width."""
    depths, heads = (_numbers(section.get(key)) for key in ("DEPTHS", "NUM_HEADS"))
    if not depths:
        return
    if heads and len(heads) < len(depths):  # of more heads than stages the last ones are not read
        site = facts.site("NUM_HEADS")
        site.say("model.list_length", len(heads), section.get("NUM_HEADS"))
        site.say("model.expected_length", len(depths), section.get("DEPTHS"))
    width = section.get("EMBED_DIM")
    if heads and _is_number(width):
        for stage, node in enumerate(heads[: len(depths)]):
            site = facts.site(f"stage {stage + 1}")
            site.say("model.hidden_size", width.value << stage, width)
            site.say("model.num_heads", node.value, node)
            site.say("model.head_remainder", "refuse", section)
    image, window, patch = data.get("IMG_SIZE"), section.get("WINDOW_SIZE"), section.get("PATCH_SIZE")
    if _is_number(image) and (patch.absent or _is_number(patch)):
        _state_sizes(image, window, PATCH if patch.absent else patch.value, len(depths), section, facts)


def _state_sizes(image, window, patch, stages, section, facts: Facts):
    facts.say("model.patch_size", patch, section.first("PATCH_SIZE", "DEPTHS"))
    side = image.value // patch
    if image.value % patch == 0:
        facts.say("model.total_stride", patch << (stages - 1), section)
        facts.say("model.stride_remainder", "refuse", section)
    if not _is_number(window) or side % 2 ** (stages - 1):
        return
    # A map no larger than the window is one window; what divides the last larger one divides those before it.
    larger = [stage for stage in range(stages) if side >> stage > window.value]
    if larger:
        facts.say("model.window_size", window.value, window)
        facts.say("model.window_stride", patch << larger[-1], section)
        facts.say("model.window_remainder", "refuse", section)


def _is_number(node: Node):
    return is_count(node.value) and node.value < 100_000


def _numbers(node: Node):
    """Return the nodes of a list of counts, one for each stage; none where one is not known."""
    found = list(node.each()) if node.is_list else []
    return found if len(found) <= _MOST_STAGES and all(map(_is_number, found)) else []
