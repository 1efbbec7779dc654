"""A vision transformer trained from scratch sees an image as a handful of patches.

## What it looks for
A training run from scratch of a vision transformer, whose image side and patch side are both known to give fewer
tokens than the limit.

## Why it matters
Attention relates patches to each other: with 4 tokens (32 pixels in patches of 16) there is next to nothing to relate,
and all that is fine goes into one linear map of a patch.

## What to do instead
Smaller patches (4 at 32 pixels, 8 at 64), or larger images; else a CNN made for small images.

## When it is fine
Pretrained weights, images that are enlarged before they enter, hybrids whose stem makes the tokens.

## Evidence
arXiv:2112.13492 and its code: patches of 4 at 32 pixels and of 8 at 64, 64 tokens each. No published figure says where
it becomes too few: the line is archlint's own, so it is a note.
"""

from .. import NOTE, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent
from ..conditions import SMALL_DATA_EXCUSES, is_run, scratch

IMAGE, PATCH = "data.image_size", "model.patch_size"
FEW = Limit("few_patches", 16, "patches", "archlint's own line; arXiv:2112.13492 cuts small images into 64")


def _tokens(view):
    side, patch = view.numbers(IMAGE, PATCH)
    return max(1, side // patch) ** 2


def _are_few(view):
    if not (view.known(IMAGE) and view.known(PATCH)):
        return None
    # A patch that follows from a name belongs to the size of that name: images are resized to it.
    return view.get(PATCH).origin != "derived" and _tokens(view) < view.limits["few_patches"]


RULE = Rule(
    "too-few-patches",
    "a vision transformer from scratch on a handful of patches",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("vision-transformer"),
                scratch,
                Condition((IMAGE, PATCH), _are_few, f"({IMAGE} / {PATCH})^2 < {{few_patches:,}} patches", ()),
            ),
            unless=(
                *SMALL_DATA_EXCUSES,
                Fact("model.hybrid_stem").is_(True),
                Fact("model.attention").is_("window"),
                Fact("model.fixed_image_size").known,
            ),
            say=lambda view: (
                f"{view.value(IMAGE):,} pixels in patches of {view.value(PATCH):,} are {_tokens(view):,} tokens: "
                f"attention has next to nothing to relate"
            ),
        ),
    ),
    at=(PATCH, IMAGE),
    instead="smaller patches (4 at 32 pixels, 8 at 64) or larger images",
    evidence=("arXiv:2112.13492",),
    limits=(FEW,),
    concerns=("vision-transformer",),
    needs=("training.is_run", PATCH),
    sites=False,
)

_VIT = "archlint: 1\nmodel: {family: vision-transformer, patch_size: %d, pretrained: %s}\n"
_IMAGES = "data: {modality: image, image_size: %d}\n"
EXAMPLES = (
    Bad(_VIT % (16, "false") + _IMAGES % 32, value="16", severity=NOTE),
    Good(_VIT % (4, "false") + _IMAGES % 32),
    Good(_VIT % (16, "false") + _IMAGES % 64),
    Silent(_VIT % (16, "true") + _IMAGES % 32, why="pretrained weights come with a resize to their size"),
    Silent(
        "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\n" + _IMAGES % 32,
        why="the name's own size is 224: nothing says that the images are not enlarged to it",
    ),
)
