"""Hydra projects: what the composed config states, where it stands, and what is left unknown."""

import pytest
from reading import facts, read, rules

from archlint.engine import Engine, Options

HEAD = "defaults:\n  - _self_\ntrainer: {_target_: lightning.Trainer, max_epochs: 3}\n"


def write(root, files):
    for name, text in {"pyproject.toml": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def lint(root, name):
    return Engine(Options(isolated=True)).lint([str(root / name)], keep_facts=True)


MODELS = {
    "timm.create_model": (
        "model: {net: {_target_: timm.create_model, model_name: vit_small_patch16_224, pretrained: false}}",
        {"model.architecture": "vit_small_patch16_224", "model.pretrained": False, "model.num_layers": 12},
    ),
    "timm's default is random weights": (
        "model: {net: {_target_: timm.create_model, model_name: resnet18}}",
        {"model.architecture": "resnet18", "model.pretrained": False},
    ),
    "timm with a checkpoint": (
        "model: {net: {_target_: timm.create_model, model_name: resnet18, checkpoint_path: a.pth}}",
        {"model.pretrained": True},
    ),
    "torchvision": (
        "model: {_target_: src.Lit, net: {_target_: torchvision.models.resnet50, weights: IMAGENET1K_V2}}",
        {"model.architecture": "resnet50", "model.pretrained": True},
    ),
    "torchvision without weights": (
        "model: {net: {_target_: torchvision.models.resnet50, weights: null}}",
        {"model.architecture": "resnet50", "model.pretrained": False},
    ),
    "a project's class that is told a name": (
        "model: {_target_: src.models.VitModule, backbone: vit_base_patch16_224, pretrained: false}",
        {"model.architecture": "vit_base_patch16_224", "model.pretrained": False, "model.family": "vision-transformer"},
    ),
    "a name and no class": (
        "model: {name: resnet34, pretrained: true, num_classes: 7}",
        {"model.architecture": "resnet34", "model.pretrained": True, "data.num_classes": 7},
    ),
    "a checkpoint for the whole run": (
        "model: {name: resnet34, pretrained: false}\nckpt_path: runs/best.ckpt",
        {"model.pretrained": True},
    ),
    "a checkpoint that is not there": (
        "model: {name: resnet34, pretrained: false}\nckpt_path: null",
        {"model.pretrained": False},
    ),
    "silence on weights": ("model: {name: resnet34}", {"model.pretrained": None}),
    "weights by interpolation": ("model: {name: resnet34, pretrained: '${oc.env:P}'}", {"model.pretrained": None}),
    "frozen layers contradict": (
        "model: {name: resnet34, pretrained: false, freeze_backbone: true}",
        {"model.pretrained": None},
    ),
    "weights as an object": (
        "model: {net: {_target_: torchvision.models.resnet50, weights: {_target_: hydra.utils.get_object, path: W}}}",
        {"model.architecture": "resnet50", "model.pretrained": None},
    ),
    "a detector's backbone has weights of its own": (
        "model: {net: {_target_: torchvision.models.detection.fasterrcnn_resnet50_fpn, weights: null}}",
        {"model.pretrained": None},
    ),
    "a detector without any": (
        "model: {net: {_target_: torchvision.models.detection.fasterrcnn_resnet50_fpn, weights_backbone: null}}",
        {"model.pretrained": False},
    ),
    "an encoder library's default": (
        "model: {net: {_target_: segmentation_models_pytorch.Unet, encoder_name: resnet34}}",
        {"model.pretrained": True},
    ),
    "an encoder library": (
        "model: {net: {_target_: segmentation_models_pytorch.Unet, encoder_name: resnet34, encoder_weights: imagenet}}",
        {"model.architecture": "resnet34", "model.pretrained": True},
    ),
    "from_pretrained": (
        "model: {_target_: transformers.AutoModel.from_pretrained, pretrained_model_name_or_path: bert-base-uncased}",
        {"model.pretrained": True, "model.family": "transformer-encoder"},
    ),
    "a class of a known name": (
        "model: {net: {_target_: torch_geometric.nn.GCN, num_layers: 3, hidden_channels: 64}}",
        {"model.family": "gnn", "model.num_layers": 3, "model.depth_unit": "message-passing-layers"},
    ),
    "a vision transformer spelled out": (
        "model: {net: {_target_: vit_pytorch.ViT, depth: 6, heads: 8, dim: 512, patch_size: 16}}",
        {"model.family": "vision-transformer", "model.num_layers": 6, "model.num_heads": 8, "model.hidden_size": 512},
    ),
    "a class of the project's own": (
        "model: {_target_: src.Lit, net: {_target_: src.nets.SuperDenseNet, depth: 40}}",
        {"model.architecture": "SuperDenseNet", "model.family": None, "model.num_layers": None},
    ),
    "the template's example": (
        "model: {net: {_target_: src.SimpleDenseNet, input_size: 9, lin1_size: 8, lin2_size: 8, output_size: 2}}",
        {"model.family": "mlp", "model.num_layers": 3, "model.normalization": "batch"},
    ),
    "a student and a teacher": (
        "model: {backbone: {name: resnet18}, teacher: {name: resnet50, pretrained: true}}",
        {"model.architecture": "resnet18", "model.distilled": True},
    ),
    "two encoders": (
        "model: {image: {name: resnet50}, text: {name: bert-base-uncased}}",
        {"model.architecture": None, "model.family": None},
    ),
    "an architecture left open": ("model: {name: '${arch}', backbone: '${arch}'}", {"model.architecture": None}),
}


@pytest.mark.parametrize("case", MODELS)
def test_networks(case):
    text, expected = MODELS[case]
    found = facts(HEAD + text + "\n", "train.yaml")
    assert {name: found.get(name) for name in expected} == expected


VIT = "model: {net: {_target_: timm.create_model, model_name: vit_small_patch16_224, pretrained: false}}\n"
DATA = {
    "a stated size": (
        "data: {_target_: src.XRays, train_size: 6000}",
        {"data.train_size": 6000, "data.unit": "images"},
    ),
    "a fraction is no size": ("data: {_target_: src.XRays, train_size: 0.8}", {"data.train_size": None}),
    "a split in items": ("data: {train_val_test_split: [55_000, 5_000, 10_000]}", {"data.train_size": 55_000}),
    "a split in fractions": ("data: {train_val_test_split: [0.8, 0.1, 0.1]}", {"data.train_size": None}),
    "the size in the training part": ("data: {train: {num_samples: 700}}", {"data.train_size": 700}),
    "a module's name": ("data: {_target_: src.data.CIFAR10DataModule}", {"data.name": "CIFAR-10"}),
    "a library's class": ("data: {dataset: {_target_: torchvision.datasets.CIFAR10}}", {"data.name": "CIFAR-10"}),
    "a reader of folders": ("data: {_target_: torchvision.datasets.ImageFolder, root: x}", {"data.name": None}),
    "a name": (
        "dataset: {name: my-x-rays, image_size: [224, 224]}",
        {"data.name": "my-x-rays", "data.image_size": 224},
    ),
    "a path is no name": ("data: {dataset: /data/cifar10}", {"data.name": None}),
    "a part of a known set": ("data: {name: cifar10, fraction: 0.1}", {"data.train_size": None}),
    "numbers with a meaning of their own": (
        "data: {batch_size: -1, num_classes: 0, image_size: -1, train_size: -1}",
        {"training.batch_size_per_device": None, "data.train_size": None, "data.num_classes": None},
    ),
    "a batch": ("data: {batch_size: 32}", {"training.batch_size_per_device": 32}),
}


@pytest.mark.parametrize("case", DATA)
def test_data(case):
    text, expected = DATA[case]
    found = facts(HEAD + VIT + text + "\n", "train.yaml")
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "toy"),
    [
        ("fast_dev_run: true", True),
        ("fast_dev_run: false", None),
        ("limit_train_batches: 10", True),
        ("limit_train_batches: 1.0", None),
        ("overfit_batches: 0.0", None),
        ("overfit_batches: 1", True),
    ],
)
def test_smoke_tests(text, toy):
    found = facts(f"defaults: [_self_]\n{VIT}trainer: {{{text}}}\n", "train.yaml")
    assert found.get("training.toy") is toy


def test_self_supervision_is_stated_by_its_method():
    found = facts(HEAD + "method: mocov3\nbackbone: {name: vit_small}\n", "train.yaml")
    assert found["training.regime"] == "self-supervised"


PROJECT = {
    "conf/train.yaml": "defaults:\n  - _self_\n  - model: vit\n  - data: x_rays\n  - trainer: gpu\n",
    "conf/model/vit.yaml": "_target_: src.models.VitModule\nbackbone: vit_base_patch16_224\npretrained: false\n",
    "conf/model/tuned.yaml": "_target_: src.models.VitModule\nbackbone: vit_base_patch16_224\npretrained: true\n",
    "conf/data/x_rays.yaml": "_target_: src.data.XRays\nbatch_size: 64\ntrain_size: 6000\n",
    "conf/trainer/gpu.yaml": "_target_: lightning.Trainer\nmax_epochs: 50\ndevices: 2\n",
    "conf/experiment/tuned.yaml": "# @package _global_\n"
    "defaults:\n  - override /model: tuned\n  - override /data: x_rays\n",
    "conf/again.yaml": "defaults:\n  - model: vit\n  - data: x_rays\n  - experiment: tuned\n  - trainer: gpu\n",
}


def test_a_vision_transformer_from_scratch_on_few_images_is_found_in_the_group_file(tmp_path):
    write(tmp_path, PROJECT)
    run = lint(tmp_path, "conf/train.yaml")
    (finding,) = [finding for finding in run.findings if finding.severity != "question"]
    assert finding.rule == "vit-on-small-dataset"
    assert finding.spot.path.endswith("conf/data/x_rays.yaml")
    assert (finding.spot.line, finding.spot.column) == (3, 13)
    assert run.files[0].facts.value("training.num_devices") == 2


@pytest.mark.parametrize("name", ["conf/experiment/tuned.yaml", "conf/again.yaml"])
def test_an_experiment_with_pretrained_weights_is_silent(name, tmp_path):
    write(tmp_path, PROJECT)
    run = lint(tmp_path, name)
    assert run.files[0].status == "linted"
    assert run.files[0].facts.value("model.pretrained") is True
    assert "vit-on-small-dataset" not in [finding.rule for finding in run.findings]


@pytest.mark.parametrize("name", ["conf/model/vit.yaml", "conf/data/x_rays.yaml", "conf/trainer/gpu.yaml"])
def test_a_group_file_by_itself_is_a_fragment(name, tmp_path):
    write(tmp_path, PROJECT)
    run = lint(tmp_path, name)
    assert run.files[0].status == "not-a-model"
    assert run.findings == []


def test_with_a_group_missing_the_default_for_weights_is_not_assumed(tmp_path):
    text = "defaults: [_self_, {weights: nowhere}]\nmodel: {_target_: torchvision.models.vit_b_16}\n"
    write(tmp_path, {"conf/train.yaml": text + "trainer: {devices: 1}\n"})
    run = lint(tmp_path, "conf/train.yaml")
    assert run.files[0].facts.get("model.pretrained") is None
    assert len(run.files[0].notices) == 1


NOT_HYDRA = {
    "docker compose": "services: {model: {image: x}}\nnetworks: {default: {}}\n",
    "a server": "model: {host: x}\nlogger: {level: info}\n",
    "a workflow": "on: push\njobs: {train: {steps: []}}\n",
    "DVC parameters": "model: {lr: 0.1}\ntrain: {epochs: 3}\n",
    "conda": "name: x\nchannels: [defaults]\ndependencies: [python]\n",
}


@pytest.mark.parametrize("case", NOT_HYDRA)
def test_other_files_are_not_claimed(case):
    assert read(NOT_HYDRA[case], "conf/config.yaml").dialect != "hydra"


@pytest.mark.parametrize("name", ["conf/train.yaml", "x.yml", "/deep/er/odd-name.yaml"])
def test_the_content_decides(name):
    assert read(HEAD + VIT, name).dialect == "hydra"


def test_a_value_that_a_sweeper_searches_is_known_by_its_members():
    text = (
        "defaults: [_self_]\nhydra: {mode: MULTIRUN, sweeper: {params: {data.batch_size: 'choice(2, 4)'}}}\n"
        "model: {_target_: timm.create_model, model_name: resnet50}\ntrainer: {devices: 1}\n"
        "data: {_target_: src.data.CIFAR10DataModule, batch_size: 64}\n"
    )
    fact = read(text, "conf/train.yaml").facts["training.batch_size_per_device"]
    assert (fact.known, fact.members) == (False, (2, 4))


@pytest.mark.parametrize(("batch", "flagged"), [(1, True), (64, False)])
def test_the_templates_network_normalizes_vectors(batch, flagged):
    text = (
        "model: {net: {_target_: src.SimpleDenseNet, input_size: 9, lin1_size: 8, lin2_size: 8, output_size: 2}}\n"
        f"data: {{_target_: src.MNISTDataModule, batch_size: {batch}}}\n"
        "trainer: {_target_: lightning.pytorch.trainer.Trainer, max_epochs: 10}\n"
    )
    assert ("batchnorm-with-batch-size-one" in rules(text)) is flagged
