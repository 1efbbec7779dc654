"""A backbone's lists with an entry for each stage, and the heads of each stage."""

from ....facts import Facts, count
from ...reading.seams import called, state_stage_heads, whole
from .names import type_of


def state_stages(backbone, facts: Facts):
    """State the lists of a backbone that hold an entry for each stage, and the heads of each stage."""
    name = type_of(backbone)
    if name in ("ResNet", "ResNetV1b", "ResNetV1c", "ResNetV1d", "ResNeXt", "ResNeSt", "Res2Net", "RegNet"):
        stages = backbone.get("num_stages")
        wanted = 4 if stages.absent else whole(stages)
        if backbone.get("depth").value not in (18, 34, 50, 101, 152) and name != "RegNet":
            return  # another network of that name
        for key in ("strides", "dilations", "stage_with_dcn"):
            _state_length(facts, backbone, backbone.get(key), wanted, stages)
    elif name in ("SwinTransformer", "SwinTransformerV2"):
        _state_transformer(facts, backbone, "depths", 96, (3, 6, 12, 24), doubles=True)
    elif name == "TimeSformer" and backbone.get("transformer_layers").absent:
        _state_time_heads(facts, backbone)
    elif name in ("PyramidVisionTransformer", "PyramidVisionTransformerV2", "MixVisionTransformer"):
        _state_transformer(facts, backbone, "num_layers", 64, None, doubles=False)
    elif name == "HRNet":
        for stage, held in backbone.get("extra").items():
            branches = whole(held.get("num_branches"))
            for key in ("num_blocks", "num_channels"):
                _state_length(facts, held, held.get(key), branches, held.get("num_branches"), f"extra.{stage}.{key}")
    elif name == "SECOND":
        wanted = backbone.get("layer_nums")
        if wanted.is_list:
            for key in ("layer_strides", "out_channels"):
                _state_length(facts, backbone, backbone.get(key), len(wanted.value), wanted)


_TIME_WIDTH, _TIME_HEADS = 768, 12


def _state_time_heads(facts: Facts, backbone):
    """The width and heads of a TimeSformer, each with its default."""
    site = facts.site("TimeSformer")
    for name, key, default in (
        ("model.hidden_size", "embed_dims", _TIME_WIDTH), ("model.num_heads", "num_heads", _TIME_HEADS)
    ):  # fmt: skip
        node = backbone.get(key)
        if node.present:
            site.state(name, node, count)
        else:
            site.assume(name, default, backbone.get("type"))
    site.assume("model.head_remainder", "refuse")


def _state_length(facts: Facts, holder, listed, wanted, place, role=None):
    if not listed.is_list or wanted is None:
        return
    site = facts.site(role or f"{called(holder)}.{listed.keys[-1]}")
    site.say("model.list_length", len(listed.value), listed)
    if place.present:
        site.say("model.expected_length", wanted, place)
    else:
        site.assume("model.expected_length", wanted)


def _state_transformer(facts: Facts, backbone, depth_key, width, heads, doubles):
    """Each stage's width, and the heads that must divide it."""
    if backbone.get("arch").is_map:
        backbone = backbone.get("arch")
    elif backbone.get("arch").present:
        return
    depths, counts = backbone.get(depth_key), backbone.get("num_heads")
    if depths.is_list and counts.is_list:
        _state_length(facts, backbone, counts, len(depths.value), depths)
    key = "embed_dim" if backbone.get("embed_dim").present else "embed_dims"
    node = backbone.get(key)
    first = width if node.absent else whole(node)
    if first is None or not doubles or not counts.is_list:
        return  # the pyramids' widths are made of their heads
    state_stage_heads(facts, first, node if node.present else backbone.get("type"), counts)
