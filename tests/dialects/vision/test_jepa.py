import pytest
from reading import facts, read

IMAGES = """\
data: {batch_size: 128, crop_size: 224, image_folder: %s, root_path: $replace_this}
mask: {patch_size: 14}
meta: {model_name: %s, pred_depth: 6, pred_emb_dim: 384}
optimization: {epochs: 300}
"""


def test_images():
    found = facts(IMAGES % ("imagenet/train", "vit_huge"))
    assert (found["model.num_layers"], found["model.patch_size"]) == (32, 14)  # the predictor's 6 blocks are not its
    assert (found["data.modality"], found["data.name"]) == ("image", "ImageNet-1k")
    assert (found["training.self_supervised_stage"], found["training.is_run"]) == (True, True)
    assert "model.pretrained" not in found


def test_videos():
    found = facts(
        "data: {dataset_type: VideoDataset, num_frames: 16, batch_size: 24, patch_size: 16}\nmask: [{num_blocks: 8}]\n"
        "meta: {load_checkpoint: false}\nmodel: {model_name: vit_large, pred_depth: 12}\n"
    )
    assert (found["data.modality"], found["model.num_layers"]) == ("video", 24)


def test_evaluations_start_from_weights():
    found = facts("eval_name: x\npretrain: {model_name: vit_large, checkpoint_key: encoder, checkpoint: a.pth}\n")
    assert (found["model.pretrained"], found["model.num_layers"]) == (True, 24)
    assert "training.self_supervised_stage" not in found


@pytest.mark.parametrize("text", ["mask: 1\nmeta: {model_name: x}", "mask: 1\nmeta: x", "pretrain: x\neval_name: y"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "omegaconf-jepa"
