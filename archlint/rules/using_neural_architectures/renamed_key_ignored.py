"""A key under a name that the framework has given up.

## What it looks for
A key that a later version of the framework calls by another name, in a file whose other keys show that it is for such
a version, and that does not hold the new name.

## Why it matters
The old name is refused, or dropped without a word.  A dropped width leaves the network at its default width: the
heads that divide the written one need not divide that, and the run fails with a message about a number that stands
nowhere in the file.

## What to do instead
Write the new name.

## When it is fine
In a project that has pinned a version from before the change: say so with an ignore.  A file that holds options which
the later version no longer has is taken for such a one.

## Evidence
The option parsers and changelogs of the frameworks, before and after the change.
"""

from ...facts import DROP, REFUSE, RENAMED
from .. import ERROR, WARNING, Bad, Good, Rule, Silent
from ..keys import reports

_TREATED = {REFUSE: "refuses", DROP: "ignores"}


def _say(key, odd):
    treated = _TREATED.get(odd.treatment, "does not know")
    return f"{odd.since} calls {odd.keys[-1]} {' or '.join(odd.suggestions)}, and {treated} {key}"


def check(facts):
    """Return a report for every renamed key."""
    return reports(facts, RENAMED, _say)


RULE = Rule(
    "renamed-key-ignored",
    "a key under a name that the framework has given up",
    cases=(),
    at=(),
    instead="write the new name",
    evidence=(),
    check=check,
    needs=("reading.renamed_keys",),
    severity=(ERROR, WARNING),
)

_RUN = """\
data:
  parallel: {path_src: a.en, path_tgt: a.de}
src_vocab: vocab.en
save_model: run/model
train_steps: 9000
world_size: 1
encoder_type: transformer
decoder_type: transformer
heads: 8
%s
"""
EXAMPLES = (
    Bad(_RUN % "rnn_size: 256", value="rnn_size", path="run.yaml"),
    Good(_RUN % "hidden_size: 256", path="run.yaml"),
    Silent(
        _RUN % "rnn_size: 256\nmax_generator_batches: 2",
        why="an option that the later version does not have any more: the file is for the earlier one",
        path="run.yaml",
    ),
)
