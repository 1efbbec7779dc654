"""The batch of a run whose arguments, launcher and DeepSpeed file each give a part of it."""

import json

import pytest
from reading import engine

RUN = (
    "torchrun --nproc_per_node=%s train.py --model_name_or_path x/y --train_file a.json --output_dir out "
    "--num_train_epochs 1 --learning_rate 1e-5 --per_device_train_batch_size %d %s--deepspeed zero.json\n"
)
STEPS = "--gradient_accumulation_steps %d "
AUTO = {"zero_optimization": {"stage": 2}, "train_batch_size": "auto", "train_micro_batch_size_per_gpu": "auto"}


def found(project, command, deepspeed):
    project({"run.sh": command, "zero.json": json.dumps(deepspeed)})
    return [one.rule for one in engine().lint(["run.sh"]).findings if one.severity == "error"]


@pytest.mark.parametrize(
    ("devices", "samples", "steps", "deepspeed", "is_found"),
    [
        (2, 6, STEPS % 3, {**AUTO, "train_batch_size": 36, "gradient_accumulation_steps": "auto"}, False),
        (2, 6, STEPS % 3, {**AUTO, "train_batch_size": 48, "gradient_accumulation_steps": "auto"}, True),
        (2, 6, STEPS % 3, {**AUTO, "gradient_accumulation_steps": "auto"}, False),
        (2, 6, STEPS % 3, AUTO, True),  # one step is taken where the file has no key
        (2, 6, "", AUTO, False),
        ("$N", 6, STEPS % 3, AUTO, False),
        (2, 6, STEPS % 3, {**AUTO, "train_batch_size": 12, "gradient_accumulation_steps": 1}, False),
        (2, 6, "", [1], False),
    ],
)
def test_products(devices, samples, steps, deepspeed, is_found, project):
    expected = ["batch-product-mismatch"] if is_found else []
    assert found(project, RUN % (devices, samples, steps), deepspeed) == expected
