"""An adapter has a higher rank than the server makes room for.

## What it looks for
The rank of the LoRA adapter that a run trains or loads, and the highest rank that its server is told to expect.

## Why it matters
vLLM makes room for adapters of at most `max_lora_rank`, 16 unless told otherwise, and refuses to load a larger one.

## What to do instead
Raise the server's limit to the adapter's rank.

## When it is fine
Servers that are given no adapter.

## Evidence
vLLM's own check of an adapter when it is loaded.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import AtMost, must_hold

FITS = AtMost("training.lora_rank", "training.max_lora_rank")

RULE = must_hold(
    "lora-rank-above-limit",
    "an adapter of a higher rank than the server makes room for",
    FITS,
    say="the adapter has rank {value}, and the server makes room for {most}",
    instead="a limit of at least the rank: {fixes}",
    remedies=(FITS.takes_the_other(1),),
    at=("training.max_lora_rank", "training.lora_rank"),
    sites=False,
)

_RUN = "archlint: 1\ntraining: {lora_rank: %d, max_lora_rank: 16}\n"
EXAMPLES = (
    Bad(_RUN % 32, value="16", severity=ERROR),
    Good(_RUN % 16),
    Silent("archlint: 1\ntraining: {lora_rank: 32}\n", why="no server is told a limit"),
)
