"""A large CNN is trained from scratch on few images.

## What it looks for
A CNN with more parameters than the limit, from scratch, on fewer images than the limit.

## Why it matters
Training from scratch holds its own against pretraining only down to a certain size of the data set; below it the
larger network has more to overfit with and nothing to gain.

## What to do instead
Pretrained weights, or a small CNN such as ResNet-18 or EfficientNet-B0.

## When it is fine
Pretrained weights, a self-supervised stage or a teacher; strong regularization can carry it too.

## Evidence
arXiv:1811.08883 (training from scratch breaks below about 10,000 COCO images); arXiv:1902.07208.
"""

from .. import NOTE, Bad, Case, Fact, Good, Limit, Rule, Silent, Size
from ..conditions import SMALL_DATA_EXCUSES, counted_in, is_run, scratch

FEW = Limit("few_images", 10_000, "images", "the source document's image bands; arXiv:1811.08883")
LARGE = Limit(
    "large_parameters",
    25_000_000,
    "parameters",
    "torchvision weight metadata: ResNet-50 holds 25.6M parameters, ResNet-101 44.5M",
)

RULE = Rule(
    "large-cnn-on-small-dataset",
    "a large CNN trained from scratch on few images",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("cnn"),
                scratch,
                counted_in("images"),
                Size("data.train_size").below(FEW),
                Fact("model.num_parameters").above(LARGE),
            ),
            unless=SMALL_DATA_EXCUSES,
            say="{model.name} ({model.num_parameters:,} parameters) from scratch on {data.size}: a small CNN or "
            "pretrained weights are the safer start",
        ),
    ),
    at=("data.train_size", "data.size_band", "data.name"),
    instead="pretrained weights, or a small CNN such as ResNet-18 or EfficientNet-B0",
    evidence=("arXiv:1811.08883", "arXiv:1902.07208"),
    limits=(FEW, LARGE),
    concerns=("cnn",),
    needs=(
        "training.is_run",
        "model.num_parameters",
    ),
)

_CNN = "archlint: 1\nmodel: {architecture: %s, pretrained: %s}\ndata: {modality: image, train_size: %s}\n"
EXAMPLES = (
    Bad(_CNN % ("resnet101", "false", "3000"), value="3000", severity=NOTE),
    Good(_CNN % ("resnet18", "false", "3000")),
    Silent(_CNN % ("resnet101", "true", "3000"), why="the weights are pretrained"),
)
