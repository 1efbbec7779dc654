"""The number of devices that share each layer does not divide its attention heads.

## What it looks for
A tensor-parallel size beside the number of attention heads of the model, where the framework splits the heads over the
devices.

## Why it matters
Every device computes the same number of whole heads; the frameworks refuse a remainder.

## What to do instead
A tensor-parallel size that divides the heads.

## When it is fine
Models whose attention is not split by heads.

## Evidence
arXiv:1909.08053 (section 3): attention is split by heads; the frameworks' own checks.
"""

from .. import ERROR, Bad, Case, Good, Rule, Silent
from ..arithmetic import Divides, quotient

DEVICES_DIVIDE_HEADS = Divides("training.tensor_parallel", "model.num_heads")


def _say(view):
    heads, devices = view.numbers("model.num_heads", "training.tensor_parallel")
    return f"{heads:,} heads are not divisible over {devices:,} tensor-parallel devices: {quotient(heads, devices)}"


RULE = Rule(
    "tensor-parallel-not-dividing-heads",
    "a tensor-parallel size that does not divide the attention heads",
    cases=(Case(ERROR, when=(~DEVICES_DIVIDE_HEADS,), say=_say, remedies=DEVICES_DIVIDE_HEADS.remedies[:1]),),
    at=("training.tensor_parallel",),
    instead="a size that divides the heads: {fixes}",
    evidence=("arXiv:1909.08053",),
    needs=("training.tensor_parallel", "model.num_heads"),
)

_RUN = "archlint: 1\nmodel: {hidden_size: 1536, num_heads: 12}\ntraining: {tensor_parallel: %d}\n"
EXAMPLES = (
    Bad(_RUN % 8, value="8", severity=ERROR),
    Good(_RUN % 4),
    Silent("archlint: 1\ntraining: {tensor_parallel: 8}\nmodel: {family: cnn}\n", why="it has no attention heads"),
)
