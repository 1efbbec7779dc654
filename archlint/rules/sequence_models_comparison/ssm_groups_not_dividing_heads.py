"""The groups of a state-space block do not divide its heads.

## What it looks for
A Mamba-2 block with several groups, and a number of heads that these do not divide.

## Why it matters
The heads of a group share their input and output maps, as grouped queries share keys; the scan asserts that every
group has as many heads.

## What to do instead
A number of groups that divides the heads; 1 is the default of mamba_ssm, 8 that of transformers.

## When it is fine
One group, or as many as heads.

## Evidence
`nheads % ngroups == 0`, asserted in mamba_ssm's scan; arXiv:2405.21060 (section 7.2).
"""

from .. import ERROR, Bad, Case, Good, Rule, Silent
from ..arithmetic import Divides, quotient

GROUPS_DIVIDE_HEADS = Divides("model.ssm_groups", "model.ssm_heads")


def _say(view):
    heads, groups = view.numbers("model.ssm_heads", "model.ssm_groups")
    return f"{heads:,} state-space heads are not divisible into {groups:,} groups: {quotient(heads, groups)}"


RULE = Rule(
    "ssm-groups-not-dividing-heads",
    "groups of a state-space block that do not divide its heads",
    cases=(Case(ERROR, when=(~GROUPS_DIVIDE_HEADS,), say=_say, remedies=GROUPS_DIVIDE_HEADS.remedies),),
    at=("model.ssm_groups", "model.ssm_heads"),
    instead="values that divide evenly: {fixes}",
    evidence=("arXiv:2405.21060",),
    needs=("model.ssm_groups", "model.ssm_heads"),
    sites=True,
)

_BLOCK = "archlint: 1\nmodel: {family: state-space, ssm_heads: 24, ssm_groups: %d}\n"
EXAMPLES = (
    Bad(_BLOCK % 5, value="5", severity=ERROR),
    Good(_BLOCK % 8),
    Silent("archlint: 1\nmodel: {family: state-space, ssm_groups: 5}\n", why="the number of heads is not known"),
)
