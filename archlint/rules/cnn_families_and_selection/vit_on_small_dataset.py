"""A vision transformer is trained from scratch on few images.

## What it looks for
A plain or windowed vision transformer (ViT, DeiT, Swin ...), weights known to start from scratch, and a training set
known to hold fewer images than the limit.  Between that and 100,000 images a large one is worth a note.

## Why it matters
Convolutions assume that nearby pixels belong together; self-attention has to learn that from the data.  On
Imagenette (9,469 images) a ViT-Tiny trained from scratch reaches 68.7 % where a ResNet-34 reaches 90.1 %; on
Flowers-102 a Swin-T from scratch stays at 34.5 %.

## What to do instead
Start from pretrained weights; else take a ResNet, an EfficientNet or a hybrid with convolutional tokens.

## When it is fine
Pretrained or resumed weights, a teacher, a self-supervised stage before, or a hybrid stem (CvT, CCT, CoAtNet,
LeViT): the rule is silent on all of these.

## Evidence
arXiv:2010.11929 (section 4), arXiv:2106.03746 (table 4), and the Imagenette comparison over five seeds.
"""

from .. import NOTE, WARNING, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent, Size
from ..conditions import SMALL_DATA_EXCUSES, counted_in, is_run, scratch

family = Fact("model.family")
train_size = Size("data.train_size")
FEW = Limit("few_images", 10_000, "images", "the source document's resistance table; arXiv:2106.03746 table 4")
MANY = Limit("many_images", 100_000, "images", "the source document's image bands")
LARGE = Limit("large_parameters", 20_000_000, "parameters", "arXiv:2106.03746 compares models of 28M parameters")

PLAIN_TOKENS = (
    is_run,
    family.is_("vision-transformer"),
    scratch,
    counted_in("images"),
)
EXCUSES = (
    *SMALL_DATA_EXCUSES,
    Fact("model.hybrid_stem").is_(True),
    # Restoration is trained on crops: one image is many samples.
    Fact("task").is_("image-restoration"),
)

RULE = Rule(
    "vit-on-small-dataset",
    "a vision transformer trained from scratch on few images",
    cases=(
        Case(
            WARNING,
            when=(*PLAIN_TOKENS, train_size.below(FEW)),
            unless=EXCUSES,
            say="{model.name} from scratch on {data.size}: below {limits.few_images:,} images a vision transformer "
            "trails a CNN of its size by far",
        ),
        Case(
            NOTE,
            when=(*PLAIN_TOKENS, train_size.below(MANY), Fact("model.num_parameters").at_least(LARGE)),
            unless=EXCUSES,
            say="{model.name} ({model.num_parameters:,} parameters) from scratch on {data.size}: a CNN or pretrained "
            "weights are the safer start below {limits.many_images:,} images",
        ),
    ),
    at=("data.train_size", "data.size_band", "data.name"),
    instead="start from pretrained weights (pretrained: true), or take a ResNet, an EfficientNet or a hybrid "
    "such as CCT; a self-supervised stage or a teacher silences this too",
    evidence=("arXiv:2010.11929", "arXiv:2106.03746"),
    limits=(FEW, MANY, LARGE),
    concerns=("vision-transformer",),
    needs=("training.is_run",),
)

_VIT = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: %s}\n"
EXAMPLES = (
    Bad(_VIT % "false" + "data: {modality: image, train_size: 6000}\n", value="6000"),
    Good(_VIT % "true" + "data: {modality: image, train_size: 6000}\n"),
    Silent(
        "archlint: 1\nmodel: {architecture: cct_7_7x2_224}\ndata: {modality: image, train_size: 6000}\n",
        why="its tokens come through convolutions",
    ),
    Asks(_VIT % "false" + "data: {modality: image, name: my-x-rays}\n", fact="data.train_size"),
)
