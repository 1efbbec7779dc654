"""The input projection of a state-space block gives rows that its convolution kernel does not take.

## What it looks for
A Mamba-2 block over the causal_conv1d kernel.  Its convolution runs over `inner + 2 * groups * states` channels, which
must be a multiple of eight: an error.  It reads them out of rows of `2 * inner + 2 * groups * states + heads`; with a
number of heads that makes these no multiple of eight, the kernel refuses the layout in some versions and uses.

## Why it matters
With mamba_ssm up to 2.2.4 the first training step fails ("strides to be multiples of 8"); later versions copy the rows
while training, but still pass them on as they are where a prompt is read for generation.

## What to do instead
A number of heads that is a multiple of eight: heads are `expand * d_model / headdim`, so a `d_model` in steps of 256
with the defaults, or narrower heads.

## When it is fine
Implementations in plain PyTorch.

## Evidence
The checks in causal_conv1d ("strides to be multiples of 8", "channel dimension divisible by 8"); mamba_ssm's change
that copies rows of another length.
"""

from .. import ERROR, WARNING, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy, multiples_near

_NAMES = ("model.inner_size", "model.ssm_groups", "model.ssm_state_size", "model.ssm_heads")
_STEP = 8  # the kernel loads eight channels at a time


def _row(inner, groups, states, heads):
    return 2 * inner + 2 * groups * states + heads


def _channels(inner, groups, states):
    return inner + 2 * groups * states


ROWS_FIT = Relation(
    _NAMES, lambda *sizes: _row(*sizes) % _STEP == 0, "2 * inner_size + 2 * groups * states + heads is a multiple of 8"
)
CHANNELS_FIT = Relation(
    _NAMES[:3],
    lambda *sizes: _channels(*sizes) % _STEP == 0,
    "inner_size + 2 * groups * states is a multiple of 8",
)


def _say_row(view):
    sizes = view.numbers(*_NAMES)
    return (
        f"{sizes[-1]:,} state-space heads make rows of {_row(*sizes):,}, no multiple of {_STEP}: the convolution "
        f"kernel refuses these (in training up to mamba_ssm 2.2.4, in generation still)"
    )


def _say_channels(view):
    channels = _channels(*view.numbers(*_NAMES[:3]))
    return f"the convolution runs over {channels:,} channels, no multiple of {_STEP}"


def _other_heads(view):
    """Return numbers of heads that complete the row: a multiple of eight where the rest is one."""
    inner, groups, states, heads = view.numbers(*_NAMES)
    rest = _row(inner, groups, states, 0)
    return [row - rest for row in multiples_near(_STEP, rest + heads) if row > rest] if rest % _STEP == 0 else []


RULE = Rule(
    "ssm-heads-not-multiple-of-eight",
    "state-space heads whose number the convolution kernel does not take",
    cases=(
        Case(
            ERROR,
            when=(Fact("model.ssm_row_remainder").is_("refuse"), ~CHANNELS_FIT),
            say=_say_channels,
            at=("model.ssm_state_size", "model.inner_size"),
            instead="a state size and an inner width that are multiples of eight",
        ),
        Case(
            WARNING,
            when=(Fact("model.ssm_row_remainder").is_("refuse"), ~ROWS_FIT),
            say=_say_row,
            remedies=(Remedy("model.ssm_heads", _other_heads),),
        ),
    ),
    at=("model.ssm_heads", "model.inner_size"),
    instead="a number of heads that is a multiple of eight ({fixes}), by the width or the width of a head",
    evidence=(),
    needs=_NAMES,
    sites=True,
)

_MAMBA = """{"d_model": %d, "n_layer": 8, "vocab_size": 1000, "rms_norm": true, "fused_add_norm": true,
 "ssm_cfg": {"layer": "Mamba2", "d_state": %d, "headdim": 64}}
"""
EXAMPLES = (
    Bad(_MAMBA % (128, 64), value="128", path="config.json"),
    Bad(_MAMBA % (512, 62), value="62", severity=ERROR, path="config.json"),
    Good(_MAMBA % (256, 64), path="config.json"),
    Silent(
        '{"d_model": 128, "n_layer": 8, "vocab_size": 1000, "rms_norm": true, "fused_add_norm": true,\n'
        ' "ssm_cfg": {"layer": "Mamba2", "headdim": 64, "use_mem_eff_path": false}}\n',
        why="off the fused path the kernel is used only where it is installed",
        path="config.json",
    ),
)
