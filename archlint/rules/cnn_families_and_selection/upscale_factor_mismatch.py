"""A network enlarges its images by another factor than the one between the data's pairs.

## What it looks for
The factor by which a super-resolution network enlarges, beside the factor that the pairs of images differ by.

## Why it matters
The output has another side than the image that it is compared with, and the loss fails at the first step.

## What to do instead
One factor in both places, and images in pairs of that factor.

## When it is fine
Networks that resize their output to the target, which archlint does not read.

## Evidence
arXiv:1707.02921 (EDSR, section 3: one network for each factor); the loss of the frameworks compares equal sides.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

RULE = must_hold(
    "upscale-factor-mismatch",
    "a network that enlarges by another factor than the data's",
    Equals("model.upscale_factor", "data.upscale_factor"),
    say="the network enlarges by {written}, and the pairs of images differ by {wanted}",
    instead="the factor of the data: {fixes}",
    evidence=("arXiv:1707.02921",),
    sites=False,
)


_OPTIONS = """\
model_type: SRModel
scale: 2
datasets:
  train: {name: own, type: PairedImageDataset, dataroot_gt: a, dataroot_lq: b, gt_size: 128}
network_g: {type: %s}
"""
EXAMPLES = (
    Bad(_OPTIONS % "EDSR, num_in_ch: 3, num_out_ch: 3, upscale: 4", value="4", severity=ERROR, path="train.yml"),
    Bad(_OPTIONS % "RRDBNet, num_in_ch: 3, num_out_ch: 3", value="RRDBNet", severity=ERROR, path="train.yml"),
    Good(_OPTIONS % "EDSR, num_in_ch: 3, num_out_ch: 3, upscale: 2", path="train.yml"),
    Silent(_OPTIONS % "MyNet, upscale: 4", why="what another network makes of this key is not known", path="train.yml"),
)
