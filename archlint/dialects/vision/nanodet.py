"""NanoDet: light detectors of a backbone, a pyramid and a head."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.feature_channels import REPVGG, SHUFFLENET_V2, divisible
from ..reading.seams import Features, compare, compare_all, spread, state_pyramid, whole

DIALECT = Dialect(
    name="nanodet",
    title="NanoDet",
    files="YAML with `model.arch.backbone`, `fpn` and `head` beside `class_names`",
    reads="network, channels and levels from backbone to head, classes, image size, batch size per device",
    formats=("yaml",),
    triggers=("model.arch",),
)


def claim(root: Node) -> Claim | None:
    """Claim a model whose architecture names its backbone and its head."""
    arch = root.get("model.arch")
    if arch.get("backbone.name").text and arch.get("head.name").text:
        return Claim(94, "model.arch with a backbone and a head by name")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the parts of the network, and where they meet."""
    arch, data = root.get("model.arch"), root.get("data.train")
    name = arch.get("backbone.name")
    facts.say("model.architecture", arch.get("name").text or name.text, arch.first("name", "backbone.name"))
    facts.say("model.family", "cnn" if name.text in _BACKBONES else None, name)
    facts.say("data.modality", "image", name)
    facts.say("task", "object-detection", arch.get("head.name"))
    size = data.get("input_size")
    if size.is_list and len(size.value) == 2 and size.value[0] == size.value[1]:
        facts.state("data.image_size", size.child(0), count)
    facts.state("training.batch_size_per_device", root.get("device.batchsize_per_gpu"), count)
    if root.get("schedule").is_map:
        facts.say("training.is_run", True, root.get("schedule"))
    names = root.get("class_names")
    if names.is_list and names.value:
        facts.say("data.num_classes", len(names.value), names)
    maps = _through(arch, _features(arch.get("backbone")), facts)
    _read_heads(arch, maps, names, facts)


# The channels of each stage that `out_stages` may name, and the stages that are named by default.


def _repvgg(node: Node):
    widths = REPVGG.get(node.get("arch").text)
    last = node.get("last_channel")
    if widths is None or (last.present and not last.is_null and whole(last) is None):
        return None
    return dict(enumerate([*widths[:3], whole(last) or widths[3]], start=1))


def _shufflenet(node: Node):
    size = node.get("model_size").text
    widths = SHUFFLENET_V2.get(float(size[:-1])) if size in ("0.5x", "1.0x", "1.5x", "2.0x") else None
    if widths is None:
        return None
    last = widths[3] if node.get("with_last_conv").value is True else widths[2]
    return dict(enumerate([*widths[:2], last], start=2))


def _resnet(node: Node):
    first = {18: 64, 34: 64, 50: 256, 101: 256, 152: 256}.get(whole(node.get("depth")))
    return {stage + 1: first * 2**stage for stage in range(4)} if first else None


def _scale(node: Node, key):
    value = 1.0 if node.get(key).absent else node.get(key).value
    return value if type(value) in (int, float) and 0 < value < 100 else None


def _mobilenet(node: Node):
    scale, last = _scale(node, "width_mult"), node.get("last_channel")
    if scale is None:
        return None
    widths = {stage: int(width * scale) for stage, width in enumerate((16, 24, 32, 64, 96, 160))}
    return {**widths, 6: 1280 if last.absent else whole(last)}


def _ghostnet(node: Node):
    scale = _scale(node, "width_mult")
    widths = (16, 24, 24, 40, 40, 80, 112, 160, 160, 960)
    return {stage: divisible(width * scale, 4) for stage, width in enumerate(widths)} if scale else None


_BACKBONES = {
    "RepVGG": (_repvgg, [1, 2, 3, 4]), "ShuffleNetV2": (_shufflenet, [2, 3, 4]), "ResNet": (_resnet, [1, 2, 3, 4]),
    "MobileNetV2": (_mobilenet, [1, 2, 4, 6]), "GhostNet": (_ghostnet, [4, 6, 9]),
}  # fmt: skip


def _features(backbone):
    """Return what a backbone hands on: the named stages, in the order that they are passed."""
    name = backbone.get("name").text
    reader, default = _BACKBONES.get(name, (None, None))
    stages = reader(backbone) if reader else None
    chosen = backbone.get("out_stages")
    listed = default if chosen.absent else chosen.value
    if stages is None or not isinstance(listed, list) or not all(is_integer(stage) for stage in listed):
        return None
    widths = [stages.get(stage) for stage in sorted(set(listed))]
    place = backbone.first("arch", "model_size", "depth", "width_mult", "name")
    return Features(widths, place, name) if all(widths) else None


def _through(arch, maps, facts: Facts):
    """State the seam between backbone and pyramid, and return what the pyramid hands on."""
    neck = arch.get("fpn")
    name = neck.get("name").text
    given = whole(neck.get("out_channels"))
    if name in ("FPN", "PAN", "TAN"):
        used = state_pyramid(facts, neck, name)
        if used is None:
            return None
        compare_all(facts, neck, "in_channels", maps, name, used)
        return spread(neck, given, whole(neck.get("num_outs")), name)
    if name == "GhostPAN":
        compare_all(facts, neck, "in_channels", maps, name)
        more = neck.get("num_extra_level")
        inputs = neck.get("in_channels")
        if inputs.is_list and (more.absent or is_integer(more.value)):
            return spread(neck, given, len(inputs.value) + (0 if more.absent else more.value), name)
    return None


def _read_heads(arch, maps, names, facts: Facts):
    head = arch.get("head")
    name = head.get("name").text
    if name not in ("NanoDetHead", "GFLHead", "NanoDetPlusHead"):
        return
    compare(facts, name, head, "input_channel", maps)
    strides = head.get("strides")
    # Fewer strides than maps are paired with the first ones.
    if maps is not None and strides.is_list and len(strides.value) > len(maps.channels):
        site = facts.site(name)
        site.say("model.head_levels", len(strides.value), strides)
        site.say("model.neck_outputs", len(maps.channels), maps.node)
    if maps is not None and arch.get("name").text == "NanoDetPlus":
        # The auxiliary head sees the pyramid's maps beside those of its copy.
        both = Features([2 * channels for channels in maps.channels], maps.node, maps.name)
        compare(facts, "aux_head", arch.get("aux_head"), "input_channel", both)
    classes = head.get("num_classes")
    # A template's list ends with dots that are to be filled in.
    if names.is_list and names.value and "..." not in names.value and is_integer(classes.value):
        site = facts.site(name)
        site.state("model.num_classes", classes, count)
        site.say("data.num_classes", len(names.value), names)
        site.say("model.class_remainder", "refuse", classes)  # the training program compares them
