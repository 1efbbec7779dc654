"""DINOv2's OmegaConf files: overrides of ``ssl_default_config.yaml``, which no key points to."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_weights, word

DIALECT = Dialect(
    name="omegaconf-dinov2",
    title="DINOv2",
    files="YAML with `student` beside `train.dataset_path` or `crops`",
    reads="architecture, depth, patch size, weights, data set, batch size per device, self-supervised training",
    formats=("yaml",),
    triggers=("student train", "student crops"),
)

# The project's own constructors: blocks, width, heads.
_ARCHITECTURES = {
    "vit_small": (12, 384, 6), "vit_base": (12, 768, 12), "vit_large": (24, 1024, 16), "vit_giant2": (40, 1536, 24),
    "vit_so400m": (27, 1152, 18), "vit_huge2": (32, 1280, 20), "vit_7b": (40, 4096, 32),
}  # fmt: skip
_DEFAULT = "vit_large"


def claim(root: Node) -> Claim | None:
    """Claim a student beside the framework's own data key or objectives."""
    student = root.get("student")
    if not student.is_map:
        return None
    if root.get("train.dataset_path").present or root.get("train.OFFICIAL_EPOCH_LENGTH").present:
        return Claim(90, "student beside train.dataset_path")
    if root.get("crops").is_map and student.get("patch_size").present:
        return Claim(90, "student.patch_size beside crops")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the student's network and its data."""
    student, train = root.get("student"), root.get("train")
    arch = student.get("arch")
    sizes = _ARCHITECTURES.get(arch.text or _DEFAULT)
    facts.say("model.family", "vision-transformer", arch if arch.present else student)
    facts.say("data.modality", "image", student)
    if arch.present:
        facts.state("model.architecture", arch, word)
        put = facts.say
    else:
        facts.assume("model.architecture", _DEFAULT, student)
        put = facts.assume
    if sizes and not arch.opaque:
        names = ("model.num_layers", "model.hidden_size", "model.num_heads")
        for name, value in zip(names, sizes, strict=True):
            put(name, value, arch if arch.present else student)
        put("model.depth_unit", "blocks", arch if arch.present else student)
    facts.assume("model.normalization", "layer", student)
    facts.state("model.patch_size", student.get("patch_size"), count)
    state_weights(facts, student.get("pretrained_weights"))
    if student.get("pretrained_weights").absent and train.is_map:
        facts.assume("model.pretrained", False, student)
    if train.is_map:
        facts.say("training.self_supervised_stage", True, train)
        facts.say("training.regime", "self-supervised", train)
        facts.say("training.is_run", True, train)
    path = train.get("dataset_path")
    facts.state("data.name", path, lambda text: text.partition(":")[0] or None if isinstance(text, str) else None)
    facts.state("training.batch_size_per_device", train.get("batch_size_per_gpu"), count)
    facts.state("data.image_size", root.get("crops.global_crops_size"), _size)
    if not root.has("gram"):  # the successor's code cuts the border off; this one asserts that patches tile each crop
        facts.assume("model.patch_remainder", "refuse", student)
        local = facts.site("local crops")
        local.state("data.image_size", root.get("crops.local_crops_size"), _size)
        local.state("model.patch_size", student.get("patch_size"), count)
        local.assume("model.patch_remainder", "refuse", student)


def _size(value):
    return count(value) if is_integer(value) else None
