import pytest
from reading import engine, facts, read

PIPELINE = """\
model {
  ssd {
    num_classes: 3
    anchor_generator { ssd_anchor_generator { num_layers: 6 } }
    image_resizer { fixed_shape_resizer { height: 300 width: 300 } }
    feature_extractor { type: '%s' %s }
  }
}
train_config { batch_size: 24 %s }
"""


def test_what_is_stated():
    norm = "conv_hyperparams { batch_norm { decay: 0.9 } }"
    found = facts(PIPELINE % ("ssd_mobilenet_v2_keras", norm, "fine_tune_checkpoint: 'model.ckpt'"), "pipeline.config")
    assert (found["model.family"], found["model.normalization"]) == ("cnn", "batch")
    assert (found["model.pretrained"], found["training.is_run"]) == (True, True)
    assert (found["data.num_classes"], found["data.image_size"]) == (3, 300)
    assert found["training.batch_size_per_device"] == 24
    assert "model.num_layers" not in found  # the anchors' num_layers is no depth


@pytest.mark.parametrize(
    ("type", "depth"),
    [
        ("faster_rcnn_resnet101", 101),
        ("ssd_resnet50_v1_fpn_keras", 50),
        ("faster_rcnn_resnet50_keras", 50),
        ("ssd_efficientnet-b0_bifpn_keras", None),
        ("my_extractor", None),
    ],
)
def test_depth_of_the_backbone(type, depth):
    assert facts(PIPELINE % (type, "", ""), "pipeline.config").get("model.num_layers") == depth


@pytest.mark.parametrize(
    ("checkpoint", "pretrained"),
    [("", None), ("fine_tune_checkpoint: ''", False), ("fine_tune_checkpoint: 'gs://${BUCKET}/model.ckpt'", True)],
)
def test_weights(checkpoint, pretrained):
    assert facts(PIPELINE % ("x", "", checkpoint), "pipeline.config").get("model.pretrained") == pretrained


def test_a_broken_pipeline_is_a_failure_with_its_place():
    found = read(PIPELINE % ("x", "", "batch_size: }"), "pipeline.config")
    assert (found.status, "line 9" in found.error) == ("failed", True)


@pytest.mark.parametrize("text", ["model { ssd { } }", "model: 3 train_config { }", "train_config { }"])
def test_others_are_not_claimed(text):
    assert read(text, "pipeline.config").dialect is None


READER = "train_input_reader { label_map_path: 'annotations/labels.pbtxt' }\n"
LABELS = "item {\n  id: %d\n  name: 'x'\n}\n"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([1, 2, 3], []),
        ([1, 2], []),  # a head may know more
        ([1, 2, 3, 4], [("class-count-mismatch", "warning", 3)]),
        ([1, 2, 3, 9], []),  # numbered with gaps: how many labels there are is not clear
        ([], []),
    ],
)
def test_labels_past_the_number_of_classes(project, labels, expected):
    text = PIPELINE % ("ssd_mobilenet_v2", "", "") + READER
    folder = project({"pipeline.config": text, "annotations/labels.pbtxt": "".join(LABELS % label for label in labels)})
    found = engine().lint([str(folder / "pipeline.config")]).findings
    assert [(one.rule, one.severity, one.spot.line) for one in found if one.severity != "note"] == expected


def test_a_label_map_that_is_not_at_hand(project):
    folder = project({"pipeline.config": PIPELINE % ("ssd_mobilenet_v2", "", "") + READER})
    assert engine().lint([str(folder / "pipeline.config")]).findings == []
