"""Seams between the parts of a network: what one hands on beside what the next is told to take in."""

from ...facts import Facts, count, is_count, is_integer
from .. import Node

_MOST_LEVELS = 64  # no pyramid has so many


class Features:
    """The feature maps of a backbone or neck: ``channels`` of each, and the node of the key that decides them."""

    __slots__ = ("channels", "node", "name")

    def __init__(self, channels, node: Node, name):
        self.channels = channels
        self.node = node
        self.name = name


def whole(node: Node):
    """Return a node's value if it is a number that counts something, else None."""
    return node.value if is_count(node.value) and node.value < 10**6 else None


def called(part):
    """Return the key that a part stands under, as a person names it."""
    return next((str(key) for key in reversed(part.keys) if isinstance(key, str)), "")


def spread(part, channels, outputs, name, key="out_channels"):
    """Return so many maps of the same channels, which stand at a key of a part; None where one is not known."""
    if not channels or not outputs or outputs > _MOST_LEVELS:
        return None
    return Features([channels] * outputs, part.get(key), name)


def listed_maps(part, key, name):
    """Return the maps whose channels a part lists under a key, or None."""
    node = part.get(key)
    if not node.is_list or not 0 < len(node.value) <= _MOST_LEVELS or not all(is_integer(item) for item in node.value):
        return None
    return Features(node.value, node, name)


def state_seam(facts: Facts, role, node: Node, maps, index):
    """State one site: the channels written at a node, and those of the map that comes there."""
    site = facts.site(role)
    site.state("model.in_channels", node, count)
    site.say("model.incoming_channels", maps.channels[index], maps.node)


def compare(facts: Facts, role, part, key, maps, is_last=True):
    """Compare one number with the last map, or with every one where they are all the same."""
    node = part.get(key)
    if maps is not None and is_integer(node.value) and (is_last or len(set(maps.channels)) == 1):
        state_seam(facts, role, node, maps, -1)


def compare_all(facts: Facts, part, key, maps, name, levels=None, order=None):
    """Compare a list of channels with the maps it is for; another number of maps is refused where all are taken.

    levels: those that are used.  order: the map for each entry, where that is not its own place.
    """
    listed = part.get(key)
    if maps is None or not listed.is_list or not listed.value:
        return
    if len(listed.value) != len(maps.channels):
        site = facts.site(f"{called(part)}.{key}")
        site.say("model.list_length", len(listed.value), listed)
        site.say("model.expected_length", len(maps.channels), maps.node)
        return
    for place, index in enumerate(order or range(len(listed.value))):
        if levels is None or place in levels:
            state_seam(facts, f"level {place} of {name}", listed.child(place), maps, index)


def state_pyramid(facts: Facts, neck, name, first=0):
    """State a pyramid's inputs, first and last level and outputs; return the levels it uses, or None.

    first: the default of ``start_level``.
    """
    listed, outputs = neck.get("in_channels"), neck.get("num_outs")
    start, end = neck.get("start_level"), neck.get("end_level")
    low = first if start.absent else start.value
    high = -1 if end.absent else end.value
    if not listed.is_list or not all(is_integer(value) for value in (outputs.value, low, high)):
        return None
    site = facts.site(name)
    site.say("model.neck_inputs", len(listed.value), listed)
    for fact, node, value in (("model.start_level", start, low), ("model.end_level", end, high)):
        if node.present:
            site.state(fact, node)
        else:
            site.assume(fact, value)
    site.state("model.neck_outputs", outputs, count)
    return range(max(low, 0), len(listed.value) if high < 0 else min(high, len(listed.value)))


def state_stage_heads(facts: Facts, width, place, heads):
    """State the heads of each stage of a transformer whose width doubles from stage to stage, where they must divide.

    width: that of the first stage, which stands at ``place``.
    """
    if not is_integer(width) or not 0 < width < 10**6 or not heads.is_list:
        return
    for stage, entry in enumerate(list(heads.each())[:8]):
        site = facts.site(f"stage {stage}")
        site.state("model.num_heads", entry, count)
        site.say("model.hidden_size", width * 2**stage, place)
        site.assume("model.head_remainder", "refuse")


def state_heads(facts: Facts, role, width, heads):
    """State one attention's width and heads, both written, which must divide evenly."""
    if width.present and heads.present and not isinstance(width.value, list) and not isinstance(heads.value, list):
        site = facts.site(role)
        site.state("model.hidden_size", width, count)
        site.state("model.num_heads", heads, count)
        site.assume("model.head_remainder", "refuse")
