"""Batch normalization, trained from scratch, over very few images.

## What it looks for
A network with batch normalization that trains from scratch with very few images on each device, where the statistics
are neither frozen nor taken over enough devices together.  Classification is warned of; dense tasks get a note, for
their large maps hold many values.

## Why it matters
Each channel is normalized by the mean and variance of the batch.  Estimated from few images these are noisy, and
differ from those that are used afterwards: on ImageNet, the error of a ResNet-50 grows from 23.6 % at 32 images per
device to 27.3 % at 4 and 34.7 % at 2, where group normalization stays at 24.1 %.

## What to do instead
Group normalization, synchronized statistics over the devices, frozen statistics with pretrained weights, or a larger
batch.  Gradient accumulation does not help: each small batch is still normalized by itself.

## When it is fine
Frozen statistics, pretrained weights, synchronization over enough devices, generative and restoration networks
(pix2pix is trained with a batch of one), graphs and point clouds, whose batch holds many nodes or points.

## Evidence
arXiv:1803.08494 (figure 1 and table 2).
"""

from .. import NOTE, WARNING, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run, scratch

TINY = Limit(
    "tiny_batch", 2, "images per device", "arXiv:1803.08494 table 2: 34.7 % error at 2, where group norm has 24.1 %"
)
SMALL = Limit(
    "small_batch", 7, "images per device", "arXiv:1803.08494 table 2: 24.8 % at 8 is near 23.6 % at 32; 27.3 % at 4"
)
_SYNCHRONIZED_ENOUGH = 16  # images that synchronized statistics are taken over: 23.7 % there, 23.6 % at 32

batch = Fact("training.batch_size_per_device")


def _enough(view):
    if view.value("model.norm_synchronized") is not True:
        return False
    devices = view.value("training.num_devices")
    return devices is None or batch_of(view) * devices >= _SYNCHRONIZED_ENOUGH


def batch_of(view):
    return view.value("training.batch_size_per_device", 0)


enough_together = Condition(
    ("model.norm_synchronized", "training.num_devices"),
    _enough,
    f"the statistics are synchronized, and at least {_SYNCHRONIZED_ENOUGH} images are normalized together",
    (),
)
of_images = Condition(
    ("data.modality",), lambda view: view.value("data.modality") == "image", "data.modality is image", ()
)


def _task(view):
    task = view.value("task")
    if task is None:
        return bool(view.value("config.closed_world"))
    return task == "image-classification"


classifies = Condition(("task",), _task, "task is image-classification", ())
is_dense = Fact("task").is_(
    "object-detection", "semantic-segmentation", "instance-segmentation", "image-classification"
)
EXCUSES = (
    enough_together,
    Fact("model.norm_frozen").is_(True),
    Fact("training.toy").is_(True),
    Fact("training.regime").is_("fine-tuning", "inference"),
    Fact("model.family").is_("gan", "vae", "diffusion", "gnn", "graph-transformer", "rl-policy"),
    # One value per channel is an error of its own.
    Fact("model.normalizes_single_values").is_(True),
)
_SAY = "batch normalization from scratch over batches of {training.batch_size_per_device} per device: "

RULE = Rule(
    "batchnorm-with-small-batch",
    "batch normalization from scratch over very few images per device",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                Fact("model.normalization").is_("batch"),
                of_images,
                classifies,
                batch.at_most(TINY),
                scratch,
            ),
            unless=EXCUSES,
            say=_SAY + "their statistics are too noisy to train or to test with",
        ),
        Case(
            NOTE,
            when=(is_run, Fact("model.normalization").is_("batch"), of_images, is_dense, batch.at_most(SMALL), scratch),
            unless=EXCUSES,
            say=_SAY + "the statistics are noisy",
        ),
    ),
    at=("training.batch_size_per_device", "model.normalization"),
    instead="group normalization, synchronized statistics over the devices, or at least 8 images per device; gradient "
    "accumulation does not enlarge the batch that is normalized",
    evidence=("arXiv:1803.08494",),
    limits=(TINY, SMALL),
    asks=0,
    needs=("training.batch_size_per_device",),
)

_NET = "archlint: 1\ntask: %s\nmodel: {architecture: resnet50%s}\ndata: {modality: image}\n"
_RUN = "training: {batch_size_per_device: %d}\n"
_CLASSES = "image-classification"
EXAMPLES = (
    Bad(_NET % (_CLASSES, "") + _RUN % 2, value="2"),
    Good(_NET % (_CLASSES, "") + _RUN % 32),
    Bad(_NET % (_CLASSES, "") + _RUN % 4, value="4", severity=NOTE),
    Bad(_NET % ("semantic-segmentation", "") + _RUN % 2, value="2", severity=NOTE),
    Silent(_NET % (_CLASSES, ", norm_frozen: true") + _RUN % 2, why="the statistics are frozen"),
    Silent(_NET % (_CLASSES, ", pretrained: true") + _RUN % 2, why="the weights are pretrained"),
    Silent(
        _NET % (_CLASSES, ", norm_synchronized: true") + "training: {batch_size_per_device: 2, num_devices: 8}\n",
        why="16 images are normalized together",
    ),
)
