"""ai-toolkit: a list of processes that fine-tune diffusion models."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import word

DIALECT = Dialect(
    name="ai-toolkit",
    title="ai-toolkit",
    files="YAML with `job` and `config.process`",
    reads="family, checkpoint, batch size, image size",
    formats=("yaml", "json"),
    triggers=("job config",),
)

_VIDEO = ("wan", "hunyuan_video", "ltx", "mochi")


def claim(root: Node) -> Claim | None:
    """Claim a job with a training process."""
    process = root.get("config.process.0")
    if process.get("type").text and process.get("model.name_or_path").present and process.get("train").is_map:
        return Claim(92, f"job beside config.process of type {process.get('type').text}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the fine-tuned model; the trainer has no training from scratch."""
    process = root.get("config.process.0")
    model = process.get("model")
    source, arch = model.get("name_or_path"), model.get("arch")
    facts.say("model.family", "diffusion", process.get("type"))
    facts.state("model.architecture", source, word)
    facts.say("model.pretrained", True if source.text else None, source)
    facts.say("training.regime", "fine-tuning", process.get("type"))
    facts.say("training.is_run", True, process.get("type"))
    facts.say("data.modality", "video" if arch.text.startswith(_VIDEO) else "image", process.get("type"))
    facts.state("training.batch_size_per_device", process.get("train.batch_size"), count)
    size = process.get("datasets.0.resolution")
    if size.is_list and len(size.value) == 1:
        size = size.child(0)
    if isinstance(size.value, int):
        facts.state("data.image_size", size, count)
