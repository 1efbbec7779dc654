"""A transposed convolution of a vocoder does not give exactly rate times frames.

## What it looks for
The stride and the kernel of each upsampling layer.  HiFi-GAN and its descendants pad by half of what the kernel has
more than the stride, so the difference must be even; other code asserts a kernel of twice the stride.

## Why it matters
With an odd difference the half is rounded down, and every such layer gives one sample more than stride times frames:
the audio that is made is longer than the one that it is compared with, and the first loss of the original training
code fails (a warning, because audio is made all the same).  A kernel below the stride, or one that the code's own
assertion rules out, is an error.

## What to do instead
A kernel that is even where the stride is, and odd where the stride is; twice the stride is common for even strides.

## When it is fine
Code whose padding was changed, or that cuts the output to length before it is compared.

## Evidence
arXiv:2010.05646 (table of hyper-parameters: every kernel of the three versions is twice its stride); the formula for
the output length of a transposed convolution in PyTorch's documentation.
"""

from .. import ERROR, WARNING, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy

_NAMES = ("model.upsample_kernel", "model.upsample_rate")
PADDING = Fact("model.upsample_padding")


smaller = Relation(_NAMES, lambda kernel, rate: kernel < rate, "model.upsample_kernel < model.upsample_rate")
odd = Relation(
    _NAMES,
    lambda kernel, rate: (kernel - rate) % 2 == 1,
    "model.upsample_kernel less model.upsample_rate is an odd number",
)
not_twice = Relation(
    _NAMES, lambda kernel, rate: kernel != 2 * rate, "model.upsample_kernel is not twice model.upsample_rate"
)


def _neighbours(view):
    kernel, rate = view.numbers(*_NAMES)
    return [value for value in (kernel + 1, kernel - 1) if value >= rate] if kernel > rate else [rate, 2 * rate]


def _say_odd(view):
    kernel, rate = view.numbers(*_NAMES)
    return (
        f"a kernel of {kernel} for a rate of {rate}: {kernel} - {rate} = {kernel - rate} is odd, and a padding of "
        f"{(kernel - rate) // 2} leaves 1 sample more than {rate} for each frame"
    )


def _say_smaller(view):
    kernel, rate = view.numbers(*_NAMES)
    return f"a kernel of {kernel} for a rate of {rate}: the padding ({kernel} - {rate}) / 2 is negative"


def _say_not_twice(view):
    kernel, rate = view.numbers(*_NAMES)
    return f"a kernel of {kernel} for a rate of {rate}, where 2 x {rate} = {2 * rate} is asserted"


RULE = Rule(
    "upsample-kernel-parity",
    "an upsampling kernel that gives too many samples",
    cases=(
        Case(
            ERROR,
            when=(PADDING.is_("half-difference"), smaller),
            say=_say_smaller,
            remedies=(Remedy(_NAMES[0], _neighbours),),
        ),
        # Speech is made all the same, and published vocoders do: only the losses of the original training refuse it.
        Case(
            WARNING,
            when=(PADDING.is_("half-difference"), odd),
            say=_say_odd,
            remedies=(Remedy(_NAMES[0], _neighbours),),
        ),
        Case(
            ERROR,
            when=(PADDING.is_("twice-the-rate"), not_twice),
            say=_say_not_twice,
            remedies=(Remedy(_NAMES[0], lambda view: [2 * view.value(_NAMES[1])]),),
        ),
    ),
    at=_NAMES,
    instead="a kernel that fits the rate: {fixes}",
    evidence=("arXiv:2010.05646",),
    needs=_NAMES,
    sites=True,
)

_HIFI = """{"resblock": "1", "upsample_rates": [5, 5, 8], "upsample_kernel_sizes": [%d, 11, 16],
 "resblock_kernel_sizes": [3], "resblock_dilation_sizes": [[1, 3, 5]], "segment_size": 6400, "hop_size": 200}
"""
EXAMPLES = (
    Bad(_HIFI % 10, value="10", path="config.json"),
    Bad(_HIFI % 3, value="3", severity=ERROR, path="config.json"),
    Good(_HIFI % 11, path="config.json"),
    Silent(
        "generator_type: HiFiGANGenerator\ngenerator_params: {upsample_scales: [5, 5, 8], upsample_kernel_sizes: "
        "[10, 10, 16]}\ndiscriminator_params: {}\nnum_mels: 80\nhop_size: 200\n",
        why="the padding follows the rate there, and a kernel of twice the rate is asserted",
        path="hifigan.yaml",
    ),
)
