import pytest
from reading import facts, read

RUN = """\
model: {arch: %s, %s}
datasets:
  coco_caption: {vis_processor: {train: {name: x, image_size: 224}}, batch_size: 12}
  %s
run: {task: image_text_pretrain, world_size: 8, evaluate: %s}
"""


@pytest.mark.parametrize(
    ("arch", "family"),
    [("blip2_opt", "vision-language"), ("minigpt4", "vision-language"), ("clip", "dual-encoder"), ("mine", None)],
)
def test_runs(arch, family):
    found = facts(RUN % (arch, "load_pretrained: true", "", "false"))
    assert (found.get("model.family"), found["data.name"]) == (family, "coco_caption")
    assert (found["training.batch_size_per_device"], found["training.num_devices"]) == (12, 8)
    assert (found["data.image_size"], found["training.is_run"], found["data.modality"]) == (224, True, "multimodal")


@pytest.mark.parametrize(
    ("keys", "pretrained"),
    [
        ("pretrained: 'https://x/y.pth'", True),
        ("load_finetuned: false", True),  # the model's own defaults still name weights
        ("load_finetuned: false, load_pretrained: false", None),
        ("freeze_vit: true", True),
        ("opt_model: facebook/opt-2.7b", True),
        ("image_size: 224", None),
        ("ckpt: '${c}'", True),
    ],
)
def test_weights(keys, pretrained):
    assert facts(RUN % ("albef_vqa", keys, "", "false")).get("model.pretrained") == pretrained


def test_data_sets_that_differ_state_no_size():
    second = "vg: {vis_processor: {train: {image_size: 384}}}"
    found = facts(RUN % ("blip2_opt", "a: 1", second, "true"))
    assert found["data.name"] == "coco_caption+vg"
    assert not {"data.image_size", "training.batch_size_per_device", "training.is_run"} & set(found)


def test_a_models_own_defaults():
    found = facts("model: {arch: minigpt4, freeze_vit: true}\npreprocess: {vis_processor: {train: {name: x}}}\n")
    assert (found["model.family"], found["model.pretrained"]) == ("vision-language", True)


@pytest.mark.parametrize(
    "text", ["model: {arch: x}\nrun: {lr: 1}", "model: {arch: x}\ndatasets: {a: 3}", "model: x\nrun: {}"]
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "lavis"
