"""Python files whose ``get_config()`` returns an ``ml_collections.ConfigDict``: big_vision, score_sde, U-ViT."""

import re

from ... import knowledge
from ...facts import OPAQUE, Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, word

DIALECT = Dialect(
    name="ml-collections",
    title="ml_collections (`get_config`)",
    files="Python with `def get_config` that returns a ConfigDict",
    reads="architecture, depth, weights, data set, classes, image size",
    formats=("python",),
    triggers=("get_config",),
)

# big_vision's and its kin's sizes, by the letter before the patch: blocks.
_VIT = {"mu": 1, "Ti": 12, "S": 12, "M": 12, "B": 12, "L": 24, "So400m": 27, "H": 32, "g": 40, "G": 48, "e": 56}
_MIXER = {"S": 8, "B": 12, "L": 24, "H": 32}
_DIFFUSION = ("ddpm", "ncsn", "ncsnpp", "ncsnv2", "ncsnv2_64", "ncsnv2_128", "ncsnv2_256", "ddpmpp", "edm")


def claim(root: Node) -> Claim | None:
    """Claim a config with a model beside its data or its training."""
    config = root.get("get_config")
    held = [key for key in ("input", "data", "dataset", "training", "train", "lr", "optim") if config.get(key).present]
    if config.is_map and held and (_model(config).present or config.get("model_name").present):
        return Claim(80, f"get_config() with a model beside {' and '.join(held)}")
    return None


def _model(config):
    return config.first("model", "nnet")


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its run."""
    config = root.get("get_config")
    model = _model(config)
    name = config.get("model_name") if config.get("model_name").present else model.get("name")
    if name.text in ("vit", "mlp_mixer") or config.get("model_name").text.endswith((".vit", ".mlp_mixer")):
        _read_variant(name, model, facts)
    elif name.text in ("bit", "bit_paper"):
        state_depth(facts, model.get("depth") if not model.get("depth").is_list else model.get("none"), "weight-layers")
        if is_integer(facts.value("model.num_layers")) and model.get("width").value in (1, 1.0, None):
            facts.say("model.family", "cnn", name)
        facts.say("model.skip_connections", True, name)
        facts.say("model.normalization", "group" if name.text == "bit_paper" else None, name)
        facts.say("model.architecture", name.text, name)
    elif name.text in _DIFFUSION:
        facts.say("model.family", "diffusion", name)
        facts.say("model.architecture", name.text, name)
    elif name.text.startswith("uvit"):
        facts.say("model.family", "diffusion", name)
        facts.say("model.architecture", name.text, name)
        state_depth(facts, model.get("depth"), "blocks")
        facts.state("model.hidden_size", model.get("embed_dim"), count)
        facts.state("model.num_heads", model.get("num_heads"), count)
    elif name.text and knowledge.architecture(name.text):
        facts.say("model.architecture", name.text, name)
    loaded = config.first("model_init", "pretrained_path", "init_checkpoint")
    if loaded.text:
        facts.say("model.pretrained", True, loaded)
    _read_data(config, facts)
    facts.say("training.is_run", True, config)


def _read_variant(name, model, facts: Facts):
    """State what ``S/16`` means: the size's letter, and the patch."""
    variant = model.get("variant")
    kind = name.text.rpartition(".")[2]
    facts.say("model.family", "vision-transformer" if kind == "vit" else "mlp", name)
    facts.say("model.normalization", "layer", name)
    found = re.fullmatch(r"([A-Za-z]\w*)(?:/(\d{1,4}))?", variant.text)
    if variant.opaque or variant.absent or not found:
        facts.state("model.architecture", name, word)
        return
    facts.say("model.architecture", f"{'vit' if kind == 'vit' else 'mixer'}-{variant.text.lower()}", variant)
    depth = (_VIT if kind == "vit" else _MIXER).get(found[1])
    if depth and model.get("depth").absent:
        facts.say("model.num_layers", depth, variant)
        facts.say("model.depth_unit", "blocks", variant)
    if found[2]:
        facts.say("model.patch_size", int(found[2]), variant)


def _read_data(config, facts: Facts):
    data = config.get("input.data")
    if data.absent:
        data = config.first("data", "dataset")
    name = data.first("name", "dataset") if data.is_map else data
    facts.state("data.name", name, word)
    if name.text and (knowledge.dataset(name.text) or {}).get("modality") == "image":
        facts.say("data.modality", "image", name)
    part = re.fullmatch(r"train\[:(\d{1,3})%\]", data.get("split").text if data.is_map else "")
    if (part and int(part[1]) < 95) or (data.is_map and "[" in data.get("split").text and not part):
        facts.put("data.train_size", None, OPAQUE, data.get("split").keys)
    # Zero is no head, or left for the command line to fill in.
    facts.state("data.num_classes", config.get("num_classes"), lambda value: count(value, low=0) or None)
    if data.is_map:
        facts.state("data.image_size", data.get("image_size"), count)
