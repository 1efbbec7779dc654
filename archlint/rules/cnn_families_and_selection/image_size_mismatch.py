"""The images are of another size than the one that the network takes.

## What it looks for
An image side beside a network that takes exactly one: its positions are made for that size, and the framework
compares them.

## Why it matters
The framework refuses the first batch.

## What to do instead
Images of the network's own size, or the network built for theirs.

## When it is fine
Convolutional networks, and transformers that interpolate their positions.

## Evidence
The frameworks' own checks; arXiv:2010.11929 (section 3.2) for interpolation as the remedy.
"""

from .. import ERROR, All, Bad, Fact, Good, Silent
from ..arithmetic import Divides, Equals, must_hold


def _say(view):
    side, fixed = view.numbers("data.image_size", "model.fixed_image_size")
    return f"images of {side:,} for {view.value('model.architecture', 'a network')} that takes {fixed:,} alone"


RULE = must_hold(
    "image-size-mismatch",
    "images of another size than the one that the network takes",
    Equals("data.image_size", "model.fixed_image_size"),
    say=_say,
    instead="the network's own size ({fixes}), or a network built for the images'",
    # Where not even the patches fit, image-not-divisible-by-patch says so.
    unless=(All(Fact("model.patch_remainder").is_("refuse"), ~Divides("model.patch_size", "data.image_size")),),
    needs=("model.fixed_image_size",),
    evidence=("arXiv:2010.11929",),
)


_VIT = "archlint: 1\nmodel: {family: vision-transformer, fixed_image_size: 224}\n"
_IMAGES = "data: {modality: image, image_size: %d}\n"
EXAMPLES = (
    Bad(_VIT + _IMAGES % 448, value="448", severity=ERROR),
    Good(_VIT + _IMAGES % 224),
    Silent("archlint: 1\nmodel: {architecture: resnet50}\n" + _IMAGES % 448, why="a ResNet takes any size"),
)
