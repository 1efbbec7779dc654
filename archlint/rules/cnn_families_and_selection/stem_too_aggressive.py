"""Small images enter a stem that is made for ImageNet.

## What it looks for
A training run from scratch of a convolutional network whose first layers divide the side by four or more (a 7x7
convolution with stride 2, and a max pool), on images of at most 32 pixels; up to 64 pixels it is a note.

## Why it matters
After a total stride of 32 an image of 32 pixels is a map of 1x1, and most of the network works on a map of a few
pixels.  The paper's own network for CIFAR has a 3x3 convolution of stride 1 and no pool in front, and SimCLR replaces
the stem of its ResNet-50 in the same way on CIFAR-10.

## What to do instead
A 3x3 convolution of stride 1 and no max pool; or a network made for small images (ResNet-20 to 110, WideResNet).

## When it is fine
Images that are enlarged first, a stem that is replaced, pretrained weights: the rule needs the stem stated as it runs.

## Evidence
arXiv:1512.03385 (section 4.2), arXiv:2002.05709 (appendix B.9; the code calls it the CIFAR stem).
"""

from .. import NOTE, WARNING, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import SMALL_DATA_EXCUSES, is_run, scratch

IMAGE, STRIDE = "data.image_size", "model.stem_stride"
TINY = Limit("tiny_image", 32, "pixels", "arXiv:1512.03385 section 4.2 and arXiv:2002.05709 appendix B.9: CIFAR's side")
SMALL = Limit("small_image", 64, "pixels", "archlint's own line: twice the side of CIFAR's images (arXiv:2002.05709)")
# 2 of the convolution times 2 of the pool: part of the definition of the stem.
IMAGENET_STEM = 4

AGGRESSIVE = (is_run, Fact("model.family").is_("cnn"), scratch, Fact(STRIDE).at_least(IMAGENET_STEM))
EXCUSES = (*SMALL_DATA_EXCUSES, Fact("model.fixed_image_size").known)


def _say(view):
    side, stride = view.value(IMAGE), view.value(STRIDE)
    return f"a stem of stride {stride:,} leaves {max(1, side // stride):,} pixels of {side:,} before the first stage"


RULE = Rule(
    "stem-too-aggressive",
    "small images in a stem made for ImageNet",
    cases=(
        Case(WARNING, when=(*AGGRESSIVE, Fact(IMAGE).at_most(TINY)), unless=EXCUSES, say=_say),
        Case(NOTE, when=(*AGGRESSIVE, Fact(IMAGE).at_most(SMALL)), unless=EXCUSES, say=_say),
    ),
    at=(IMAGE, STRIDE),
    instead="a 3x3 stem of stride 1 without the max pool, a network made for small images, or images enlarged first",
    evidence=("arXiv:1512.03385", "arXiv:2002.05709"),
    limits=(TINY, SMALL),
    concerns=("cnn",),
    needs=("training.is_run", STRIDE),
)

_CNN = "archlint: 1\nmodel: {family: cnn, stem_stride: %d, pretrained: %s}\ndata: {modality: image, image_size: %d}\n"
EXAMPLES = (
    Bad(_CNN % (4, "false", 32), value="32"),
    Bad(_CNN % (4, "false", 64), value="64", severity=NOTE),
    Good(_CNN % (1, "false", 32)),
    Good(_CNN % (4, "false", 224)),
    Silent(_CNN % (4, "true", 32), why="pretrained weights come with a resize, or fine-tune well"),
    Silent(
        "archlint: 1\nmodel: {architecture: resnet18, pretrained: false}\ndata: {modality: image, image_size: 32}\n",
        why="a name does not say whether the stem was replaced",
    ),
)
