"""A key that the marked native dialect does not know.

## What it looks for
In a config that says ``archlint: 1``: a key that is no fact's name and none of the usual words for one.

## Why it matters
A misspelt key states nothing: the fact it was meant for stays unknown, and the rules that need it stay silent.

## What to do instead
Write the key that the message suggests, or one from the native dialect's schema.

## When it is fine
Without the marker a config may hold any keys, and the rule is silent.

## Evidence
The native dialect's own key set.
"""

from ...facts import UNKNOWN
from .. import ERROR, Bad, Good, Rule, Silent
from ..keys import did_you_mean, reports


def check(facts):
    """Return a report for every key outside a closed key set."""
    return reports(facts, UNKNOWN, lambda key, odd: f"unknown key {key}{did_you_mean(odd)}")


RULE = Rule(
    "unknown-key",
    "a key that the marked native dialect does not know",
    cases=(),
    at=(),
    instead="write a key of the native dialect",
    evidence=(),
    check=check,
    needs=("reading.unknown_keys",),
    severity=ERROR,
)

EXAMPLES = (
    Bad("archlint: 1\nmodel: {family: cnn, num_layrs: 18}\n", value="num_layrs", severity="error"),
    Good("archlint: 1\nmodel: {family: cnn, num_layers: 18}\n"),
    Silent("model: {family: cnn, num_layrs: 18}\n", why="the file does not carry the marker"),
)
