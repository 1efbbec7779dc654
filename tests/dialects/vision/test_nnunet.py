import json

import pytest
from reading import lint, read, rules

OLD = {
    "dataset_name": "Dataset012_x",
    "plans_name": "nnUNetPlans",
    "configurations": {
        "2d": {
            "batch_size": 12,
            "patch_size": [512, 512],
            "normalization_schemes": ["ZScoreNormalization"],
            "UNet_class_name": "PlainConvUNet",
        }
    },
}
NEW = {
    "dataset_name": "Dataset012_x",
    "plans_name": "nnUNetPlans",
    "configurations": {
        "2d": {"batch_size": 12, "patch_size": [8, 8]},
        "3d_fullres": {
            "batch_size": 2,
            "patch_size": [8, 8, 8],
            "architecture": {
                "network_class_name": "networks.unet.ResidualEncoderUNet",
                "arch_kwargs": {"norm_op": "torch.nn.modules.batchnorm.BatchNorm3d"},
            },
        },
    },
}


@pytest.mark.parametrize(("plans", "normalization", "batch"), [(OLD, "instance", 12), (NEW, "batch", None)])
def test_plans(plans, normalization, batch):
    found = {name: fact.value for name, fact in read(json.dumps(plans), "plans.json").facts.items() if fact.known}
    assert (found["model.family"], found["model.normalization"]) == ("cnn", normalization)
    assert (found["data.name"], found["model.skip_connections"]) == ("Dataset012_x", True)
    assert found.get("training.batch_size_per_device") == batch


def test_cases_are_counted_in_the_file_beside(project, archlint):
    data = '{"channel_names": {"0": "CT"}, "labels": {"background": 0}, "numTraining": 63, "file_ending": ".nii.gz"}'
    project({"model/plans.json": json.dumps(OLD), "model/dataset.json": data})
    files = archlint("facts", "--output-format", "json", "model").json["files"]
    found = {file["path"]: file for file in files}
    size = found["model/plans.json"]["facts"]["data.train_size"]
    assert (size["value"], size["path"], size["origin"]) == (63, "model/dataset.json", "stated")
    assert found["model/dataset.json"]["status"] == "not-a-model"


@pytest.mark.parametrize("value", ['"many"', "-1", "null", "true"])
def test_a_number_that_is_none_says_nothing(project, archlint, value):
    project(
        {"plans.json": json.dumps(OLD), "dataset.json": f'{{"labels": {{}}, "modality": {{}}, "numTraining": {value}}}'}
    )
    (found,) = archlint("facts", "--output-format", "json", "plans.json").json["files"]
    assert "data.train_size" not in found["facts"]


def test_others_are_not_claimed():
    assert read('{"configurations": {"a": {"b": 1}}, "dataset_name": "x"}', "plans.json").dialect != "nnunet"


@pytest.mark.parametrize(
    ("patch", "strides", "stages", "expected"),
    [
        ([32, 64, 64], [[1, 1, 1], [1, 2, 2], [2, 2, 2]], 3, []),
        ([31, 64, 64], [[1, 1, 1], [1, 2, 2], [2, 2, 2]], 3, ["image-not-divisible-by-stride"]),
        ([32, 64, 64], [[1, 1, 1], [1, 2, 2], [2, 2, 2]], 4, ["stage-list-length-mismatch"]),
        ([32, 64, 64], "$strides", 4, []),
    ],
)
def test_strides_and_stages(patch, strides, stages, expected):
    plans = json.loads(json.dumps(NEW))
    whole = plans["configurations"]["3d_fullres"]
    whole["patch_size"] = patch
    whole["architecture"]["arch_kwargs"].update(strides=strides, features_per_stage=[32] * stages)
    found = lint(json.dumps(plans), "plans.json")
    assert [one.rule for one in found if one.severity == "error"] == expected


@pytest.mark.parametrize(
    ("patch", "norm", "refused"),
    [
        ([128, 128, 128], "InstanceNorm3d", False),
        ([4, 4, 4], "InstanceNorm3d", True),
        ([4, 4, 8], "InstanceNorm3d", False),
        ([4, 4, 4], "BatchNorm3d", False),
    ],
)
def test_instance_normalization_of_a_coarsest_map_of_one_value(patch, norm, refused):
    plans = {
        "plans_name": "nnUNetPlans",
        "dataset_name": "Dataset003_Liver",
        "configurations": {
            "3d_fullres": {
                "patch_size": patch,
                "batch_size": 2,
                "architecture": {
                    "network_class_name": "dynamic_network_architectures.architectures.unet.PlainConvUNet",
                    "arch_kwargs": {
                        "strides": [[1, 1, 1], [2, 2, 2], [2, 2, 2]],
                        "norm_op": f"torch.nn.modules.{norm}",
                    },
                },
            }
        },
    }
    assert ("instance-norm-1x1" in rules(json.dumps(plans), "nnUNetPlans.json")) is refused
