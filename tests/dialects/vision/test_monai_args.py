"""MONAI's Swin UNETR program: the volume's sides, and what is not its program."""

import pytest
from reading import lint, read

COMMAND = "python main.py --json_list d.json --optim_lr 1e-4 --a_min 0 %s\n"
CASES = {
    "volumes that are halved five times": ("--feature_size 24 --roi_x 64 --roi_y 64 --roi_z 96", []),
    "one value is left": ("--feature_size 24 --roi_x 32 --roi_y 32 --roi_z 32", ["instance-norm-1x1"]),
    "two values are left": ("--feature_size 24 --roi_x 32 --roi_y 32 --roi_z 64", []),
    "a side that is not halved evenly": (
        "--feature_size 24 --roi_x 64 --roi_y 72 --roi_z 64", ["image-not-divisible-by-stride"],
    ),
    "a side that is a variable": ("--feature_size 24 --roi_x $SIDE --roi_y 64 --roi_z 64", []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_sides(case):
    arguments, expected = CASES[case]
    assert read(COMMAND % arguments, "train.sh").dialect == "monai-args"
    assert [one.rule for one in lint(COMMAND % arguments, "train.sh") if one.severity == "error"] == expected


def test_unetr_is_another_program():
    arguments = "--feature_size 16 --hidden_size 768 --roi_x 40 --roi_y 40 --roi_z 40"
    assert read(COMMAND % arguments, "train.sh").dialect != "monai-args"
