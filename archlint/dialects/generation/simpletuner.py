"""SimpleTuner: fine-tuning of diffusion models, whose family implies a checkpoint."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import word

DIALECT = Dialect(
    name="simpletuner",
    title="SimpleTuner",
    files="`config.json` with `model_family` and `data_backend_config`, keys with or without `--`",
    reads="family, checkpoint, batch size",
    formats=("json",),
    triggers=(
        "model_family data_backend_config",
        "--model_family --data_backend_config",
        "model_family lora_rank",
        "--model_family --lora_rank",
    ),
)

_VIDEO = ("wan", "ltxvideo", "hunyuan_video", "hunyuanvideo", "mochi")
_AUDIO = ("ace_step",)


def claim(root: Node) -> Claim | None:
    """Claim a config with a model family of the trainer beside its data or adapter keys."""
    if _key(root, "model_family").text and _key(root, "model_type").present:
        return Claim(92, "model_family and model_type beside data_backend_config or lora_rank")
    return None


def _key(root, name) -> Node:
    node = root.child(name)
    return node if node.present else root.child("--" + name)


def read(root: Node, facts: Facts) -> None:
    """State the fine-tuned model; the trainer has no training from scratch."""
    family, checkpoint = _key(root, "model_family"), _key(root, "pretrained_model_name_or_path")
    facts.say("model.family", "diffusion", family)
    facts.state("model.architecture", checkpoint if checkpoint.text else family, word)
    facts.say("model.pretrained", True, checkpoint if checkpoint.text else family)
    facts.say("training.regime", "fine-tuning", _key(root, "model_type"))
    facts.say("training.is_run", True, family)
    name = family.text.lower()
    facts.say("data.modality", "video" if name in _VIDEO else "audio" if name in _AUDIO else "image", family)
    facts.state("training.batch_size_per_device", _key(root, "train_batch_size"), count)
