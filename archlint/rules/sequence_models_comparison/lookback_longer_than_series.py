"""A lookback and a forecast together are longer than the series, or than the part of it that is trained on.

## What it looks for
The length of one sample (lookback and horizon) above the number of rows of the series, or of its training or
validation part, where the rows are known: counted in the data beside the config, or those of a known data set.

## Why it matters
Not one sample can be cut: the loader is empty, or has a negative length, and the run ends before its first step.

## What to do instead
A shorter lookback or horizon, or more rows.

## When it is fine
Many short series that are padded, or joined.

## Evidence
The loaders' own length, `rows - lookback - horizon + 1`.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Relation, Remedy, must_hold

LOOKBACK, HORIZON, ROWS = "data.sequence_length", "data.horizon", "data.series_length"


def _say(view):
    lookback, horizon, rows = view.numbers(LOOKBACK, HORIZON, ROWS)
    whole = f"{lookback:,} + {horizon:,} = {lookback + horizon:,} steps"
    where = view.facts.role if view.facts.role and view.kind == "site" else "the series"
    return f"{whole} for one sample, and {rows:,} rows in {where}"


def _left(other):
    return lambda view: [n for n in [view.value(ROWS) - view.value(other)] if n > 0]


RULE = must_hold(
    "lookback-longer-than-series",
    "a lookback and a forecast that no part of the series holds",
    Relation(
        (LOOKBACK, HORIZON, ROWS),
        lambda lookback, horizon, rows: lookback + horizon <= rows,
        f"{LOOKBACK} + {HORIZON} <= {ROWS}",
    ),
    say=_say,
    instead="a sample that the rows hold: at most {fixes}",
    remedies=(Remedy(LOOKBACK, _left(HORIZON)), Remedy(HORIZON, _left(LOOKBACK))),
    at=(LOOKBACK, HORIZON),
    needs=(HORIZON, ROWS),
)


_DATA = (
    "archlint: 1\ntask: forecasting\nmodel: {family: forecaster}\n"
    "data: {sequence_length: %d, horizon: 60, series_length: %d}\n"
)
_SCRIPT = """#!/bin/bash
python run.py --model DLinear --data custom --data_path national_illness.csv --features M --seq_len %d --label_len 18 \\
  --pred_len 60 --enc_in 7
"""
EXAMPLES = (
    Bad(_DATA % (640, 676), value="640", severity=ERROR),
    Good(_DATA % (104, 676)),
    Bad(_SCRIPT % 720, value="720", severity=ERROR, path="ili.sh"),
    Good(_SCRIPT % 104, path="ili.sh"),
    Silent(
        "archlint: 1\ntask: forecasting\nmodel: {family: forecaster}\ndata: {sequence_length: 640, horizon: 60}\n",
        why="how long the series is is not known",
    ),
)
