"""Lightning CLI: class paths and their arguments, wherever the class comes from."""

import pytest
from reading import facts, lint, read, rules

TRAINER = "trainer: {max_epochs: 9}\n"
CASES = {
    "a task's own argument": (
        "model: {class_path: tg.ClassificationTask, init_args: {model: resnet18, weights: null, num_classes: 21}}",
        {"model.architecture": "resnet18", "model.pretrained": False, "data.num_classes": 21, "model.num_layers": 18},
    ),
    "weights by name": (
        "model: {class_path: tg.ClassificationTask, init_args: {model: resnet18, weights: SENTINEL2_ALL_MOCO}}",
        {"model.pretrained": True},
    ),
    "class weights are no weights": (
        "model: {class_path: tg.ClassificationTask, init_args: {model: resnet18, weights: [0.1, 0.9]}}",
        {"model.pretrained": None},
    ),
    "a backbone below a decoder": (
        "model: {class_path: tg.SegmentationTask, init_args: {model: unet, backbone: resnet50, weights: true}}",
        {"model.architecture": "resnet50", "model.pretrained": True},
    ),
    "an unknown backbone": (
        "model: {class_path: tt.Task, init_args: {model_args: {backbone: prithvi_x, backbone_pretrained: true}}}",
        {"model.architecture": "prithvi_x", "model.pretrained": True, "model.family": None},
    ),
    "a nested class": (
        "model:\n  class_path: my.Lit\n  init_args:\n"
        "    net: {class_path: torchvision.models.vit_b_16, init_args: {weights: null}}",
        {"model.architecture": "vit_base_patch16_224", "model.pretrained": False},
    ),
    "taps and projection heads are no depth": (
        "model: {class_path: anomalib.models.Patchcore, init_args: {backbone: wide_resnet50_2, layers: [layer2]}}",
        {"model.num_layers": 50},
    ),
    "the data module": (
        "model: {class_path: a.B}\ndata: {class_path: my.CIFAR10DataModule, init_args: {batch_size: 32}}",
        {"data.name": "CIFAR-10", "training.batch_size_per_device": 32},
    ),
    "a general data module": (
        "model: {class_path: a.B}\ndata: {class_path: tt.GenericNonGeoSegmentationDataModule}",
        {"data.name": None},
    ),
    "a projection head's width is not the backbone's": (
        "model: {class_path: tg.MoCoTask, init_args: {model: vit_small_patch16_224, hidden_dim: 2048, layers: 3}}",
        {"model.hidden_size": 384, "model.num_layers": 12, "training.regime": "self-supervised"},
    ),
    "a run to go on with": (
        "model: {class_path: a.B, init_args: {backbone: resnet18, pretrained: false}}\nckpt_path: last.ckpt",
        {"model.pretrained": True},
    ),
    "under fit": (
        "fit:\n  trainer: {max_epochs: 9}\n  model: {class_path: a.B, init_args: {backbone: resnet18}}",
        {"model.architecture": "resnet18"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_facts(case):
    text, expected = CASES[case]
    text = text if text.startswith("fit") else TRAINER + text
    assert read(text).dialect == "lightning-cli"
    found = facts(text)
    assert {name: found.get(name) for name in expected} == expected
    assert found.get("training.is_run") is True


def test_a_vision_transformer_from_scratch_on_few_images():
    text = (
        TRAINER + "model: {class_path: a.Vit, init_args: {model_name: vit_base_patch16_224, pretrained: %s}}\n"
        "data: {class_path: a.XRays, init_args: {num_train: 6000}}\n"
    )
    assert "vit-on-small-dataset" in rules(text % "false")
    assert "vit-on-small-dataset" not in rules(text % "true")


def test_a_data_file_has_no_model():
    assert read("class_path: anomalib.data.MVTecAD\ninit_args: {category: bottle}\n").status == "not-a-model"
    assert read("data: {class_path: a.B, init_args: {batch_size: 3}}\n").status == "not-a-model"


def test_a_model_file_is_no_run():
    found = facts("model: {class_path: a.B, init_args: {backbone: resnet18}}\n")
    assert found["model.architecture"] == "resnet18"
    assert "training.is_run" not in found


GEOMETRIC = (
    TRAINER
    + """
model:
  class_path: my.GraphModule
  init_args:
    net: {class_path: torch_geometric.nn.%s, init_args: {in_channels: 8, hidden_channels: 64, heads: 6, %s}}
"""
)


@pytest.mark.parametrize(
    ("name", "keys", "flagged"),
    [
        ("GAT", "num_layers: 3", True),
        ("models.GAT", "num_layers: 3, v2: true", True),
        ("GAT", "num_layers: 3, concat: false", False),
        ("GAT", "num_layers: 1", False),
        ("GATConv", "num_layers: 3", False),
    ],
)
def test_heads_that_pytorch_geometric_joins(name, keys, flagged):
    assert ("gat-heads-not-dividing-width" in rules(GEOMETRIC % (name, keys))) is flagged


SEGMENTER = """
model: {class_path: my.Lit, init_args: {net: {class_path: %s, init_args: {%s}}}}
data: {class_path: my.CityscapesDataModule, init_args: {batch_size: %d%s}}
trainer: {max_epochs: 9%s}
"""
SMP = "segmentation_models_pytorch."


@pytest.mark.parametrize(
    ("name", "arguments", "batch", "trainer", "flagged"),
    [
        (SMP + "DeepLabV3Plus", "encoder_name: resnet50", 1, "", True),
        (SMP + "DeepLabV3Plus", "encoder_name: resnet50", 2, "", False),
        (SMP + "DeepLabV3Plus", "encoder_name: resnet50", 1, ", sync_batchnorm: true", False),
        (SMP + "UPerNet", "encoder_name: resnet50, decoder_use_norm: layernorm", 1, "", False),
        (SMP + "PSPNet", "encoder_name: resnet50", 1, "", False),
        ("torchvision.models.segmentation.deeplabv3_resnet50", "weights: null", 1, "", True),
        ("torchvision.models.segmentation.fcn_resnet50", "weights: null", 1, "", False),
    ],
)
def test_a_pooled_branch_normalizes_single_values(name, arguments, batch, trainer, flagged):
    found = rules(SEGMENTER % (name, arguments, batch, "", trainer))
    assert ("batchnorm-with-batch-size-one" in found) is flagged


@pytest.mark.parametrize(
    ("batch", "drop", "flagged"), [(2, ", drop_last: false", True), (2, ", drop_last: true", False), (2, "", False),
                                   (5, ", drop_last: false", False)]
)  # fmt: skip
def test_a_last_batch_of_one(batch, drop, flagged):
    found = rules(SEGMENTER % (SMP + "DeepLabV3Plus", "encoder_name: resnet50", batch, drop, ""))
    assert ("last-batch-of-one" in found) is flagged  # 2,975 images


TORCHGEO = """\
model:
  class_path: torchgeo.trainers.SemanticSegmentationTask
  init_args: {model: %s, backbone: resnet50, in_channels: 3, num_classes: 7}
data:
  class_path: torchgeo.datamodules.LandCoverAIDataModule
  init_args: {batch_size: 8, patch_size: %s}
trainer: {max_epochs: 10}
"""


@pytest.mark.parametrize(
    ("model", "patch", "sides"),
    [
        ("unet", "256", []),
        ("unet", "250", [250]),
        ("unet", "[256, 250]", [250]),
        ("unet", "${patch}", []),
        ("deeplabv3+", "250", []),
        ("fcn", "250", []),
    ],
)
def test_patches_for_decoders_that_join_every_halving(model, patch, sides):
    found = [one for one in lint(TORCHGEO % (model, patch), "config.yaml") if one.severity == "error"]
    assert [(one.rule, one.key_value) for one in found] == [("image-not-divisible-by-stride", side) for side in sides]
