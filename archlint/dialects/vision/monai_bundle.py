"""MONAI bundles: ``_target_`` with ``@`` references and ``$`` expressions, which are never evaluated."""

from ... import knowledge
from ...facts import OPAQUE, Facts, count
from .. import Claim, Dialect, Node
from ..reading.paths import state_folder
from ._monai_arithmetic import is_code as _is_code
from ._monai_arithmetic import resolve, state_arithmetic

DIALECT = Dialect(
    name="monai-bundle",
    title="MONAI bundles",
    files="JSON or YAML with `network_def` or `network` as `_target_`, beside `bundle_root`",
    reads="network, normalization, weights, data set, batch size per device, strides, heads, groups, sizes of crops",
    formats=("json", "yaml"),
    triggers=("network_def", "network", "net", "bundle_root", "autoencoder_def"),
)

_KEYS = ("network_def", "net_def", "network", "net", "model", "autoencoder_def", "generator")
# Class -> (family, normalization that an omitted key means in MONAI's code).
_CLASSES = {
    "UNet": ("cnn", "instance"), "BasicUNet": ("cnn", "instance"), "BasicUnet": ("cnn", "instance"),
    "DynUNet": ("cnn", "instance"), "SegResNet": ("cnn", "group"), "SegResNetDS": ("cnn", "batch"),
    "FlexibleUNet": (None, "batch"), "VNet": ("cnn", "batch"), "AttentionUnet": ("cnn", "batch"),
    "HoVerNet": ("cnn", "batch"), "UNETR": ("conv-attention-hybrid", None), "RetinaNet": ("cnn", None),
    "SwinUNETR": ("conv-attention-hybrid", None), "ViT": ("vision-transformer", "layer"),
    "DecoderOnlyTransformer": ("autoregressive-generator", "layer"),
    "DiffusionModelUNet": ("diffusion", "group"), "AutoencoderKL": ("vae", "group"), "VQVAE": ("vae", None),
    "AutoEncoder": ("cnn", "instance"), "VarAutoEncoder": ("vae", "instance"), "HighResNet": ("cnn", "batch"),
    "BasicUNetPlusPlus": ("cnn", "instance"), "UNesT": ("conv-attention-hybrid", None),
}  # fmt: skip
_TRANSFORMERS = ("DecoderOnlyTransformer", "ViT", "ViTAutoEnc", "UNETR")
_SKIPPED = ("UNet", "BasicUNet", "BasicUnet", "DynUNet", "SegResNet", "VNet", "AttentionUnet", "FlexibleUNet",
    "BasicUNetPlusPlus", "SegResNetDS", "UNETR", "SwinUNETR")  # fmt: skip
_WRAPPERS = ("DistributedDataParallel", "DataParallel")
_NORMS = {"batch": "batch", "instance": "instance", "group": "group", "layer": "layer", "syncbatch": "batch"}


def claim(root: Node) -> Claim | None:
    """Claim a network by class beside the bundle's own keys, or expressions in its language."""
    network = _network(root)
    if network is None:
        return None
    signs = [key for key in ("bundle_root", "imports", "ckpt_dir", "run", "initialize") if key in root.value]
    expressions = any(isinstance(value, str) and value[:1] in ("$", "@") for value in root.value.values())
    if expressions and (signs or "inferer" in root.value or "train" in root.value):
        return Claim(93, "a network's _target_ beside a bundle's expressions")
    return None


def _network(root: Node):
    for key in _KEYS:
        node = root.child(key)
        if node.is_map and node.get("_target_").text and not node.get("_target_").text.endswith(_WRAPPERS):
            return node
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its normalization, its weights and the data."""
    network = _network(root)
    target = network.get("_target_")
    name = target.text.rpartition(".")[2]
    if name != "DecoderOnlyTransformer":  # elsewhere the name of a language model
        facts.say("model.architecture", name, target)
    facts.say("data.modality", "image", target)
    family, norm = _CLASSES.get(name, (None, None))
    backbone = network.first("backbone", "model_name")
    row = knowledge.architecture(backbone.text) if backbone.text and not _is_code(backbone) else None
    if row is not None:
        facts.say("model.family", row.get("family"), backbone)
    facts.say("model.family", family, target)
    if name in _SKIPPED:
        facts.say("model.skip_connections", True, target)
    _read_transformer(network, facts, name)
    _read_normalization(network, facts, norm, target)
    _read_weights(network, facts)
    trains = root.has("optimizer") or root.has("train") or "train#trainer" in root.value
    data = root.first("dataset_dir", "data_root", "data_dir")
    if trains and data.present and not _is_code(data):
        state_folder(facts, data)
    batch = _batch(root)
    if _is_code(batch):
        facts.put("training.batch_size_per_device", None, OPAQUE, batch.keys)
    else:
        facts.state("training.batch_size_per_device", batch, count)
    if trains:
        facts.say("training.is_run", True, root.first("optimizer", "train"))
    state_arithmetic(root, network, facts, name)


def _read_transformer(network, facts: Facts, name):
    """State the stack's sizes where the class is, or holds, one transformer of a single width."""
    if name not in _TRANSFORMERS:
        return
    for fact, keys in (
        ("model.hidden_size", ("attn_layers_dim", "hidden_size")),
        ("model.num_heads", ("attn_layers_heads", "num_heads")),
        ("model.num_layers", ("attn_layers_depth", "num_layers")),
    ):
        node = resolve(network.first(*keys))
        if _is_code(node):
            facts.put(fact, None, OPAQUE, node.keys)
        elif not node.is_list:
            facts.state(fact, node, count)
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", "blocks", network)
    facts.assume("model.head_remainder", "refuse", network)


def _batch(root: Node):
    loader = root.get("train.dataloader")
    if loader.absent:
        loader = root.child("train#dataloader")
    return loader.get("batch_size")


def _read_normalization(network, facts: Facts, default, target):
    norm = network.first("norm", "norm_name")
    kind = norm.child(0) if norm.is_list else norm
    if _is_code(kind) or (kind.present and not isinstance(kind.value, str)):
        facts.put("model.normalization", None, OPAQUE, norm.keys)
    elif kind.text:
        facts.say("model.normalization", _NORMS.get(kind.text.lower().replace("_", "")), kind)
    elif network.get("norm").absent and network.get("norm_name").absent:
        facts.assume("model.normalization", default, target)


def _read_weights(network, facts: Facts):
    flag = network.first("pretrained", "pretrained_url", "pretrained_path")
    if _is_code(flag):
        facts.put("model.pretrained", None, OPAQUE, flag.keys)
    elif flag.value is True or (flag.text and not flag.is_null):
        facts.say("model.pretrained", True, flag)
    elif network.get("pretrained").value is False:
        facts.say("model.pretrained", False, network.get("pretrained"))
