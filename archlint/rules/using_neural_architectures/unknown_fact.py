"""A missing fact would decide a rule.

## What it looks for
A rule for which everything else is known, and one fact that stands between it and its verdict.  Each missing fact is
asked for once in a run, with the rules that it would decide, and only if some answer within reason would make one of
them report an error or a warning.

## Why it matters
archlint never guesses a modality or a constraint: it asks, and only when the answer changes a verdict.

## What to do instead
Answer once for all configs in the settings ([tool.archlint.facts]), or for one run with --set.

## When it is fine
Questions fail nothing, unless --fail-on question says so.

## Evidence
The source document's clarifying questions.
"""

from .. import QUESTION, Asks, Good, Rule

# The engine derives the questions from the other rules.
RULE = Rule(
    "unknown-fact",
    "a missing fact would decide a rule",
    cases=(),
    at=(),
    instead="answer in [tool.archlint.facts] or with --set",
    evidence=(),
    needs=("reading.never",),
    severity=QUESTION,
)

EXAMPLES = (
    Asks("archlint: 1\nmodel: {architecture: vit_base_patch16_224}\ndata: {modality: image}\n", fact="data.train_size"),
    Good(
        "archlint: 1\nmodel: {architecture: resnet50}\ndata: {modality: image, train_size: 50000}\n"
        "deployment: {target: server}\n"
    ),
)
