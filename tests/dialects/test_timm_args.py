"""timm's arguments: flat keys, weights that are stated or unknown."""

import pytest
from reading import facts, lint, read, rules

BASE = "model: vit_base_patch16_224\nopt: adamw\nsched: cosine\nepochs: 3\nimg_size: 224\n"
CASES = {
    "no weights": ("pretrained: false", {"model.pretrained": False}),
    "weights": ("pretrained: true", {"model.pretrained": True}),
    "silence": ("", {"model.pretrained": None}),
    "a checkpoint": ("pretrained: false\ninitial_checkpoint: a.pth", {"model.pretrained": True}),
    "no checkpoint": ("pretrained: false\ninitial_checkpoint: ''\nresume: ''", {"model.pretrained": False}),
    "a run to go on with": ("pretrained: false\nresume: last.pth.tar", {"model.pretrained": True}),
    "a checkpoint from outside": ("pretrained: false\ninitial_checkpoint: ${CKPT}", {"model.pretrained": None}),
    "a size": ("train_num_samples: 6000", {"data.train_size": 6000, "data.unit": "images"}),
    "no size": ("train_num_samples: null", {"data.train_size": None, "data.unit": None}),
    "a data set": ("dataset: torch/cifar10", {"data.name": "CIFAR-10", "data.train_size": 50_000}),
    "a folder": ("dataset: ImageFolder", {"data.name": None}),
    "an unnamed folder": ("dataset: ''", {"data.name": None}),
    "a set of the user's own": ("dataset: wds/x-rays", {"data.name": "x-rays"}),
    "the image": ("input_size: null", {"data.image_size": 224}),
    "a teacher": ("kd_model_name: resnet50", {"model.distilled": True}),
    "no teacher": ("distillation_type: none", {"model.distilled": None}),
    "the rest": ("batch_size: 96\nnum_classes: 5", {"training.batch_size_per_device": 96, "data.num_classes": 5}),
    "the layers as they are built": ("model_kwargs: {depth: 8}", {"model.num_layers": 8}),
}


@pytest.mark.parametrize("case", CASES)
def test_facts(case):
    text, expected = CASES[case]
    assert read(BASE + text, "any.yaml").dialect == "timm-args"
    found = facts(BASE + text, "any.yaml")
    assert {name: found.get(name) for name in expected} == expected
    assert found["training.is_run"] is True


def test_a_whole_record_has_the_default_of_what_it_leaves_out():
    many = "".join(f"argument_{number}: 1\n" for number in range(60))
    assert facts(BASE + many, "args.yaml")["model.pretrained"] is False


def test_a_vision_transformer_from_scratch_on_few_images_is_found_at_the_size():
    text = BASE + "pretrained: false\ntrain_num_samples: 6000\n"
    (finding,) = [finding for finding in lint(text, "x.yaml") if finding.rule == "vit-on-small-dataset"]
    assert (finding.spot.line, finding.spot.column) == (7, 20)


@pytest.mark.parametrize(
    "text",
    [
        "model: gpt2\nepochs: 3\nlr: 0.1\n",
        "model: yolov8n.pt\ndata: coco8.yaml\nimgsz: 640\nepochs: 3\n",
        "model: {name: vit}\nopt: adam\nsched: cosine\n",
        "model: llama\ntemperature: 0.1\nworkers: 2\n",
    ],
)
def test_other_files_are_not_claimed(text):
    assert read(text, "args.yaml").dialect != "timm-args"


@pytest.mark.parametrize(
    ("keys", "flagged"),
    [("batch_size: 2", True), ("batch_size: 2\nsync_bn: true", False), ("batch_size: 32", False)],
)
def test_batch_normalization_over_two_images(keys, flagged):
    text = f"model: resnet50\ndata_dir: imagenet\npretrained: false\nopt: sgd\nsched: cosine\nepochs: 90\n{keys}\n"
    assert ("batchnorm-with-small-batch" in rules(text)) is flagged
