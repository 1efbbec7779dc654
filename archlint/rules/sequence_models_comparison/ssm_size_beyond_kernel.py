"""A size of a state-space block that its kernels do not take.

## What it looks for
The width of the short convolution ahead of a Mamba-2 block over causal_conv1d, which takes two to four steps; and the
number of states, where the framework's scan has an upper limit.

## Why it matters
The kernels are compiled for these sizes, and refuse others at the first step.

## What to do instead
A convolution over two, three or four steps (four is the default); a number of states within the limit, which the
second generation does not have.

## When it is fine
Implementations in plain PyTorch.

## Evidence
The checks in causal_conv1d ("only supports width between 2 and 4") and in mamba_ssm's selective scan ("only supports
state dimension <= 256").
"""

from .. import ERROR, Any, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy

_SHORTEST, _LONGEST = 2, 4  # the widths that causal_conv1d is compiled for
_STATES = ("model.ssm_state_size", "model.ssm_max_state_size")
STATES_FIT = Relation(_STATES, lambda states, most: states <= most, "ssm_state_size is at most ssm_max_state_size")
CONVOLUTION = Fact("model.ssm_conv_kernel")


def _nearest(view):
    return [_SHORTEST if view.value(CONVOLUTION.name) < _SHORTEST else _LONGEST]


RULE = Rule(
    "ssm-size-beyond-kernel",
    "a size of a state-space block that its kernels do not take",
    cases=(
        Case(
            ERROR,
            when=(
                Fact("model.ssm_row_remainder").is_("refuse"),
                Any(CONVOLUTION.below(_SHORTEST), CONVOLUTION.above(_LONGEST), asks=()),
            ),
            say=lambda view: (
                f"a convolution over {view.value(CONVOLUTION.name):,} steps, where the kernel takes "
                f"{_SHORTEST} to {_LONGEST}"
            ),
            remedies=(Remedy(CONVOLUTION.name, _nearest),),
        ),
        Case(
            ERROR,
            when=(~STATES_FIT,),
            say=lambda view: "{:,} states, where the scan takes at most {:,}".format(*view.numbers(*_STATES)),
            remedies=(Remedy(_STATES[0], lambda view: [view.value(_STATES[1])]),),
            at=("model.ssm_state_size",),
        ),
    ),
    at=("model.ssm_conv_kernel",),
    instead="a size that the kernel takes: {fixes}",
    evidence=(),
    needs=(),
    concerns=("state-space",),
    sites=True,
)

_MAMBA = """{"d_model": 512, "n_layer": 8, "vocab_size": 1000, "rms_norm": true, "fused_add_norm": true,
 "ssm_cfg": {"layer": "%s", "d_state": %d, "d_conv": %d}}
"""
EXAMPLES = (
    Bad(_MAMBA % ("Mamba2", 64, 8), value="8", severity=ERROR, path="config.json"),
    Good(_MAMBA % ("Mamba2", 64, 4), path="config.json"),
    Bad(_MAMBA % ("Mamba1", 512, 4), value="512", severity=ERROR, path="config.json"),
    Good(_MAMBA % ("Mamba1", 256, 4), path="config.json"),
    Silent(_MAMBA % ("Mamba2", 512, 4), why="the scan of the second generation has no such limit", path="config.json"),
)
