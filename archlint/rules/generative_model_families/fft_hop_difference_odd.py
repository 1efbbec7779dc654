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

from .. import ERROR, Bad, Case, Fact, Good, Rule, Silent
from ..arithmetic import Relation, Remedy

EVEN = Relation(
    ("data.hop_length", "data.fft_size"),
    lambda hop, size: (size - hop) % 2 == 0,
    "data.fft_size less data.hop_length is an even number",
)


def _say(view):
    hop, size = view.numbers("data.hop_length", "data.fft_size")
    return f"{size:,} - {hop:,} = {size - hop:,} is odd: half of it is padded on each side, and a frame is lost"


RULE = Rule(
    "fft-hop-difference-odd",
    "a hop that leaves an odd rest of the Fourier transform",
    cases=(
        Case(
            ERROR,
            when=(Fact("data.frame_padding").is_("half-difference"), ~EVEN),
            say=_say,
            remedies=(
                Remedy(
                    "data.hop_length",
                    lambda view: [view.value("data.hop_length") + 1, view.value("data.hop_length") - 1],
                ),
            ),
        ),
    ),
    at=("data.hop_length", "data.fft_size"),
    instead="a hop that is even where the transform is, and rates to match: {fixes}",
    evidence=(),
    needs=("data.hop_length", "data.fft_size", "data.frame_padding"),
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
