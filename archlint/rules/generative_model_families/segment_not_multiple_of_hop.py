"""The excerpts that a vocoder is trained on are no whole number of frames.

## What it looks for
The number of samples in an excerpt, and the hop between two frames, where the framework does not round the one to the
other.

## Why it matters
The spectrogram of an excerpt has as many frames as whole hops fit into it, and the vocoder makes a hop of samples of
each: the audio that it makes is shorter than the excerpt that it is compared with, and the first loss fails.

## What to do instead
An excerpt of a multiple of the hop.

## When it is fine
Frameworks that round the excerpt down by themselves (ParallelWaveGAN): the rule is silent on these.

## Evidence
The frameworks' own losses and assertions; arXiv:2010.05646 (section 2.2) for the hop as the ratio of both.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Divides, must_hold, quotient

HOP_DIVIDES_SEGMENT = Divides("data.hop_length", "data.segment_length")


def _say(view):
    segment, hop = view.numbers("data.segment_length", "data.hop_length")
    return (
        f"excerpts of {segment:,} samples are not divisible by a hop of {hop:,}: {quotient(segment, hop)} frames, so "
        f"{segment // hop:,} frames give {segment // hop * hop:,} samples back"
    )


RULE = must_hold(
    "segment-not-multiple-of-hop",
    "training excerpts that are no whole number of frames",
    HOP_DIVIDES_SEGMENT,
    say=_say,
    instead="a multiple of the hop: {fixes}",
    when=(Fact("data.segment_remainder").is_("refuse"),),
    remedies=HOP_DIVIDES_SEGMENT.remedies[1:],
    at=("data.segment_length", "data.hop_length"),
    evidence=("arXiv:2010.05646",),
    sites=False,
)


_HIFI = """{"resblock": "1", "upsample_rates": [8, 8, 2, 2], "upsample_kernel_sizes": [16, 16, 4, 4],
 "resblock_kernel_sizes": [3], "resblock_dilation_sizes": [[1, 3, 5]], "segment_size": %d, "hop_size": 256}
"""
EXAMPLES = (
    Bad(_HIFI % 8000, value="8000", severity=ERROR, path="config.json"),
    Good(_HIFI % 8192, path="config.json"),
    Silent(
        "generator_type: MelGANGenerator\ngenerator_params: {upsample_scales: [8, 8, 4]}\ndiscriminator_params: {}\n"
        "num_mels: 80\nhop_size: 256\nbatch_max_steps: 8000\n",
        why="the framework rounds the excerpt down to whole frames",
        path="melgan.yaml",
    ),
)
