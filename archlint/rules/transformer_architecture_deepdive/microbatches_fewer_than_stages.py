"""A pipeline has fewer microbatches than its schedule needs to fill its stages.

## What it looks for
The microbatches that a step sends through the pipeline, and its stages, in a framework that asserts that there are at
least as many as stages less one.

## Why it matters
Every stage but the last works ahead of the next by one microbatch; the framework refuses a step that cannot fill them.

## What to do instead
More steps of accumulation, or fewer stages.

## When it is fine
Frameworks that leave stages idle.

## Evidence
arXiv:1811.06965 (section 2.3): stages are idle where microbatches are few; the frameworks' own assertion.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Relation, Remedy, must_hold

_NAMES = ("training.pipeline_microbatches", "training.pipeline_parallel")

RULE = must_hold(
    "microbatches-fewer-than-stages",
    "fewer microbatches than the pipeline's schedule needs",
    Relation(
        _NAMES, lambda batches, stages: batches >= stages - 1, "microbatches fill the stages", ("batches", "stages")
    ),
    say="{batches:microbatch|microbatches} cannot fill {stages:pipeline stage}: the framework wants one for each but "
    "the last",
    instead="at least one for each stage ({fixes}), or fewer stages",
    remedies=(Remedy(_NAMES[0], lambda view: [view.value(_NAMES[1])]),),
    at=_NAMES,
    evidence=("arXiv:1811.06965",),
    sites=False,
)

_RUN = "archlint: 1\ntraining: {pipeline_parallel: 8, pipeline_microbatches: %d}\n"
EXAMPLES = (
    Bad(_RUN % 1, value="1", severity=ERROR),
    Good(_RUN % 8),
    Silent("archlint: 1\ntraining: {pipeline_parallel: 8}\n", why="the microbatches are not stated"),
)
