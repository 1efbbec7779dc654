"""OpenCLIP's model configs: an image (or audio) tower and a text tower."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import say_total, state_depth, word

DIALECT = Dialect(
    name="open-clip-json",
    title="OpenCLIP",
    files="JSON with `embed_dim`, `vision_cfg` or `audio_cfg`, and `text_cfg`",
    reads="both towers: depth, width, heads, patch and image size",
    formats=("json",),
    triggers=("embed_dim text_cfg",),
)


def claim(root: Node) -> Claim | None:
    """Claim a config of two towers."""
    for tower in ("vision_cfg", "audio_cfg"):
        if root.get(tower).is_map and root.get("text_cfg").is_map:
            return Claim(92, f"embed_dim beside {tower} and text_cfg")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the towers; the facts of the whole are those of the first."""
    vision, text = root.get("vision_cfg"), root.get("text_cfg")
    facts.say("model.family", "dual-encoder", root.get("embed_dim"))
    facts.say("data.modality", "multimodal", root.get("embed_dim"))
    if vision.is_map:
        _read_vision(vision, facts)
        _read_vision(vision, facts.component("vision"))
        facts.state("data.image_size", vision.get("image_size"), lambda value: count(value) if _plain(value) else None)
    part = facts.component("text")
    facts_of_name = text.first("hf_model_name", "timm_model_name")
    part.state("model.architecture", facts_of_name, word)
    state_depth(part, text.get("layers"), "blocks")
    part.state("model.hidden_size", text.get("width"), count)
    part.state("model.num_heads", text.get("heads"), count)
    part.state("model.max_positions", text.get("context_length"), count)
    part.state("model.vocab_size", text.get("vocab_size"), count)


def _plain(value):
    return is_integer(value)


def _read_vision(vision, facts: Facts):
    layers = vision.get("layers")
    if vision.get("timm_model_name").present:
        facts.state("model.architecture", vision.get("timm_model_name"), word)
        return
    if layers.is_list:
        # A ResNet of bottlenecks: three convolutions each, the stem and the head.
        say_total(facts, [layers], "weight-layers", lambda blocks: 3 * blocks + 2)
        return
    state_depth(facts, layers, "blocks")
    facts.state("model.hidden_size", vision.get("width"), count)
    facts.state("model.patch_size", vision.get("patch_size"), count)
    facts.state("model.head_dim", vision.get("head_width"), count)
    if layers.present:
        facts.assume("model.head_dim", 64, layers)
        facts.say("model.skip_connections", True, layers)
        if vision.get("norm_kwargs").absent and vision.get("use_rms_norm").value is not True:
            facts.assume("model.normalization", "layer", layers)
