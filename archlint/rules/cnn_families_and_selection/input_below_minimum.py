"""The images are smaller than the least that the network takes.

## What it looks for
An image side beside a network whose framework is known to fail below a certain side, because its pools and unpadded
convolutions leave nothing of a smaller image.

## Why it matters
The feature map shrinks to nothing before the last layer: the first step fails.

## What to do instead
Larger images, or a network with fewer halvings; for images of 32 pixels one that is made for them.

## When it is fine
Networks that pad each convolution and pool adaptively take images of almost any size, and are not judged.

## Evidence
The frameworks' own checks; torchvision's and timm's Inception v3 need 75 pixels.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import AtLeast, must_hold

IMAGE, LEAST = "data.image_size", "model.minimum_image_size"


def _say(view):
    side, least = view.numbers(IMAGE, LEAST)
    name = view.value("model.architecture")
    return f"images of {side:,} for {f'{name}, which' if name else 'a network that'} needs {least:,} or more"


RULE = must_hold(
    "input-below-minimum",
    "images smaller than the least that the network takes",
    AtLeast(IMAGE, LEAST),
    say=_say,
    instead="{fixes} or more, or a network with fewer halvings",
    at=(IMAGE,),
    needs=(LEAST,),
)


_CNN = "archlint: 1\nmodel: {family: cnn, minimum_image_size: 75}\n"
_TIMM = "model: inception_v3\nopt: sgd\nsched: cosine\nepochs: 3\ndata_dir: images\nimg_size: %d\n"
EXAMPLES = (
    Bad(_CNN + "data: {modality: image, image_size: 64}\n", value="64", severity=ERROR),
    Good(_CNN + "data: {modality: image, image_size: 75}\n"),
    Bad(_TIMM % 64, value="64", severity=ERROR, path="args.yaml"),
    Good(_TIMM % 299, path="args.yaml"),
    Silent(
        "archlint: 1\nmodel: {architecture: inception_v3}\ndata: {modality: image, image_size: 64}\n",
        why="a name alone does not say what the framework does with the images before",
    ),
)
