import pytest
from reading import facts, read


@pytest.mark.parametrize(
    ("type", "section", "family"),
    [
        ("swin", "SWIN", "vision-transformer"),
        ("swinv2", "SWINV2", "vision-transformer"),
        ("swin_mlp", "SWIN_MLP", "mlp"),
        ("vssm", "VSSM", "state-space"),
    ],
)
def test_depth_is_the_sum_of_the_stages(type, section, family):
    found = facts(f"MODEL:\n  TYPE: {type}\n  NAME: my_{type}\n  {section}: {{DEPTHS: [2, 2, 6, 2]}}\n")
    assert (found["model.family"], found["model.num_layers"], found["model.depth_unit"]) == (family, 12, "blocks")
    assert "model.pretrained" not in found
    assert "training.is_run" not in found


def test_run_and_data():
    found = facts(
        "DATA: {IMG_SIZE: 256, DATASET: imagenet, BATCH_SIZE: 64}\n"
        "MODEL: {TYPE: swin, SWIN: {DEPTHS: [2, 2, 18, 2]}, PRETRAINED: swin.pth}\nTRAIN: {EPOCHS: 30}\n"
    )
    assert (found["data.image_size"], found["training.batch_size_per_device"]) == (256, 64)
    assert found["model.pretrained"] is True
    assert found["training.is_run"] is True
    assert found["model.normalization"] == "layer"


@pytest.mark.parametrize(
    "text",
    [
        "MODEL: {TYPE: swin}",
        "MODEL: {TYPE: regnet, REGNET: {DEPTHS: [1]}}",
        "MODEL: {TYPE: [swin], SWIN: {DEPTHS: [1]}}",
        "MODEL: {TYPE: swin, SWIN: [2, 2]}",
    ],
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "yacs-swin"


def test_depths_that_are_not_counts_leave_the_depth_unknown():
    assert "model.num_layers" not in facts("MODEL: {TYPE: swin, SWIN: {DEPTHS: [2, '${d}', 2]}}")
