"""pycls: yacs configs with a section per network type."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import per_device, say_total, state_depth, state_weights, word

DIALECT = Dialect(
    name="yacs-pycls",
    title="pycls",
    files="YAML with `MODEL.TYPE` and a section of that name",
    reads="family, depth, data set, image size, batch size per device, weights",
    formats=("yaml",),
    triggers=("MODEL TRAIN",),
)

_TYPES = ("regnet", "anynet", "resnet", "effnet", "vit", "simple_cnn")
_SIGNS = ("OPTIM", "NUM_GPUS", "BN")
# Convolutions in one block of AnyNet; the stem and the head add one weight layer each.
_BLOCK_CONVS = {
    "vanilla_block": 2, "res_basic_block": 2, "res_bottleneck_block": 3, "res_bottleneck_linear_block": 3,
}  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a config with a known network type beside the framework's own sections."""
    model = root.get("MODEL")
    signs = [sign for sign in _SIGNS if root.has(sign)]
    if model.get("TYPE").text in _TYPES and len(signs) >= 2:
        return Claim(88, f"MODEL.TYPE {model.get('TYPE').text} beside {' and '.join(signs)}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its run."""
    model, train = root.get("MODEL"), root.get("TRAIN")
    _read_network(root, facts, model)
    facts.state("data.name", train.get("DATASET"), word)
    facts.state("data.num_classes", model.get("NUM_CLASSES"), count)
    share = per_device(train.get("BATCH_SIZE"), root.get("NUM_GPUS"))
    facts.say("training.batch_size_per_device", share, train.get("BATCH_SIZE"))
    facts.state("training.num_devices", root.get("NUM_GPUS"), lambda value: count(value, low=0) or None)
    if train.get("DATASET").present and train.get("ENABLE").value is not False:
        facts.say("training.is_run", True, train)


def _read_network(root: Node, facts: Facts, model):
    type = model.get("TYPE")
    kind = type.text
    facts.say("data.modality", "image", type)
    facts.say("task", "image-classification", type)
    facts.say("model.family", "vision-transformer" if kind == "vit" else "cnn", type)
    facts.assume("model.normalization", "layer" if kind == "vit" else "batch", type)
    if kind == "resnet":
        state_depth(facts, model.get("DEPTH"), "weight-layers")
        facts.say("model.architecture", f"resnet{facts.value('model.num_layers', '')}", type)
    elif kind == "regnet":
        state_depth(facts, root.get("REGNET.DEPTH"), "blocks")
        facts.say("model.architecture", "regnet", type)
    elif kind == "effnet":
        say_total(facts, [root.get("EN.DEPTHS")], "blocks")
        facts.say("model.architecture", "efficientnet", type)
    elif kind == "vit":
        state_depth(facts, root.get("VIT.NUM_LAYERS"), "blocks")
        facts.state("model.hidden_size", root.get("VIT.HIDDEN_DIM"), count)
        facts.state("model.num_heads", root.get("VIT.NUM_HEADS"), count)
        facts.state("model.patch_size", root.get("VIT.PATCH_SIZE"), count)
        facts.say("model.architecture", "vit", type)
    else:
        block = root.get("ANYNET.BLOCK_TYPE")
        convolutions = _BLOCK_CONVS.get(block.text)
        if convolutions:
            say_total(facts, [root.get("ANYNET.DEPTHS")], "weight-layers", lambda blocks: blocks * convolutions + 2)
        facts.say("model.architecture", kind, type)
        if block.text.startswith("res_"):
            facts.say("model.skip_connections", True, block)
    if kind in ("resnet", "regnet", "vit"):
        facts.say("model.skip_connections", True, type)
    facts.state("data.image_size", root.get("TRAIN.IM_SIZE"), count)
    state_weights(facts, root.get("TRAIN.WEIGHTS"))
