"""The Fourier transform is longer than the hop by an odd number, and half of that is padded on each side.

## What it looks for
The size of the Fourier transform and the hop, where the framework pads each end of a recording by half of their
difference so that an excerpt of whole hops gives as many frames.

## Why it matters
With an odd difference the half is rounded down, one sample is missing, and every excerpt gives one frame less: audio
and spectra no longer belong together, and the first loss fails.

## What to do instead
A hop that is even where the transform is (transforms are powers of two as a rule).

## When it is fine
Frameworks that pad in another way: the rule is silent on these.

## Evidence
The code of HiFi-GAN and VITS (`mel_spectrogram`), and the number of frames in PyTorch's documentation of `stft`.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Relation, Remedy, must_hold

HOP, SIZE = "data.hop_length", "data.fft_size"


def _say(view):
    hop, size = view.numbers(HOP, SIZE)
    return f"{size:,} - {hop:,} = {size - hop:,} is odd: half of it is padded on each side, and a frame is lost"


RULE = must_hold(
    "fft-hop-difference-odd",
    "a hop that leaves an odd rest of the Fourier transform",
    Relation((HOP, SIZE), lambda hop, size: (size - hop) % 2 == 0, f"{SIZE} less {HOP} is an even number"),
    say=_say,
    instead="a hop that is even where the transform is, and rates to match: {fixes}",
    when=(Fact("data.frame_padding").is_("half-difference"),),
    remedies=(Remedy(HOP, lambda view: [view.value(HOP) + 1, view.value(HOP) - 1]),),
    needs=(HOP, SIZE, "data.frame_padding"),
    sites=False,
)


_HIFI = """{"resblock": "1", "upsample_rates": %s, "upsample_kernel_sizes": [22, 11, 11], "segment_size": %d,
 "resblock_kernel_sizes": [3], "resblock_dilation_sizes": [[1, 3, 5]], "hop_size": %d, "n_fft": 1024}
"""
EXAMPLES = (
    Bad(_HIFI.replace("22", "21") % ("[11, 5, 5]", 8250, 275), value="275", severity=ERROR, path="config.json"),
    Good(_HIFI.replace("22", "20") % ("[10, 5, 5]", 8000, 250), path="config.json"),
    Silent(
        "generator_type: MelGANGenerator\ngenerator_params: {upsample_scales: [11, 5, 5]}\ndiscriminator_params: {}\n"
        "num_mels: 80\nhop_size: 275\nfft_size: 1024\n",
        why="the ends are padded in another way",
        path="melgan.yaml",
    ),
)
