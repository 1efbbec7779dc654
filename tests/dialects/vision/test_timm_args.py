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


RUN = "opt: adamw\nsched: cosine\nepochs: 3\ndata_dir: images\n"
# A model and what stands beside it -> the error, and what stands where it is found.
ARITHMETIC = {
    "another side, in patches": ("vit_base_patch16_224\nimg_size: 256", "image-size-mismatch", 256),
    "another side, that patches do not fill": (
        "vit_base_patch16_224\nimg_size: 222",
        "image-not-divisible-by-patch",
        222,
    ),
    "the side it is made for": ("vit_base_patch16_224\nimg_size: 224", None, None),
    "the side of SigLIP, that its patches do not fill": ("vit_so400m_patch14_siglip_384\nimg_size: 384", None, None),
    "all dimensions": ("vit_base_patch16_224\ninput_size: [3, 384, 384]", "image-size-mismatch", 384),
    "all dimensions before the side": ("vit_base_patch16_224\nimg_size: 384\ninput_size: [3, 224, 224]", None, None),
    "a tag of its weights": ("vit_base_patch16_224.augreg_in21k\nimg_size: 256", "image-size-mismatch", 256),
    "a hub's name": ("hf_hub:timm/vit_base_patch16_224.augreg_in21k\nimg_size: 256", "image-size-mismatch", 256),
    "built for the side": ("vit_base_patch16_224\nimg_size: 256\nmodel_kwargs: {img_size: 256}", None, None),
    "built for a side and fed with its own": (
        "vit_base_patch16_224\nmodel_kwargs: {img_size: 256}",
        "image-size-mismatch",
        224,
    ),
    "positions that follow the image": (
        "vit_base_patch16_224\nimg_size: 256\nmodel_kwargs: {dynamic_img_size: true}",
        None,
        None,
    ),
    "and patches that do not": (
        "vit_base_patch16_224\nimg_size: 250\nmodel_kwargs: {dynamic_img_size: true}",
        "image-not-divisible-by-patch",
        250,
    ),
    "and padding": (
        "vit_base_patch16_224\nimg_size: 250\nmodel_kwargs: {dynamic_img_size: true, dynamic_img_pad: true}",
        None,
        None,
    ),
    "an argument that is not known here": (
        "vit_base_patch16_224\nimg_size: 250\nmodel_kwargs: {embed_layer: mine}",
        None,
        None,
    ),
    "a convolutional network": ("resnet50\nimg_size: 250", None, None),
    "a model of another library": ("cct_7_7x2_224\nimg_size: 222", None, None),
    "a project with arguments of its own": ("vit_base_patch16_224\nimg_size: 384\nmy_argument: 1", None, None),
    "a side from outside": ("vit_base_patch16_224\nimg_size: ${SIZE}", None, None),
    "too small": ("inception_v3\nimg_size: 64", "input-below-minimum", 64),
    "heads": ("vit_base_patch16_224\nmodel_kwargs: {num_heads: 10}", "heads-not-dividing-embed-dim", 10),
    "a width": (
        "vit_base_patch16_224\nmodel_kwargs: {embed_dim: 770}",
        "heads-not-dividing-embed-dim",
        "vit_base_patch16_224",
    ),
    "heads that divide": ("vit_base_patch16_224\nmodel_kwargs: {embed_dim: 640, num_heads: 10}", None, None),
    "Swin cuts the rest off": ("swin_tiny_patch4_window7_224\nmodel_kwargs: {num_heads: [3, 6, 13, 24]}", None, None),
    "Swin pads to windows": ("swin_tiny_patch4_window7_224\nmodel_kwargs: {window_size: 8}", None, None),
    "stages": ("convnext_tiny\nmodel_kwargs: {depths: [3, 3, 9]}", "stage-list-length-mismatch", 3),
    "stages of both lists": ("convnext_tiny\nmodel_kwargs: {depths: [3, 3], dims: [96, 192]}", None, None),
    "grey images": ("resnet50\nin_chans: 1", "input-channels-mismatch", 1),
    "grey images of a written side": ("resnet50\nin_chans: 1\nimg_size: 224", None, None),
    "four channels": ("resnet50\ninput_size: [4, 224, 224]", None, None),
}


@pytest.mark.parametrize("case", ARITHMETIC)
def test_what_timm_refuses_is_an_error(case):
    text, rule, value = ARITHMETIC[case]
    found = [one for one in lint(f"model: {text}\n{RUN}", "args.yaml") if one.severity == "error"]
    assert [one.rule for one in found] == ([rule] if rule else [])
    if rule and isinstance(value, int):
        assert found[0].key_value == value


def test_the_one_side_that_a_network_takes_is_suggested():
    (found,) = [one for one in lint(f"model: vit_base_patch16_224\nimg_size: 222\n{RUN}", "a.yaml") if one.suggestions]
    assert found.message == "a side of 222 is not divisible by patches of 16: 13.88"
    assert [(one.key, one.new) for one in found.suggestions] == [("img_size", 224)]


def test_few_patches_of_small_images():
    text = f"model: vit_tiny_patch16_224\nimg_size: 32\npretrained: false\nmodel_kwargs: {{img_size: 32%s}}\n{RUN}"
    assert "too-few-patches" in [one.rule for one in lint(text % "", "args.yaml")]
    assert "too-few-patches" not in [one.rule for one in lint(text % ", patch_size: 4", "args.yaml")]


def test_small_images_in_a_stem_for_large_ones():
    text = f"model: resnet18\nimg_size: 32\npretrained: false\n{RUN}"
    assert "stem-too-aggressive" in [one.rule for one in lint(text, "args.yaml")]
    assert "stem-too-aggressive" not in [one.rule for one in lint(text.replace("false", "true"), "args.yaml")]
