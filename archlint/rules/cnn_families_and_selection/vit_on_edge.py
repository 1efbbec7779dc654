"""A plain vision transformer is meant to run on a small device.

## What it looks for
A plain or windowed vision transformer (ViT, DeiT, Swin, SegFormer ...) and a deployment target that is an edge
device, a phone, a microcontroller or a browser.  A hybrid on an ARM processor or a signal processor is worth a note.

## Why it matters
Attention over all patches maps badly onto small processors.  On an i.MX93 a ViT-tiny takes 412.8 ms where a
MobileNetV3-large takes 7.1 ms; on a Raspberry Pi 5 in FP16 it takes 305.6 ms against 15.2 ms.

## What to do instead
MobileNetV3 or MobileNetV4 first; EfficientNet in its Lite form; EfficientFormer or FastViT where attention is wanted.

## When it is fine
A latency that was measured on the device and meets its budget; hybrids made for phones; boards with a desktop-class
GPU.  INT8 on a Raspberry Pi 5 is the published exception: there a ViT-tiny beats a MobileNetV3-large.

## Evidence
NetsPresso device matrix (TFLite table); arXiv:2206.01191; arXiv:2404.10518 (tables 6 and 7); arXiv:2510.25166.
"""

from .. import NOTE, WARNING, Asks, Bad, Case, Fact, Good, Rule, Silent
from ..conditions import is_run, measured_within_budget, on_small_device, server_class_device

family = Fact("model.family")
EXCUSES = (
    measured_within_budget,
    server_class_device,
    Fact("model.edge_suitability").is_("yes"),
    Fact("training.regime").is_("distillation"),
)

RULE = Rule(
    "vit-on-edge",
    "a plain vision transformer on an edge device, a phone, a microcontroller or in a browser",
    cases=(
        Case(
            WARNING,
            when=(is_run, family.is_("vision-transformer"), on_small_device),
            unless=EXCUSES,
            say="{model.name} on {deployment.target}: plain vision transformers are several times slower than small "
            "CNNs on such devices",
        ),
        Case(
            NOTE,
            when=(
                is_run,
                family.is_("conv-attention-hybrid"),
                on_small_device,
                Fact("deployment.device").has("cpu", "arm", "cortex", "raspberry", "dsp", "hexagon", "pixel"),
            ),
            unless=EXCUSES,
            say="{model.name} on {deployment.device}: hybrids are slower than small CNNs on ARM processors and DSPs; "
            "measure before you choose",
        ),
    ),
    at=("deployment.target", "deployment.device"),
    instead="MobileNetV3 or MobileNetV4, EfficientNet-Lite, or a hybrid made for phones such as EfficientFormer; "
    "or state the latency that you measured (deployment.measured_latency_ms) and its budget",
    evidence=("arXiv:2206.01191", "arXiv:2404.10518", "arXiv:2510.25166"),
    concerns=("vision-transformer", "conv-attention-hybrid"),
    needs=("training.is_run",),
)

_VIT = "archlint: 1\nmodel: {architecture: %s, pretrained: true}\ndeployment: {target: %s}\n"
EXAMPLES = (
    Bad(_VIT % ("vit_base_patch16_224", "edge"), value="edge"),
    Good(_VIT % ("mobilenetv3_large_100", "edge")),
    Silent(_VIT % ("vit_base_patch16_224", "server"), why="a server is no small device"),
    Asks("archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: true}\n", fact="deployment.target"),
)
