"""The image's side is no multiple of the network's total stride.

## What it looks for
A side of the input, and the factor by which the network's coarsest feature map is smaller, where the framework refuses
what is left over, or rounds the image up by itself.

## Why it matters
A U-Net or a feature pyramid joins maps that were halved and doubled: with a remainder their sizes differ by one, and
the first step fails.  Where the framework rounds the side up, the network sees another size than the one that is
written, and so will whatever is exported.

## What to do instead
A side that is a multiple of the stride; pad, crop or resize.

## When it is fine
Networks that pad or crop inside, and classifiers, which pool what is left.

## Evidence
arXiv:1505.04597 (section 2: the input tile must make every halving even).
"""

from .. import ERROR, WARNING, Bad, Fact, Good, Rule, Silent
from ..arithmetic import Divides

STRIDE_DIVIDES_IMAGE = Divides("model.total_stride", "data.image_size")
_, SIDES = STRIDE_DIVIDES_IMAGE.remedies
REMAINDER = Fact("model.stride_remainder")
SAY = "a side of {number}{where} is not divisible by the total stride {divisor}: {quotient}"


def _rounded(view):
    side, stride = view.numbers("data.image_size", "model.total_stride")
    said = SAY.format(**STRIDE_DIVIDES_IMAGE.words(view))
    return f"{said}; the framework rounds it up to {-(-side // stride) * stride:,} by itself"


RULE = Rule(
    "image-not-divisible-by-stride",
    "an image side that the total stride does not divide",
    cases=(
        STRIDE_DIVIDES_IMAGE.broken(SAY, when=(REMAINDER.is_("refuse"),), remedies=(SIDES,)),
        STRIDE_DIVIDES_IMAGE.broken(_rounded, WARNING, when=(REMAINDER.is_("pad"),), remedies=(SIDES,)),
    ),
    at=("data.image_size", "model.total_stride"),
    instead="a multiple of the stride: {fixes}",
    evidence=("arXiv:1505.04597",),
    needs=("model.total_stride", "model.stride_remainder"),
    sites=True,
)


_UNET = "archlint: 1\nmodel: {family: cnn, total_stride: 32, stride_remainder: %s}\n"
_IMAGES = "data: {modality: image, image_size: %d}\n"
EXAMPLES = (
    Bad(_UNET % "refuse" + _IMAGES % 275, value="275", severity=ERROR),
    Bad(_UNET % "pad" + _IMAGES % 720, value="720"),
    Good(_UNET % "refuse" + _IMAGES % 288),
    Silent(_UNET % "drop" + _IMAGES % 275, why="a classifier pools what is left"),
)
