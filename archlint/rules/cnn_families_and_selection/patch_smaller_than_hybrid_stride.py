"""The patches of a hybrid transformer are smaller than its convolutional stem's stride.

## What it looks for
A transformer behind a convolutional stem, the factor by which the stem shrinks the image, and a patch side that is
counted in pixels of the image and is smaller than that factor.

## Why it matters
One pixel of the stem's map already stands for a square of that many pixels of the image: a smaller patch is less than
a pixel of the map.  The frameworks divide the two, get a patch of 0, and fail.

## What to do instead
Patches of the stem's stride (16 behind a ResNet-50 of three stages) or of a multiple of it; for finer patches a
transformer without that stem.

## When it is fine
Patches that are counted in pixels of the stem's map (1 is usual there).

## Evidence
arXiv:2010.11929 (section 3.1: the hybrid takes its patches from the feature map).
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import AtLeast, must_hold

PATCH, STRIDE = "model.patch_size", "model.stem_stride"


def _say(view):
    patch, stride = view.numbers(PATCH, STRIDE)
    return (
        f"patches of {patch:,} behind a stem that shrinks the image {stride:,} times: a patch of {patch / stride:.3g}"
    )


RULE = must_hold(
    "patch-smaller-than-hybrid-stride",
    "patches smaller than the stride of the stem before them",
    AtLeast(PATCH, STRIDE),
    say=_say,
    instead="patches of the stem's stride: {fixes}",
    # A patch of 1 is counted in the pixels of the stem's map.
    when=(Fact("model.hybrid_stem").is_(True), Fact(PATCH).above(1)),
    needs=("model.hybrid_stem", STRIDE),
    evidence=("arXiv:2010.11929",),
)


_HYBRID = "archlint: 1\nmodel: {family: conv-attention-hybrid, hybrid_stem: true, stem_stride: 16, patch_size: %d}\n"
_IMAGES = "data: {modality: image, image_size: 224}\n"
EXAMPLES = (
    Bad(_HYBRID % 8 + _IMAGES, value="8", severity=ERROR),
    Good(_HYBRID % 16 + _IMAGES),
    Good(_HYBRID % 32 + _IMAGES),
    Silent(_HYBRID % 1 + _IMAGES, why="the patch is one pixel of the stem's map"),
    Silent("archlint: 1\nmodel: {family: vision-transformer, patch_size: 8}\n" + _IMAGES, why="there is no stem"),
)
