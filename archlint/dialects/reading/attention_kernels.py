"""The attention kernel that a run or a checkpoint asks for."""

from ...facts import Facts
from .. import Node

_KERNELS = {
    "flash_attention_2": "flash", "flash_attention_3": "flash", "flash_attention": "flash", "fa2": "flash",
    "fa3": "flash", "sdpa": "sdpa", "eager": "eager", "xformers": "flash",
}  # fmt: skip


def state_attention(facts: Facts, node: Node):
    """State the attention kernel that a run asks for."""
    value = node.value
    if value is True:
        facts.say("model.attention", "flash", node)
    elif isinstance(value, str):
        facts.say("model.attention", _KERNELS.get(value.lower()), node)
