import pytest
from reading import facts, lint, read

CONFIG = """\
Global: {device: gpu, image_shape: [3, 224, 224], pretrained_model: %s}
Arch: {name: %s, class_num: 10%s}
Optimizer: {name: Momentum}
DataLoader:
  Train:
    dataset: {name: ImageNetDataset, image_root: %s}
    sampler: {batch_size: 64}
"""


def test_what_is_stated():
    found = facts(CONFIG % ("null", "ResNet50", ", pretrained: true", "./dataset/ILSVRC2012/"))
    assert (found["model.num_layers"], found["model.pretrained"]) == (50, True)
    assert (found["data.name"], found["data.train_size"]) == ("ImageNet-1k", 1281167)
    assert (found["data.num_classes"], found["data.image_size"]) == (10, 224)
    assert (found["training.batch_size_per_device"], found["training.is_run"]) == (64, True)


@pytest.mark.parametrize(
    ("model", "arch", "pretrained"),
    [
        ("null", "", None),
        ("null", ", pretrained: false", False),
        ("w.pdparams", "", True),
        ("null", ", pretrained: 'https://x/y.pdparams'", True),
        ("null", ", use_ssld: true", True),
        ("null", ", pretrained: '${w}'", None),
    ],
)
def test_weights_come_mostly_on_the_command_line(model, arch, pretrained):
    assert facts(CONFIG % (model, "ResNet50", arch, "x")).get("model.pretrained") == pretrained


def test_the_readers_name_is_no_data_set():
    assert "data.name" not in facts(CONFIG % ("null", "ResNet50", "", "./dataset/"))


@pytest.mark.parametrize(
    "arch",
    [
        "{name: Distillation, models: [{Teacher: {name: ResNet101}}, {Student: {name: ResNet18, pretrained: false}}]}",
        "{Teacher: {name: ResNet101}, Student: {name: ResNet18, pretrained: false}}",
    ],
)
def test_the_student_is_what_is_trained(arch):
    found = facts(f"Global: {{device: gpu}}\nArch: {arch}\nDataLoader: {{}}\n")
    assert (found["model.num_layers"], found["model.distilled"]) == (18, True)


def test_a_recognition_model_is_named_by_its_backbone():
    arch = "{name: RecModel, Backbone: {name: ResNet50_vd}, Neck: {name: FC}, Head: {class_num: 30}}"
    assert facts(f"Global: {{device: gpu}}\nArch: {arch}\nDataLoader: {{}}\n")["model.num_layers"] == 50


@pytest.mark.parametrize("text", ["Arch: {name: x}\nGlobal: 3", "Arch: x\nGlobal: {}\nDataLoader: {}", "Global: {}"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "paddle-clas"


SIDES = """Global: {{device: gpu}}
Arch: {{name: {name}{more}}}
DataLoader:
  Train:
    dataset:
      name: ImageNetDataset
      transform_ops:
        - DecodeImage: {{to_rgb: true}}
        - RandCropImage: {{size: {side}}}
        - RandFlipImage: {{flip_code: 1}}
"""


@pytest.mark.parametrize(
    ("name", "more", "side", "rule"),
    [
        ("ViT_base_patch16_384", "", 384, None),
        ("ViT_base_patch16_384", "", 224, "image-size-mismatch"),
        ("DeiT_tiny_distilled_patch16_224", "", 230, "image-not-divisible-by-patch"),
        ("ViT_base_patch16_224", ", img_size: 256", 256, None),
        ("ViT_base_patch16_224", ", img_size: '${size}'", 256, None),
        ("ResNet50", "", 230, None),
    ],
)
def test_the_side_that_the_network_is_made_for(name, more, side, rule):
    found = [one for one in lint(SIDES.format(name=name, more=more, side=side), "x.yaml") if one.severity == "error"]
    assert [(one.rule, one.key_value) for one in found] == ([(rule, side)] if rule else [])
