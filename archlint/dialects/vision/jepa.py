"""I-JEPA and V-JEPA: self-supervised vision transformers, with a predictor whose depth is not theirs."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.paths import state_folder

DIALECT = Dialect(
    name="omegaconf-jepa",
    title="I-JEPA and V-JEPA",
    files="YAML with `mask` beside `meta.model_name` or `model.pred_depth`; evaluations with `pretrain.model_name`",
    reads="architecture, depth, patch size, data set, batch size per device, self-supervised training",
    formats=("yaml",),
    triggers=("mask meta", "pretrain eval_name"),
)

# The projects' own constructors: blocks, width, heads.
_ARCHITECTURES = {
    "vit_tiny": (12, 192, 3), "vit_small": (12, 384, 6), "vit_base": (12, 768, 12), "vit_large": (24, 1024, 16),
    "vit_huge": (32, 1280, 16), "vit_giant": (40, 1408, 16), "vit_giant_xformers": (40, 1408, 22),
    "vit_gigantic": (48, 1664, 16), "vit_large_rope": (24, 1024, 16), "vit_huge_rope": (32, 1280, 16),
}  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim masks beside an encoder with a predictor, or an evaluation of such an encoder."""
    for section in ("meta", "model"):
        held = root.get(section)
        if held.get("model_name").text and held.get("pred_depth").present and "mask" in root.value:
            return Claim(90, f"mask beside {section}.model_name and pred_depth")
    if root.get("pretrain").has("model_name", "checkpoint_key"):
        return Claim(90, "pretrain.model_name beside checkpoint_key")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the encoder and its data."""
    meta, model, used = root.get("meta"), root.get("model"), root.get("pretrain")
    name = next(held.get("model_name") for held in (model, meta, used) if held.get("model_name").present)
    facts.state("model.architecture", name, lambda value: value if isinstance(value, str) else None)
    facts.say("model.family", "vision-transformer", name)
    facts.assume("model.normalization", "layer", name)
    for fact, size in zip(
        ("model.num_layers", "model.hidden_size", "model.num_heads"), _ARCHITECTURES.get(name.text, ()), strict=False
    ):
        facts.say(fact, size, name)
    if name.text in _ARCHITECTURES:
        facts.say("model.depth_unit", "blocks", name)
    data = root.get("data")
    video = data.get("num_frames").present or data.get("dataset_type").text.startswith("Video")
    facts.say("data.modality", "video" if video else "image", name)
    for node in (root.get("mask.patch_size"), data.get("patch_size"), used.get("patch_size")):
        facts.state("model.patch_size", node, count)
    facts.state("data.image_size", data.first("crop_size", "resolution"), count)
    facts.state("data.num_classes", data.get("num_classes"), count)
    state_folder(facts, data.get("image_folder"), only_known=True)
    facts.state("data.name", data.get("dataset_name"), lambda value: value if isinstance(value, str) else None)
    batch = data.first("batch_size")
    facts.state("training.batch_size_per_device", batch, count)
    if used.get("checkpoint").present:
        facts.say("model.pretrained", True, used.get("checkpoint"))
    else:
        facts.say("training.self_supervised_stage", True, name)
        facts.say("training.regime", "self-supervised", name)
    if root.get("optimization").is_map:
        facts.say("training.is_run", True, root.get("optimization"))
