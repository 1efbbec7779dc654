"""A network whose output is made for another task than the one that is stated.

## What it looks for
A segmentation or detection network beside a task that needs another kind of output: one label for each image, boxes,
or a label for each pixel.

## Why it matters
The head is a part of these networks, and their design (dilated or upsampled maps, anchors, pyramids) serves it.  With
another head most of it is cost without use.

## What to do instead
The backbone by itself with the task's own head, or the task that the network is made for.

## When it is fine
Backbones that serve every task; networks that give boxes and masks alike.

## Evidence
arXiv:1706.05587 (the dilated maps of DeepLabv3 are for labels of pixels); arXiv:1708.02002 (the pyramid and anchors
of RetinaNet are for boxes).
"""

from .. import WARNING, Bad, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import is_run

# What a network is made for -> the tasks that its output cannot serve.
_UNSERVED = {
    "semantic-segmentation": ("image-classification", "object-detection"),
    "object-detection": ("image-classification", "semantic-segmentation"),
    "instance-segmentation": ("image-classification",),
}


def _contradicts(view):
    made_for, task = view.value("model.head_task"), view.value("task")
    return None if None in (made_for, task) else task in _UNSERVED.get(made_for, ())


contradicts = Condition(("model.head_task", "task"), _contradicts, "model.head_task cannot serve the task", ())

RULE = Rule(
    "seg-model-for-classification",
    "a network whose output is made for another task",
    cases=(
        Case(
            WARNING,
            when=(is_run, contradicts),
            unless=(Fact("model.baseline").is_(True),),
            say="{model.name} is made for {model.head_task}, and the task is {task}",
        ),
    ),
    at=("model.architecture", "model.head_task", "task"),
    instead="its backbone with the task's own head, or the task that it is made for",
    evidence=("arXiv:1706.05587", "arXiv:1708.02002"),
    asks=0,
    needs=("task", "model.head_task"),
)

_NET = "archlint: 1\ntask: %s\nmodel: {architecture: %s}\ndata: {modality: image}\n"
EXAMPLES = (
    Bad(_NET % ("image-classification", "deeplabv3_resnet50"), value="deeplabv3_resnet50"),
    Good(_NET % ("image-classification", "resnet50")),
    Bad(_NET % ("image-classification", "retinanet"), value="retinanet"),
    Silent(_NET % ("object-detection", "mask_rcnn"), why="it gives boxes too"),
)
