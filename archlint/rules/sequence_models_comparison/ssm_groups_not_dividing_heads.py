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

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Divides, must_hold

RULE = must_hold(
    "ssm-groups-not-dividing-heads",
    "groups of a state-space block that do not divide its heads",
    Divides("model.ssm_groups", "model.ssm_heads"),
    say="{number:state-space head} are not divisible into {divisor:group}: {quotient}",
    evidence=("arXiv:2405.21060",),
)


_BLOCK = "archlint: 1\nmodel: {family: state-space, ssm_heads: 24, ssm_groups: %d}\n"
EXAMPLES = (
    Bad(_BLOCK % 5, value="5", severity=ERROR),
    Good(_BLOCK % 8),
    Silent("archlint: 1\nmodel: {family: state-space, ssm_groups: 5}\n", why="the number of heads is not known"),
)
