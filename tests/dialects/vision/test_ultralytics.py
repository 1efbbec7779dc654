"""Ultralytics: run records, model files, and the files beside them that describe no model."""

import pytest
from reading import facts, lint, read

from archlint.engine import Engine, Options

RUN = "task: detect\nmode: train\ndata: lpd.yaml\nepochs: 9\nbatch: 16\nimgsz: 640\nclose_mosaic: 10\n"
RUNS = {
    "a checkpoint brings its weights": (
        "model: yolov8s.pt\npretrained: false",
        {"model.architecture": "yolov8s", "model.pretrained": True, "task": "object-detection"},
    ),
    "a model file without weights": ("model: yolov8n.yaml\npretrained: false", {"model.pretrained": False}),
    "the default says nothing": ("model: yolov8n.yaml\npretrained: true", {"model.pretrained": None}),
    "weights by name": ("model: yolov8n.yaml\npretrained: yolov8n.pt", {"model.pretrained": True}),
    "a checkpoint of the user's own": (
        "model: runs/detect/train3/weights/best.pt",
        {"model.architecture": None, "model.pretrained": True},
    ),
    "a folder before it": ("model: weights/yolo11m.pt", {"model.architecture": "yolo11m"}),
    "on Windows": ("model: C:\\models\\yolo11m.pt", {"model.architecture": "yolo11m"}),
    "two devices share the batch": (
        "model: yolov8s.pt\ndevice: '0,1'",
        {"training.batch_size_per_device": 8, "training.num_devices": 2},
    ),
    "one device": ("model: yolov8s.pt\ndevice: 0", {"training.batch_size_per_device": 16}),
    "the image": ("model: yolov8s.pt", {"data.image_size": 640, "data.name": "lpd.yaml", "training.is_run": True}),
}


@pytest.mark.parametrize("case", RUNS)
def test_runs(case):
    text, expected = RUNS[case]
    assert read(RUN + text, "any.yaml").dialect == "ultralytics"
    found = facts(RUN + text, "any.yaml")
    assert {name: found.get(name) for name in expected} == expected


MORE = {
    "a smoke test": ("model: a.pt\ndata: coco8.yaml\nimgsz: 640", {"training.toy": True}),
    "another mode": (
        "model: a.pt\nmode: export\nimgsz: 640",
        {"training.is_run": None, "training.regime": "inference"},
    ),
    "a batch to be found": (
        "model: a.pt\ndata: x.yaml\nimgsz: 640\nbatch: -1",
        {"training.batch_size_per_device": None},
    ),
    "a nameless data file": ("model: a.pt\ndata: sets/plates/data.yaml\nimgsz: 640", {"data.name": "plates"}),
    "a rectangle": ("model: a.pt\ndata: x.yaml\nimgsz: [720, 1280]", {"data.image_size": None}),
    "a part of the data": ("model: a.pt\ndata: coco8.yaml\nimgsz: 640\nfraction: 0.5", {"data.train_size": None}),
    "YOLOv5 from scratch": (
        "weights: ''\ncfg: models/yolov5s.yaml\ndata: data/x.yaml\nimgsz: 640\nbatch_size: 8\nepochs: 3",
        {"model.architecture": "yolov5s", "model.pretrained": False, "training.batch_size_per_device": 8},
    ),
    "YOLOv5 with weights": (
        "weights: yolov5m.pt\ncfg: ''\ndata: data/x.yaml\nimgsz: 640\nepochs: 3",
        {"model.architecture": "yolov5m", "model.pretrained": True},
    ),
    "the task in the name": ("model: yolo11n-seg.pt\ndata: x.yaml\nimgsz: 640", {"task": "instance-segmentation"}),
}


@pytest.mark.parametrize("case", MORE)
def test_other_arguments(case):
    text, expected = MORE[case]
    found = facts(text + "\n", "any.yaml")
    assert {name: found.get(name) for name in expected} == expected


MODEL = """nc: 3
scales: {n: [0.33, 0.25, 1024]}
backbone:
  - [-1, 1, Conv, [64, 3, 2]]
  - [-1, 3, %s, [128, True]]
head:
  - [-1, 1, %s, [nc]]
"""
MODELS = {
    "convolutions": (
        ("C2f", "Detect"),
        {"model.family": "cnn", "model.normalization": "batch", "model.skip_connections": True, "data.num_classes": 3},
    ),
    "attention": (("C2PSA", "Detect"), {"model.family": "conv-attention-hybrid", "model.normalization": "batch"}),
    "a transformer decoder": (("RepC3", "RTDETRDecoder"), {"model.normalization": "batch+layer"}),
    "a module of the project's own": (
        ("CBAMBlock", "Detect"),
        {"model.family": None, "model.normalization": None, "task": "object-detection"},
    ),
    "a classifier": (("C2f", "Classify"), {"task": "image-classification"}),
    "rows are no depth": (("C2f", "Detect"), {"model.num_layers": None, "training.is_run": None}),
}


@pytest.mark.parametrize("case", MODELS)
def test_model_files(case):
    modules, expected = MODELS[case]
    assert read(MODEL % modules, "any.yaml").dialect == "ultralytics"
    found = facts(MODEL % modules, "any.yaml")
    assert {name: found.get(name) for name in expected} == expected


BESIDE = {
    "a data set": "path: ../sets/x\ntrain: images/train # 893 images\nval: images/val\nnames: {0: a, 1: b}\n",
    "a Roboflow export": "train: ../train/images\nval: ../valid/images\nnc: 2\nnames: [a, b]\nroboflow: {version: 1}\n",
    "hyperparameters": "lr0: 0.01\nlrf: 0.1\nmomentum: 0.9\nhsv_h: 0.1\nhsv_s: 0.1\nfliplr: 0.5\nmosaic: 1.0\n",
    "the defaults": RUN.replace("lpd.yaml", "") + "model:\npretrained: true\n",
}


@pytest.mark.parametrize("case", BESIDE)
def test_files_that_describe_no_model(case):
    found = read(BESIDE[case], "any.yaml")
    assert (found.dialect, found.status, found.facts) == ("ultralytics", "not-a-model", None)


def test_the_size_stands_in_the_data_sets_own_file(tmp_path):
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "plates.yaml").write_text("train: images # the train set, 1,893 images\nval: v\nnc: 2\nnames: [a, b]\n")
    (tmp_path / "args.yaml").write_text(RUN.replace("lpd", "plates") + "model: yolov8s.pt\n")
    found = Engine(Options(isolated=True)).read(str(tmp_path / "args.yaml")).facts
    assert found.value("data.train_size") == 1893
    assert found["data.train_size"].spot.path.endswith("plates.yaml")
    assert found.value("data.num_classes") == 2


@pytest.mark.parametrize(
    "text",
    [
        "train: x\nval: y\n",
        "names: [a, b]\nservices: {}\n",
        "backbone: resnet\nhead: fpn\n",
        "train: {epochs: 3}\nmodel: {depth: 3}\n",
        "jobs: {train: {}}\nname: ci\n",
    ],
)
def test_other_files_are_not_claimed(text):
    assert read(text, "data.yaml").dialect != "ultralytics"


OPT = "data: d.yaml\nhyp: h.yaml\nnoautoanchor: false\nrect: false\nepochs: 3\n"
SIDES = {
    "an export of a rectangle": ("task: detect\nmode: export\nmodel: best.pt\nimgsz: [1080, 1920]", [1080]),
    "both sides": ("task: detect\nmode: predict\nmodel: yolo11n.pt\nimgsz: [1000, 1900]", [1000, 1900]),
    "sides that fit": ("task: detect\nmode: export\nmodel: best.pt\nimgsz: [1088, 1920]", []),
    "training takes the larger side": ("task: detect\nmode: train\nmodel: yolov8n.pt\nimgsz: [720, 1280]", []),
    "six levels": ("task: detect\nmode: train\nmodel: yolov8x-p6.yaml\nimgsz: 672", [672]),
    "six levels that fit": ("task: detect\nmode: train\nmodel: yolov8x-p6.yaml\nimgsz: 1280", []),
    "six levels of YOLOv5": ("task: detect\nmode: train\nmodel: yolov5m6u.pt\nimgsz: 672", [672]),
    "five levels": ("task: detect\nmode: train\nmodel: yolov8x.yaml\nimgsz: 672", []),
    "a classifier": ("task: classify\nmode: train\nmodel: yolov8n-cls.pt\ndata: mnist\nimgsz: 28", []),
    "a classifier by its name": ("mode: train\nmodel: yolov8n-cls.pt\ndata: mnist\nimgsz: 28", []),
    "a network that is not YOLO's": ("mode: predict\nmodel: sam_b.pt\nimgsz: 1000\ndata: x.yaml", []),
    "RT-DETR validates at any size": ("task: detect\nmode: val\nmodel: rtdetr-l.pt\nimgsz: 650", []),
    "RT-DETR trains at a multiple": ("task: detect\nmode: train\nmodel: rtdetr-l.pt\nimgsz: 650", [650]),
    "a size from outside": ("task: detect\nmode: train\nmodel: yolov8n.pt\nimgsz: ${SIZE}", []),
    "yolor": (f"weights: ''\ncfg: cfg/yolor_p6.cfg\n{OPT}img_size: [416, 416]", [416]),
    "yolor at its size": (f"weights: ''\ncfg: cfg/yolor_p6.cfg\n{OPT}img_size: [1280, 1280]", []),
    "YOLOv7": (f"weights: yolov7.pt\ncfg: ''\n{OPT}img_size: [640, 650]", [650]),
    "YOLOv7 E6E": (
        f"weights: ''\ncfg: cfg/training/yolov7-e6e.yaml\n{OPT}img_size: [1280, 672]",
        [672],
    ),
    "YOLOv5": (f"weights: yolov5s6.pt\ncfg: ''\n{OPT}imgsz: 1280", []),
}  # fmt: skip


@pytest.mark.parametrize("case", SIDES)
def test_a_side_that_is_rounded_up_is_found_at_its_place(case):
    text, sides = SIDES[case]
    found = [one for one in lint(text + "\n", "args.yaml") if one.rule == "image-not-divisible-by-stride"]
    assert [one.key_value for one in found] == sides
    assert all(one.severity == "warning" for one in found)


@pytest.mark.parametrize(
    ("names", "expected"),
    [("[a, b]", []), ("{0: a, 1: b}", []), ("[a, b, c]", [3]), ("{0: a}", [1]), ("${names}", []), ("a", [])],
)
def test_a_data_sets_two_counts_of_classes(names, expected):
    found = lint(f"train: images\nval: images\nnc: 2\nnames: {names}\n", "data.yaml")
    assert [(one.rule, one.severity) for one in found] == [("class-count-mismatch", "error") for _ in expected]
    assert [one.message for one in found] == [f"nc has 2 classes, and the data has {number}" for number in expected]


ROWS = """\
nc: 2
backbone:
  - [-1, 1, %s, [16, 3, 2]]  # 0
  - [-1, 1, Conv, [32, 3, 2]]  # 1
  - [-1, 2, C2f, [32]]
  - [-1, 1, %s]  # 3
head:
  - [-1, 1, nn.Upsample, [None, %s, nearest]]
  - [[-1, %s], 1, Concat, [1]]
  - [[5, 3], 1, Detect, [nc]]
"""
JOINS = {
    "maps of one stride": (("Conv", "SCDown, [64, 3, 2]", 2, 2), []),
    "the map before it": (("Conv", "ADown, [64]", 2, 0), ["concat-of-maps-of-different-strides"]),
    "a doubling too many": (("Conv", "nn.MaxPool2d, [2, 2, 0]", 4, 1), ["concat-of-maps-of-different-strides"]),
    "an index from the end": (("Conv", "Conv, [64, 3, 2]", 2, -3), []),
    "a module of the project's own before both": (("OurConv", "Conv, [64, 3, 2]", 2, 0), []),
    "a module of the project's own between": (("Conv", "OurPool, [64]", 2, 0), []),
    "a kernel that loses a border": (("Conv", "Conv, [64, 2, 2, 1]", 2, 0), []),
    "a row that comes later": (("Conv", "Conv, [64, 3, 2]", 2, 6), ["head-index-beyond-maps"]),
}


@pytest.mark.parametrize("case", JOINS)
def test_rows_that_join_maps(case):
    values, expected = JOINS[case]
    assert [one.rule for one in lint(ROWS % values, "own.yaml") if one.severity == "error"] == expected


def test_a_head_with_anchors_for_more_maps_than_it_is_given():
    rows = "anchors:\n%sbackbone:\n  - [-1, 1, Conv, [16, 3, 2]]\nhead:\n  - [[0], 1, Detect, [nc, anchors]]\nnc: 2\n"
    found = [one.rule for one in lint(rows % ("  - [1, 2]\n" * 2), "own.yaml") if one.severity == "error"]
    assert found == ["fpn-levels-mismatch"]
    assert [one for one in lint(rows % "  - [1, 2]\n", "own.yaml") if one.severity == "error"] == []
