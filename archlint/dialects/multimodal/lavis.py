"""LAVIS and its kin (BLIP-2, InstructBLIP, MiniGPT-4): ``model.arch`` beside ``datasets`` and ``run``.

Weights come with the model's own defaults, which the project looks up in a Python registry by ``model_type``.
"""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import word

DIALECT = Dialect(
    name="lavis",
    title="LAVIS, MiniGPT-4",
    files="YAML with `model.arch` beside `run.task`, `datasets` or `preprocess`",
    reads="family, weights, data set, image size, batch size per device",
    formats=("yaml",),
    triggers=("model run", "model datasets", "model preprocess"),
)

_LANGUAGE_MODELS = (
    "blip", "minigpt", "mini_gpt", "instructblip", "pretrain_opt", "pretrain_flant5", "pnp_vqa", "img2prompt", "albef",
    "caption_coco", "video_llama", "xinstructblip",
)  # fmt: skip
_DUAL = ("clip", "alpro")

# What each data set states for itself, and is stated where all of them agree.
_PER_DATASET = {
    "vis_processor.train.image_size": "data.image_size",
    "batch_size": "training.batch_size_per_device",
}


def claim(root: Node) -> Claim | None:
    """Claim an architecture beside the framework's own sections."""
    if not root.get("model.arch").text:
        return None
    if root.get("run.task").text and (root.has("datasets") or root.has("model")):
        return Claim(90, "model.arch beside run.task")
    held = root.get("preprocess")
    if held.has("vis_processor") or held.has("text_processor") or held.has("audio_processor"):
        return Claim(90, "model.arch beside preprocess.vis_processor")
    if any(node.has("vis_processor") or node.has("text_processor") for _, node in root.get("datasets").items()):
        return Claim(90, "model.arch beside datasets with processors")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its weights and its data."""
    model, run, data = root.get("model"), root.get("run"), root.get("datasets")
    arch = model.get("arch")
    facts.state("model.architecture", arch, word)
    name = arch.text.lower()
    parts = model.first("opt_model", "t5_model", "llama_model", "llm_model")
    if name.startswith(_LANGUAGE_MODELS) or parts.present:
        facts.say("model.family", "vision-language", arch)
    elif name.startswith(_DUAL):
        facts.say("model.family", "dual-encoder", arch)
    facts.say("data.modality", "multimodal", arch)
    _read_weights(model, run, facts, parts)
    names = [str(key) for key, _ in data.items()]
    if names:
        facts.say("data.name", "+".join(names), data)
    _read_sizes(model, run, data, facts)
    if run.is_map and run.get("evaluate").value is not True and run.get("evaluate_only").value is not True:
        facts.say("training.is_run", True, run)


def _read_weights(model, run, facts: Facts, parts):
    """``load_finetuned: False`` says only which weights: the model's defaults still name pretrained ones."""
    for key in ("pretrained", "finetuned", "ckpt", "load_pretrained", "load_finetuned", "freeze_vit", "freeze_qformer"):
        node = model.get(key)
        if node.opaque or node.value is True or (node.text and not node.is_null):
            facts.say("model.pretrained", True, node)
            return
    if parts.text:
        facts.say("model.pretrained", True, parts)
    elif run.get("resume_ckpt_path").text and not run.get("resume_ckpt_path").is_null:
        facts.say("model.pretrained", True, run.get("resume_ckpt_path"))
    elif model.get("load_finetuned").value is False and model.get("load_pretrained").value is not False:
        facts.assume("model.pretrained", True, model.get("load_finetuned"))


def _read_sizes(model, run, data, facts: Facts):
    facts.state("data.image_size", model.get("image_size"), count)
    facts.state("training.batch_size_per_device", run.get("batch_size_train"), count)
    for path, fact in _PER_DATASET.items():
        nodes = [dataset.get(path) for _, dataset in data.items()]
        if nodes and all(is_integer(node.value) and node.value == nodes[0].value for node in nodes):
            facts.state(fact, nodes[0], count)
    world = run.get("world_size")
    if is_integer(world.value) and world.value > 1:
        facts.state("training.num_devices", world, count)
