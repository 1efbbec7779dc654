"""SuperGradients: Hydra recipes with ``architecture`` beside ``arch_params``."""

from ... import knowledge
from ...facts import Facts, count, is_count
from .. import Claim, Dialect, Node
from ..reading.values import word

DIALECT = Dialect(
    name="super-gradients",
    title="SuperGradients",
    files="Hydra YAML with `architecture` beside `arch_params`, `training_hyperparams` or `checkpoint_params`",
    reads="architecture, weights, data set, classes, batch size per device, number of devices, distillation",
    formats=("yaml",),
    triggers=("architecture training_hyperparams", "architecture arch_params", "architecture checkpoint_params",
        "architecture defaults", "architecture train_dataloader"),
)  # fmt: skip

_OWN = ("training_hyperparams", "arch_params", "checkpoint_params", "dataset_params", "train_dataloader")


def claim(root: Node) -> Claim | None:
    """Claim an architecture beside several of the framework's own groups."""
    found = [key for key in _OWN if key in root.value]
    if root.get("architecture").present and (len(found) >= 2 or (found and _names_groups(root))):
        return Claim(92, f"architecture beside {' and '.join(found)}")
    return None


def _names_groups(root: Node):
    return any(
        item.has("training_hyperparams") or item.has("checkpoint_params") for item in root.get("defaults").each()
    )


def read(root: Node, facts: Facts) -> None:
    """State the network, its weights and its data."""
    name = root.get("architecture")
    facts.state("model.architecture", name, word)
    facts.say("data.modality", "image", name)
    weights = root.first("checkpoint_params.pretrained_weights", "checkpoint_params.checkpoint_path")
    if weights.opaque or weights.text:  # null says nothing: a backbone's weights come on the command line
        facts.say("model.pretrained", True, weights)
    if root.get("teacher_architecture").text or root.get("student_arch_params").is_map:
        facts.say("model.distilled", True, root.first("teacher_architecture", "student_arch_params"))
    loader = root.get("train_dataloader")
    set_name = loader.text.partition("_train")[0]
    if set_name and knowledge.dataset(set_name):
        facts.say("data.name", set_name, loader)
    facts.state("data.num_classes", root.first("arch_params.num_classes", "dataset_params.num_classes"), count)
    batch = root.first("dataset_params.train_dataloader_params.batch_size", "dataset_params.batch_size")
    facts.state("training.batch_size_per_device", batch, count)
    devices = root.get("num_gpus")
    if is_count(devices.value):
        facts.state("training.num_devices", devices, count)
    facts.say("training.is_run", True, name)
