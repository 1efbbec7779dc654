"""The width of a state-space head does not divide the inner width.

## What it looks for
A Mamba-2 block's inner width (`expand * d_model`) and the width of its heads, where the number of heads follows from
the two, and leaves a remainder.

## Why it matters
The block has `inner width / width of a head` heads, and asserts that this comes out even: building it fails.  The
default of 64 already is too wide for small tests.

## What to do instead
A width of a head that divides the inner width, or a wider model.

## When it is fine
Mamba's first generation, which has no heads.

## Evidence
The assertions in mamba_ssm's Mamba2 and Mamba3 blocks; arXiv:2405.21060 (section 7).
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Divides, must_hold

SHARE_DIVIDES_WIDTH = Divides("model.ssm_head_dim", "model.inner_size")

RULE = must_hold(
    "ssm-headdim-not-dividing",
    "a width of state-space heads that does not divide the inner width",
    SHARE_DIVIDES_WIDTH,
    say="an inner width of {number} is not divisible into heads of {divisor}: {quotient}",
    instead="widths of a head that divide evenly: {fixes}; or a wider model",
    when=(Fact("model.ssm_heads").absent,),
    remedies=SHARE_DIVIDES_WIDTH.remedies[:1],
    evidence=("arXiv:2405.21060",),
)


_MAMBA = """{"d_model": %d, "n_layer": 8, "vocab_size": 1000, "rms_norm": true, "fused_add_norm": true,
 "ssm_cfg": {"layer": "Mamba2", "headdim": 64}}
"""
EXAMPLES = (
    Bad(_MAMBA % 272, value="64", severity=ERROR, path="config.json"),
    Good(_MAMBA % 512, path="config.json"),
    Silent(
        '{"d_model": 272, "n_layer": 8, "vocab_size": 1000, "rms_norm": true, "fused_add_norm": true, "ssm_cfg": {}}\n',
        why="the first generation has no heads",
        path="config.json",
    ),
)
