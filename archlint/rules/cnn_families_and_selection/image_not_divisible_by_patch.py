"""The image's side is no multiple of the patch.

## What it looks for
An image side and the side of the patches that it is cut into, where the framework refuses what is left over.  Where it
drops the border instead, a note.

## Why it matters
The patches tile the image; the frameworks assert that none is cut, or lose a strip of the image.

## What to do instead
A side that is a multiple of the patch.

## When it is fine
Overlapping patches, padding, positions that are interpolated to any size; published models whose library drops the
border (SigLIP so400m: 384 with patches of 14).

## Evidence
arXiv:2010.11929 (section 3.1: the number of patches is HW/P^2).
"""

from .. import ERROR, NOTE, WARNING, Bad, Fact, Good, Rule, Silent
from ..arithmetic import Divides, Remedy, multiples_near
from ..conditions import is_run

PATCH_DIVIDES_IMAGE = Divides("model.patch_size", "data.image_size")
REMAINDER = Fact("model.patch_remainder")
SAY = "a side of {number} is not divisible by patches of {divisor}: {quotient}"


def _sides(view):
    """Return the one side that the network takes, if it takes no other, else the nearest multiples of the patch."""
    if view.known("model.fixed_image_size"):
        return view.numbers("model.fixed_image_size")
    return multiples_near(*view.numbers("model.patch_size", "data.image_size"))


SIDES = (Remedy("data.image_size", _sides),)

RULE = Rule(
    "image-not-divisible-by-patch",
    "an image side that whole patches do not fill",
    cases=(
        PATCH_DIVIDES_IMAGE.broken(SAY, when=(REMAINDER.is_("refuse"),), remedies=SIDES),
        PATCH_DIVIDES_IMAGE.broken(
            f"{SAY}; most programs refuse a remainder, or lose the border",
            WARNING,
            when=(REMAINDER.is_("usually-refuse"),),
            remedies=SIDES,
        ),
        PATCH_DIVIDES_IMAGE.broken(
            f"{SAY}; the framework drops the border",
            NOTE,
            when=(is_run, REMAINDER.is_("drop")),
            unless=(Fact("model.pretrained").is_(True),),
            remedies=SIDES,
        ),
    ),
    at=("data.image_size", "model.patch_size"),
    instead="a multiple of the patch: {fixes}",
    evidence=("arXiv:2010.11929",),
    needs=("model.patch_size", "model.patch_remainder"),
    sites=True,
)


_VIT = "archlint: 1\nmodel: {family: vision-transformer, patch_size: 16, patch_remainder: %s}\n"
_IMAGES = "data: {modality: image, image_size: %d}\n"
EXAMPLES = (
    Bad(_VIT % "refuse" + _IMAGES % 250, value="250", severity=ERROR),
    Bad(_VIT % "drop" + _IMAGES % 250, value="250", severity=NOTE),
    Bad(_VIT % "usually-refuse" + _IMAGES % 250, value="250", severity=WARNING),
    Good(_VIT % "refuse" + _IMAGES % 256),
    Silent(_VIT % "pad" + _IMAGES % 250, why="the framework pads the image"),
)
