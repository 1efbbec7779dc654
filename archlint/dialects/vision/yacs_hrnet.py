"""HRNet's yacs configs for classification, segmentation and pose."""

from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import number_of, state_weights, word

DIALECT = Dialect(
    name="yacs-hrnet",
    title="HRNet (yacs)",
    files="YAML with `MODEL.NAME` and `MODEL.EXTRA.STAGE2`",
    reads="width, normalization, data set, image size, batch size, weights",
    formats=("yaml",),
    triggers=("MODEL",),
)

_TASKS = {"cls": "image-classification", "seg": "semantic-segmentation", "pose": "pose-estimation"}


def claim(root: Node) -> Claim | None:
    """Claim a config with the branches of a high-resolution network."""
    model = root.get("MODEL")
    if model.get("NAME").text and model.get("EXTRA.STAGE2.NUM_BRANCHES").present:
        return Claim(92, "MODEL.EXTRA.STAGE2.NUM_BRANCHES")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its run; a network of parallel branches has no one depth."""
    model, dataset = root.get("MODEL"), root.get("DATASET")
    name, width = model.get("NAME"), model.get("EXTRA.STAGE2.NUM_CHANNELS.0")
    facts.say("model.family", "cnn", name)
    facts.say("data.modality", "image", name)
    if is_integer(width.value):
        facts.say("model.architecture", f"hrnet_w{width.value}", width)
    facts.say("model.separable_or_branched", True, name)
    facts.say("model.skip_connections", True, name)
    facts.assume("model.normalization", "batch", name)
    if name.text.startswith("seg"):
        facts.assume("model.norm_synchronized", True, name)
    facts.say("task", _TASKS.get(name.text.split("_")[0]), name)
    state_weights(facts, model.get("PRETRAINED"))
    facts.state("data.name", dataset.get("DATASET"), word)
    facts.state("data.num_classes", dataset.get("NUM_CLASSES"), count)
    size = model.get("IMAGE_SIZE")
    if size.is_list and len(set(map(str, size.value))) == 1:
        facts.state("data.image_size", size.child(0), count)
    _read_heatmaps(model, facts, name)
    facts.state("training.batch_size_per_device", root.get("TRAIN.BATCH_SIZE_PER_GPU"), count)
    facts.say("training.num_devices", number_of(root.get("GPUS")), root.get("GPUS"))
    if root.get("TRAIN").is_map:
        facts.say("training.is_run", True, root.get("TRAIN"))


# The branch of the highest resolution has a quarter of the image's side (arXiv:1902.09212, section 4).
_HEATMAP_STRIDE = 4
_COARSEST = 32


def _read_heatmaps(model, facts: Facts, name):
    images, maps = model.get("IMAGE_SIZE"), model.get("HEATMAP_SIZE")
    if name.text != "pose_hrnet" or not images.is_list or not maps.is_list:
        return
    for axis, role in enumerate(("width", "height")):
        side = images.child(axis)
        if is_count(side.value) and side.value % _COARSEST == 0:
            site = facts.site(f"heatmap {role}")
            site.state("data.heatmap_size", maps.child(axis), count)
            site.say("model.heatmap_size", side.value // _HEATMAP_STRIDE, side)
