"""A key is written twice in the same mapping.

## What it looks for
Two equal keys in one mapping of a recognised YAML or JSON config.

## Why it matters
Parsers keep one of the two, usually the last, and say nothing: half of what was written does not count.

## What to do instead
Keep the one that is meant.

## When it is fine
Where both hold the same value, or the first holds null, nothing is lost: only a note.

## Evidence
YAML 1.2 section 3.2.1.3 and RFC 8259 section 4: names in a mapping are to be unique.
"""

from .. import NOTE, WARNING, Bad, Good, Report, Rule


def check(facts):
    """Yield a report at the second of two equal keys."""
    for keys, spot, first, same in facts.document.source.duplicates:
        outcome = "where the same value or null stands" if same else "and only the last one counts"
        message = f"key {keys[-1]} is written twice: first on line {first.line}, {outcome}"
        yield Report(message, spot, keys, keys[-1], severity=NOTE if same else WARNING)


RULE = Rule(
    "duplicate-key",
    "a key written twice in one mapping",
    cases=(),
    at=(),
    instead="keep the one that is meant",
    evidence=(),
    check=check,
    needs=("reading.duplicates",),
)

EXAMPLES = (
    Bad("archlint: 1\nmodel:\n  family: cnn\n  family: mlp\n", value="family"),
    Bad("archlint: 1\nmodel:\n  family: cnn\n  family: cnn\n", value="family", severity=NOTE),
    Good("archlint: 1\nmodel:\n  family: cnn\n"),
)
