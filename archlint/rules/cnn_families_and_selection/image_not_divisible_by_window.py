"""The feature map of a windowed transformer is not filled by whole windows.

## What it looks for
An image side, the stride at which windows are cut from the feature map, and the windows' side, where the framework
refuses what is left over.  Maps that are no larger than one window are left out.

## Why it matters
Attention runs inside windows that tile the map.  The original code reshapes the map into windows and pads nothing:
building the network, or its first step, fails.

## What to do instead
A window that divides the maps of all stages, or an image side that is a multiple of window times stride: windows of 7
for 224, of 8 or 16 for 256, of 12 for 384.

## When it is fine
Code that pads the map to whole windows (detection, timm), and maps that one window covers.

## Evidence
arXiv:2103.14030 (section 3.2: windows partition the map evenly), and the published models' pairs of size and window.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Divides, Relation, Remedy, divisors_near, multiples_near, must_hold, quotient

IMAGE, STRIDE, WINDOW = "data.image_size", "model.window_stride", "model.window_size"


def _fills(side, stride, window):
    return side <= stride * window or (side % stride == 0 and side // stride % window == 0)


def _say(view):
    side, stride, window = view.numbers(IMAGE, STRIDE, WINDOW)
    feature = f"{side / stride:,.4g}"
    return (
        f"a map of {feature} ({side:,} / {stride:,}){view.where} is not divisible by windows of {window:,}: "
        f"{quotient(side / stride, window)}"
    )


def _windows(view):
    side, stride, window = view.numbers(IMAGE, STRIDE, WINDOW)
    return [n for n in divisors_near(side // stride, window) if n > 1] if side % stride == 0 else []


def _sides(view):
    side, stride, window = view.numbers(IMAGE, STRIDE, WINDOW)
    return multiples_near(stride * window, side)


RULE = must_hold(
    "image-not-divisible-by-window",
    "a feature map that whole windows do not fill",
    Relation((IMAGE, STRIDE, WINDOW), _fills, f"{WINDOW} divides the map of {IMAGE} / {STRIDE}"),
    say=_say,
    instead=Divides.instead,
    when=(Fact("model.window_remainder").is_("refuse"),),
    remedies=(Remedy(WINDOW, _windows), Remedy(IMAGE, _sides)),
    at=(WINDOW, IMAGE),
    needs=(WINDOW, "model.window_remainder"),
    evidence=("arXiv:2103.14030",),
)


_SWIN = "archlint: 1\nmodel: {family: vision-transformer, window_size: %d, window_stride: 32, window_remainder: %s}\n"
_IMAGES = "data: {modality: image, image_size: %d}\n"
_YACS = "DATA: {IMG_SIZE: %d}\nMODEL: {TYPE: swin, SWIN: {EMBED_DIM: 96, DEPTHS: [2, 2, 6, 2], WINDOW_SIZE: 7}}\n"
EXAMPLES = (
    Bad(_SWIN % (7, "refuse") + _IMAGES % 512, value="7", severity=ERROR),
    Bad(_YACS % 256, value="7", severity=ERROR, path="swin.yaml"),
    Good(_SWIN % (8, "refuse") + _IMAGES % 512),
    Good(_YACS % 224, path="swin.yaml"),
    Silent(_SWIN % (7, "pad") + _IMAGES % 512, why="the framework pads the map"),
    Silent(_SWIN % (7, "refuse") + _IMAGES % 192, why="one window covers the map"),
)
