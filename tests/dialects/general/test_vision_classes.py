"""Classes of vision libraries that are built by dotted path: what they compare among their own arguments."""

import pytest
from reading import lint

HYDRA = "model:\n  _target_: {path}\n{arguments}data: {{name: my-images, batch_size: 8}}\ntrainer: {{max_epochs: 3}}\n"
LIGHTNING = "model:\n  class_path: {path}\n  init_args:\n{arguments}data: {{class_path: my.Images}}\n"
# The class, its arguments -> the rule, and what stands where it is found.
CASES = {
    "patches that do not fill": (
        "vit_pytorch.ViT",
        {"image_size": 250, "patch_size": 16, "dim": 1024},
        "image-not-divisible-by-patch",
        250,
    ),
    "patches that fill": ("vit_pytorch.ViT", {"image_size": 256, "patch_size": 32, "dim": 1000}, None, None),
    "heads have a width of their own there": (
        "vit_pytorch.ViT",
        {"image_size": 256, "patch_size": 32, "dim": 1000, "heads": 7},
        None,
        None,
    ),
    "volumes have other arguments": ("vit_pytorch.vit_3d.ViT", {"image_size": 250, "image_patch_size": 16}, None, None),
    "torchvision's own": (
        "torchvision.models.vit_b_16",
        {"image_size": 222},
        "image-not-divisible-by-patch",
        222,
    ),
    "torchvision's heads": (
        "torchvision.models.VisionTransformer",
        {"image_size": 224, "patch_size": 16, "num_heads": 10, "hidden_dim": 768},
        "heads-not-dividing-embed-dim",
        10,
    ),
    "timm's heads": (
        "timm.create_model",
        {"model_name": "vit_base_patch16_224", "num_heads": 10},
        "heads-not-dividing-embed-dim",
        10,
    ),
    "timm is told the size of the images": (
        "timm.create_model",
        {"model_name": "vit_base_patch16_224", "img_size": 250},
        None,
        None,
    ),
    "an encoder of four levels with five of the decoder": (
        "segmentation_models_pytorch.Unet",
        {"encoder_name": "resnet34", "encoder_depth": 4},
        "stage-list-length-mismatch",
        4,
    ),
    "three of the decoder": (
        "segmentation_models_pytorch.Unet",
        {"encoder_name": "resnet34", "decoder_channels": [256, 128, 64]},
        "stage-list-length-mismatch",
        3,
    ),
    "four and four": (
        "segmentation_models_pytorch.Unet",
        {"encoder_name": "resnet34", "encoder_depth": 4, "decoder_channels": [256, 128, 64, 32]},
        None,
        None,
    ),
    "a decoder without such a list": ("segmentation_models_pytorch.FPN", {"encoder_depth": 4}, None, None),
    "a class of the project's own": ("src.models.ViT", {"image_size": 250, "patch_size": 16}, None, None),
    "a size from outside": ("vit_pytorch.ViT", {"image_size": "${size}", "patch_size": 16}, None, None),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", [HYDRA, LIGHTNING], ids=["hydra", "lightning"])
def test_arguments_that_the_class_refuses(case, form):
    path, arguments, rule, value = CASES[case]
    indent = "  " if form is HYDRA else "    "
    text = form.format(path=path, arguments="".join(f"{indent}{key}: {one}\n" for key, one in arguments.items()))
    found = [one for one in lint(text, "config.yaml") if one.severity == "error"]
    assert [(one.rule, one.key_value) for one in found] == ([(rule, value)] if rule else [])
