"""Swin Transformer's yacs configs, and those of the many repositories built on the same training code."""

from .. import knowledge
from ..facts import count
from . import Claim, Dialect
from ._keys import REFUSE, note_misspelt_in, sections
from ._reading import say_total, state_weights, word

DIALECT = Dialect(
    name="yacs-swin",
    title="Swin Transformer and its kin (yacs)",
    files="YAML with `MODEL.TYPE` and a section of that name",
    reads="family, depth, data set, image size, batch size, weights",
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


def claim(root):
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


def read(root, facts):
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
    if root.get("TRAIN").is_map:
        facts.say("training.is_run", True, root.get("TRAIN"))
    # yacs refuses a key that the defaults do not have; the repositories built on it add keys and sections.
    known = sections(root, lambda section: knowledge.keys(f"swin:{section}"))
    note_misspelt_in(facts, [(node, keys) for _, node, keys in known], REFUSE)
