"""A vocoder's upsampling rates do not multiply to the hop of the spectrogram.

## What it looks for
The strides of a vocoder's upsampling layers, times what its last step adds (the hop of an inverse Fourier transform,
the number of subbands), beside the hop between two frames of the spectrogram.

## Why it matters
A frame stands for one hop of samples, and the vocoder makes as many samples of a frame as its rates multiply to.  Where
the two differ, the audio that it makes is longer or shorter than the one that it is compared with: the first loss
fails.

## What to do instead
Rates whose product is the hop, with kernels of twice each rate; or the hop that the rates give.

## When it is fine
Never; the rule is silent where the hop stands in another file, or where the rates belong to another ratio.

## Evidence
arXiv:2010.05646 (section 2.2: the generator upsamples until the output matches the temporal resolution of waveforms).
"""

import math

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, Remedy, must_hold

PRODUCT_IS_HOP = Equals("model.upsample_product", "data.hop_length")


def _say(view):
    product, hop = view.numbers("model.upsample_product", "data.hop_length")
    rates = view.value("model.upsample_rates")
    if not rates:
        return f"the network makes {product:,} samples for a frame, and the hop is {hop:,}"
    said = " x ".join(map(str, rates))
    extra = product // math.prod(rates)
    return f"{said}{f' x {extra}' if extra != 1 else ''} = {product:,} samples for a frame, and a hop of {hop:,}"


# Larger prime factors are not dealt out: the strides of published vocoders are small numbers.
_LARGEST = 32


def _rates(view):
    """Return rates whose product is the hop: the prime factors dealt out to as many stages as there are."""
    product, hop = view.numbers("model.upsample_product", "data.hop_length")
    rates = view.value("model.upsample_rates")
    if not rates or product % math.prod(rates) or hop % (product // math.prod(rates)):
        return []
    left, primes, step = hop // (product // math.prod(rates)), [], 2
    while left > 1 and step <= _LARGEST:
        if left % step:
            step += 1
        else:
            primes.append(step)
            left //= step
    stages = [1] * len(rates)
    for prime in reversed(primes):
        stages[stages.index(min(stages))] *= prime
    found = sorted(stages, reverse=True)
    return [found] if left == 1 and found[0] <= _LARGEST and found[-1] > 1 else []


RULE = must_hold(
    "upsample-product-not-hop",
    "a vocoder whose rates do not multiply to the hop",
    PRODUCT_IS_HOP,
    say=_say,
    instead="a product that is the hop, and kernels to match: {fixes}",
    remedies=(Remedy("model.upsample_rates", _rates), PRODUCT_IS_HOP.takes_the_other(1)),
    evidence=("arXiv:2010.05646",),
    sites=False,
)


_HIFI = """{"resblock": "1", "upsample_rates": %s, "upsample_kernel_sizes": [16, 16, 4, 4], "segment_size": %d,
 "resblock_kernel_sizes": [3], "resblock_dilation_sizes": [[1, 3, 5]], "hop_size": %d%s}
"""
EXAMPLES = (
    Bad(_HIFI % ("[8, 8, 2, 2]", 19200, 300, ""), value="[8, 8, 2, 2]", severity=ERROR, path="config.json"),
    Good(_HIFI % ("[8, 8, 2, 2]", 8192, 256, ""), path="config.json"),
    Silent(
        _HIFI % ("[8, 8, 2, 2]", 8192, 1024, ', "gen_istft_n_fft": 16, "gen_istft_hop_size": 4'),
        why="an inverse Fourier transform makes the rest",
        path="config.json",
    ),
)
