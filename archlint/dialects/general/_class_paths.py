"""Configs that name classes by dotted path: Hydra's ``_target_``, Lightning's ``class_path`` with ``init_args``.

The class is the project's own code more often than not, and is never imported: a network is known by the name that a
known builder is given (``timm.create_model``), by a key that names a known architecture, or by a class of that name.
"""

import re

from ... import knowledge
from ...composition import INCOMPLETE
from ...facts import OPAQUE, STATED, Facts, count, is_count, is_integer
from ...sources import Opaque
from .. import Node

# Where a network stands at the top of a config, surest first.
MODEL_KEYS = (
    "model", "net", "network", "module", "lightning_module", "lit_module", "litmodule", "pl_module", "pl_model",
    "system", "learner", "classifier", "backbone", "encoder", "arch", "architecture", "task",
)  # fmt: skip
DATA_KEYS = ("data", "datamodule", "data_module", "dataset", "dm", "datasets", "train_dataset", "train_data")
# Keys of one node that may name an architecture; a backbone's name comes before that of what stands on it.
_BACKBONE_KEYS = ("backbone", "backbone_name", "encoder_name", "encoder", "backbone_type", "timm_model", "timm_name")
_NAME_KEYS = (
    *_BACKBONE_KEYS, "model_name", "arch", "architecture", "arch_name", "net", "network", "model", "base_model",
    "model_type", "variant", "name", "type", "_name_",
)  # fmt: skip
# What stands inside a model's node and is another network, or none.
_ASIDE = (
    "optim", "sched", "loss", "criterion", "metric", "teacher", "discriminator", "critic", "ema", "transform",
    "augment", "callback", "logger", "tokenizer", "perceptual", "lpips", "reward",
)  # fmt: skip
_MAX_DEPTH = 6
# Under these names a model's node holds the network that it trains.
_INNER = ("net", "network", "model", "backbone", "encoder", "model_args")

# Functions that build the network whose name they are given: last part of the path -> (first part, argument).
_BUILDERS = {
    "create_model": ("timm", ("model_name", "_args_.0")), "get_model": ("torchvision", ("name", "_args_.0")),
    "load": ("torch", ("model", "_args_.1")),
}  # fmt: skip
# Classes of libraries that take the name of their encoder.
_ENCODER_LIBRARIES = ("segmentation_models_pytorch", "smp")  # their encoder_weights is "imagenet" unless it is given
# torchvision's detectors and segmenters load their backbone's weights unless weights_backbone is null.
_WEIGHTED_BACKBONES = ("torchvision.models.detection.", "torchvision.models.segmentation.")
_IMAGE_LIBRARIES = ("timm", "torchvision", "segmentation_models_pytorch", "smp", "vit_pytorch", "efficientnet_pytorch")

_TRUTH_KEYS = (
    "pretrained", "pre_trained", "use_pretrained", "is_pretrained", "backbone_pretrained", "pretrained_backbone",
    "encoder_pretrained", "imagenet_pretrained", "use_pretrained_weights", "load_pretrained", "from_pretrained",
)  # fmt: skip
_WEIGHT_KEYS = ("weights", "encoder_weights", "backbone_weights", "pretrained_weights", "weights_backbone")
_PATH_KEYS = (
    "pretrained_path", "pretrained_ckpt", "pretrained_ckpt_path", "pretrained_checkpoint", "pretrained_model_path",
    "pretrained_model", "checkpoint", "checkpoint_path", "ckpt", "ckpt_path", "weights_path", "load_from",
    "load_from_checkpoint", "init_from", "init_checkpoint", "finetune_from", "resume", "resume_from",
    "resume_from_checkpoint", "pretrained_model_name_or_path", "model_name_or_path",
)  # fmt: skip
_SIZE_KEYS = (
    "train_size", "num_train", "n_train", "num_train_samples", "n_train_samples", "train_samples", "train_num_samples",
    "num_samples", "n_samples", "num_images", "n_images", "num_train_images", "n_train_images", "train_images",
    "train_len", "training_size", "max_train_samples", "dataset_size",
)  # fmt: skip
_SPLIT_KEYS = ("train_val_test_split", "train_val_split", "split_sizes", "lengths")
# Numbers under these keys take a part of the data set, so that its known size is not the training set's.
_PART_KEYS = (
    "fraction", "train_fraction", "data_fraction", "subset", "subset_size", "subset_fraction", "subset_ratio", "limit",
    "max_samples", "label_fraction", "percent", "n_shot", "num_shots", "shots", "data_ratio", "train_ratio",
    "train_split",
)  # fmt: skip
_RUN_KEYS = (
    "trainer", "optimizer", "optim", "max_epochs", "epochs", "num_epochs", "n_epochs", "max_steps", "training",
    "train", "lr_scheduler", "fit", "solver",
)  # fmt: skip
_SELF_SUPERVISED = (
    "simclr", "byol", "simsiam", "moco", "mocov2", "mocov2plus", "mocov3", "swav", "dino", "dinov2", "mae", "simmim",
    "vicreg", "barlow_twins", "ibot", "ijepa", "nnclr", "ressl", "wmse", "deepclusterv2", "supcon",
)  # fmt: skip
_WRAPPERS = ("module", "task", "system", "wrapper", "lightning", "learner", "trainer", "engine")


def target(node: Node):
    """Return the dotted path of the class or function that a node names, or an empty text."""
    return node.get("_target_").text or node.get("class_path").text


def arguments(node: Node):
    """Return the node that holds a class's arguments."""
    inner = node.get("init_args")
    return inner if node.get("class_path").present else node


def class_name(node: Node):
    """Return the last part of the dotted path that a node names."""
    return target(node).rpartition(".")[2]


class Network:
    """The node that names a network, the node of its name, and the mappings around it up to the config's top."""

    __slots__ = ("name", "node", "around", "library", "rank")

    def __init__(self, name, node: Node, around, library, rank):
        self.name = name
        self.node = node
        self.around = around
        self.library = library
        self.rank = rank  # 0: a builder's argument, 1: a key that names it, 2: a class of that name


def networks(root: Node):
    """Return the networks named below the model's keys, nearest the top first, each node once."""
    found, queue = [], []
    for key in MODEL_KEYS:
        child = root.child(key)
        if child.is_map:
            queue.append((child, (child,)))
        elif child.text and key != "task" and knowledge.architecture(child.text):
            found.append(Network(child, root, (root,), "", 1))
    while queue and len(found) < 50:
        node, around = queue.pop(0)
        one = _named(node, around)
        if one is not None:
            found.append(one)
        if len(around) < _MAX_DEPTH:
            for key, child in node.items():
                if child.is_map and not any(word in str(key).lower() for word in _ASIDE):
                    queue.append((child, (child, *around)))
    return found


def _named(node: Node, around):
    """Return the network that one node names by a builder, a key or its class, or None."""
    path = target(node)
    held = arguments(node)
    first, _, last = path.partition(".")[0], None, path.rpartition(".")[2]
    builder = _BUILDERS.get(last)
    if builder and first == builder[0]:
        name = held.first(*builder[1])
        return Network(name, held, around, first, 0) if name.present else None
    if first == "torchvision" and ".models." in path:
        return Network(_target_node(node), held, around, first, 0)
    if first == "timm" and ".models." in path and knowledge.architecture(last):
        return Network(_target_node(node), held, around, first, 0)
    if last == "from_pretrained":
        name = held.first("pretrained_model_name_or_path", "model_name", "_args_.0")
        return Network(name, held, around, first, 0) if name.present else None
    if first in _ENCODER_LIBRARIES:
        # segmentation_models_pytorch's own default for an omitted encoder is resnet34
        name = held.get("encoder_name")
        return Network(name, held, around, first, 0) if name.present else None
    for key in _NAME_KEYS:
        child = held.child(key)
        if child.text and knowledge.architecture(child.text):
            return Network(child, held, around, "", 1)
    if last and knowledge.architecture(last):
        return Network(_target_node(node), held, around, first, 2)
    return None


def _target_node(node: Node):
    child = node.get("_target_")
    return child if child.present else node.get("class_path")


def read_network(root: Node, facts: Facts):
    """State the architecture and what its node says of it; return the network, or None where none is known."""
    found = networks(root)
    best = min((one.rank for one in found), default=None)
    found = [one for one in found if one.rank == best]
    if len({_written(one.name) for one in found}) > 1:
        return None  # several networks: which of them is trained first is the project's code
    network = found[0] if found else None
    if network is None:
        _read_unknown(root, facts)
        return None
    if network.name.opaque:
        facts.put("model.architecture", None, OPAQUE, network.name.keys)
    else:
        facts.say("model.architecture", _written(network.name), network.name)
    _read_shape(network, facts)
    _read_graph_attention(network, facts)
    _read_pooled_branch(root, network, facts)
    return network


def _written(node: Node):
    text = node.value if isinstance(node.value, str) else None
    if text is not None and node.keys[-1] in ("_target_", "class_path"):
        return text.rpartition(".")[2]
    return text


def _read_unknown(root: Node, facts: Facts):
    """State an architecture that the tables do not know by its name as written."""
    for key in MODEL_KEYS[:-1]:
        child = root.child(key)
        for inner in ("", *_INNER):
            node = arguments(child).child(inner) if inner else child
            if not node.is_map:
                continue
            held = arguments(node)
            for name in (*_BACKBONE_KEYS, "model_name", "arch", "architecture"):
                value = held.child(name)
                if isinstance(value.value, (str, Opaque)) and not value.is_null:
                    facts.state("model.architecture", value)
                    return
            name = class_name(node)
            if inner and name and not name.lower().endswith(_WRAPPERS):
                facts.say("model.architecture", name, _target_node(node))
                _read_template_network(node, name, facts)
                return


def _read_template_network(node: Node, name, facts: Facts):
    """Read the example network of lightning-hydra-template: linear layers, each but the last with BatchNorm1d."""
    if name != "SimpleDenseNet" or not node.has("input_size", "output_size"):
        return
    layers = [key for key, _ in node.items() if key.startswith("lin") and key.endswith("_size")]
    if layers:
        facts.say("model.family", "mlp", _target_node(node))
        facts.say("model.num_layers", len(layers) + 1, node.child(layers[-1]))
        facts.say("model.depth_unit", "weight-layers", _target_node(node))
        facts.assume("model.normalization", "batch", _target_node(node))
        facts.assume("model.normalizes_single_values", True, _target_node(node))


_UNITS = {
    "vision-transformer": "blocks", "transformer-encoder": "blocks", "transformer-decoder": "blocks",
    "conv-attention-hybrid": "blocks", "state-space": "blocks", "conformer": "blocks", "rnn": "recurrent-layers",
    "gnn": "message-passing-layers",
}  # fmt: skip


def _read_shape(network, facts: Facts):
    """State the sizes that stand beside the architecture's name, where its family says what they count."""
    name = _written(network.name)
    row = knowledge.architecture(name) if name else None
    family = (row or {}).get("family")
    unit = _UNITS.get(family)
    held = network.node
    if unit is None or (network.rank == 1 and _is_wrapped(network)):
        return
    depth = held.first("num_layers", "n_layers", "depth")
    _state_count(facts, "model.num_layers", depth)
    if "model.num_layers" in facts:
        facts.put("model.depth_unit", unit, STATED, depth.keys)
    _state_count(facts, "model.hidden_size", held.first("embed_dim", "hidden_dim", "hidden_size", "dim", "d_model"))
    _state_count(facts, "model.num_heads", held.first("num_heads", "n_heads", "heads", "nhead"))
    _state_count(facts, "model.patch_size", held.get("patch_size"))


# PyTorch Geometric's whole network; its layers of the same name take the width of one head.
_GRAPH_ATTENTION = tuple(f"torch_geometric.nn.{place}GAT" for place in ("", "models.", "models.basic_gnn."))


def _read_graph_attention(network, facts: Facts):
    """State the width that the hidden layers of a graph attention network cut into heads and join again."""
    held = network.node
    layers, concat = held.get("num_layers"), held.get("concat")
    if network.name.text not in _GRAPH_ATTENTION:
        return
    if is_integer(layers.value) and layers.value > 1 and (concat.absent or concat.value is True):
        facts.say("model.family", "gnn", network.name)
        _state_count(facts, "model.hidden_size", held.get("hidden_channels"))
        _state_count(facts, "model.num_heads", held.get("heads"))
        facts.assume("model.head_remainder", "refuse", held.get("heads"))


# Segmenters with a branch that is pooled to 1x1 before its batch normalization.
_POOLED = (
    *(f"{first}.{name}" for first in _ENCODER_LIBRARIES for name in ("DeepLabV3", "DeepLabV3Plus", "PAN", "UPerNet")),
    *(f"torchvision.models.segmentation.deeplabv3_{name}" for name in ("resnet50", "resnet101", "mobilenet_v3_large")),
)  # fmt: skip


def _read_pooled_branch(root: Node, network, facts: Facts):
    """State that single values are normalized, where no argument asks for another normalization."""
    built = network.around[0]
    if target(built) in _POOLED and not any("norm" in str(key) for key, _ in network.node.items()):
        facts.say("model.normalizes_single_values", True, _target_node(built))
        synchronizes = root.get("trainer.sync_batchnorm")
        if synchronizes.opaque or synchronizes.value is True:
            facts.say("model.norm_synchronized", True, synchronizes)


def _is_wrapped(network):
    """Whether sizes beside the name may be a head's or a projection's: a class is told the name of its backbone."""
    return any(target(node) for node in network.around) or network.name.keys[-1] in _BACKBONE_KEYS


def _state_count(facts: Facts, name, node: Node):
    """State a number; the key is the project's own, so a value that the fact cannot hold has another meaning there."""
    if node.opaque or is_count(node.value):
        facts.state(name, node, count)


def read_pretrained(root: Node, network, facts: Facts):
    """State whether weights are loaded: true on any evidence, false only where that is stated and uncontested."""
    nodes = [network.node, *network.around] if network is not None else []
    for key in MODEL_KEYS:
        if root.child(key).is_map:
            held = arguments(root.child(key))
            nodes += [held, *(arguments(held.child(inner)) for inner in _INNER if held.child(inner).is_map)]
    stated, denied, opaque, frozen = None, None, None, False
    for node in [*nodes, root, root.get("trainer"), root.get("train"), root.get("training"), root.get("fit")]:
        for key, child in node.items():
            verdict = _loads(str(key).lower(), child)
            if verdict is True:
                stated = stated or child
            elif verdict is False:
                denied = denied or child
            elif verdict == OPAQUE:
                opaque = opaque or child
            frozen = frozen or (str(key).lower().startswith("freeze") and child.value is True)
    built = target(network.around[0]) if network is not None else ""
    if built.endswith(".from_pretrained"):
        stated = stated or network.name
    if built.startswith(_WEIGHTED_BACKBONES) and denied is not None and denied.keys[-1] != "weights_backbone":
        denied = None
    if stated is not None:
        facts.say("model.pretrained", True, stated)
    elif opaque is not None:
        facts.put("model.pretrained", None, OPAQUE, opaque.keys)
    elif denied is not None and not frozen:
        facts.say("model.pretrained", False, denied)
    elif not frozen and facts.value("training.is_run") and INCOMPLETE not in root.document.cache:
        if built.startswith(("timm.create_model", "timm.models.")) or re.fullmatch(r"torchvision\.models\.\w+", built):
            facts.assume("model.pretrained", False, network.name)
        elif built.startswith(_ENCODER_LIBRARIES):
            facts.assume("model.pretrained", True, network.name)


def _loads(key, node: Node):
    """Return True, False or "opaque" for a key about weights, None for one that says nothing."""
    value = node.value
    if key in _TRUTH_KEYS or key in _WEIGHT_KEYS:
        if node.is_null or value is False or value == "":
            return False
    elif key not in _PATH_KEYS or node.is_null or value is False or value == "":
        return None
    if node.opaque or (isinstance(value, dict) and "_target_" in value):
        return OPAQUE
    if value is True:
        return True
    if isinstance(value, str):
        return value.lower() not in ("false", "none", "no", "random", "scratch")
    return None


def _data_nodes(root: Node):
    for key in DATA_KEYS:
        child = root.child(key)
        if child.is_map:
            yield arguments(child)
            for inner in ("train", "dataset", "train_dataset", "train_data", "dataset_config", "data", "params"):
                below = arguments(child).child(inner)
                if below.is_map:
                    yield arguments(below)


def read_data(root: Node, facts: Facts, is_image):
    """State the data set's name, its size, and the shape of what the network is given."""
    _read_data_name(root, facts)
    for node in _data_nodes(root):
        for key in _SPLIT_KEYS:
            first = node.get(f"{key}.0")
            if isinstance(first.value, int) and first.value > 1:
                facts.state("data.train_size", first, count)
        size = node.first(*_SIZE_KEYS)
        if (is_integer(size.value) and size.value > 1) or size.opaque:
            facts.state("data.train_size", size, count)
        for key in _PART_KEYS:
            part = node.child(key)
            if (
                isinstance(part.value, (int, float))
                and not isinstance(part.value, bool)
                and part.value not in (1.0, 100)
            ):
                facts.put("data.train_size", None, OPAQUE, part.keys)
        _read_image_size(node, facts)
        _state_count(facts, "training.batch_size_per_device", node.first("batch_size", "train_batch_size"))
        _state_count(facts, "data.num_classes", node.first("num_classes", "n_classes"))
        drop = node.get("drop_last")
        if isinstance(drop.value, bool):
            facts.say("training.drop_last", drop.value, drop)
    size = facts.get("data.train_size")
    if size is not None and size.known and is_image:
        facts.put("data.unit", "images", STATED, size.keys)


def _read_image_size(node: Node, facts: Facts):
    size = node.first("image_size", "img_size", "input_size", "resolution", "crop_size")
    value = size.value
    if is_integer(value) and value >= 8:
        facts.state("data.image_size", size, count)
    elif isinstance(value, list) and len(value) == 2 and value[0] == value[1] and isinstance(value[0], int):
        facts.state("data.image_size", size.child(0), count)


def _read_data_name(root: Node, facts: Facts):
    for key in DATA_KEYS:
        child = root.child(key)
        if _is_name(child.text):
            facts.say("data.name", child.text, child)
            return
        if not child.is_map:
            continue
        held = arguments(child)
        for name in ("dataset_name", "dataset", "data_name", "name", "dataset_id"):
            value = held.child(name)
            if _is_name(value.text):
                facts.say("data.name", value.text, value)
                return
        for node in (held.get("dataset"), held.get("train_dataset"), held.get("train"), child):
            name = dataset_of_class(class_name(node)) if node.is_map else None
            if name:
                facts.say("data.name", name, _target_node(node))
                return


def _is_name(text):
    """Whether a text names a data set: not a path, a file or a module of the project."""
    return bool(text) and len(text) < 60 and text[0] not in "./~" and "\\" not in text and text.count("/") < 2


_GENERIC = (
    "", "my", "custom", "base", "lit", "image", "images", "imagefolder", "imagefile", "folder", "csv", "numpy",
    "tensor", "hf", "huggingface", "huggingfaces", "torch", "web", "simple", "default", "local", "text",
    "classification", "segmentation", "detection", "train", "classifier", "vision", "tabular", "graph", "json",
    "parquet", "memory", "inmemory", "hdf5", "h5", "lmdb", "dataset", "data", "subset", "concat",
    "imageclassification", "lightning", "generic", "supervised", "multi", "video", "audio", "timeseries", "sequence",
    "main", "project", "load_",
)  # fmt: skip


def dataset_of_class(name):
    """Return the data set that a class is called after (``MNISTDataModule``), or None for a general reader."""
    bare = name
    for suffix in ("LightningDataModule", "DataModule", "Datamodule", "DataSet", "Dataset", "DataLoader", "Data", "DM"):
        if bare.endswith(suffix):
            bare = bare[: -len(suffix)]
            break
    bare = bare[3:] if bare.startswith("Lit") else bare
    if bare.lower().rstrip("_") in _GENERIC or bare.lower().startswith(("generic", "custom", "base", "abstract")):
        return None
    return bare


def read_trainer(root: Node, facts: Facts):
    """State that the config is a training run, on how many devices, and whether it is only a smoke test."""
    for key in _RUN_KEYS:
        child = root.child(key)
        if child.present and not child.is_null and child.value is not False:
            facts.say("training.is_run", True, child)
            break
    trainer = root.get("trainer")
    trainer = arguments(trainer) if trainer.is_map else root
    devices = trainer.first("devices", "gpus", "num_gpus")
    nodes = trainer.get("num_nodes").value
    nodes = nodes if isinstance(nodes, int) and nodes > 0 else 1
    if is_count(devices.value):
        facts.say("training.num_devices", devices.value * nodes, devices)
    for node in (trainer, root):
        for key in ("fast_dev_run", "overfit_batches", "limit_train_batches", "debug", "smoke_test", "dry_run"):
            child = node.child(key)
            if _is_toy(key, child.value):
                facts.say("training.toy", True, child)


def _is_toy(key, value):
    """Whether a key of Lightning's trainer, or of a project's own, cuts the run short."""
    if key == "limit_train_batches":
        return isinstance(value, int) or (isinstance(value, float) and value < 1.0)
    if isinstance(value, str):
        return value.lower() not in ("", "false", "none", "null", "0") and "${" not in value
    return isinstance(value, (bool, int, float)) and bool(value)


def read_objective(root: Node, facts: Facts):
    """State a self-supervised stage or a teacher, where a key says so plainly."""
    named = [root.get(path) for path in ("method", "model.method", "ssl.method", "model.name", "algorithm")]
    for node in (*named, _target_node(root.get("model"))):
        word = node.text.rpartition(".")[2].lower()
        for ending in ("litmodule", "module", "task", "model"):
            word = word.removesuffix(ending)
        if word.strip("_") in _SELF_SUPERVISED:
            facts.say("training.regime", "self-supervised", node)
            facts.say("training.self_supervised_stage", True, node)
    if root.get("finetune").value is True:
        facts.say("training.regime", "fine-tuning", root.get("finetune"))
    model = [arguments(root.child(key)) for key in ("model", "net", "module", "lit_module")]
    for node in [root, root.get("training"), *model]:
        for key, child in node.items():
            word = str(key).lower()
            if ("teacher" in word or "distill" in word) and child.value not in (
                None,
                False,
                "",
                "none",
                "None",
                0,
                0.0,
            ):
                facts.say("model.distilled", True, child)


def read_all(root: Node, facts: Facts):
    """State all that a training config of this kind says; return the network found, or None."""
    read_trainer(root, facts)
    network = read_network(root, facts)
    name = _written(network.name) if network is not None else None
    row = knowledge.architecture(name) if name else None
    is_image = bool(
        (network is not None and network.library in _IMAGE_LIBRARIES) or (row and row.get("modality") == "image")
    )
    if is_image:
        facts.say("data.modality", "image", network.name)
    read_pretrained(root, network, facts)
    if network is not None:
        for node in (network.node, *network.around):
            _state_count(facts, "data.num_classes", node.first("num_classes", "n_classes", "num_labels", "classes"))
            if is_image:
                _read_image_size(node, facts)
    read_data(root, facts, is_image)
    read_objective(root, facts)
    _state_count(facts, "training.batch_size_per_device", root.first("batch_size", "optimizer.batch_size"))
    return network


def describes_model(root: Node):
    """Whether the config holds a model's node at its top."""
    return any(root.child(key).present and not root.child(key).is_null for key in MODEL_KEYS[:-1])


__all__ = ["Node", "arguments", "describes_model", "read_all", "target"]
