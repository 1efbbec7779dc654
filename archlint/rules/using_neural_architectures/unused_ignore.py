"""An ignore comment, or an ignore in the settings, that silences nothing.

## What it looks for
``# archlint: ignore[rule]`` where the named rule reports nothing on that line (or, for ``ignore-file``, in that
file), or names no rule at all.

## Why it matters
A stale ignore hides the next finding of its rule, which may be a true one.

## What to do instead
Remove the comment, or correct the rule's name.

## When it is fine
When the rule is left out of this run by ``--select`` or ``--ignore``: then nothing is said.

## Evidence
None needed: the run itself shows it.
"""

from .. import Bad, Good, Rule

# The engine reports it, once all other rules have spoken.
RULE = Rule(
    "unused-ignore",
    "an ignore that silences nothing",
    cases=(),
    at=(),
    instead="remove the ignore",
    evidence=(),
    needs=("reading.never",),
)

EXAMPLES = (
    Bad("archlint: 1\nmodel: {family: cnn}  # archlint: ignore[duplicate-key] not needed\n"),
    Good("archlint: 1\nmodel: {family: cnn}\n"),
)
