"""A comparison whose candidates are all of one family.

## What it looks for
A list of candidate architectures, or a sweep over them, that holds members of one family only.

## Why it matters
"X or Y" may be the wrong question: the better answer can be the family that was not asked about.

## What to do instead
Add a candidate of another family: beside RNN and LSTM a transformer, a temporal convolution or a state-space model;
beside CNNs a pretrained transformer or a hybrid; beside GANs a distilled diffusion model.

## When it is fine
The family is fixed for a reason: a benchmark of its members, a device, an existing pipeline.

## Evidence
The source document's red flags ("Should I use X or Y").
"""

from .. import NOTE, Bad, Case, Condition, Fact, Good, Rule, Silent


def _one_family(view):
    families = view.value("model.candidate_families")
    return families is not None and len(families) > 1 and len(set(families)) == 1


RULE = Rule(
    "one-sided-comparison",
    "a comparison whose candidates are all of one family",
    cases=(
        Case(
            NOTE,
            when=(
                Fact("model.candidates").known,
                Condition(("model.candidate_families",), _one_family, "all candidates are of one family", ()),
            ),
            say="all candidates are of one family: there may be a third option",
        ),
    ),
    at=("model.candidates",),
    instead="add a candidate of another family",
    evidence=(),
    needs=("model.candidates",),
)

_LIST = "archlint: 1\nmodel: {candidates: [%s]}\ndata: {modality: time-series, train_size: 5000}\n"
EXAMPLES = (
    Bad(_LIST % "rnn, lstm", severity=NOTE),
    Good(_LIST % "lstm, tcn"),
    Silent(_LIST % "lstm, my-own-net", why="the family of one candidate is not known"),
)
