"""What timm's models take: the images' sides, widths that heads divide, lists with an entry for each stage.

timm's ``train.py`` builds a model by its name and the ``model_kwargs``, and feeds it with ``img_size`` or
``input_size``, which it does not tell the model.  A model that is made for one side refuses every other.
"""

from ... import knowledge
from ...facts import DERIVED, Facts, is_count, is_integer
from .. import Node

# Arguments of the models that change nothing of which sides a model takes.
_HARMLESS = frozenset((
    "attn_drop_rate", "class_token", "depth", "depths", "drop_block_rate", "drop_path_rate", "drop_rate", "embed_dim",
    "fc_norm", "global_pool", "in_chans", "init_values", "mlp_ratio", "num_classes", "num_heads", "patch_drop_rate",
    "pos_drop_rate", "proj_drop_rate", "qk_norm", "qkv_bias", "weight_init", "act_layer", "norm_layer", "ls_init_value",
    "head_init_scale", "bn_momentum", "bn_eps",
))  # fmt: skip

_MOST_STAGES = 8
_COARSEST = 32  # the stride of the last stage


def known(name):
    """Return what is known of a timm model, whatever hub prefix or tag of weights stands around its name."""
    if not isinstance(name, str):
        return None, ""
    plain = name.strip()
    for prefix in ("hf_hub:", "hf-hub:"):
        plain = plain.removeprefix(prefix)
    plain, _, tag = plain.removeprefix("timm/").partition(".")
    return knowledge.timm(plain), tag


def state_sizes(facts: Facts, model, size, kwargs, channels):
    """State which sides of images a model takes, with what train.py feeds it.

    ``size`` is the node of the side that is written, or an absent one; ``channels`` the nodes of the network's and of
    the images' channels.
    """
    row, tag = known(model.value)
    if row is None or (kwargs.present and not kwargs.is_map and not kwargs.is_null):
        return
    default = row.get("tags", {}).get(tag, row.get("image"))
    built, images = channels
    if built.present and is_integer(built.value) and row.get("channels") != "any":
        facts.say("model.in_channels", built.value, built)
        if images.present:
            facts.say("data.num_channels", images.value, images)
        elif size.absent:
            facts.put("data.num_channels", 3, DERIVED, model.keys, source=model.value)  # its default data config
    if kwargs.opaque or not isinstance(default, int):
        return
    arguments = kwargs.value if kwargs.is_map else {}
    others = {key for key in arguments if key not in _HARMLESS and key not in ("img_size", "patch_size")}
    if others:
        _state_dynamic(facts, row, kwargs, others)
        return
    own = kwargs.get("img_size") if row.get("sized") else Node(model.document)
    if kwargs.get("img_size").present and (own.absent or not is_integer(own.value)):
        return
    if size.absent:
        if own.absent and not (row.get("tiles") and "patch_size" in arguments):
            return
        facts.put("data.image_size", default, DERIVED, model.keys, source=model.value)
    side = size.value if size.present else default
    if not is_integer(side):
        return
    patch = row.get("patch") if "patch_size" not in arguments else kwargs.get("patch_size").value
    if own.present:
        if is_count(patch):
            facts.say("model.patch_size", patch, kwargs.first("patch_size", "img_size"))
        if row.get("takes") and side != own.value:
            facts.say("model.fixed_image_size", own.value, own)
        _state_tiles(facts, row, kwargs, {"built": own.value, "fed": side})
        return
    takes = row.get("takes")
    if isinstance(takes, list):  # a grid, and all sides that come out as it; of other patches it is another grid
        other = "patch_size" in arguments or tag in row.get("tags", {})
        takes = None if other or takes[0] <= side <= takes[1] else default
    elif takes is not None and tag in row.get("tags", {}):
        takes = default
    if takes is not None and takes != side:
        facts.say("model.fixed_image_size", takes, model)
        _say_patch(facts, patch, side, model)
    if "patch_size" in arguments:
        _state_tiles(facts, row, kwargs, {"built": default, "fed": side})
        return
    rounds = row.get("rounds", 1)  # the first layers round up what they halve
    if "step" in row and -(-side // rounds) % (row["step"] // rounds):
        windows = row["step"] // _COARSEST
        if rounds > 1 and windows > 2 and side > row["step"]:  # windows are cut from each map, down to the coarsest
            facts.say("model.window_size", windows, model)
            facts.say("model.window_stride", _COARSEST, model)
            facts.say("model.window_remainder", "refuse", model)
        else:
            facts.say("model.total_stride", row["step"], model)
            facts.say("model.stride_remainder", "refuse", model)
    if "least" in row:
        facts.say("model.minimum_image_size", row["least"], model)
    if "stem" in row:
        facts.say("model.stem_stride", row["stem"], model)


def _state_tiles(facts: Facts, row, kwargs, sides):
    """State the patches of a class that asserts that they tile the images: those built for, fed with, or both."""
    written = kwargs.get("patch_size")
    patch = written.value if written.present else row.get("patch")
    if not is_count(patch):
        return
    node = kwargs.get("img_size")
    for side in sorted({sides[which] for which in row.get("tiles", ())}):
        site = facts.site("patches")
        site.say("data.image_size", side, node if node.present and node.value == side else kwargs)
        site.say("model.patch_size", patch, written if written.present else kwargs)
        site.say("model.patch_remainder", "refuse", kwargs)


def _say_patch(facts: Facts, patch, side, model):
    if is_count(patch) and side % patch:
        facts.say("model.patch_size", patch, model)
        facts.say("model.patch_remainder", "refuse", model)


def _state_dynamic(facts: Facts, row, kwargs, others):
    """A plain transformer with positions that follow the image needs whole patches, unless it pads."""
    written = kwargs.get("patch_size")
    patch = written.value if written.present else row.get("patch")
    if not is_count(patch):
        return
    if others <= {"dynamic_img_size", "dynamic_img_pad", "strict_img_size"} and row.get("dynamic"):
        pads = kwargs.get("dynamic_img_pad")
        follows = kwargs.get("dynamic_img_size").value is True or kwargs.get("strict_img_size").value is False
        if follows and (pads.absent or pads.value is False):
            facts.say("model.patch_size", patch, written if written.present else kwargs)
            facts.say("model.patch_remainder", "refuse", kwargs)


def state_widths(facts: Facts, model, kwargs):
    """State the widths that heads divide, in a model whose class refuses what is left over, where one is written."""
    row, _ = known(model.value)
    if row is None or not kwargs.is_map or "width" not in row:
        return
    (width_key, width), (heads_key, heads) = row["width"], row["heads"]
    written = kwargs.get(width_key), kwargs.get(heads_key)
    if written[0].absent and written[1].absent:
        return
    nodes = [_each(node, value, model) for node, value in zip(written, (width, heads), strict=True)]
    if None in nodes:
        return
    stages = max(map(len, nodes))
    if stages > _MOST_STAGES:
        return
    if row.get("doubles"):  # each stage has twice the width of the one before
        nodes[0] = [(nodes[0][0][0] << stage, nodes[0][0][1]) for stage in range(stages)]
    nodes = [found * stages if len(found) == 1 else found for found in nodes]
    for stage, ((width, wide), (heads, headed)) in enumerate(zip(*nodes, strict=False), 1):
        part = facts.site(f"stage {stage}" if stages > 1 else "attention")
        part.say("model.hidden_size", width, wide)
        part.say("model.num_heads", heads, headed)
        part.assume("model.head_remainder", "refuse")


def _each(node: Node, default, model):
    """Return the numbers that stand at a node, with their nodes, or the model's own; None where one is not known."""
    if node.absent:
        return [(value, model) for value in (default if isinstance(default, list) else [default])]
    found = [(one.value, one) for one in node.each()]
    return found if found and all(is_count(value) for value, _ in found) else None


def state_lists(facts: Facts, model, kwargs):
    """State the lists of another length than the model's stages, where one alone is written."""
    row, _ = known(model.value)
    if row is None or not kwargs.is_map:
        return
    lists = row.get("lists", {})
    other = [key for key in lists if kwargs.get(key).is_list and len(kwargs.get(key).value) != lists[key][0]]
    if len(other) != 1 or any(kwargs.get(key).present for key in lists if key != other[0]):
        return
    node, (length, refused) = kwargs.get(other[0]), lists[other[0]]
    if refused == "any" or (refused == "short") == (len(node.value) < length):
        site = facts.site(other[0])
        site.say("model.list_length", len(node.value), node)
        site.say("model.expected_length", length, model)
