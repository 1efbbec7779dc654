"""The decoder starts from more steps than the lookback has.

## What it looks for
A label length (the end of the lookback that a forecaster's decoder starts from) above the lookback's own length, both
known, in a loader that cuts both out of the series.

## Why it matters
The label begins before the lookback does.  At the beginning of the series there is nothing to cut: the samples have
different lengths, and the first batch with one of them fails to stack.

## What to do instead
A label within the lookback; half of it is usual, and 0 serves networks without a decoder.

## When it is fine
Loaders that fill up what is missing (M4).

## Evidence
arXiv:2012.07436 (its decoder's start token is a slice of the input sequence); the loaders' own slices.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import AtMost, Remedy, must_hold

LABEL, LOOKBACK = "data.label_length", "data.sequence_length"
LABEL_FITS = AtMost(LABEL, LOOKBACK)


def _labels(view):
    label, lookback = view.numbers(LABEL, LOOKBACK)
    return list(dict.fromkeys(n for n in (lookback, lookback // 2) if n != label))


RULE = must_hold(
    "label-length-exceeds-sequence",
    "a decoder's start that is longer than the lookback",
    LABEL_FITS,
    say="a label of {value:step}, and a lookback of {most} to take it from",
    instead="a label within the lookback: {fixes}",
    remedies=(Remedy(LABEL, _labels), LABEL_FITS.takes_the_other(1)),
    evidence=("arXiv:2012.07436",),
    sites=False,
)


_DATA = "archlint: 1\ntask: forecasting\nmodel: {family: forecaster}\ndata: {sequence_length: 36%s}\n"
_SCRIPT = """#!/bin/bash
python run.py --model Autoformer --data ETTh1 --features M --seq_len 24 --label_len %d --pred_len 24 --enc_in 7
"""
EXAMPLES = (
    Bad(_DATA % ", label_length: 48", value="48", severity=ERROR),
    Good(_DATA % ", label_length: 18"),
    Bad(_SCRIPT % 48, value="48", severity=ERROR, path="train.sh"),
    Good(_SCRIPT % 12, path="train.sh"),
    Silent(_DATA % "", why="the network may have no decoder"),
)
