import pytest
from reading import facts, lint, read

TEXT = """
TASK: %s
TRAIN: {ENABLE: True, DATASET: kinetics, BATCH_SIZE: 64, CHECKPOINT_FILE_PATH: %s}
MODEL: {ARCH: %s, NUM_CLASSES: 400}
%s
NUM_GPUS: 8
"""


@pytest.mark.parametrize(
    ("arch", "section", "family", "depth"),
    [
        ("slowfast", "RESNET: {DEPTH: 50}", "cnn", 50),
        ("x3d", "X3D: {DEPTH_FACTOR: 2.2}\nRESNET: {DEPTH: 50}", "cnn", None),
        ("mvit", "MVIT: {DEPTH: 16, NORM: layernorm}", "vision-transformer", 16),
    ],
)
def test_networks(arch, section, family, depth):
    found = facts(TEXT % ("''", "''", arch, section))
    assert (found["model.family"], found.get("model.num_layers")) == (family, depth)
    assert (found["training.batch_size_per_device"], found["training.num_devices"]) == (8, 8)
    assert found["data.modality"] == "video"
    assert found["model.pretrained"] is False


def test_a_self_supervised_stage():
    found = facts(TEXT % ("ssl", "''", "maskmvit", "MVIT: {DEPTH: 12}"))
    assert found["training.regime"] == "self-supervised"


def test_weights():
    assert facts(TEXT % ("''", "k400.pyth", "slow", "RESNET: {DEPTH: 50}"))["model.pretrained"] is True


@pytest.mark.parametrize(("arch", "section"), [("own", "RESNET: {DEPTH: 50}"), ("slow", "OTHER: {}")])
def test_others_are_not_claimed(arch, section):
    assert read(TEXT % ("''", "''", arch, section)).dialect != "yacs-slowfast"


SHORT = "TRAIN: {ENABLE: True}\nMODEL: {ARCH: slow, NUM_CLASSES: %d}\nRESNET: {DEPTH: 50}\n%s"


@pytest.mark.parametrize(
    ("classes", "more", "found"),
    [(4, "", 1), (5, "", 0), (4, "DATA: {MULTI_LABEL: True}\n", 0), (4, "DETECTION: {ENABLE: True}\n", 0),
     (4, "TASK: ssl\n", 0)],
)  # fmt: skip
def test_the_best_five_of_fewer_classes(classes, more, found):
    errors = [one.rule for one in lint(SHORT % (classes, more), "slow.yaml") if one.severity == "error"]
    assert errors == ["top-k-larger-than-the-classes"] * found
