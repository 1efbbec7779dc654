"""The image's side is no power of two, and the network is built for those alone.

## What it looks for
An image side beside a generator or discriminator that doubles or halves from 4 up to the image, with a table of widths
for the powers of two.

## Why it matters
There is no layer for any other side: looking it up fails when the network is built.

## What to do instead
Resize or crop to the nearest power of two.

## When it is fine
Networks that resize between their layers, or are convolutional throughout.

## Evidence
arXiv:1710.10196 (layers added one after another, from 4x4 up); arXiv:1912.04958 (StyleGAN2).
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Relation, Remedy, must_hold

IMAGE = "data.image_size"


def _powers(view):
    (side,) = view.numbers(IMAGE)
    below = 1 << (side.bit_length() - 1)
    return sorted((below, 2 * below), key=lambda power: abs(power - side))


RULE = must_hold(
    "image-not-power-of-two",
    "an image side that is no power of two, for a network built of doublings",
    Relation((IMAGE,), lambda side: side > 0 and side & (side - 1) == 0, f"{IMAGE} is a power of two"),
    say="images of {image_size}, where the network is built for powers of two alone",
    instead="a power of two: {fixes}",
    when=(Fact("model.needs_power_of_two").is_(True),),
    remedies=(Remedy(IMAGE, _powers),),
    needs=("model.needs_power_of_two", IMAGE),
    evidence=("arXiv:1912.04958", "arXiv:1710.10196"),
)


_GAN = "archlint: 1\nmodel: {family: gan, needs_power_of_two: %s}\ndata: {modality: image, image_size: %d}\n"
EXAMPLES = (
    Bad(_GAN % ("true", 150), value="150", severity=ERROR),
    Good(_GAN % ("true", 128)),
    Good(_GAN % ("true", 1024)),
    Silent(_GAN % ("false", 150), why="the network is not built of doublings alone"),
    Silent(
        "archlint: 1\nmodel: {family: gan}\ndata: {modality: image, image_size: 150}\n",
        why="nothing says what this generator is built of",
    ),
)
