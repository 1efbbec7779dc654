"""A batch is to be cut into parts that do not come out even, or that are larger than it is.

## What it looks for
The samples of a batch (environments times steps, prompts, sequences), and the number or the size of the parts that it
is cut into, in a program that is known to refuse a remainder.

## Why it matters
Each update takes one part: with a remainder, or with a part larger than the whole, the program stops before the first.

## What to do instead
A number or size that divides the batch.

## When it is fine
Programs that drop the rest or make a last, smaller part.

## Evidence
The programs' own assertions; arXiv:1707.06347 (section 5) for the minibatches of a rollout.
"""

from .. import ERROR, Bad, Fact, Good, Rule, Silent
from ..arithmetic import AtMost, Divides

WHOLE, PARTS, SIZE = "training.batch_samples", "training.batch_parts", "training.batch_part_size"
REMAINDER = Fact("training.batch_part_remainder")
REFUSES = (REMAINDER.is_("refuse"),)
BOUNDED = (REMAINDER.is_("refuse", "refuse-larger"),)
LARGER = "parts of {value:sample} of a batch that has {most}"
NO_LARGER = AtMost(SIZE, WHOLE)
NO_MORE = AtMost(PARTS, WHOLE)

RULE = Rule(
    "batch-not-divisible-into-parts",
    "a batch that cannot be cut into its parts",
    cases=(
        NO_LARGER.broken(LARGER, when=BOUNDED, instead="at most the batch: {fixes}"),
        NO_MORE.broken(
            "{value:part} of a batch that has {most:sample}", when=BOUNDED, instead="at most one part a sample: {fixes}"
        ),
        Divides(PARTS, WHOLE).broken("{number:sample} are not divisible into {divisor:part}: {quotient}", when=REFUSES),
        Divides(SIZE, WHOLE).broken(
            "{number:sample} are not divisible into parts of {divisor}: {quotient}", when=REFUSES
        ),
    ),
    at=(PARTS, SIZE, WHOLE),
    instead=Divides.instead,
    evidence=("arXiv:1707.06347",),
    needs=(WHOLE, "training.batch_part_remainder"),
    sites=True,
)

_RUN = "archlint: 1\ntraining: {batch_samples: 132, %s, batch_part_remainder: %s}\n"
EXAMPLES = (
    Bad(_RUN % ("batch_parts: 8", "refuse"), value="8", severity=ERROR),
    Good(_RUN % ("batch_parts: 4", "refuse")),
    Bad(_RUN % ("batch_part_size: 64", "refuse"), value="64", severity=ERROR),
    Good(_RUN % ("batch_part_size: 66", "refuse")),
    Bad(_RUN % ("batch_part_size: 256", "refuse-larger"), value="256", severity=ERROR),
    Bad(_RUN % ("batch_parts: 256", "refuse-larger"), value="256", severity=ERROR),
    Silent(_RUN % ("batch_parts: 8", "drop"), why="the rest is dropped"),
)
