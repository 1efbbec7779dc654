"""A batch is written as another number than its factors make.

## What it looks for
The size of the whole batch as it is written, and the product of the samples per device, the steps of accumulation and
the devices, all written: in one file, or in the trainer's and its launcher's files and the command that names them.

## Why it matters
DeepSpeed asserts that the two agree, and the trainers that fill its file in compare them first.

## What to do instead
Write the product, or `auto` in the file that the trainer fills in.

## When it is fine
Numbers that are left to the framework (`auto`), or a number of devices that is not known.

## Evidence
DeepSpeed's own assertion on `train_batch_size`.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

RULE = must_hold(
    "batch-product-mismatch",
    "a batch that is not the product of its factors",
    Equals("training.written_batch", "training.batch_product"),
    say="the batch is written as {written}, and samples per device times accumulation times devices make {wanted}",
    instead="the product ({fixes}), or auto where the trainer fills it in",
    at=("training.written_batch",),
    needs=("training.written_batch",),
    sites=False,
)

_RUN = "archlint: 1\ntraining: {written_batch: %d, batch_product: 32}\n"
EXAMPLES = (
    Bad(_RUN % 64, value="64", severity=ERROR),
    Good(_RUN % 32),
    Silent("archlint: 1\ntraining: {written_batch: 64}\n", why="the devices are not known"),
)
