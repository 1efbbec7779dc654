"""Batch normalization in a super-resolution network.

## What it looks for
A network that enlarges images, is no GAN, and has batch normalization.

## Why it matters
Normalized features lose the range of the image that the output needs.  Without these layers EDSR gains accuracy over
SRResNet, and saves about 40 % of the memory in training.

## What to do instead
Residual blocks without normalization (EDSR), with weight normalization (WDSR) if the training is unstable.

## When it is fine
SRGAN and its generator SRResNet, whose published design has batch normalization.

## Evidence
arXiv:1707.02921 (section 3.1).
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run

RULE = Rule(
    "batchnorm-in-sr",
    "batch normalization in a super-resolution network",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.upscale_factor").above(1),
                Fact("task").is_("image-restoration", "super-resolution"),
                Fact("model.normalization").is_("batch"),
            ),
            unless=(
                Fact("model.family").is_("gan", "diffusion"),
                Fact("model.architecture").has("srgan", "srresnet"),
            ),
            say="batch normalization in a network that enlarges images {model.upscale_factor}-fold",
        ),
    ),
    at=("model.normalization",),
    instead="residual blocks without normalization, as in EDSR",
    evidence=("arXiv:1707.02921",),
    needs=("model.upscale_factor",),
)

_NET = (
    "archlint: 1\ntask: image-restoration\nmodel: {family: cnn, normalization: %s, upscale_factor: %d}\n"
    "data: {modality: image}\n"
)
EXAMPLES = (
    Bad(_NET % ("batch", 4), value="batch", severity=NOTE),
    Good(_NET % ("none", 4)),
    Silent(_NET % ("batch", 1), why="denoisers of the same size are published with it"),
    Silent(_NET.replace("family: cnn", "family: gan") % ("batch", 4), why="SRGAN is published with it"),
)
