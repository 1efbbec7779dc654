import pytest
from reading import facts, read

CONFIG = """\
runtime: {distribution_strategy: mirrored}
task:
  model: {num_classes: 1001, input_size: [224, 224, 3], %s}
  %s
  train_data: {input_path: %s, aug_type: {type: randaug, randaug: {num_layers: 2}}}
trainer: {train_steps: 100}
"""


@pytest.mark.parametrize(
    ("backbone", "family", "depth"),
    [
        ("backbone: {type: resnet, resnet: {model_id: 101}}", "cnn", 101),
        ("backbone: {type: vit, vit: {model_name: vit-b16, patch_size: 16}}", "vision-transformer", 12),
        ("backbone: {type: spinenet, spinenet: {model_id: '49'}}", "cnn", None),
        ("backbone: {type: resnet_3d, resnet_3d: {model_id: 50}}", "cnn", None),
        ("min_level: 3", None, None),
    ],
)
def test_backbones(backbone, family, depth):
    found = facts(CONFIG % (backbone, "losses: {}", "gs://b/imagenet/imagenet-2012-tfrecord/train*"))
    assert (found.get("model.family"), found.get("model.num_layers")) == (family, depth)
    assert (found["data.name"], found["data.image_size"]) == ("ImageNet-1k", 224)
    assert found["training.is_run"] is True


@pytest.mark.parametrize(
    ("key", "pretrained"),
    [
        ("losses: {}", None),
        ("init_checkpoint: null", False),
        ("init_checkpoint: ''", False),
        ("init_checkpoint: gs://x", True),
    ],
)
def test_weights(key, pretrained):
    assert facts(CONFIG % ("min_level: 3", key, "x")).get("model.pretrained") == pretrained


@pytest.mark.parametrize(
    "text",
    [
        "task: {model: {input_size: [1, 2]}}\ntrainer: 3",
        "task: x\ntrainer: {}",
        "task: {train_data: {}}\ntrainer: {a: 1}",
    ],
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "tf-vision-yaml"
