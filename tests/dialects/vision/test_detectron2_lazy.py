import pytest
from reading import facts, lint, read

MODEL = """\
from detectron2.config import LazyCall as L
from detectron2.modeling.backbone import ResNet

model = L(GeneralizedRCNN)(
    backbone=L(FPN)(
        bottom_up=L(ResNet)(stages=L(ResNet.make_default_stages)(depth=50, norm="FrozenBN")),
        out_channels=256,
    ),
    num_classes=80,
)
"""
PARTS = """\
from omegaconf import OmegaConf
from detectron2.config import LazyCall as L

train = dict(init_checkpoint="", max_iter=90000)
dataloader = OmegaConf.create()
dataloader.train = L(build_loader)(dataset=L(get_dicts)(names="coco_2017_train"), total_batch_size=16)
"""
LEAF = """\
from ..common.models.rcnn import model
from ..common.parts import train, dataloader
from ..common.schedule import lr_multiplier_1x as lr_multiplier

%s
"""


def leaf(project, archlint, statements, model=MODEL):
    project(
        {
            "configs/common/models/rcnn.py": model,
            "configs/common/parts.py": PARTS,
            "configs/common/schedule.py": "lr_multiplier_1x = dict(values=[1.0, 0.1])\n",
            "configs/coco/leaf.py": LEAF % statements,
        }
    )
    (found,) = archlint("facts", "--output-format", "json", "configs/coco/leaf.py").json["files"]
    return found


def values(found):
    return {name: fact["value"] for name, fact in found["facts"].items()}


def test_parts_are_imported_from_files_beside(project, archlint):
    found = leaf(project, archlint, 'train.init_checkpoint = "detectron2://R-50.pkl"')
    stated = values(found)
    assert (found["dialect"], stated["model.family"], stated["model.num_layers"]) == ("detectron2-lazy", "cnn", 50)
    assert (stated["model.normalization"], stated["model.pretrained"]) == ("batch", True)
    assert (stated["data.name"], stated["training.is_run"]) == ("COCO-2017", True)
    assert found["facts"]["model.num_layers"]["path"] == "configs/common/models/rcnn.py"


@pytest.mark.parametrize(
    ("statements", "name", "value"),
    [
        ("model.backbone.bottom_up.stages.depth = 101", "model.num_layers", 101),
        ("del model.backbone.bottom_up", "model.num_layers", None),
        ('model.backbone.bottom_up.stages.norm = "GN"', "model.normalization", "group"),
        ("model.backbone.bottom_up.stages.depth = depth()", "model.num_layers", None),
        ('dataloader.train.dataset.names = ("my_train",)', "data.name", "my_train"),
        ("train.max_iter *= 2", "model.pretrained", False),
        ('model._target_ = "FCOS"', "task", "object-detection"),
    ],
)
def test_statements_change_what_is_imported(project, archlint, statements, name, value):
    assert values(leaf(project, archlint, statements)).get(name) == value


def test_transformers(project, archlint):
    vit = "L(SimpleFeaturePyramid)(net=L(ViT)(img_size=1024, patch_size=16, embed_dim=768, depth=12, num_heads=12))"
    text = f"from detectron2.config import LazyCall as L\nmodel = L(GeneralizedRCNN)(backbone={vit})\n"
    stated = values(leaf(project, archlint, "model.backbone.net.depth = 24", text))
    assert (stated["model.family"], stated["model.num_layers"]) == ("vision-transformer", 24)
    assert (stated["model.patch_size"], stated["data.image_size"]) == (16, 1024)


def test_a_transformer_on_a_cnn(project, archlint):
    text = MODEL.replace("num_classes=80,", "num_classes=80, transformer=L(DetrTransformer)(encoder=1),")
    assert values(leaf(project, archlint, "", text))["model.family"] == "conv-attention-hybrid"


def test_a_model_from_elsewhere_leaves_what_is_set_on_it():
    text = (
        "from detectron2 import model_zoo\nfrom detectron2.config import LazyCall as L\n"
        'model = model_zoo.get_config("common/models/x.py").model\n'
        'train = model_zoo.get_config("common/train.py").train\n'
        'train.init_checkpoint = "a.pth"\nlr_multiplier = L(Scheduler)(a=1)\n'
    )
    found = facts(text, "x.py")
    assert (found["model.pretrained"], found["training.is_run"]) == (True, True)
    assert "model.num_layers" not in found


def test_a_part_by_itself_states_nothing(project, archlint):
    assert read(MODEL, "rcnn.py").status == "not-a-model"
    assert read(PARTS, "parts.py").status in ("not-a-model", "not-recognised")


def test_cycles_end_with_a_notice(project, archlint):
    text = MODEL + "from .b import optimizer\nfrom .b import lr_multiplier\ntrain = dict(init_checkpoint='')\n"
    project({"a.py": text, "b.py": text.replace(".b", ".a")})
    outcome = archlint("facts", "--output-format", "json", "a.py")
    assert "cycle" in outcome.err
    assert outcome.json["files"][0]["facts"]["model.num_layers"]["value"] == 50


@pytest.mark.parametrize(
    "text", ["from . import model\nmodel = dict(a=1)\n", "LazyCall = 3\nmodel = L(A)(b=1)(c=2)\n", "model = LazyCall\n"]
)
def test_others_are_not_claimed(text):
    assert read(text, "x.py").dialect != "detectron2-lazy"


@pytest.mark.parametrize(
    ("backbone", "expected"),
    [
        ("L(ViT)(embed_dim=768, depth=12, num_heads=12)", []),
        ("L(ViT)(embed_dim=768, depth=12, num_heads=10)", ["768 is not divisible by 10 heads: 76.8"]),
        ("L(SwinTransformer)(embed_dim=128, depths=[2, 2, 18, 2], num_heads=[4, 8, 16, 32])", []),
        (
            "L(SwinTransformer)(embed_dim=128, depths=[2, 2, 18, 2], num_heads=[4, 8, 24, 32])",
            ["512 is not divisible by 24 heads: 21.33"],
        ),
    ],
)
def test_heads(backbone, expected):
    text = (
        "from detectron2.config import LazyCall as L\n"
        f"model = L(GeneralizedRCNN)(backbone={backbone})\n"
        "train = dict(init_checkpoint='')\nlr_multiplier = L(Scheduler)(a=1)\n"
    )
    assert [one.message for one in lint(text, "x.py") if one.severity == "error"] == expected
