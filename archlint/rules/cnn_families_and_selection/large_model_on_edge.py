"""A large CNN is meant to run on a small device.

## What it looks for
A CNN that the architecture table marks as unsuited to edge devices (VGG, ResNet-101 and deeper, ConvNeXt-B and
larger ...) and a deployment target that is an edge device, a phone, a microcontroller or a browser.

## Why it matters
Memory and latency: VGG-16 alone holds 138 million parameters.

## What to do instead
MobileNetV3 or MobileNetV4, EfficientNet-Lite, or a ResNet-18 where the device allows it.

## When it is fine
A latency that was measured on the device and meets its budget; a teacher that is distilled into a small student;
boards with a desktop-class GPU.  A target that is not stated is not asked for.

## Evidence
torchvision's weight metadata (parameter counts); arXiv:1905.02244; arXiv:2404.10518.
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run, measured_within_budget, said_to_be_on_small_device, server_class_device

RULE = Rule(
    "large-model-on-edge",
    "a large CNN on an edge device, a phone, a microcontroller or in a browser",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                Fact("model.family").is_("cnn"),
                Fact("model.edge_suitability").is_("no"),
                said_to_be_on_small_device,
            ),
            unless=(measured_within_budget, server_class_device, Fact("training.regime").is_("distillation")),
            say="{model.name} on {deployment.target}: too large for such a device by its memory and latency",
        ),
    ),
    at=("deployment.target", "deployment.device"),
    instead="MobileNetV3 or MobileNetV4, EfficientNet-Lite, or a ResNet-18; or state the latency that you measured",
    evidence=("arXiv:1905.02244", "arXiv:2404.10518"),
    concerns=("cnn",),
    needs=(
        "training.is_run",
        "model.edge_suitability",
    ),
)

_CNN = "archlint: 1\nmodel: {architecture: %s, pretrained: true}\n%s"
EXAMPLES = (
    Bad(_CNN % ("vgg16", "deployment: {target: mobile}\n"), value="mobile"),
    Good(_CNN % ("mobilenetv3_small_100", "deployment: {target: mobile}\n")),
    Silent(
        _CNN % ("vgg16", "deployment: {target: mobile, measured_latency_ms: 20, latency_ms: 30}\n"),
        why="the measured latency meets its budget",
    ),
    Silent(_CNN % ("vgg16", "data: {train_size: 50000}\n"), why="most networks run where they were trained"),
)
