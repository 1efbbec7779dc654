"""OpenMMLab configs (MMPreTrain, MMDetection, MMSegmentation ...): Python files of nested ``dict(type=...)``."""

from ... import knowledge
from ...composition import INCOMPLETE
from ...facts import OPAQUE, Facts, count, is_integer
from .. import Claim, Dialect, Node
from ._openmmlab import seams
from ._openmmlab.names import type_of as _type

DIALECT = Dialect(
    name="openmmlab",
    title="OpenMMLab",
    files="Python configs with `_base_`, `read_base()` or `model = dict(type=...)`",
    reads="backbone and depth, normalization, weights, data set, classes, image size, batch, task, all inherited",
    formats=("python",),
    triggers=("model",),
)

# What makes a file more than a part that others inherit.
_RUN_KEYS = (
    "train_dataloader", "data", "optim_wrapper", "optimizer", "runner", "train_cfg", "max_epochs", "total_epochs",
    "param_scheduler", "lr_config", "max_iters", "schedule",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a Python config whose model is a mapping with a type, or that inherits one."""
    model = root.get("model")
    if model.is_map and _type(model):
        return Claim(88, "model = dict(type=...)")
    if model.is_map and root.document.parents:
        return Claim(86, "model over an inherited config")
    if (
        model.is_map
        and root.document.notices
        and any(text.startswith(("_base_", "read_base")) for text in root.document.notices)
    ):
        return Claim(86, "model over an inherited config")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State what the composed config says; of a model by itself, which others may inherit, what must fit inside."""
    run = root.first(*_RUN_KEYS)
    model = root.get("model")
    # Parents that are missing may hold the run: what this file itself says of the model is still linted.
    if not model.is_map:
        return False
    if run.absent and not root.document.notices:
        return _read_part(root, model, facts)
    if run.present:
        facts.say("training.is_run", True, run)
    wrapped = model
    for key in ("model", "detector", "architecture", "student", "architecture_cfg"):
        if not _backbone(wrapped).is_map and wrapped.get(key).is_map:
            wrapped = wrapped.get(key)  # TTA, semi-supervised and distillation wrappers
    _read_task(model, wrapped, facts)
    backbone = _backbone(wrapped)
    if backbone.is_map:
        _read_backbone(backbone, facts)
    elif _type(wrapped):
        facts.say("model.architecture", _type(wrapped), wrapped.get("type"))
    _read_normalization(root, wrapped, backbone, facts)
    _read_critic(model, facts)
    _read_weights(root, model, backbone, facts)
    _read_data(root, wrapped, backbone, facts)
    seams.state(root, wrapped, backbone, facts)
    return None


def _read_part(root: Node, model, facts: Facts):
    """State what must fit inside a model that stands alone, as reports quote it; nothing else is known of its run."""
    backbone = _backbone(model)
    parts = root.document.source.path.replace("\\", "/").split("/")
    if _SHARED not in parts:
        seams.state(root, model, backbone, facts)
    return None if facts.sites else False


# The folder of parts that others inherit, where a backbone and a neck may stand that no config takes together.
_SHARED = "_base_"


def _backbone(model):
    node = model.get("backbone")
    if not node.is_map and model.get("image_encoder").is_map:
        node = model.get("image_encoder")
    return node


# Task and objective

_SELF_SUPERVISED = (
    "MAE", "SimMIM", "MaskFeat", "CAE", "MILAN", "MixMIM", "BEiT", "BEiTV2", "EVA", "SparK", "iTPN", "MoCo", "MoCoV3",
    "SimCLR", "BYOL", "SimSiam", "SwAV", "BarlowTwins", "DenseCL", "InterCLR", "NPID", "ODC", "DeepCluster",
    "RelativeLoc", "RotationPred", "MFF", "DINOv2",
)  # fmt: skip
_TASKS = {
    "ImageClassifier": "image-classification", "TimmClassifier": "image-classification",
    "HuggingFaceClassifier": "image-classification", "EncoderDecoder": "semantic-segmentation",
    "CascadeEncoderDecoder": "semantic-segmentation", "DepthEstimator": "depth-estimation",
    "TopdownPoseEstimator": "pose-estimation", "BottomupPoseEstimator": "pose-estimation",
    "TopDown": "pose-estimation", "Recognizer2D": "video-classification", "Recognizer3D": "video-classification",
}  # fmt: skip
_VIDEO = ("Recognizer2D", "Recognizer3D")
_DETECTOR_KEYS = ("bbox_head", "roi_head", "rpn_head")
_MASK_TYPES = ("MaskRCNN", "CascadeMaskRCNN", "SOLO", "SOLOv2", "CondInst", "YOLACT", "PointRend", "BoxInst", "HTC")


def _read_task(model, wrapped, facts: Facts):
    name, node = _type(wrapped), wrapped.get("type")
    if name in _SELF_SUPERVISED and _type(model) == name:
        facts.say("task", "self-supervised-pretraining", node)
        facts.say("training.regime", "self-supervised", node)
        facts.say("training.self_supervised_stage", True, node)
        facts.say("data.modality", "image", node)
    elif name in _TASKS:
        facts.say("task", _TASKS[name], node)
        facts.say("data.modality", "video" if name in _VIDEO else "image", node)
    elif name in _MASK_TYPES or wrapped.get("roi_head.mask_head").is_map:
        facts.say("task", "instance-segmentation", node)
    elif any(wrapped.get(key).is_map for key in _DETECTOR_KEYS) and not name.endswith("3D"):
        facts.say("task", "object-detection", node)
    for key, child in model.items():
        if "teacher" in str(key) and (child.is_map or child.text):
            facts.say("model.distilled", True, child)
    if "distill" in _type(model).lower():
        facts.say("model.distilled", True, model.get("type"))


# Architecture: each function returns the name that the tables know, or None to keep the type as written.


def _resnet(node: Node, stem="resnet", suffix=""):
    depth = _number(node, "depth")
    return f"{stem}{depth}{suffix}" if depth else None


def _resnext(node: Node):
    depth = _number(node, "depth")
    groups = _number(node, "groups", 32)
    width = _number(node, "base_width", _number(node, "width_per_group", 4))
    return f"resnext{depth}_{groups}x{width}d" if depth else None


def _vgg(node: Node):
    depth = _number(node, "depth")
    return f"vgg{depth}" + ("_bn" if _type(node.get("norm_cfg")) else "") if depth else None


def _size_word(node: Node, stem):
    words = {
        "t": "tiny", "s": "small", "b": "base", "l": "large", "h": "huge", "deit-t": "tiny", "deit-s": "small",
        "deit-b": "base", "xt": "xtiny",
    }  # fmt: skip
    arch = node.get("arch").text
    return f"{stem}_{words.get(arch, arch)}".replace("-", "_") if arch else None


# MMPreTrain's own sizes: its "small" is wider and shallower than the ViT-S of DeiT and timm.
_VIT_SHAPES = {
    "s": (8, 768, 8), "small": (8, 768, 8), "b": (12, 768, 12), "base": (12, 768, 12), "l": (24, 1024, 16),
    "large": (24, 1024, 16), "h": (32, 1280, 16), "huge": (32, 1280, 16), "eva-g": (40, 1408, 16),
    "eva-giant": (40, 1408, 16), "deit-t": (12, 192, 3), "deit-tiny": (12, 192, 3), "deit-s": (12, 384, 6),
    "deit-small": (12, 384, 6), "dinov2-s": (12, 384, 6), "dinov2-small": (12, 384, 6), "deit-b": (12, 768, 12),
    "deit-base": (12, 768, 12), "dinov2-g": (40, 1536, 24), "dinov2-giant": (40, 1536, 24),
}  # fmt: skip
_VIT_NAMES = {
    (12, 192, 3): "tiny", (12, 384, 6): "small", (12, 768, 12): "base", (24, 1024, 16): "large",
    (32, 1280, 16): "huge",
}  # fmt: skip


# Vision transformers whose ``arch`` is a name of the table above; masked pre-training wraps the same stack.
_VIT_TYPES = (
    "VisionTransformer", "DistilledVisionTransformer", "MAEViT", "MILANViT", "MaskFeatViT", "BEiTViT",
    "BEiTPretrainViT", "CAEPretrainViT", "MFFViT",
)  # fmt: skip
_SWIN_DEPTHS = {"tiny": 12, "small": 24, "base": 24, "large": 24}


def _vit_shape(node: Node):
    """Return (depth, width, heads) of a VisionTransformer node; parts that are not known are None."""
    arch = node.get("arch")
    if arch.text:
        return _VIT_SHAPES.get(arch.text, (None, None, None))
    held = arch if arch.is_map else node
    return tuple(_number(held, key) for key in ("num_layers", "embed_dims", "num_heads"))


def _vit(node: Node):
    size = _VIT_NAMES.get(_vit_shape(node))
    patch = _number(node, "patch_size", 16)
    image = _side(node.get("img_size")).value if node.get("img_size").present else 224
    if size is None or not patch:
        return None
    stem = "deit" if _type(node) == "DistilledVisionTransformer" else "vit"
    name = f"{stem}_{size}_patch{patch}"
    full = f"{name}_{image}" if isinstance(image, int) else name
    return full if knowledge.architecture(full) else name


_SWIN_NAMES = {
    (96, (2, 2, 6, 2)): "tiny", (96, (2, 2, 18, 2)): "small", (128, (2, 2, 18, 2)): "base",
    (192, (2, 2, 18, 2)): "large",
}  # fmt: skip


def _swin(node: Node, stem="swin"):
    """Return timm's name for a Swin of known size, at its image size where that is one the tables know."""
    name = _swin_size(node, stem)
    image = _side(node.get("img_size")).value if node.get("img_size").present else 224
    window = {224: 7, 384: 12}.get(image)
    if name is None or stem != "swin" or window is None:
        return name
    full = f"{name}_patch4_window{window}_{image}"
    return full if knowledge.architecture(full) else name


def _swin_size(node: Node, stem):
    arch = node.get("arch")
    if arch.text:
        return _size_word(node, stem)
    held = arch if arch.is_map else node
    depths = held.get("depths").value
    if not isinstance(depths, list) or not all(isinstance(item, int) for item in depths):
        return None
    size = _SWIN_NAMES.get((_number(held, "embed_dims", 96), tuple(depths)))
    return f"{stem}_{size}" if size else None


def _mit(node: Node):
    widths = {
        32: {(2, 2, 2, 2): 0},
        64: {(2, 2, 2, 2): 1, (3, 4, 6, 3): 2, (3, 4, 18, 3): 3, (3, 8, 27, 3): 4, (3, 6, 40, 3): 5},
    }
    layers = node.get("num_layers").value
    if not isinstance(layers, list) or not all(isinstance(item, int) for item in layers):
        return None
    index = widths.get(_number(node, "embed_dims"), {}).get(tuple(layers))
    return None if index is None else f"mit_b{index}"


def _regnet(node: Node):
    arch = node.get("arch").text
    kind, _, size = arch[:40].partition("_")
    if size.endswith("gf"):
        number = size[:-2].replace(".", "", 1)
        if not number.isdecimal():
            return None
        return f"{kind}_{round(float(size[:-2]) * 10):03d}"
    if size.endswith("mf") and size[:-2].isdecimal():
        return f"{kind}_{round(int(size[:-2]) / 100):03d}"
    return None


def _hrnet(node: Node):
    arch = node.get("arch").text
    width = arch[1:] if arch.startswith("w") else node.get("extra.stage2.num_channels.0").value
    return f"hrnet_w{width}" if str(width).isdecimal() else None


def _named(name):
    return lambda node: name


def _word(stem):
    return lambda node: _size_word(node, stem)


_ARCHITECTURES = {
    "ResNet": _resnet, "ResNetV1b": _resnet, "ResNetV1c": lambda node: _resnet(node, suffix="c"),
    "ResNetV1d": lambda node: _resnet(node, suffix="d"), "ResNet_CIFAR": _resnet,
    "SEResNet": lambda node: _resnet(node, "seresnet"), "ResNeSt": lambda node: _resnet(node, "resnest"),
    "Res2Net": lambda node: _resnet(node, "res2net"), "ResNeXt": _resnext, "VGG": _vgg,
    "SSDVGG": lambda node: _resnet(node, "vgg"), "Darknet": lambda node: _resnet(node, "darknet"),
    "DenseNet": lambda node: f"densenet{node.get('arch').text}" if node.get("arch").text else None,
    "EfficientNet": _word("efficientnet"), "EfficientNetV2": _word("efficientnetv2"), "ConvNeXt": _word("convnext"),
    "MobileNetV2": _named("mobilenet_v2"), "MobileNetV3": _word("mobilenet_v3"), "InceptionV3": _named("inception_v3"),
    "AlexNet": _named("alexnet"), "LeNet5": _named("lenet5"), "RegNet": _regnet, "HRNet": _hrnet,
    "VisionTransformer": _vit, "DistilledVisionTransformer": _vit, "SwinTransformer": _swin,
    "SwinTransformerV2": lambda node: _swin(node, "swinv2"), "MixVisionTransformer": _mit,
    "SimMIMSwinTransformer": _swin,
    "MobileViT": lambda node: f"mobilevit_{node.get('arch').text}".replace("x_", "x"),
    "RepVGG": lambda node: f"repvgg_{node.get('arch').text.lower()}", "UNet": _named("unet"),
    "TIMMBackbone": lambda node: node.get("model_name").text or None, "MobileOne": _word("mobileone"),
    "PoolFormer": _word("poolformer"), "EfficientFormer": _word("efficientformer"),
}  # fmt: skip
_DEPTH_BY_NAME = (
    "ResNet",
    "ResNeXt",
    "ResNeSt",
    "Res2Net",
    "SEResNet",
    "ResNetV1b",
    "ResNetV1c",
    "ResNetV1d",
    "ResNet_CIFAR",
    "VGG",
)


def _read_backbone(node: Node, facts: Facts):
    name, shown = _type(node), node.get("type")
    if not name:
        if shown.opaque:
            facts.put("model.architecture", None, OPAQUE, shown.keys)
        return
    build = _ARCHITECTURES.get(name)
    known = build(node) if build else None
    depth = node.get("depth")
    place = next((part for part in (depth, node.get("arch"), node.get("model_name")) if part.present), shown)
    facts.say("model.architecture", known or name, place if known else shown)
    if name in _DEPTH_BY_NAME and isinstance(depth.value, int):
        facts.state("model.num_layers", depth, count)
        facts.say("model.depth_unit", "weight-layers", depth)
    elif depth.opaque and name in _DEPTH_BY_NAME:
        facts.put("model.num_layers", None, OPAQUE, depth.keys)
    if name in _VIT_TYPES:
        _read_vit(node, facts)
    elif name in ("SwinTransformer", "SwinTransformerV2", "SimMIMSwinTransformer", "MixVisionTransformer"):
        _read_stages(node, "num_layers" if name == "MixVisionTransformer" else "depths", facts)


def _read_vit(node: Node, facts: Facts):
    arch = node.get("arch")
    held = arch if arch.is_map else node
    shown = arch if arch.text else held.first("num_layers", "embed_dims", "type")
    for fact, key, value in zip(
        ("model.num_layers", "model.hidden_size", "model.num_heads"),
        ("num_layers", "embed_dims", "num_heads"),
        _vit_shape(node),
        strict=True,
    ):
        facts.say(fact, value, shown if arch.text else held.get(key))
    if facts.value("model.num_layers"):
        facts.say("model.depth_unit", "blocks", shown)
    if held.get("num_heads").present:
        facts.assume("model.head_remainder", "refuse")
    facts.say("model.family", "vision-transformer", node.get("type"))
    patch = node.get("patch_size")
    if isinstance(patch.value, int):
        facts.state("model.patch_size", patch, count)


def _read_stages(node: Node, key, facts: Facts):
    arch = node.get("arch")
    depth = _SWIN_DEPTHS.get((_size_word(node, "swin") or "").removeprefix("swin_"))
    if key == "depths" and depth:
        facts.say("model.num_layers", depth, arch)
        facts.say("model.depth_unit", "blocks", arch)
    facts.say("model.family", "vision-transformer", node.get("type"))
    depths = (arch if arch.is_map else node).get(key)
    if depths.is_list and depths.value and all(isinstance(item, int) and item > 0 for item in depths.value):
        facts.say("model.num_layers", sum(depths.value), depths)
        facts.say("model.depth_unit", "blocks", depths)


_NORMALIZATIONS = {
    "BN": "batch", "BN1d": "batch", "BN2d": "batch", "BN3d": "batch", "SyncBN": "batch", "MMSyncBN": "batch",
    "naiveSyncBN": "batch", "naiveSyncBN1d": "batch", "naiveSyncBN2d": "batch", "GN": "group", "LN": "layer",
    "LN2d": "layer", "IN": "instance", "IN1d": "instance", "IN2d": "instance", "IN3d": "instance", "RMSNorm": "rms",
}  # fmt: skip


def _read_critic(model, facts: Facts):
    """State the normalization that a discriminator is given, and the weight of a penalty on its gradient."""
    penalty = model.first("disc_auxiliary_loss", "gp_loss", "loss_gp")
    weight = penalty.get("loss_weight")
    if _type(penalty) == "GradientPenaltyLoss" and type(weight.value) in (int, float) and weight.value > 0:
        facts.state("training.gradient_penalty", weight)
    norm = model.first("discriminator", "disc").get("norm_cfg")
    if norm.is_map:
        facts.say("model.critic_normalization", _NORMALIZATIONS.get(_type(norm)), norm.get("type"))


# Heads with a branch that is pooled to 1x1 before its convolution and normalization.
_POOLING_HEADS = ("PSPHead", "UPerHead", "ASPPHead", "DepthwiseSeparableASPPHead")


def _read_normalization(root: Node, model, backbone, facts: Facts):
    """The backbone's own ``norm_cfg``; a head's is another network's part."""
    node = backbone.get("norm_cfg")
    if node.is_map:
        facts.say("model.normalization", _NORMALIZATIONS.get(_type(node)), node.get("type"))
        if node.get("requires_grad").value is False:
            facts.say("model.norm_frozen", True, node.get("requires_grad"))
    elif node.opaque:
        facts.put("model.normalization", None, OPAQUE, node.keys)
    elif _type(backbone) == "VGG" and (node.absent or node.is_null) and INCOMPLETE not in root.document.cache:
        facts.assume("model.normalization", "none", backbone.get("type"))  # VGG(norm_cfg=None)
    if backbone.get("norm_eval").value is True:
        facts.say("model.norm_frozen", True, backbone.get("norm_eval"))
    # A head that pools the map to one place normalizes that place: its own normalization is the one that counts.
    head = model.get("decode_head")
    head = head.child(0) if head.is_list else head
    own = head.get("norm_cfg")
    scales = head.get("pool_scales")
    pools = _type(head) in _POOLING_HEADS and (scales.absent or (scales.is_list and 1 in scales.value))
    if pools and _NORMALIZATIONS.get(_type(own)) == "batch":
        facts.say("model.normalizes_single_values", True, head.get("type"))
        node = own
    if "Sync" in _type(node):
        facts.say("model.norm_synchronized", True, node.get("type"))


# Weights


def _read_weights(root: Node, model, backbone, facts: Facts):
    """Weights come by ``load_from``, ``pretrained`` (2.x) or ``init_cfg`` (3.x); ``resume = True`` brings none."""
    random, opaque = None, None
    for node in (root.get("load_from"), root.get("resume_from"), model.get("pretrained"), backbone.get("pretrained")):
        if node.opaque:
            opaque = opaque or node
        elif node.value is True or (node.text and not node.is_null):
            facts.say("model.pretrained", True, node)
        elif node.present and node.keys[-1] == "pretrained":
            random = random or node
    for holder in (model, backbone):
        held = holder.get("init_cfg")
        for node in held.each():
            if node.opaque:
                opaque = opaque or node
            elif _type(node) == "Pretrained":
                checkpoint = node.get("checkpoint")
                if checkpoint.text:
                    facts.say("model.pretrained", True, checkpoint)
                else:
                    opaque = opaque or checkpoint  # left to the command line
            elif node.is_map and holder is backbone:
                random = random or node.get("type")
        if held.is_null and holder is backbone:
            random = random or held
    if facts.get("model.pretrained") is not None:
        return
    if opaque is not None:
        facts.put("model.pretrained", None, OPAQUE, opaque.keys)
    elif random is not None and _is_certain(root, random):
        facts.say("model.pretrained", False, random)


def _is_certain(root: Node, random):
    """Whether it is certain that nothing is loaded over a random initialization.

    Published fine-tuning configs inherit both ``init_cfg`` and ``load_from = None``, and get their weights on the
    command line; a run's own record, which stands in one file, holds what was given there too.
    """
    if INCOMPLETE in root.document.cache:
        return False
    return random.keys[-1] == "pretrained" or (root.get("load_from").is_null and not root.document.parents)


# Data

# Classes that read any folder or annotation file of a form, and are named after the data set of that form.
_READERS = {
    "ImageNet": "imagenet", "CocoDataset": "coco", "VOCDataset": "voc", "XMLDataset": "", "CustomDataset": "",
    "BaseDataset": "", "BaseSegDataset": "", "PascalVOCDataset": "voc", "BaseDetDataset": "",
    "BaseCocoStyleDataset": "", "VideoDataset": "", "RawframeDataset": "", "PoseDataset": "", "MultiLabelDataset": "",
    "KFoldDataset": "", "CityscapesDataset": "city", "ADE20KDataset": "ade", "CUB": "cub", "VOC": "voc",
    "ImageNet21k": "imagenet",
}  # fmt: skip
_SEVERAL = ("ConcatDataset", "CombinedDataset")
_WRAPPERS = ("RepeatDataset", "ClassBalancedDataset", "MultiImageMixDataset", "CBGSDataset")


def _train_set(root: Node):
    """Return the training set's node, out of the wrappers that repeat or balance it; absent for a mix of several."""
    node = root.get("train_dataloader.dataset")
    if not node.is_map:
        node = root.get("data.train")
    if not node.is_map:
        node = root.get("data.train_dataset")
    for _ in range(5):
        if node.is_map and node.get("dataset").is_map and (_type(node) in _WRAPPERS or not _type(node)):
            node = node.get("dataset")
    return node


def _read_data(root: Node, model, backbone, facts: Facts):
    dataset = _train_set(root)
    _read_data_name(root, dataset, facts)
    indices = dataset.get("indices")
    if isinstance(indices.value, int) and indices.value > 0:
        facts.state("data.train_size", indices, count)  # the first so many entries of the annotation file
        facts.say("data.unit", "images", indices)
    for path in (
        "train_dataloader.batch_size",
        "data.samples_per_gpu",
        "data.train_dataloader.samples_per_gpu",
        "data.batch_size",
    ):
        facts.state("training.batch_size_per_device", root.get(path), count)
    _read_image_size(root, dataset, backbone, facts)
    for path in ("head", "decode_head", "bbox_head", "roi_head.bbox_head", "cls_head", "mask_head", "panoptic_head"):
        head = model.get(path)
        classes = (head.child(0) if head.is_list else head).get("num_classes")
        if classes.opaque or isinstance(classes.value, int):
            facts.state("data.num_classes", classes, lambda value: count(value, low=0) or None)


def _read_data_name(root: Node, dataset, facts: Facts):
    name, node = _type(dataset), dataset.get("type")
    if not dataset.is_map or not name or name in _SEVERAL:
        if node.opaque and dataset.is_map:
            facts.put("data.name", None, OPAQUE, node.keys)
        return
    own_classes = any(
        dataset.get(key).present and not dataset.get(key).is_null for key in ("classes", "metainfo", "metainfo.classes")
    )
    data_root = dataset.get("data_root")
    folder = data_root.text if data_root.present else dataset.first("ann_file", "data_prefix", "img_prefix").text
    marker = _READERS.get(name)
    plain = "".join(letter for letter in folder.lower() if letter.isalnum())
    bare = name[: -len("Dataset")] if name.endswith("Dataset") and name != "CocoDataset" else name
    is_named = knowledge.dataset(bare) is not None if marker is None else True  # a loader's class names no data
    if is_named and (marker is None or (marker and not own_classes and (not plain or marker in plain))):
        facts.say("data.name", bare, node)
        return
    # A reader over the user's own files: the folder's name is all that names them.
    parts = [part for part in folder.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if data_root.text and parts and parts[-1].lower() not in ("data", "dataset", "datasets", "images", "train"):
        own = "".join(letter for letter in parts[-1].lower() if letter.isalnum())
        is_subset = own_classes and any(word and word in own for word in _READERS.values())
        if not is_subset:
            facts.say("data.name", parts[-1], data_root)


def _side(node: Node):
    """Return the node of a square's side: a number, or the first of two equal ones; else an absent node."""
    value = node.value
    if is_integer(value):
        return node
    if isinstance(value, list) and len(value) == 2 and value[0] == value[1] and isinstance(value[0], int):
        return node.child(0)
    return Node(node.document, node.keys)


def _read_image_size(root: Node, dataset, backbone, facts: Facts):
    """The last crop or resize before the network; what the backbone was built for where the pipeline says nothing."""
    pipeline = dataset.get("pipeline")
    if not pipeline.is_list:
        pipeline = root.get("train_pipeline")
    found = None
    for step in list(pipeline.each())[:200] if pipeline.is_list else ():
        name = _type(step)
        if name in ("RandomResizedCrop", "RandomCrop", "CenterCrop", "ResizeEdge", "Resize", "EfficientNetRandomCrop"):
            size = step.first("crop_size", "scale", "size", "img_scale")
            side = _side(size)
            found = None if side.absent or name in ("ResizeEdge",) else side
    if found is None:
        found = _side(root.get("crop_size"))
    if found.absent and isinstance(pipeline.value, list) is False:
        found = _side(backbone.get("img_size"))
    if found.present and not found.opaque:
        facts.state("data.image_size", found, count)


def _number(node: Node, key, default=None):
    value = node.get(key).value
    if node.get(key).absent:
        return default
    return value if is_integer(value) else None
