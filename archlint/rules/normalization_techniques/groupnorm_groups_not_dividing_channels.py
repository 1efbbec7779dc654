"""The groups of a group normalization, or of a convolution, do not divide its channels.

## What it looks for
The channels of each stage, and the number of groups that they are split into.

## Why it matters
Every group gets the same share of the channels: PyTorch refuses to build the layer otherwise.

## What to do instead
Channels that are multiples of the groups, or a number of groups that divides all channels.

## When it is fine
Layers without groups, and frameworks that choose the groups by the channels: the rule is silent on these.

## Evidence
arXiv:1803.08494 (section 3: C/G channels in each group); PyTorch's own checks in `GroupNorm` and in convolutions.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Divides, must_hold, quotient

GROUPS_DIVIDE_CHANNELS = Divides("model.norm_groups", "model.norm_channels")


def _say(view):
    channels, groups = view.numbers("model.norm_channels", "model.norm_groups")
    of = f" of {view.facts.role}" if view.facts.role and view.kind == "site" else ""
    return f"{channels:,} channels{of} are not divisible by {groups:,} groups: {quotient(channels, groups)}"


RULE = must_hold(
    "groupnorm-groups-not-dividing-channels",
    "groups that do not divide the channels",
    GROUPS_DIVIDE_CHANNELS,
    say=_say,
    remedies=GROUPS_DIVIDE_CHANNELS.remedies[::-1],
    at=("model.norm_channels", "model.norm_groups"),
    evidence=("arXiv:1803.08494",),
)


_UNET = """{"_class_name": "UNet2DModel", "_diffusers_version": "0.35.0", "sample_size": 32,
 "block_out_channels": [%d, 64], "norm_num_groups": %s,
 "down_block_types": ["%s", "%s"], "up_block_types": ["%s", "%s"]}
"""
_PLAIN = ("DownBlock2D", "AttnDownBlock2D", "AttnUpBlock2D", "UpBlock2D")
EXAMPLES = (
    Bad(_UNET % (48, 32, *_PLAIN), value="48", severity=ERROR, path="config.json"),
    Good(_UNET % (48, 16, *_PLAIN), path="config.json"),
    Bad("archlint: 1\nmodel: {norm_channels: 48, norm_groups: 32}\n", value="48", severity=ERROR),
    Good("archlint: 1\nmodel: {norm_channels: 64, norm_groups: 32}\n"),
    Silent(
        '{"_class_name": "AutoencoderTiny", "_diffusers_version": "0.35.0", "encoder_block_out_channels": [48, 48]}\n',
        why="an autoencoder without normalization",
        path="config.json",
    ),
)
