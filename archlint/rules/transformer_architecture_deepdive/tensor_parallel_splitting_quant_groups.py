"""Tensor parallelism cuts a quantized feed-forward layer inside a group of its weights.

## What it looks for
A checkpoint whose weights are quantized in groups along the input (AWQ, GPTQ), its feed-forward width, and the number
of tensor-parallel devices of the server that loads it.

## Why it matters
The second feed-forward layer is cut along its input: a device's share must hold whole groups, as each group has one
scale.  The server refuses any other share when it loads the weights.

## What to do instead
Fewer devices for each layer (pipeline stages for the rest), or weights quantized in smaller groups.

## When it is fine
Widths whose groups are divisible over the devices; weights that are not quantized, or row by row.

## Evidence
arXiv:2306.00978 (section 4): weights are quantized in groups; the servers' own check of the shape that is left.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Relation, Remedy, must_hold

_NAMES = ("training.tensor_parallel", "model.ffn_size", "model.quant_group")
_MOST_DEVICES = 64


def _is_whole(devices, width, group):
    """Whether each device has whole groups; a width that they do not fill on one device is packed otherwise."""
    return width % group != 0 or width // group % devices == 0


def _sizes(view):
    devices, width, group = view.numbers(*_NAMES)
    heads = view.value("model.num_heads") or 0
    fitting = (size for size in range(min(devices, _MOST_DEVICES) - 1, 0, -1) if width // group % size == 0)
    return [next(size for size in fitting if heads % size == 0)]


RULE = must_hold(
    "tensor-parallel-splitting-quant-groups",
    "a tensor-parallel size that cuts through groups of quantized weights",
    Relation(_NAMES, _is_whole, "tensor-parallel devices hold whole groups", ("devices", "width", "group")),
    say="the feed-forward width of {width} is {group:weight} to a group, and its groups are not divisible over "
    "{devices:tensor-parallel device}",
    instead="a size that leaves groups whole: {fixes}",
    # That vLLM and SGLang refuse it is known, which is also how they spread key-value heads.
    when=(Fact("training.kv_head_split").is_("even-or-copied"),),
    remedies=(Remedy("training.tensor_parallel", _sizes),),
    at=("training.tensor_parallel",),
    evidence=("arXiv:2306.00978",),
    sites=False,
)

_SERVED = (
    "archlint: 1\nmodel: {ffn_size: 11008, quant_group: 128}\n"
    "training: {tensor_parallel: %d, kv_head_split: even-or-copied}\n"
)
EXAMPLES = (
    Bad(_SERVED % 4, value="4", severity=ERROR),
    Good(_SERVED % 2),
    Silent(_SERVED.replace("11008", "11000") % 4, why="weights that fill no whole groups are packed otherwise"),
    Silent("archlint: 1\nmodel: {ffn_size: 11008}\ntraining: {tensor_parallel: 4}\n", why="no groups are stated"),
)
