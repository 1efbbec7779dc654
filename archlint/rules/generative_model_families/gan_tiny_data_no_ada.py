"""A GAN is trained from scratch on few images, and its discriminator sees them as they are.

## What it looks for
A GAN over images, from scratch, on fewer than 5,000 images, with no augmentation of what the discriminator sees.

## Why it matters
The discriminator overfits to few images, and what it tells the generator becomes meaningless.

## What to do instead
Adaptive discriminator augmentation (ADA) or DiffAugment; or fine-tuning a pretrained generator.

## When it is fine
Image-to-image translation and restoration, where every image gives many patches.

## Evidence
arXiv:2006.06676 (abstract: with the augmentation, a few thousand images are enough); arXiv:2006.10738.
"""

from .. import NOTE, All, Any, Bad, Case, Fact, Good, Limit, Rule, Silent, Size
from ..conditions import SMALL_DATA_EXCUSES, closed_world, counted_in, is_run, scratch

augmented = Fact("training.discriminator_augmentation")
FEW = Limit("few_images", 5_000, "images", "archlint's own line; arXiv:2006.06676: a few thousand images")

RULE = Rule(
    "gan-tiny-data-no-ada",
    "a GAN on few images without an augmented discriminator",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("gan"),
                Fact("data.modality").is_("image"),
                scratch,
                counted_in("images"),
                Size("data.train_size").below(FEW),
                Any(augmented.is_(False), All(closed_world, augmented.absent), asks=()),
            ),
            unless=(*SMALL_DATA_EXCUSES, Fact("task").is_("image-restoration")),
            say="{model.name} from scratch on {data.size} without an augmented discriminator",
        ),
    ),
    at=("data.train_size", "data.name"),
    instead="augment what the discriminator sees (discriminator_augmentation: true), or fine-tune a generator",
    evidence=("arXiv:2006.06676", "arXiv:2006.10738"),
    limits=(FEW,),
    asks=0,
    concerns=("gan",),
    needs=("training.is_run",),
)

_NATIVE = (
    "archlint: 1\nmodel: {family: gan, pretrained: false}\ndata: {modality: image, train_size: %d}\n"
    "training: {discriminator_augmentation: %s}\n"
)
EXAMPLES = (
    Bad(_NATIVE % (2_000, "false"), value="2000", severity=NOTE),
    Good(_NATIVE % (2_000, "true")),
    Silent(_NATIVE % (70_000, "false"), why="the data set is large"),
)
