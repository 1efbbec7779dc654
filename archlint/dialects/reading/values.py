"""What the readers of several dialects have in common."""

import itertools
import re

from ...facts import Facts, count, is_count, is_integer
from .. import Node


def word(value):
    """Return a text as it is, and nothing for any other value."""
    return value if isinstance(value, str) else None


def positive(value):
    """Return a positive whole number; nothing for any other value, such as -1 for "all of it"."""
    return value if is_count(value) else None


def state_depth(facts: Facts, node: Node, unit):
    """State the depth that stands at a node, with its unit."""
    facts.state("model.num_layers", node, count)
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", unit, node)


def say_total(facts: Facts, nodes, unit, value=None):
    """State the depth as the sum of the counts, or lists of counts, at some nodes: all of them, or nothing."""
    total = 0
    for node in nodes:
        numbers = node.value if node.is_list else [node.value]
        if not numbers or not all(is_integer(number) and number >= 0 for number in numbers):
            return
        total += sum(numbers)
    if total:
        facts.say("model.num_layers", value(total) if value else total, nodes[0])
        facts.say("model.depth_unit", unit, nodes[0])


def state_weights(facts: Facts, node: Node):
    """State whether weights are given: a name is true; null, an empty text or false is false; absence says nothing."""
    if node.opaque:
        facts.state("model.pretrained", node)
    elif node.text and not node.is_null:
        facts.say("model.pretrained", True, node)
    elif node.present and (node.is_null or node.value == "" or node.value is False):
        facts.say("model.pretrained", False, node)


def names_in(node: Node):
    """Return the texts of a list, or of the tuple that yacs configs write as text: ``("coco_2017_train",)``."""
    if node.is_list:
        return [item for item in node.value if isinstance(item, str)]
    text = node.text.strip()
    if text[:1] in ("(", "["):
        return re.findall(r"""["']([^"']+)["']""", text)
    return [text] if text else []


def number_of(node: Node):
    """Return how many items a list, or a tuple written as text (``(0,1,2,3)``), holds; None where that is unknown."""
    if node.is_list:
        return len(node.value) or None
    match = re.fullmatch(r"[(\[]\s*(\d+(?:\s*,\s*\d+)*)(?:\s*,)?\s*[)\]]", node.text.strip())
    return match[1].count(",") + 1 if match else None


def per_device(total, devices):
    """Return the share of a batch that one of several devices gets, or None where that is not certain."""
    if is_integer(total.value) and is_count(devices.value):
        share, rest = divmod(total.value, devices.value)
        return share if not rest and share else None
    return None


# No network has more stages, and a hostile list must not cost a site for each of its entries.
MOST_STAGES = 256


def stages(node: Node):
    """Return the nodes of a list that holds an entry for each stage or layer; at most so many as a network has."""
    return list(itertools.islice(node.each(), MOST_STAGES))
