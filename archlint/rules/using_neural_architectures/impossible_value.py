"""A key holds a value of an impossible type or range.

## What it looks for
A value that the config's framework cannot use where it stands: a negative layer count, words where a number belongs,
NaN or infinity.

## Why it matters
The framework refuses the config, or fails at its first step.

## What to do instead
Write a value of the kind that the message names.

## When it is fine
Never; a value that is set elsewhere (``${...}``, ``???``) is not judged.

## Evidence
The framework's own type of the key.
"""

from ...facts import IMPOSSIBLE
from .. import ERROR, Bad, Good, Report, Rule, Silent


def check(facts):
    """Yield a report for every fact whose key holds a value that it cannot hold."""
    for fact in [fact for part in facts.parts() for fact in part.values()]:
        if fact.origin == IMPOSSIBLE:
            key = ".".join(str(part) for part in fact.keys)
            shown = repr(fact.value)
            shown = shown if len(shown) <= 40 else shown[:37] + "..."
            yield Report(
                f"{key}: {shown} is not possible: it {fact.source}", fact.spot, fact.keys, fact.value, severity=ERROR
            )


RULE = Rule(
    "impossible-value",
    "a value of an impossible type or range",
    cases=(),
    at=(),
    instead="write a value of the kind that the key holds",
    evidence=(),
    check=check,
    needs=("reading.impossible",),
    severity=ERROR,
)

EXAMPLES = (
    Bad("archlint: 1\nmodel: {family: cnn, num_layers: -2}\n", value="-2", severity="error"),
    Good("archlint: 1\nmodel: {family: cnn, num_layers: 2}\n"),
    Silent("archlint: 1\nmodel: {family: cnn, num_layers: '${layers}'}\n", why="the value is set elsewhere"),
)
