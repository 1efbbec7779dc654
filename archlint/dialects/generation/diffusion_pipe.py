"""diffusion-pipe: TOML that fine-tunes image and video diffusion models."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="diffusion-pipe",
    title="diffusion-pipe",
    files="TOML with `[model] type` and `micro_batch_size_per_gpu`",
    reads="family, checkpoint, batch size",
    formats=("toml",),
    triggers=("model micro_batch_size_per_gpu",),
)

_VIDEO = ("hunyuan-video", "wan", "ltx-video", "cosmos")
_WEIGHTS = ("ckpt_path", "diffusers_path", "transformer_path", "checkpoint_path", "single_file_path")


def claim(root: Node) -> Claim | None:
    """Claim a config with a model type beside the engine's batch size."""
    if root.get("model.type").text:
        return Claim(90, "model.type beside micro_batch_size_per_gpu")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the fine-tuned model and its batch size."""
    model = root.get("model")
    type = model.get("type")
    facts.say("model.family", "diffusion", type)
    facts.say("model.architecture", type.text, type)
    facts.say("data.modality", "video" if type.text in _VIDEO else None, type)
    weights = model.first(*_WEIGHTS)
    facts.say("model.pretrained", True if weights.text else None, weights)
    facts.say("training.regime", "fine-tuning" if weights.text else None, weights)
    facts.say("training.is_run", True, type)
    facts.state("training.batch_size_per_device", root.get("micro_batch_size_per_gpu"), count)
