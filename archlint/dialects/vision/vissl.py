"""VISSL: Hydra overlays of ``config``, for self-supervised vision."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_depth

DIALECT = Dialect(
    name="vissl",
    title="VISSL",
    files="YAML with `config.MODEL.TRUNK.NAME`",
    reads="trunk and its depth, normalization, weights, data set, batch size per device, self-supervised training",
    formats=("yaml",),
    triggers=("config",),
)

_CNNS = (
    "resnet", "resnext", "regnet", "regnet_v2", "regnet_fsdp", "efficientnet", "alexnet_bvlc", "alexnet_deepcluster",
    "alexnet_jigsaw", "alexnet_rotnet", "alexnet_colorization", "alexnet_bn", "resnet_sk",
)  # fmt: skip
_NORMS = {"BatchNorm": "batch", "LayerNorm": "layer", "GroupNorm": "group"}
_SELF_SUPERVISED = (
    "simclr_info_nce_loss", "swav_loss", "swav_momentum_loss", "moco_loss", "dino_loss", "nce_loss_with_memory",
    "deepclusterv2_loss", "barlow_twins_loss", "multicrop_simclr_info_nce_loss", "simclr_distributed_info_nce_loss",
    "simdist_loss", "ibot_loss",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a trunk by its name."""
    if root.get("config.MODEL.TRUNK.NAME").text:
        return Claim(94, "config.MODEL.TRUNK.NAME")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the trunk, its weights and the data."""
    config = root.get("config")
    trunk = config.get("MODEL.TRUNK")
    name = trunk.get("NAME")
    facts.say("data.modality", "image", name)
    if name.text in _CNNS:
        facts.say("model.family", "cnn", name)
        _read_cnn(trunk, facts, name)
    elif name.text in ("vision_transformer", "beit_transformer"):
        facts.say("model.family", "vision-transformer", name)
        _read_transformer(trunk.get("VISION_TRANSFORMERS"), facts, name)
    elif name.text == "convit":
        facts.say("model.family", "conv-attention-hybrid", name)
    facts.say("model.architecture", name.text, name)
    weights = config.get("MODEL.WEIGHTS_INIT.PARAMS_FILE")
    if weights.opaque or weights.text:
        facts.say("model.pretrained", True, weights)
    loss = config.get("LOSS.name")
    if loss.text in _SELF_SUPERVISED:
        facts.say("training.self_supervised_stage", True, loss)
        facts.say("training.regime", "self-supervised", loss)
    data = config.get("DATA.TRAIN")
    names = data.get("DATASET_NAMES")
    if names.is_list and len(names.value) == 1 and isinstance(names.value[0], str):
        facts.say("data.name", names.value[0].removesuffix("_folder").removesuffix("_filelist"), names)
    facts.state("training.batch_size_per_device", data.get("BATCHSIZE_PER_REPLICA"), count)
    if data.is_map and config.get("OPTIMIZER").is_map:
        facts.say("training.is_run", True, data)


def _read_cnn(trunk, facts: Facts, name):
    if name.text not in ("resnet", "resnext"):
        return
    held = trunk.get("RESNETS")
    depth = held.get("DEPTH")
    state_depth(facts, depth, "weight-layers")
    if (
        is_integer(facts.value("model.num_layers"))
        and held.get("WIDTH_MULTIPLIER").value in (1, None)
        and (held.get("GROUPS").value in (1, None))
    ):
        facts.say("model.architecture", f"resnet{facts.value('model.num_layers')}", depth)
    facts.say("model.skip_connections", True, name)
    norm = held.get("NORM")
    facts.say("model.normalization", _NORMS.get(norm.text), norm)
    if norm.absent:
        facts.assume("model.normalization", "batch", name)


def _read_transformer(held, facts: Facts, name):
    state_depth(facts, held.get("NUM_LAYERS"), "blocks")
    for fact, key in (
        ("model.hidden_size", "HIDDEN_DIM"), ("model.num_heads", "NUM_HEADS"), ("model.patch_size", "PATCH_SIZE"),
        ("data.image_size", "IMAGE_SIZE"),
    ):  # fmt: skip
        if is_integer(held.get(key).value):
            facts.state(fact, held.get(key), count)
    facts.assume("model.normalization", "layer", name)
