"""A model generates large images pixel by pixel.

## What it looks for
An autoregressive generator over raw pixels of images larger than 64 px on a side.

## Why it matters
Every pixel is a step, and every step sees all before: 256 px are 65,536 steps (three times as many with a step for each
color).  PixelRNN stops at 64 px; larger images are grown from coarse to fine, or made of tokens of a learned code.

## What to do instead
Tokens of a VQ autoencoder, with the same kind of model over them; or a latent diffusion model.

## When it is fine
Tokens of a learned code; models that grow an image from coarse to fine.

## Evidence
arXiv:1601.06759 (ImageNet at 32 and 64 px); arXiv:2012.09841 (abstract: tokens make high resolution feasible).
"""

from .. import WARNING, All, Any, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import closed_world, is_run

latent = Fact("model.latent")
LARGE = Limit("large_image", 64, "pixels", "arXiv:1601.06759: its largest images are of 64 px")

RULE = Rule(
    "autoregressive-pixels",
    "a large image generated pixel by pixel",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                Fact("model.family").is_("autoregressive-generator"),
                Fact("data.modality").is_("image"),
                Fact("data.image_size").above(LARGE),
                Any(latent.is_(False), All(closed_world, latent.absent), asks=()),
            ),
            unless=(Fact("training.toy").is_(True), Fact("model.pretrained").is_(True)),
            say="{model.name} over the pixels of {data.image_size} px images: a step for every pixel",
        ),
    ),
    at=("data.image_size",),
    instead="tokens of a VQ autoencoder (latent: true), or images of at most {limits.large_image} px",
    evidence=("arXiv:1601.06759", "arXiv:2012.09841"),
    limits=(LARGE,),
    asks=0,
    concerns=("autoregressive-generator",),
    needs=("training.is_run", "data.image_size"),
)

_NATIVE = "archlint: 1\nmodel: {architecture: pixelcnn, latent: %s}\ndata: {modality: image, image_size: %d}\n"
EXAMPLES = (
    Bad(_NATIVE % ("false", 256), value="256"),
    Good(_NATIVE % ("true", 256)),
    Silent(_NATIVE % ("false", 32), why="small images are what these models are published for"),
)
