import pytest
from reading import facts, read


@pytest.mark.parametrize(
    ("text", "depth", "pretrained"),
    [
        ("vit: base\nvit_grad_ckpt: true\nimage_size: 384\npretrained: 'https://x/y.pth'\nmax_epoch: 3\n", 12, True),
        ("vit: large\nvit_ckpt_layer: 0\nimage_size: 384\nmax_epoch: 3\n", 24, None),
        ("bert_config: config_bert.json\nimage_res: 384\noptimizer: {opt: adamW}\n", 12, None),
    ],
)
def test_what_is_stated(text, depth, pretrained):
    found = facts(text)
    assert (found["model.family"], found["model.num_layers"]) == ("vision-language", depth)
    assert (found.get("model.pretrained"), found["data.image_size"]) == (pretrained, 384)
    assert found["training.is_run"] is True


def test_captions_of_coco_are_a_split_of_their_own():
    assert "data.name" not in facts("vit: base\nvit_grad_ckpt: true\nimage_size: 384\ndataset: coco\n")


@pytest.mark.parametrize(
    "text", ["vit: base\nimage_size: 3", "vit: [base]\nimage_size: 1", "bert_config: x\nimage_res: y"]
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "blip-albef"
