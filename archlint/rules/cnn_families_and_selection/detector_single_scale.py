"""A detector looks at a feature map of one scale only.

## What it looks for
Object detection by a convolutional detector that is known to look at a single feature map.

## Why it matters
Objects of a few pixels vanish on a coarse map, and large ones do not fit the windows of a fine one.  A feature pyramid
costs little and helps most on small objects.

## What to do instead
A feature pyramid (FPN, PAFPN, BiFPN) or another neck of several levels.

## When it is fine
Objects of one size; designs that are single-scale on purpose (C4, DC5, YOLOF, DETR, plain ViT backbones).

## Evidence
arXiv:1612.03144 (its ablations, with and without the pyramid).
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "detector-single-scale",
    "a detector with one scale of feature maps",
    cases=(
        Case(
            NOTE,
            when=(
                Fact("task").is_("object-detection", "instance-segmentation"),
                Fact("model.family").is_("cnn"),
                Fact("model.feature_levels").is_(1),
            ),
            unless=(Fact("model.architecture").has("yolo", "detr", "ssd", "c4", "dc5", "vitdet", "centernet"),),
            say="{model.name} looks at one feature map: small and large objects share its scale",
        ),
    ),
    at=("model.feature_levels",),
    instead="a feature pyramid, where objects differ in size",
    evidence=("arXiv:1612.03144",),
    concerns=("cnn",),
    needs=("task", "model.feature_levels"),
)

_DETECTOR = "archlint: 1\ntask: object-detection\nmodel: {%s, feature_levels: %d}\ndata: {modality: image}\n"
EXAMPLES = (
    Bad(_DETECTOR % ("family: cnn", 1), value="1", severity=NOTE),
    Good(_DETECTOR % ("family: cnn", 5)),
    Silent(_DETECTOR % ("family: cnn, architecture: yolof", 1), why="it is single-scale by design"),
)
