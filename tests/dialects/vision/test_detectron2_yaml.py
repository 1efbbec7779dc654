import pytest
from reading import facts, lint, read

LEAF = """
MODEL:
  META_ARCHITECTURE: GeneralizedRCNN
  WEIGHTS: %s
  BACKBONE: {NAME: build_resnet_fpn_backbone}
  RESNETS: {%s}
%s
DATASETS: {TRAIN: ("coco_2017_train",)}
SOLVER: {MAX_ITER: 90000}
"""


def leaf(weights="model.pkl", resnets="DEPTH: 50", more=""):
    return LEAF % (weights, resnets, more)


@pytest.mark.parametrize(
    ("weights", "pretrained"), [("detectron2://R-50.pkl", True), ('""', False), ("null", False), ("${w}", None)]
)
def test_empty_weights_are_from_scratch(weights, pretrained):
    assert facts(leaf(weights)).get("model.pretrained") == pretrained


@pytest.mark.parametrize(
    ("resnets", "depth", "normalization"),
    [
        ("DEPTH: 101", 101, "batch"),
        ("DEPTH: 50, NORM: GN", 50, "group"),
        ("DEPTH: 50, NORM: SyncBN", 50, "batch"),
        ('DEPTH: 50, NORM: ""', 50, "none"),
        ("OUT_FEATURES: [res5]", 50, "batch"),
        ("DEPTH: 50, NORM: MyNorm", 50, None),
    ],
)
def test_backbone(resnets, depth, normalization):
    found = facts(leaf(resnets=resnets))
    assert (found["model.num_layers"], found["model.depth_unit"]) == (depth, "weight-layers")
    assert found["model.family"] == "cnn"
    assert found["data.name"].lower().startswith("coco")
    if normalization:
        assert found["model.normalization"] == normalization


@pytest.mark.parametrize(
    ("more", "task"),
    [
        ("  MASK_ON: True", "instance-segmentation"),
        ("  MASK_ON: False", "object-detection"),
        ("  KEYPOINT_ON: True", None),
        ("  MASK_ON: ${mask}", None),
    ],
)
def test_task(more, task):
    assert facts(leaf(more=more)).get("task") == task


def test_what_others_inherit_from_describes_no_model():
    base = "MODEL: {META_ARCHITECTURE: RetinaNet, RESNETS: {OUT_FEATURES: [res3]}}\nSOLVER: {MAX_ITER: 9}\n"
    result = read(base)
    assert (result.dialect, result.facts) == ("detectron2-yaml", None)


def test_a_transformer_backbone_sums_its_stages():
    found = facts(
        "MODEL:\n  META_ARCHITECTURE: MaskFormer\n  WEIGHTS: swin.pkl\n  BACKBONE: {NAME: D2SwinTransformer}\n"
        "  SWIN: {DEPTHS: [2, 2, 6, 2]}\n"
    )
    assert (found["model.family"], found["model.num_layers"]) == ("vision-transformer", 12)


def test_other_yacs_configs_are_not_claimed():
    assert read("MODEL: {TYPE: swin, WEIGHTS: x}\nSOLVER: {MAX_ITER: 3}\n").dialect != "detectron2-yaml"


@pytest.mark.parametrize(
    ("resnets", "frozen", "synchronized"),
    [
        ("DEPTH: 50", True, None),
        ("DEPTH: 50, NORM: FrozenBN", True, None),
        ("DEPTH: 50, NORM: SyncBN", None, True),
        ("DEPTH: 50, NORM: BN", None, None),
    ],
)
def test_frozen_and_synchronized_statistics(resnets, frozen, synchronized):
    found = facts(leaf(resnets=resnets))
    assert (found.get("model.norm_frozen"), found.get("model.norm_synchronized")) == (frozen, synchronized)


@pytest.mark.parametrize(
    ("resnets", "more", "expected"),
    [
        ("DEPTH: 50", "", []),
        ("DEPTH: 18, RES2_OUT_CHANNELS: 64", "", []),
        ("DEPTH: 18", "",
         ["error: RES2_OUT_CHANNELS beside a ResNet-18 of basic blocks takes 256 channels, and is handed 64"]),
        ("DEPTH: 34, RES2_OUT_CHANNELS: 256", "",
         ["error: RES2_OUT_CHANNELS beside a ResNet-34 of basic blocks takes 256 channels, and is handed 64"]),
        ("DEPTH: 50", "  RPN: {IN_FEATURES: [p2, p3, p4, p5, p6]}\n  ANCHOR_GENERATOR: {SIZES: [[32], [64], [128]]}",
         ["error: ANCHOR_GENERATOR.SIZES has 3 entries, where 5 are needed"]),
        ("DEPTH: 50", "  RPN: {IN_FEATURES: [p2, p3]}\n  ANCHOR_GENERATOR: {SIZES: [[32, 64, 128]]}", []),
        ("DEPTH: 50", "  ROI_HEADS: {NUM_CLASSES: 80}", []),
        ("DEPTH: 50", "  ROI_HEADS: {NUM_CLASSES: 81}", []),
        ("DEPTH: 50", "  ROI_HEADS: {NUM_CLASSES: 20}",
         ["warning: MODEL.ROI_HEADS has 20 classes, and the data has 80"]),
        ("DEPTH: 50", "  FPN: {NORM: GN, OUT_CHANNELS: 200}",
         ["error: 200 channels of MODEL.FPN are not divisible by 32 groups: 6.25"]),
        ("DEPTH: 50", "  FPN: {NORM: GN, OUT_CHANNELS: 256}", []),
        ("DEPTH: 50", "  FPN: {NORM: BN, OUT_CHANNELS: 200}", []),
        ("DEPTH: 50", "  ROI_BOX_HEAD: {NORM: GN, CONV_DIM: 200, NUM_CONV: 4}",
         ["error: 200 channels of MODEL.ROI_BOX_HEAD are not divisible by 32 groups: 6.25"]),
        ("DEPTH: 50", "  ROI_BOX_HEAD: {NORM: GN, CONV_DIM: 200}", []),  # without convolutions by default
    ],
)  # fmt: skip
def test_numbers_that_must_fit(resnets, more, expected):
    found = [one for one in lint(leaf(resnets=resnets, more=more)) if one.severity in ("error", "warning")]
    assert [f"{one.severity}: {one.message}" for one in found] == expected


SWIN = "SWIN: {EMBED_DIM: 96, DEPTHS: [2, 2, 6, 2], NUM_HEADS: [3, 6, 12, %d]}"
FORMER = "MASK_FORMER: {HIDDEN_DIM: 256, NHEADS: %d}"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (SWIN % 24, []),
        (SWIN % 20, ["768 is not divisible by 20 heads: 38.4"]),
        (FORMER % 8, []),
        (FORMER % 12, ["256 is not divisible by 12 heads: 21.33"]),
    ],
)
def test_heads(part, expected):
    found = [one for one in lint(leaf(more="  " + part)) if one.rule == "heads-not-dividing-embed-dim"]
    assert [one.message for one in found] == expected
