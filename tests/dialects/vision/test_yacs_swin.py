import pytest
from reading import facts, lint, read


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


SWIN = (
    "DATA: {{IMG_SIZE: {image}}}\nMODEL:\n  TYPE: {type}\n  NAME: my_swin\n  {section}:\n    EMBED_DIM: {width}\n"
    "    DEPTHS: [2, 2, 6, 2]\n    NUM_HEADS: {heads}\n    WINDOW_SIZE: {window}\n"
)
USUAL = {"type": "swin", "section": "SWIN", "image": 224, "width": 96, "heads": [3, 6, 12, 24], "window": 7}
# What differs from the usual config -> the error, and what stands where it is found.
ARITHMETIC = {
    "as published": ({}, None, None),
    "384 in windows of 12": ({"image": 384, "window": 12}, None, None),
    "192 in windows of 12: the last two maps are one window": ({"image": 192, "window": 12}, None, None),
    "256 in windows of 16": ({"type": "swinv2", "section": "SWINV2", "image": 256, "window": 16}, None, None),
    "more heads than stages": ({"heads": [3, 6, 12, 24, 48]}, None, None),
    "heads of another design": ({"heads": [4, 8, 16, 32]}, None, None),
    "256 in windows of 7": ({"image": 256}, "image-not-divisible-by-window", 7),
    "224 in windows of 8": ({"window": 8}, "image-not-divisible-by-window", 8),
    "a map that cannot be halved": ({"image": 240, "window": 15}, "image-not-divisible-by-stride", 240),
    "five heads in the second stage": ({"heads": [3, 5, 12, 24]}, "heads-not-dividing-embed-dim", 5),
    "a stage without heads": ({"heads": [3, 6, 12]}, "stage-list-length-mismatch", 3),
    "windows from outside": ({"image": 256, "window": "${WINDOW}"}, None, None),
    "a network that is not windowed": ({"type": "vssm", "section": "VSSM", "image": 256}, None, None),
}


@pytest.mark.parametrize("case", ARITHMETIC)
def test_what_the_original_code_refuses_is_an_error(case):
    changed, rule, value = ARITHMETIC[case]
    found = [one for one in lint(SWIN.format(**{**USUAL, **changed})) if one.severity in ("error", "warning")]
    assert [(one.rule, one.key_value) for one in found] == ([(rule, value)] if rule else [])


def test_windows_and_sides_that_would_work_are_suggested():
    (found,) = [one for one in lint(SWIN.format(**{**USUAL, "image": 256})) if one.severity == "error"]
    assert found.message == "a map of 8 (256 / 32) is not divisible by windows of 7: 1.143"
    assert "WINDOW_SIZE 4 or 8" in found.instead
    assert "IMG_SIZE 224 or 448" in found.instead
