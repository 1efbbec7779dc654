"""The patches of a time series are longer than the lookback, or do not advance.

## What it looks for
The length of a patch above that of the lookback with its padding, and a step from one patch to the next below 1, in
networks that cut the lookback into patches.

## Why it matters
Not one whole patch can be cut: the framework refuses to unfold the lookback.

## What to do instead
A patch within the lookback (16 steps of 336 in the paper, a step of 8), or a longer lookback.

## When it is fine
Networks that pad up to a patch.

## Evidence
arXiv:2211.14730 (section 3.1); PyTorch's `unfold`, which refuses a size above the dimension and a step below 1.
"""

from .. import ERROR, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy

PATCH, LOOKBACK, PADDING = "model.patch_length", "data.sequence_length", "model.sequence_padding"
FITS = Relation(
    (PATCH, LOOKBACK, PADDING),
    lambda patch, lookback, padding: patch <= lookback + padding,
    f"{PATCH} <= {LOOKBACK} and {PADDING}",
    opposite=f"{PATCH} > {LOOKBACK} and {PADDING}",
    defaults={PADDING: 0},
)


def _say(view):
    patch, lookback = view.numbers(PATCH, LOOKBACK)
    padding = view.value(PADDING, 0)
    padded = f" and {padding:,} of padding" if padding else ""
    return f"patches of {patch:,} steps, and a lookback of {lookback:,}{padded} to cut them from"


RULE = Rule(
    "patch-longer-than-sequence",
    "patches longer than the lookback, or that do not advance",
    cases=(
        FITS.broken(_say, remedies=(Remedy(PATCH, lambda view: [view.value(LOOKBACK) + view.value(PADDING, 0)]),)),
        Case(
            ERROR,
            when=(Fact(PATCH).known, Fact("model.patch_step").below(1)),
            say="a step of {model.patch_step} from one patch to the next",
            at=("model.patch_step",),
            instead="a step of 1 or more; half a patch is usual",
        ),
    ),
    at=(PATCH,),
    instead="patches within the lookback (at most {fixes}), or a longer lookback",
    evidence=("arXiv:2211.14730",),
    needs=(PATCH,),
    sites=True,
)


_NET = "archlint: 1\ntask: forecasting\nmodel: {family: forecaster, patch_length: %d%s}\n"
_DATA = "data: {sequence_length: 36}\n"
_PATCHTST = """{"model_type": "patchtst", "architectures": ["PatchTSTForPrediction"], "d_model": 128,
 "num_attention_heads": 16, "num_hidden_layers": 3, "context_length": 36, "patch_length": %d, "patch_stride": 8}
"""
EXAMPLES = (
    Bad(_NET % (48, "") + _DATA, value="48", severity=ERROR),
    Good(_NET % (16, "") + _DATA),
    Bad(_NET % (16, ", patch_step: 0") + _DATA, value="0", severity=ERROR),
    Good(_NET % (16, ", patch_step: 8") + _DATA),
    Bad(_PATCHTST % 64, value="64", severity=ERROR, path="config.json"),
    Good(_PATCHTST % 16, path="config.json"),
    Silent(_NET % (40, ", sequence_padding: 8") + _DATA, why="the lookback is padded by one step of the patches"),
)
