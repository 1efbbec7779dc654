"""A plain network of dense layers takes large images pixel by pixel.

## What it looks for
A training run of a plain multilayer perceptron on images whose side is above the limit.

## Why it matters
Dense layers tie every pixel to every unit: the first layer alone has image side squared times channels times width
weights, and nothing says that a shape a pixel further on is the same shape.  A convolution has both by construction.

## What to do instead
A small CNN; for a design of dense layers one that mixes patches (MLP-Mixer, ResMLP).

## When it is fine
Images of the size of MNIST or CIFAR, MLP-Mixer and its kin, heads on frozen features, baselines, coordinate networks
(NeRF, SIREN).

## Evidence
arXiv:2007.13657 (abstract: dense networks reach 85.19 % of CIFAR-10 with a training method of their own, the most known
at 32 pixels); arXiv:2105.01601 (MLP-Mixer: dense layers over patches, as the counter-case at scale), and the count of
weights.
"""

from .. import WARNING, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run

IMAGE = "data.image_size"
LARGE = Limit("small_image", 32, "pixels", "arXiv:2007.13657: measured at 32 pixels, 85.19 % of CIFAR-10 at best")

plain = Condition(
    ("model.patch_size", "model.skip_connections", "model.pretrained"),
    lambda view: (
        not (
            view.known("model.patch_size")
            or view.value("model.skip_connections")
            or view.value("model.pretrained")
            or view.value("model.hybrid_stem")
        )
    ),
    "it has neither patches nor skip connections, and no weights are loaded",
    (),
)

RULE = Rule(
    "mlp-on-images",
    "a plain network of dense layers on large images",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                Fact("model.family").is_("mlp"),
                Fact("data.modality").is_("image"),
                Fact(IMAGE).above(LARGE),
                plain,
            ),
            unless=(
                Fact("model.architecture").has("mix", "resmlp", "gmlp", "swin", "as_mlp", "asmlp", "vip", "cycle",
                                               "nerf", "siren", "head", "probe"),
                Fact("model.baseline").is_(True),
                Fact("data.features").known,
                Fact("training.toy").is_(True),
                Fact("training.regime").is_("fine-tuning", "inference"),
                Fact("task").is_("image-restoration", "image-generation"),
            ),
            say=lambda view: (
                f"dense layers on images of {view.value(IMAGE):,}: every unit of the first layer has "
                f"{view.value(IMAGE) ** 2:,} weights per channel"
            ),
        ),
    ),
    at=("model.family", "model.architecture"),
    instead="a small CNN, or dense layers over patches (MLP-Mixer)",
    evidence=("arXiv:2007.13657", "arXiv:2105.01601"),
    limits=(LARGE,),
    concerns=("mlp",),
    needs=("training.is_run", IMAGE),
)  # fmt: skip

_MLP = "archlint: 1\nmodel: {family: mlp%s}\ndata: {modality: image, image_size: %d}\n"
EXAMPLES = (
    Bad(_MLP % ("", 224), value="mlp"),
    Good("archlint: 1\nmodel: {family: cnn}\ndata: {modality: image, image_size: 224}\n"),
    Good(_MLP % ("", 28)),
    Silent(_MLP % (", architecture: mixer_b16_224", 224), why="it mixes patches"),
    Silent(_MLP % (", patch_size: 16", 224), why="it mixes patches"),
    Silent(_MLP % (", baseline: true", 224), why="it is a baseline"),
    Silent(_MLP % (", pretrained: true", 224), why="it is a head on features that were learnt before"),
)
