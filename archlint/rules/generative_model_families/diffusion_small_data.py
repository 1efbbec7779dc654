"""A diffusion model is trained from scratch on few images.

## What it looks for
A diffusion model over images, from scratch, on fewer than 1,000 images: a warning.  Below 10,000: a note.

## Why it matters
A diffusion model that has reached the minimum of its loss copies its training set.  It generalizes on the way there,
and the time until it copies grows in proportion to the number of images: with few, it is short.

## What to do instead
Fine-tune a pretrained model (LoRA, DreamBooth); stop early and look for copies; a GAN with an augmented discriminator
from a few thousand images on.

## When it is fine
Fine-tuning; methods for a single image, which learn from its patches; smoke tests.

## Evidence
arXiv:2310.02557 (denoisers trained on 1 to 100,000 images: the small sets are copied, the large ones are not);
arXiv:2505.16959 (abstract: memorization time is proportional to the size of the data set); arXiv:2310.02664 (abstract:
memorization occurs on smaller data sets); arXiv:2006.06676 (abstract) for the GAN.
"""

from .. import NOTE, WARNING, Bad, Case, Fact, Good, Limit, Rule, Silent, Size
from ..conditions import SMALL_DATA_EXCUSES, counted_in, is_run, scratch

train_size = Size("data.train_size")
FEW = Limit("few_images", 1_000, "images", "arXiv:2310.02557 (figures 1, 2): denoisers of up to 1,000 images copy them")
SOME = Limit("some_images", 10_000, "images", "arXiv:2310.02557 (figures 1, 2): two halves agree from 10,000 images on")

ON_IMAGES = (
    is_run,
    Fact("model.family").is_("diffusion"),
    Fact("data.modality").is_("image"),
    scratch,
    counted_in("images"),
)
EXCUSES = (*SMALL_DATA_EXCUSES, Fact("task").is_("image-restoration", "reinforcement-learning"))

RULE = Rule(
    "diffusion-small-data",
    "a diffusion model trained from scratch on few images",
    cases=(
        Case(
            WARNING,
            when=(*ON_IMAGES, train_size.below(FEW)),
            unless=EXCUSES,
            say="{model.name} from scratch on {data.size}: it will soon copy its training set",
        ),
        Case(
            NOTE,
            when=(*ON_IMAGES, train_size.below(SOME)),
            unless=EXCUSES,
            say="{model.name} from scratch on {data.size}: look for copies of training images among the samples",
        ),
    ),
    at=("data.train_size", "data.name"),
    instead="fine-tune a pretrained model, or stop early and look for copies; fine-tuning silences this",
    evidence=("arXiv:2310.02557", "arXiv:2505.16959", "arXiv:2310.02664", "arXiv:2006.06676"),
    limits=(FEW, SOME),
    asks=0,
    concerns=("diffusion",),
    needs=("training.is_run",),
)

_NATIVE = "archlint: 1\nmodel: {family: diffusion, pretrained: %s}\ndata: {modality: image, train_size: %d}\n"
EXAMPLES = (
    Bad(_NATIVE % ("false", 600), value="600"),
    Bad(_NATIVE % ("false", 6_000), value="6000", severity=NOTE),
    Good(_NATIVE % ("true", 600)),
    Silent(_NATIVE % ("false", 50_000), why="CIFAR-10 has no more"),
)
