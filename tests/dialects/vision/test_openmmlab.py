"""OpenMMLab: backbones by type and arch, weights, data sets by class, parts that are no configs."""

import pytest
from reading import facts, read, rules

from archlint.engine import Engine, Options

MODEL = "model = dict(type='ImageClassifier', backbone=dict(%s), head=dict(num_classes=7))\n"
RUN = "optim_wrapper = dict(optimizer=dict(type='SGD'))\n"

BACKBONES = {
    "ResNet": ("type='ResNet', depth=50", {"model.architecture": "resnet50", "model.num_layers": 50}),
    "a registry's scope": ("type='mmpretrain.ResNet', depth=18", {"model.architecture": "resnet18"}),
    "a stem's variant": ("type='ResNetV1c', depth=50", {"model.family": "cnn", "model.num_layers": 50}),
    "ResNeXt": ("type='ResNeXt', depth=101, groups=32, base_width=4", {"model.architecture": "resnext101_32x4d"}),
    "a computed depth": ("type='ResNet', depth=layers()", {"model.num_layers": None, "model.architecture": "resnet"}),
    "ViT by arch": (
        "type='VisionTransformer', arch='b', patch_size=16",
        {"model.architecture": "vit_base_patch16_224", "model.num_layers": 12, "model.family": "vision-transformer"},
    ),
    "MMPreTrain's own small": (
        "type='VisionTransformer', arch='s', patch_size=16",
        {"model.num_layers": 8, "model.hidden_size": 768, "model.num_heads": 8},
    ),
    "DeiT's small": (
        "type='VisionTransformer', arch='deit-small', patch_size=16",
        {"model.architecture": "vit_small_patch16_224", "model.num_layers": 12, "model.hidden_size": 384},
    ),
    "ViT in numbers": (
        "type='VisionTransformer', embed_dims=768, num_layers=10, num_heads=12, patch_size=8",
        {"model.num_layers": 10, "model.hidden_size": 768, "model.patch_size": 8, "model.depth_unit": "blocks"},
    ),
    "Swin by arch": (
        "type='SwinTransformer', arch='tiny', img_size=224",
        {"model.architecture": "swin_tiny_patch4_window7_224", "model.num_layers": 12},
    ),
    "Swin in numbers": (
        "type='SwinTransformer', embed_dims=96, depths=[2, 2, 18, 2], num_heads=[3, 6, 12, 24]",
        {"model.family": "vision-transformer", "model.num_layers": 24},
    ),
    "an unusual Swin": (
        "type='SwinTransformer', embed_dims=48, depths=[1, 1, 3, 1]",
        {"model.architecture": "swin", "model.num_layers": 6, "model.family": "vision-transformer"},
    ),
    "SegFormer's": (
        "type='MixVisionTransformer', embed_dims=32, num_layers=[2, 2, 2, 2]",
        {"model.num_layers": 8, "model.family": "vision-transformer"},
    ),
    "ConvNeXt": ("type='ConvNeXt', arch='tiny'", {"model.architecture": "convnext_tiny"}),
    "timm": ("type='TIMMBackbone', model_name='resnet34'", {"model.architecture": "resnet34", "model.num_layers": 34}),
    "a size that is no number": ("type='RegNet', arch='regnetx_¹mf'", {"model.architecture": "regnet"}),
    "unknown": ("type='MyNet', depth=50", {"model.architecture": "MyNet", "model.num_layers": None}),
    "stated normalization": ("type='ResNet', depth=50, norm_cfg=dict(type='GN')", {"model.normalization": "group"}),
    "SyncBN": ("type='ResNet', depth=50, norm_cfg=dict(type='SyncBN')", {"model.normalization": "batch"}),
    "VGG has none": ("type='VGG', depth=16", {"model.normalization": "none", "model.num_layers": 16}),
    "VGG with BN": ("type='VGG', depth=16, norm_cfg=dict(type='BN')", {"model.normalization": "batch"}),
}


@pytest.mark.parametrize("case", BACKBONES)
def test_backbones(case):
    text, expected = BACKBONES[case]
    found = facts(MODEL % text + RUN, "c.py")
    assert {name: found.get(name) for name in expected} == expected
    assert found["task"] == "image-classification"
    assert found["data.num_classes"] == 7


VIT = "type='VisionTransformer', arch='b'"
RANDOM = ", init_cfg=[dict(type='Kaiming', layer='Conv2d')]"
WEIGHTS = {
    "silence": (VIT, "", None),
    "load_from": (VIT, "load_from = 'a.pth'", True),
    "a checkpoint": (VIT + ", init_cfg=dict(type='Pretrained', checkpoint='a.pth')", "", True),
    "a checkpoint to be given": (VIT + ", init_cfg=dict(type='Pretrained', checkpoint='')", "", None),
    "random alone": (VIT + RANDOM, "", None),
    "random, and nothing loaded": (VIT + RANDOM, "load_from = None", False),
    "random, but loaded": (VIT + RANDOM, "load_from = 'a.pth'", True),
    "going on with a run": (VIT, "resume = True", None),
    "a computed path": (VIT + RANDOM, "load_from = path()", None),
}


@pytest.mark.parametrize("case", WEIGHTS)
def test_weights(case):
    backbone, rest, expected = WEIGHTS[case]
    assert facts(MODEL % backbone + RUN + rest + "\n", "c.py").get("model.pretrained") is expected


@pytest.mark.parametrize(("value", "expected"), [("None", False), ("'torchvision://resnet50'", True)])
def test_weights_of_the_second_generation(value, expected):
    text = f"model = dict(type='FasterRCNN', pretrained={value}, backbone=dict(type='ResNet', depth=50))\n"
    assert facts(text + RUN, "c.py")["model.pretrained"] is expected


DATA = {
    "a class": ("type='CUB', data_root='data/CUB_200_2011'", {"data.name": "CUB-200-2011", "data.train_size": 5994}),
    "COCO": ("type='CocoDataset', data_root='data/coco/'", {"data.name": "COCO-2017"}),
    "COCO's form": ("type='CocoDataset', data_root='data/balloons/'", {"data.name": "balloons"}),
    "COCO's form, own classes": (
        "type='CocoDataset', data_root='data/coco/', metainfo=dict(classes=('a',))",
        {"data.name": None, "data.train_size": None},
    ),
    "ImageNet's form": ("type='ImageNet', data_root='data/flowers17'", {"data.name": "flowers17"}),
    "a folder of no name": ("type='ImageNet', data_root='./data/'", {"data.name": None}),
    "repeated": ("type='RepeatDataset', times=9, dataset=dict(type='CUB')", {"data.name": "CUB-200-2011"}),
    "several": ("type='ConcatDataset', datasets=[dict(type='CUB')]", {"data.name": None}),
    "the first entries": ("type='CUB', indices=500", {"data.train_size": 500, "data.unit": "images"}),
    "a computed class": ("type=choose()", {"data.name": None}),
}


@pytest.mark.parametrize("case", DATA)
def test_data(case):
    text, expected = DATA[case]
    loader = f"train_dataloader = dict(batch_size=8, dataset=dict({text}))\n"
    found = facts(MODEL % VIT + RUN + loader, "c.py")
    assert {name: found.get(name) for name in expected} == expected
    assert found["training.batch_size_per_device"] == 8


def test_data_of_the_second_generation():
    data = "data = dict(samples_per_gpu=2, train=dict(type='CityscapesDataset', data_root='data/cityscapes/'))\n"
    found = facts("model = dict(type='EncoderDecoder', backbone=dict(type='ResNetV1c', depth=50))\n" + data, "c.py")
    assert found["training.batch_size_per_device"] == 2
    assert found["data.name"] == "Cityscapes"
    assert found["task"] == "semantic-segmentation"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("dict(type='RandomResizedCrop', scale=192)", 192),
        ("dict(type='Resize', scale=256), dict(type='RandomCrop', crop_size=(224, 224))", 224),
        ("dict(type='Resize', scale=(1333, 800))", None),
        ("dict(type='ResizeEdge', scale=256)", None),
    ],
)
def test_the_image_as_the_pipeline_leaves_it(steps, expected):
    loader = f"train_pipeline = [{steps}]\ntrain_dataloader = dict(dataset=dict(type='CUB', pipeline=train_pipeline))\n"
    assert facts(MODEL % VIT + loader, "c.py").get("data.image_size") == expected


@pytest.mark.parametrize("kind", ["MAE", "SimMIM", "MoCoV3", "SimCLR"])
def test_self_supervision(kind):
    found = facts(f"model = dict(type='{kind}', backbone=dict(type='MAEViT', arch='b'))\n{RUN}", "c.py")
    assert found["training.regime"] == "self-supervised"
    assert found["model.num_layers"] == 12


def test_a_detector_called_dino_is_supervised():
    found = facts(f"model = dict(type='DINO', backbone=dict(type='ResNet', depth=50), bbox_head=dict())\n{RUN}", "c.py")
    assert found["task"] == "object-detection"
    assert "training.regime" not in found


def test_a_teacher_is_distillation():
    text = "model = dict(type='LAD', backbone=dict(type='ResNet', depth=50), teacher_config='a.py')\n"
    assert facts(text + RUN, "c.py")["model.distilled"] is True


PARTS = {
    "a model": "model = dict(type='ImageClassifier', backbone=dict(type='ResNet', depth=50))\n",
    "a model of unknown parts": "model = dict(type='MyDetector', backbone=dict(type='MyNet'), neck=dict())\n",
    "a schedule over a base": "_base_ = ['x.py']\noptim_wrapper = dict(type='a')\n",
    "settings": "default_scope = 'mmdet'\nlog_level = dict(x=1)\n",
}


@pytest.mark.parametrize("case", PARTS)
def test_parts_are_no_configs(case):
    found = read(PARTS[case], "c.py")
    assert found.status in ("not-a-model", "not-recognised")
    assert found.facts is None


def test_inherited_values_and_a_warning_at_the_data_set(tmp_path):
    files = {
        "pyproject.toml": "",
        "base/vit.py": f"model = dict(type='ImageClassifier', pretrained=None, backbone=dict({VIT}))\n",
        "base/cub.py": "train_dataloader = dict(batch_size=8,\n    dataset=dict(type='CUB'))\n",
        "c.py": f"_base_ = ['base/vit.py', 'base/cub.py']\nmodel = dict(head=dict(num_classes=200))\n{RUN}",
        "tuned.py": "_base_ = 'c.py'\nload_from = 'in21k.pth'\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    run = Engine(Options(isolated=True)).lint([str(tmp_path / "c.py")])
    (finding,) = [finding for finding in run.findings if finding.severity == "warning"]
    assert finding.rule == "vit-on-small-dataset"
    assert finding.spot.path.endswith("base/cub.py")
    assert finding.spot.line == 2
    tuned = Engine(Options(isolated=True)).lint([str(tmp_path / "tuned.py")])
    assert [finding for finding in tuned.findings if finding.severity == "warning"] == []


def test_new_style_configs_name_classes(tmp_path):
    model = "from mmdet.models import ResNet\nmodel = dict(type='A', backbone=dict(type=ResNet, depth=50))\n"
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "model.py").write_text(model)
    own = "with read_base():\n    from .model import *\nmodel.update(dict(backbone=dict(depth=18)))\n"
    (tmp_path / "c.py").write_text(own + RUN)
    found = Engine(Options(isolated=True)).read(str(tmp_path / "c.py")).facts
    assert found.value("model.architecture") == "resnet18"


def test_with_a_parent_missing_no_default_is_assumed(tmp_path):
    text = (
        "_base_ = 'nowhere.py'\nmodel = dict(type='A', backbone=dict(type='VGG', depth=16))\noptim_wrapper = dict()\n"
    )
    (tmp_path / "c.py").write_text(text)
    found = Engine(Options(isolated=True)).read(str(tmp_path / "c.py"))
    assert len(found.notices) == 1
    assert found.facts.value("model.num_layers") == 16
    assert "model.normalization" not in found.facts or found.facts["model.normalization"].origin != "default"


@pytest.mark.parametrize(
    "text",
    [
        "model = dict(a=1)\n",
        "import torch\nmodel = build(dict(type='x'))\n",
        "data = dict(x=1)\n",
        "model = 'resnet'\nx = dict()\n",
    ],
)
def test_other_python_files_are_not_claimed(text):
    assert read(text, "train.py").dialect != "openmmlab"


SEGMENTER = """\
model = dict(type='EncoderDecoder', backbone=dict(type='ResNetV1c', depth=50, norm_cfg=dict(type='BN'), norm_eval=%s),
             decode_head=dict(type='%s', num_classes=19, norm_cfg=dict(type='%s')%s))
data = dict(samples_per_gpu=%d, train=dict(type='CityscapesDataset'))
optimizer = dict(type='SGD')
"""


@pytest.mark.parametrize(
    ("values", "flagged"),
    [
        ((False, "PSPHead", "BN", "", 1), True),
        ((False, "PSPHead", "BN", ", pool_scales=(1, 2, 3, 6)", 1), True),
        ((False, "PSPHead", "BN", ", pool_scales=(2, 3, 6)", 1), False),
        ((False, "ASPPHead", "BN", "", 1), True),
        ((False, "PSPHead", "BN", "", 2), False),
        ((False, "PSPHead", "SyncBN", "", 1), False),
        ((False, "FCNHead", "BN", "", 1), False),
        ((False, "PSPHead", "GN", "", 1), False),
    ],
)
def test_a_pooled_branch_normalizes_single_values(values, flagged):
    found = rules(SEGMENTER % values, "x.py")
    assert ("batchnorm-with-batch-size-one" in found) is flagged


@pytest.mark.parametrize(
    ("keys", "frozen", "synchronized"),
    [
        ("norm_cfg=dict(type='BN', requires_grad=True), norm_eval=True", True, None),
        ("norm_cfg=dict(type='BN', requires_grad=False)", True, None),
        ("norm_cfg=dict(type='SyncBN'), norm_eval=False", None, True),
        ("norm_cfg=dict(type='BN')", None, None),
    ],
)
def test_frozen_and_synchronized_statistics(keys, frozen, synchronized):
    found = facts(MODEL % f"type='ResNet', depth=50, {keys}" + RUN, "x.py")
    assert (found.get("model.norm_frozen"), found.get("model.norm_synchronized")) == (frozen, synchronized)


CRITIC = """\
model = dict(type='StaticUnconditionalGAN', generator=dict(type='WGANGPGenerator', noise_size=128, out_scale=128),
             discriminator=dict(type='WGANGPDiscriminator', in_channel=3, in_scale=128%s),
             gan_loss=dict(type='GANLoss', gan_type='wgan'),
             disc_auxiliary_loss=dict(type='GradientPenaltyLoss', loss_weight=%s))
data = dict(samples_per_gpu=64, train=dict(type='UnconditionalImageDataset'))
optimizer = dict(discriminator=dict(type='Adam'))
"""


@pytest.mark.parametrize(
    ("norm", "weight", "flagged"),
    [
        (", norm_cfg=dict(type='BN')", 10, True),
        (", norm_cfg=dict(type='GN', num_groups=8)", 10, False),
        (", norm_cfg=dict(type='BN')", 0, False),
        ("", 10, False),
    ],
)
def test_batch_normalization_under_a_gradient_penalty(norm, weight, flagged):
    found = rules(CRITIC % (norm, weight), "x.py")
    assert ("batchnorm-in-wgan-gp-critic" in found) is flagged
