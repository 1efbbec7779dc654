import pytest
from reading import engine, facts, lint, read


def test_an_omitted_arch_is_the_default_of_a_file_that_no_key_points_to():
    result = engine().read(
        "x.yaml",
        True,
        "train: {dataset_path: 'ImageNet:split=TRAIN', batch_size_per_gpu: 64}\nstudent: {block_chunks: 4}\n",
    )
    found = result.facts
    assert (found["model.num_layers"].value, found["model.architecture"].origin) == (24, "default")
    assert (found["model.pretrained"].value, found["model.pretrained"].origin) == (False, "default")
    assert found["data.name"].value == "ImageNet-1k"
    assert found["training.self_supervised_stage"].value is True


@pytest.mark.parametrize(
    ("student", "depth", "patch", "pretrained"),
    [
        ("arch: vit_giant2, patch_size: 14", 40, 14, False),
        ("arch: vit_small, patch_size: 16, pretrained_weights: w.pth", 12, 16, True),
        ("arch: vit_small, patch_size: 16, pretrained_weights: ''", 12, 16, False),
        ("arch: my_vit, patch_size: 8", None, 8, False),
        ("arch: '${a}', patch_size: 8", None, 8, False),
    ],
)
def test_students(student, depth, patch, pretrained):
    found = facts(f"train: {{dataset_path: ImageNet22k}}\nstudent: {{{student}}}\ndino: {{head_nlayers: 3}}\n")
    assert (found.get("model.num_layers"), found["model.patch_size"]) == (depth, patch)
    assert found["model.pretrained"] is pretrained
    assert found["model.family"] == "vision-transformer"


def test_an_evaluation_is_no_run():
    found = facts("student: {arch: vit_base, patch_size: 14}\ncrops: {global_crops_size: 518}\n")
    assert (found["model.num_layers"], found["data.image_size"]) == (12, 518)
    assert not {"training.is_run", "model.pretrained"} & set(found)


@pytest.mark.parametrize("text", ["student: x\ntrain: {dataset_path: y}", "student: {name: x}\ntrain: {lr: 1}"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "omegaconf-dinov2"


@pytest.mark.parametrize(
    ("crops", "more", "sides"),
    [
        ("global_crops_size: 518, local_crops_size: 98", "", []),
        ("global_crops_size: 518, local_crops_size: 96", "", [96]),
        ("global_crops_size: 512, local_crops_size: 98", "", [512]),
        ("local_crops_size: '${size}'", "", []),
        ("global_crops_size: 512", "gram: {use_loss: true}\n", []),
    ],
)
def test_patches_tile_the_crops(crops, more, sides):
    text = (
        f"train: {{dataset_path: ImageNet}}\nstudent: {{arch: vit_large, patch_size: 14}}\ncrops: {{{crops}}}\n{more}"
    )
    found = [one for one in lint(text, "x.yaml") if one.severity == "error"]
    assert [(one.rule, one.key_value) for one in found] == [("image-not-divisible-by-patch", side) for side in sides]
