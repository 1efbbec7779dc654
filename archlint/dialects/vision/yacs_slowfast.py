"""PySlowFast: yacs configs of video networks."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import per_device, state_depth, state_weights, word

DIALECT = Dialect(
    name="yacs-slowfast",
    title="PySlowFast",
    files="YAML with `MODEL.ARCH` and `TRAIN`, beside `RESNET`, `MVIT` or `X3D`",
    reads="family, depth, weights, data set, batch size per device, self-supervised stages",
    formats=("yaml",),
    triggers=("MODEL TRAIN",),
)

_CNNS = ("slowfast", "slow", "slow_c2d", "c2d", "c2d_nopool", "i3d", "i3d_nopool", "x3d", "csn", "r2plus1d", "2d")
_TRANSFORMERS = ("mvit", "maskmvit", "vit")
_TOP_K = 5  # its training and testing take the errors of the best one and the best five
_SECTIONS = ("RESNET", "MVIT", "X3D", "SLOWFAST")


def claim(root: Node) -> Claim | None:
    """Claim a config of a known network beside its section."""
    arch = root.get("MODEL.ARCH").text
    sections = [section for section in _SECTIONS if root.get(section).is_map]
    if arch in (*_CNNS, *_TRANSFORMERS) and sections:
        return Claim(90, f"MODEL.ARCH {arch} beside {' and '.join(sections)}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its run."""
    model, train = root.get("MODEL"), root.get("TRAIN")
    arch, name = model.get("ARCH"), train.get("DATASET")
    facts.say("model.architecture", arch.text, arch)
    facts.say("data.modality", "image" if name.text.startswith("imagenet") else "video", arch)
    if arch.text in _TRANSFORMERS:
        facts.say("model.family", "vision-transformer", arch)
        facts.assume("model.normalization", "layer", arch)
        state_depth(facts, root.get("MVIT.DEPTH"), "blocks")
    else:
        facts.say("model.family", "cnn", arch)
        facts.assume("model.normalization", "batch", arch)
        if arch.text != "x3d":
            state_depth(facts, root.get("RESNET.DEPTH"), "weight-layers")
    facts.say("model.skip_connections", True, arch)
    task = root.get("TASK")
    if task.text == "ssl":
        facts.say("training.regime", "self-supervised", task)
        facts.say("training.self_supervised_stage", True, task)
    state_weights(facts, train.get("CHECKPOINT_FILE_PATH"))
    facts.state("data.name", name, word)
    classes = model.get("NUM_CLASSES")
    facts.state("data.num_classes", classes, count)
    plain = root.get("DETECTION.ENABLE").value is not True and root.get("DATA.MULTI_LABEL").value is not True
    if classes.present and plain and task.absent and model.get("MODEL_NAME").text != "ContrastiveModel":
        site = facts.site("the training's errors")
        site.state("model.num_classes", classes, count)
        site.assume("training.top_k", _TOP_K, classes)
    facts.state("data.image_size", root.get("DATA.TRAIN_CROP_SIZE"), count)
    share = per_device(train.get("BATCH_SIZE"), root.get("NUM_GPUS"))
    facts.say("training.batch_size_per_device", share, train.get("BATCH_SIZE"))
    facts.state("training.num_devices", root.get("NUM_GPUS"), lambda value: count(value, low=0) or None)
    if name.present and train.get("ENABLE").value is not False:
        facts.say("training.is_run", True, train)
