"""OpenMMLab: what backbones hand on, and where necks, heads and data must fit; forms that must stay silent."""

import pytest
from reading import lint, read

RULES = (
    "neck-channels-mismatch", "fpn-levels-mismatch", "class-count-mismatch", "classes-set-on-wrapper-dataset",
    "stage-list-length-mismatch", "heads-not-dividing-embed-dim", "voxel-grid-mismatch", "voxel-grid-not-divisible",
)  # fmt: skip
RUN = "data = dict(samples_per_gpu=2)\n"


def findings(text, filename="config.py"):
    """Return (rule, severity, message) of the rules that are about such places."""
    return [(one.rule, one.severity, one.message) for one in lint(text, filename) if one.rule in RULES]


def seams(text):
    """Return what each seam of a config is handed, in order."""
    sites = read(text, "config.py").facts.sites
    return [site.value("model.incoming_channels") for site in sites if "model.incoming_channels" in site]


# Backbones: the channels of the maps that a pyramid of four (or as many as it lists) inputs is handed

HANDED = {
    "ResNet of basic blocks": ("type='ResNet', depth=18", [64, 128, 256, 512]),
    "ResNet of bottlenecks": ("type='ResNet', depth=101", [256, 512, 1024, 2048]),
    "a narrow ResNet": ("type='ResNet', depth=50, base_channels=32", [128, 256, 512, 1024]),
    "some stages, in passing order": ("type='ResNetV1d', depth=34, out_indices=(3, 1)", [128, 512]),
    "ResNeXt": ("type='ResNeXt', depth=101, groups=64, base_width=4", [256, 512, 1024, 2048]),
    "ResNeSt": ("type='ResNeSt', depth=200, radix=2", [256, 512, 1024, 2048]),
    "Res2Net": ("type='Res2Net', depth=101, scales=4", [256, 512, 1024, 2048]),
    "RegNet": ("type='RegNet', arch='regnetx_3.2gf', out_indices=(0, 1, 2, 3)", [96, 192, 432, 1008]),
    "HRNet": (
        "type='HRNet', extra=dict(stage4=dict(num_branches=4, num_channels=(18, 36, 72, 144)))",
        [18, 36, 72, 144],
    ),
    "Swin in numbers": ("type='SwinTransformer', embed_dims=128, depths=[2, 2, 18, 2], num_heads=[4, 8, 16, 32]",
                        [128, 256, 512, 1024]),
    "Swin by its older key": ("type='SwinTransformer', embed_dim=96, depths=[2, 2, 6, 2], num_heads=[3, 6, 12, 24]",
                              [96, 192, 384, 768]),
    "Swin by size": ("type='mmpretrain.SwinTransformer', arch='large', out_indices=(2, 3)", [768, 1536]),
    "ConvNeXt of another package": ("type='mmcls.ConvNeXt', arch='base', out_indices=[0, 1, 2, 3]",
                                    [128, 256, 512, 1024]),
    "ConvNeXt as its paper writes it": ("type='ConvNeXt', dims=[48, 96, 192, 384], out_indices=[0, 1, 2, 3]",
                                        [48, 96, 192, 384]),
    "PVT": ("type='PyramidVisionTransformer', num_layers=[2, 2, 2, 2]", [64, 128, 320, 512]),
    "PVT v2": ("type='PyramidVisionTransformerV2', embed_dims=32", [32, 64, 160, 256]),
    "PVT's own repository": ("type='pvt_v2_b0', style='pytorch'", [32, 64, 160, 256]),
    "MobileNetV2": ("type='MobileNetV2', out_indices=(2, 4, 6)", [32, 96, 320]),
    "MobileNetV2 at half its width": ("type='MobileNetV2', widen_factor=0.5, out_indices=(2, 4, 6)", [16, 48, 160]),
    "EfficientNet": ("type='EfficientNet', arch='b3', out_indices=(3, 4, 5)", [48, 136, 384]),
    "CSPDarknet": ("type='CSPDarknet', deepen_factor=0.33, widen_factor=0.5", [128, 256, 512]),
    "CSPNeXt": ("type='CSPNeXt', arch='P5', widen_factor=0.75", [192, 384, 768]),
    "CSPNeXt of six levels": ("type='CSPNeXt', arch='P6', out_indices=(2, 3, 4, 5)", [256, 512, 768, 1024]),
    "Darknet": ("type='Darknet', depth=53, out_indices=(3, 4, 5)", [256, 512, 1024]),
    "UniFormer": ("type='UniFormer', embed_dim=[64, 128, 320, 512], layers=[3, 4, 8, 3]", [64, 128, 320, 512]),
    "SegFormer's": ("type='MixVisionTransformer', embed_dims=64, num_heads=[1, 2, 5, 8]", [64, 128, 320, 512]),
    "RepVGG": ("type='RepVGG', arch='A0', out_indices=(1, 2, 3)", [96, 192, 1280]),
    "ShuffleNetV2": ("type='ShuffleNetV2', widen_factor=1.0, out_indices=(0, 1, 2)", [116, 232, 464]),
}  # fmt: skip
PYRAMID = (
    "model = dict(type='RetinaNet', backbone=dict(%s),\n"
    "    neck=dict(type='FPN', in_channels=%s, out_channels=256, num_outs=5), bbox_head=dict(type='RetinaHead'))\n"
)


@pytest.mark.parametrize("case", HANDED)
def test_what_a_backbone_hands_on(case):
    backbone, channels = HANDED[case]
    fitting = PYRAMID % (backbone, channels) + RUN
    assert seams(fitting) == channels
    assert not findings(fitting)
    wrong = [*channels[:-1], channels[-1] + 8]
    ((rule, severity, message),) = findings(PYRAMID % (backbone, wrong) + RUN)
    assert (rule, severity) == ("neck-channels-mismatch", "error")
    assert f"takes {wrong[-1]:,} channels, and is handed {channels[-1]:,}" in message


@pytest.mark.parametrize(
    "backbone",
    [
        "type='MyNet', depth=50",
        "type='ResNet', depth=depth()",
        "type='ResNet', depth=77",
        "type='ResNet', depth=50, base_channels=width()",
        "type='ResNet', depth=50, out_indices=stages()",
        "type='ResNet', depth=50, out_indices=(0, 1, 2, 9)",
        "type='ConvNeXt', arch='my-size', out_indices=[0, 1, 2, 3]",
        "type='ConvNeXt', arch='tiny'",
        "type='CSPDarknet', arch_ovewrite=[[1, 2, 3, True, False]]",
        "type='RegNet', arch=dict(w0=24, wa=1, wm=2, group_w=8, depth=3)",
        "type='TIMMBackbone', model_name='resnet18'",
    ],
)
def test_a_backbone_that_is_not_known_is_silent(backbone):
    assert not findings(PYRAMID % (backbone, [1, 2, 3, 4]) + RUN)


# Models: each is a model's text and what is found in it

RESNET = "backbone=dict(type='ResNet', depth=50)"
FPN = "neck=dict(type='FPN', in_channels=[256, 512, 1024, 2048], out_channels=256, num_outs=5)"
YOLO = (
    "type='YOLODetector', backbone=dict(%s), neck=dict(type='YOLOv8PAFPN', widen_factor=%s, "
    "in_channels=[256, 512, %d], out_channels=[256, 512, 768]), bbox_head=dict(type='YOLOv8Head', "
    "head_module=dict(type='YOLOv8HeadModule', in_channels=[256, 512, %d], widen_factor=0.75))"
)
FOUND = {
    "a level less": (
        f"type='FasterRCNN', backbone=dict(type='ResNet', depth=50, out_indices=(1, 2, 3)), {FPN}, rpn_head=dict()",
        ["neck.in_channels has 4 entries, where 3 are needed"],
    ),
    "a dense head": (
        f"type='RetinaNet', {RESNET}, {FPN}, bbox_head=dict(type='RetinaHead', in_channels=128)",
        ["RetinaHead takes 128 channels, and is handed 256"],
    ),
    "a box head": (
        f"type='FasterRCNN', {RESNET}, {FPN}, roi_head=dict(bbox_roi_extractor=dict(type='SingleRoIExtractor', "
        "out_channels=256), bbox_head=dict(type='Shared2FCBBoxHead', in_channels=1024))",
        ["Shared2FCBBoxHead takes 1,024 channels, and is handed 256"],
    ),
    "an extractor": (
        f"type='FasterRCNN', {RESNET}, {FPN}, roi_head=dict(bbox_roi_extractor=dict(type='SingleRoIExtractor', "
        "out_channels=128), bbox_head=dict(type='Shared2FCBBoxHead', in_channels=128))",
        ["SingleRoIExtractor takes 128 channels, and is handed 256"],
    ),
    "a cascade's stages": (
        f"type='CascadeRCNN', {RESNET}, {FPN}, roi_head=dict(num_stages=3, bbox_head=[dict(type='Shared2FCBBoxHead', "
        "in_channels=256)] * 2)",
        ["roi_head.bbox_head has 2 entries, where 3 are needed"],
    ),
    "necks one after another": (
        f"type='FasterRCNN', {RESNET}, {FPN[:5]}[{FPN[5:]}, dict(type='BFP', in_channels=128, num_levels=4)], "
        "rpn_head=dict()",
        ["BFP takes 128 channels, and is handed 256", "BFP.num_levels has 4 entries, where 5 are needed"],
    ),
    "a text detector's pyramid": (
        "type='DBNet', backbone=dict(type='mmdet.MobileNetV2', out_indices=(1, 2, 4, 6)), neck=dict(type='FPNC', "
        "in_channels=[24, 32, 96, 1280]), det_head=dict(type='DBHead')",
        ["level 3 of FPNC takes 1,280 channels, and is handed 320"],
    ),
    "PAN's own code": (
        "type='PAN', backbone=dict(type='resnet50', pretrained=True), neck=dict(type='FPEM_v1', "
        "in_channels=(256, 512, 1024, 512), out_channels=128), detection_head=dict(type='PA_Head')",
        ["level 3 of FPEM_v1 takes 512 channels, and is handed 2,048"],
    ),
    "a pyramid that widens what it is told": (
        YOLO % ("type='YOLOv8CSPDarknet', last_stage_out_channels=768, widen_factor=0.75", 0.75, 1024, 768),
        ["level 2 of YOLOv8PAFPN takes 1,024 channels, and is handed 768"],
    ),
    "a head that widens what it is told": (
        YOLO % ("type='YOLOv8CSPDarknet', last_stage_out_channels=768, widen_factor=0.75", 0.75, 768, 512),
        ["level 2 of YOLOv8HeadModule takes 512 channels, and is handed 768"],
    ),
    "factors that differ": (
        YOLO % ("type='YOLOv8CSPDarknet', widen_factor=0.5", 1.0, 1024, 1024),
        [
            "level 0 of YOLOv8HeadModule takes 192 channels, and is handed 256",
            "level 0 of YOLOv8PAFPN takes 256 channels, and is handed 128",
            "level 1 of YOLOv8HeadModule takes 384 channels, and is handed 512",
            "level 1 of YOLOv8PAFPN takes 512 channels, and is handed 256",
            "level 2 of YOLOv8PAFPN takes 1,024 channels, and is handed 512",
        ],
    ),
    "a YOLO's pyramid": (
        "type='YOLOX', backbone=dict(type='CSPDarknet', widen_factor=0.5), neck=dict(type='YOLOXPAFPN', "
        "in_channels=[128, 256, 512], out_channels=128), bbox_head=dict(type='YOLOXHead', in_channels=256)",
        ["YOLOXHead takes 256 channels, and is handed 128"],
    ),
    "a list from the coarsest on": (
        "type='YOLOV3', backbone=dict(type='Darknet', depth=53), neck=dict(type='YOLOV3Neck', num_scales=3, "
        "in_channels=[1024, 256, 256], out_channels=[512, 256, 128]), bbox_head=dict(type='YOLOV3Head', "
        "in_channels=[512, 256, 128])",
        ["level 1 of YOLOV3Neck takes 256 channels, and is handed 512"],
    ),
    "queries of a mask former": (
        f"type='MaskFormer', {RESNET}, panoptic_head=dict(type='MaskFormerHead', in_channels=[96, 512, 1024, 2048])",
        ["level 0 of MaskFormerHead takes 96 channels, and is handed 256"],
    ),
    "a decoder of one map": (
        "type='EncoderDecoder', backbone=dict(type='ResNetV1c', depth=18), decode_head=dict(type='PSPHead', "
        "in_channels=2048, in_index=3), auxiliary_head=dict(type='FCNHead', in_channels=256, in_index=2)",
        ["decode_head PSPHead takes 2,048 channels, and is handed 512"],
    ),
    "a decoder of several": (
        "type='EncoderDecoder', backbone=dict(type='SwinTransformer', embed_dims=128, depths=[2, 2, 18, 2], "
        "num_heads=[4, 8, 16, 32]), decode_head=dict(type='UPerHead', in_channels=[128, 256, 512, 768], "
        "in_index=[0, 1, 2, 3])",
        ["input 3 of decode_head UPerHead takes 768 channels, and is handed 1,024"],
    ),
    "a classifier": (
        "type='ImageClassifier', backbone=dict(type='ResNet', depth=34, out_indices=(3, )), "
        "neck=dict(type='GlobalAveragePooling'), head=dict(type='LinearClsHead', in_channels=2048)",
        ["LinearClsHead takes 2,048 channels, and is handed 512"],
    ),
    "a classifier of tokens": (
        "type='ImageClassifier', backbone=dict(type='VisionTransformer', arch='l'), "
        "head=dict(type='VisionTransformerClsHead', in_channels=768)",
        ["VisionTransformerClsHead takes 768 channels, and is handed 1,024"],
    ),
    "the pose's map": (
        "type='TopdownPoseEstimator', backbone=dict(type='ResNet', depth=18), head=dict(type='HeatmapHead', "
        "in_channels=2048)",
        ["HeatmapHead takes 2,048 channels, and is handed 512"],
    ),
    "heads of stages": (
        "type='FasterRCNN', backbone=dict(type='SwinTransformer', embed_dims=96, depths=[2, 2, 6, 2], "
        "num_heads=[3, 6, 12, 20])",
        ["768 is not divisible by 20 heads: 38.4"],
    ),
    "heads in space and time": (
        "type='Recognizer3D', backbone=dict(type='TimeSformer', num_frames=8, img_size=224, patch_size=16, "
        "embed_dims=1024)",
        ["1,024 is not divisible by 12 heads: 85.33"],
    ),
    "a list of stages": (
        "type='EncoderDecoder', backbone=dict(type='ResNetV1c', depth=50, strides=(1, 2, 1, 1), dilations=(1, 1, 2))",
        ["backbone.dilations has 3 entries, where 4 are needed"],
    ),
    "branches of an HRNet": (
        "type='EncoderDecoder', backbone=dict(type='HRNet', extra=dict(stage2=dict(num_branches=2, "
        "num_blocks=(4, 4), num_channels=(18, 36, 72))))",
        ["extra.stage2.num_channels has 3 entries, where 2 are needed"],
    ),
    "pillars": (
        "type='VoxelNet', voxel_encoder=dict(type='PillarFeatureNet', feat_channels=[32]), "
        "middle_encoder=dict(type='PointPillarsScatter', in_channels=64), backbone=dict(type='SECOND', "
        "in_channels=64, layer_nums=[3, 5, 5], layer_strides=[2, 2, 2], out_channels=[64, 128, 256]), "
        "neck=dict(type='SECONDFPN', in_channels=[64, 128, 256], out_channels=[128, 128, 128]), "
        "bbox_head=dict(type='Anchor3DHead', in_channels=384, feat_channels=256)",
        [
            "Anchor3DHead takes 256 channels, and is handed 384",
            "PointPillarsScatter takes 64 channels, and is handed 32",
        ],
    ),
    "an end past the last level": (
        f"type='RetinaNet', {RESNET}, {FPN[:-1]}, end_level=4), bbox_head=dict()",
        ["the pyramid ends at level 4, and its 4 inputs are levels 0 to 3"],
    ),
    "too few outputs": (
        f"type='RetinaNet', {RESNET}, {FPN.replace('num_outs=5', 'num_outs=3')}, bbox_head=dict()",
        ["the pyramid has 3 outputs for the 4 of 4 inputs that it uses"],
    ),
    "an end before the last": (
        f"type='RetinaNet', {RESNET}, {FPN[:-1]}, end_level=2), bbox_head=dict()",
        ["levels 0 to 2 are 3, and the pyramid has 5 outputs"],
    ),
    "a start past the last": (
        f"type='RetinaNet', {RESNET}, {FPN[:-1]}, start_level=4), bbox_head=dict()",
        ["the pyramid starts at level 4, and its 4 inputs are levels 0 to 3"],
    ),
    "strides": (
        f"type='FasterRCNN', {RESNET}, {FPN}, rpn_head=dict(type='RPNHead', in_channels=256, "
        "anchor_generator=dict(type='AnchorGenerator', strides=[4, 8, 16, 32]))",
        ["RPNHead has strides for 4 levels, and is handed 5"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_parts_that_do_not_fit(case):
    model, messages = FOUND[case]
    found = findings(f"model = dict({model})\n{RUN}")
    assert sorted(message for *_, message in found) == sorted(messages)
    assert {severity for _, severity, _ in found} == {"error"}


SILENT = {
    "levels that the pyramid does not use": (
        f"type='RetinaNet', {RESNET}, neck=dict(type='FPN', in_channels=[1, 512, 1024, 2048], out_channels=256, "
        "start_level=1, num_outs=5), bbox_head=dict()"
    ),
    "an end that older releases counted out": (
        f"type='RetinaNet', {RESNET}, {FPN.replace('num_outs=5', 'num_outs=2')[:-1]}, end_level=2), bbox_head=dict()"
    ),
    "a pyramid of points that pairs strides with maps": (
        f"type='FCOS', {RESNET}, {FPN}, bbox_head=dict(type='FCOSHead', in_channels=256, strides=[8, 16, 32, 64])"
    ),
    "a neck of the project's own": (
        f"type='FasterRCNN', {RESNET}, neck=dict(type='MyNeck', in_channels=[1, 2], out_channels=3), "
        "rpn_head=dict(type='RPNHead', in_channels=256)"
    ),
    "a framework whose necks scale their channels": (
        "type='YOLODetector', backbone=dict(type='CSPNeXt', widen_factor=0.5), neck=dict(type='CSPNeXtPAFPN', "
        "widen_factor=0.5, in_channels=[256, 512, 1024], out_channels=256)"
    ),
    "another network of that name": "type='ASTER', backbone=dict(type='ResNet', strides=[2, 2, 2, 1, 1])",
    "a neck of volumes between": (
        "type='ImVoxelNet', backbone=dict(type='ResNet', depth=50), neck=dict(type='FPN', in_channels=[256, 512, "
        "1024, 2048], out_channels=64, num_outs=4), neck_3d=dict(type='OutdoorImVoxelNeck', out_channels=256), "
        "bbox_head=dict(type='Anchor3DHead', in_channels=256, feat_channels=256)"
    ),
    "three maps by default": (
        "type='TopdownPoseEstimator', backbone=dict(type='CSPNeXt'), neck=dict(type='CSPNeXtPAFPN', "
        "in_channels=[256, 512, 1024], out_channels=256), head=dict(type='RTMWHead', in_channels=1024)"
    ),
    "a layer of its own before the box head": (
        "type='FasterRCNN', backbone=dict(type='ResNet', depth=50, num_stages=3, out_indices=(2, )), "
        "roi_head=dict(shared_head=dict(type='ResLayer', depth=50), bbox_roi_extractor=dict("
        "type='SingleRoIExtractor', out_channels=1024), bbox_head=dict(type='BBoxHead', in_channels=2048))"
    ),
    "a decoder of the project's own": (
        "type='EncoderDecoder', backbone=dict(type='ResNetV1c', depth=50), decode_head=dict(type='MyHead', "
        "in_channels=512)"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SILENT)
def test_forms_that_are_silent(case):
    assert not findings(f"model = dict({SILENT[case]})\n{RUN}")


CLASSIFIER = """\
model = dict(
    type='ImageClassifier',
    backbone=dict(type='ResNet', depth=34),
    neck=dict(type='GlobalAveragePooling'),
    head=dict(type='LinearClsHead', in_channels=%d))
"""


def test_a_model_by_itself_must_fit_too(tmp_path):
    assert [message for _, _, message in findings(CLASSIFIER % 2048)] == [
        "LinearClsHead takes 2,048 channels, and is handed 512"
    ]
    assert findings(CLASSIFIER % 512) == []
    # What others inherit may hold a neck that no config takes with this backbone.
    assert findings(CLASSIFIER % 2048, "configs/_base_/models/resnet34.py") == []


GROUPED = "neck=dict(type='FPN', in_channels=[256, 512, 1024, 2048], out_channels=%d, num_outs=5, norm_cfg=dict(%s))"
GROUPS = {
    "a pyramid": (
        GROUPED % (200, "type='GN', num_groups=32"), ["200 channels of FPN are not divisible by 32 groups: 6.25"]
    ),
    "a pyramid that fits": (GROUPED % (256, "type='GN', num_groups=32"), []),
    "another normalization": (GROUPED % (200, "type='BN'"), []),
    "groups that are not known": (GROUPED % (200, "type='GN', num_groups=G"), []),
    "a head": (
        "bbox_head=dict(type='FCOSHead', in_channels=256, feat_channels=100, norm_cfg=dict(type='GN', num_groups=32))",
        ["100 channels of the convolutions of FCOSHead are not divisible by 32 groups: 3.125"],
    ),
    "a head of one's own": (
        "bbox_head=dict(type='MyHead', feat_channels=100, norm_cfg=dict(type='GN', num_groups=32))", []
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GROUPS)
def test_groups_of_necks_and_heads(case):
    part, expected = GROUPS[case]
    text = f"model = dict(type='RetinaNet', {RESNET}, {part})\n{RUN}"
    found = [one.message for one in lint(text, "c.py") if one.rule == "groupnorm-groups-not-dividing-channels"]
    assert found == expected


POSE = (
    "codec = dict(type=%s, input_size=(%s, 256), heatmap_size=(48, 64))\n"
    "model = dict(type='TopdownPoseEstimator', %s)\n"
)
MADE = ["heatmaps of 48 along width, and the network makes 72"]
HEATMAPS = {
    "a ResNet": (POSE % ("'MSRAHeatmap'", 288, f"{RESNET}, head=dict(type='HeatmapHead', decoder=codec)"), MADE),
    "a ResNet that fits": (POSE % ("'MSRAHeatmap'", 192, f"{RESNET}, head=dict(type='HeatmapHead')"), []),
    "an HRNet": (
        POSE % ("'UDPHeatmap'", 288, "backbone=dict(type='HRNet'), head=dict(type='HeatmapHead', "
                "deconv_out_channels=None)"),
        MADE,
    ),
    "an HRNet that fits": (
        POSE % ("'UDPHeatmap'", 192, "backbone=dict(type='HRNet'), head=dict(type='HeatmapHead', "
                "deconv_out_channels=None)"),
        [],
    ),
    "the older form": (
        "data_cfg = dict(image_size=[288, 256], heatmap_size=[48, 64])\nmodel = dict(type='TopDown', "
        f"{RESNET}, keypoint_head=dict(type='TopdownHeatmapSimpleHead'))\n",
        MADE,
    ),
    "images that are looked at alone": (
        POSE % ("'MSRAHeatmap'", 288, f"{RESNET}, head=dict(type='HeatmapHead', decoder=codec)")
        + "val_dataloader = dict(batch_size=1, dataset=dict(type='CocoDataset'))\n",
        [],
    ),
    "targets that are no heatmaps": (POSE % ("'SimCCLabel'", 288, f"{RESNET}, head=dict(type='HeatmapHead')"), []),
    "a backbone of another stride": (
        POSE % ("'MSRAHeatmap'", 288, "backbone=dict(type='MyNet'), head=dict(type='HeatmapHead')"), []
    ),
    "a backbone with strides of its own": (
        POSE % ("'MSRAHeatmap'", 288, "backbone=dict(type='ResNet', depth=50, strides=(1, 2, 2, 1)), "
                "head=dict(type='HeatmapHead')"),
        [],
    ),
    "a neck between": (
        POSE % ("'MSRAHeatmap'", 288, f"{RESNET}, neck=dict(type='MyNeck'), head=dict(type='HeatmapHead')"), []
    ),
    "a side that is not known": (POSE % ("'MSRAHeatmap'", "W", f"{RESNET}, head=dict(type='HeatmapHead')"), []),
    "layers that are not known": (
        POSE % ("'MSRAHeatmap'", 288, f"{RESNET}, head=dict(type='HeatmapHead', deconv_out_channels=D)"), []
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HEATMAPS)
def test_heatmaps(case):
    text, expected = HEATMAPS[case]
    assert [one.message for one in lint(text + RUN, "c.py") if one.rule == "heatmap-size-mismatch"] == expected


def test_layers_of_ones_own_have_heads_of_their_own():
    text = (
        "model = dict(type='Recognizer3D', backbone=dict(type='TimeSformer', embed_dims=1024, transformer_layers=[]))\n"
    )
    assert findings(text + RUN) == []


def test_a_missing_parent_leaves_every_key_open(tmp_path):
    text = "_base_ = './gone.py'\n" + PYRAMID % ("type='ResNet', depth=18", [256, 512, 1024, 2048]) + RUN
    assert not findings(text, str(tmp_path / "config.py"))


# Classes

HEADS = "model = dict(type='MaskRCNN', backbone=dict(type='ResNet', depth=50), roi_head=dict(%s))\n"
BOXES = HEADS % "bbox_head=dict(type='Shared2FCBBoxHead', num_classes=3)"
BOTH = HEADS % (
    "bbox_head=[dict(type='Shared2FCBBoxHead', num_classes=3)], mask_head=dict(type='FCNMaskHead', num_classes=80)"
)
OLDER = "data = dict(samples_per_gpu=2, train=dict(%s))\n"
NEWER = "train_dataloader = dict(batch_size=2, dataset=dict(%s))\n"
THREE = "('a', 'b', 'c')"
CHECK = "custom_hooks = [dict(type='NumClassCheckHook')]\n"
SEGMENTOR = (
    "model = dict(type='EncoderDecoder', backbone=dict(type='ResNetV1c', depth=50), "
    "decode_head=dict(type='FCNHead', num_classes=%d))\n"
)
CLASSES = {
    "names by default": (BOXES + OLDER % "type='CocoDataset'", ["error"]),
    "names that are given": (BOXES + OLDER % f"type='CocoDataset', classes={THREE}", []),
    "null stands for the default": (BOXES + OLDER % "type='CocoDataset', classes=None", ["error"]),
    "names in a file": (BOXES + OLDER % "type='CocoDataset', classes='names.txt'", []),
    "names that are computed": (BOXES + OLDER % "type='CocoDataset', classes=names()", []),
    "a mask head left behind": (BOTH + OLDER % f"type='CocoDataset', classes={THREE}", ["error"]),
    "a mask head by default": (
        HEADS % "bbox_head=dict(type='Shared2FCBBoxHead', num_classes=3), mask_head=dict(type='FCNMaskHead')"
        + OLDER % f"type='CocoDataset', classes={THREE}",
        ["error"],
    ),
    "a head of the project's own": (
        HEADS % "bbox_head=dict(type='MyHead', num_classes=3)" + OLDER % "type='CocoDataset'", [],
    ),
    "a reader without names of its own": (BOXES + OLDER % "type='XMLDataset'", []),
    "a reader of the project's own": (BOXES + OLDER % f"type='MyDataset', classes={THREE}", []),
    "the first of several": (
        BOXES + OLDER % "type='ConcatDataset', datasets=[dict(type='VOCDataset'), dict(type='MyDataset')]", ["error"],
    ),
    "inside wrappers": (
        BOXES + OLDER % "type='RepeatDataset', times=2, dataset=dict(type='ClassBalancedDataset', "
        "dataset=dict(type='LVISV1Dataset'))",
        ["error"],
    ),
    "the check left out": (BOXES + "custom_hooks = []\n" + OLDER % "type='CocoDataset'", []),
    "a runtime from before the check": (
        BOXES + "log_level = 'INFO'\ndist_params = dict(backend='nccl')\n" + OLDER % "type='CocoDataset'", [],
    ),
    "a runtime from before the check, and fewer names than outputs": (
        BOXES + "log_level = 'INFO'\ndist_params = dict(backend='nccl')\n"
        + OLDER % "type='CocoDataset', classes=('a', )", [],
    ),
    "newer releases do not compare": (BOXES + NEWER % "type='CocoDataset'", []),
    "but where they are asked to": (BOXES + CHECK + NEWER % "type='CocoDataset'", ["error"]),
    "names in newer releases": (BOXES + CHECK + NEWER % f"type='CocoDataset', metainfo=dict(classes={THREE})", []),
    "too few outputs for the names": (
        BOXES + NEWER % "type='CocoDataset', metainfo=dict(classes=('a', 'b', 'c', 'd'))", ["warning"],
    ),
    # Evaluation looks up each predicted class among the names.
    "outputs past the names": (BOXES + NEWER % "type='CocoDataset', metainfo=dict(classes=('a', ))", ["warning"]),
    "as many outputs as names": (
        BOXES + NEWER % "type='CocoDataset', metainfo=dict(classes=('a', 'b', 'c'))", [],
    ),
    "a segmentor of a named set": (
        SEGMENTOR % 19 + OLDER % "type='ADE20KDataset', data_root='data/ade/ADEChallengeData2016'", ["warning"],
    ),
    "a segmentor with a background": (
        SEGMENTOR % 151 + OLDER % "type='ADE20KDataset', data_root='data/ade/ADEChallengeData2016'", [],
    ),
    "a reader over one's own files": (
        SEGMENTOR % 2 + OLDER % "type='CityscapesDataset', data_root='data/roads'", [],
    ),
    "a classifier": (
        "model = dict(type='ImageClassifier', backbone=dict(type='ResNet', depth=18), "
        "head=dict(type='LinearClsHead', num_classes=10))\n" + NEWER % "type='CIFAR100', data_root='data/cifar100'",
        ["warning"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLASSES)
def test_classes_of_heads_and_data(case):
    text, severities = CLASSES[case]
    found = findings(text)
    assert [severity for _, severity, _ in found] == severities
    assert {rule for rule, *_ in found} <= {"class-count-mismatch"}


ONE = HEADS % "bbox_head=dict(type='Shared2FCBBoxHead', num_classes=1)"
INNER = "dataset=dict(type='VOCDataset'%s)"
WRAPPED = {
    "dropped without a word": (ONE + OLDER % f"type='RepeatDataset', classes=('a', ), {INNER % ''}", ["error"]),
    "a wrapper in a wrapper": (
        ONE + OLDER % f"type='RepeatDataset', dataset=dict(type='ClassBalancedDataset', classes=('a', ), {INNER % ''})",
        ["error"],
    ),
    "the data set's own count": (
        HEADS % "bbox_head=dict(type='Shared2FCBBoxHead', num_classes=20)"
        + OLDER % f"type='RepeatDataset', classes=('a', ), {INNER % ''}",
        [],
    ),
    "names inside too": (
        ONE + OLDER % ("type='RepeatDataset', classes=('a', ), " + INNER % ", classes=('a', )"), [],
    ),
    "an argument that is refused": (
        ONE + NEWER % f"type='RepeatDataset', metainfo=dict(classes=('a', )), {INNER % ''}", ["error"],
    ),
    "a segmentor's, which nothing compares": (
        SEGMENTOR % 2 + OLDER % "type='RepeatDataset', classes=('a', 'b'), dataset=dict(type='CustomDataset')",
        ["warning"],
    ),
    "a mix that passes its arguments on": (
        ONE + OLDER % f"type='MultiImageMixDataset', classes=('a', ), {INNER % ''}", ["error"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRAPPED)
def test_names_on_a_wrapper(case):
    text, severities = WRAPPED[case]
    found = findings(text)
    assert [severity for _, severity, _ in found] == severities
    assert {rule for rule, *_ in found} <= {"classes-set-on-wrapper-dataset"}


# Grids of point clouds

VOXELS = (
    "model = dict(type='VoxelNet', data_preprocessor=dict(voxel_layer=dict(point_cloud_range=%s, voxel_size=%s)),\n"
    "    middle_encoder=dict(type='SparseEncoder', sparse_shape=%s),\n"
    "    backbone=dict(type='SECOND', layer_nums=[5, 5], layer_strides=[1, 2], out_channels=[128, 256]),\n"
    "    neck=dict(type='SECONDFPN', in_channels=[128, 256], out_channels=[256, 256], upsample_strides=[1, 2]),\n"
    "    train_cfg=dict(grid_size=%s))\n" + RUN
)
KITTI = ([0, -40, -3, 70.4, 40, 1], [0.05, 0.05, 0.1])
GRIDS = {
    "as the range has it": (VOXELS % (*KITTI, [41, 1600, 1408], [1408, 1600, 40]), []),
    "x and y exchanged": (
        VOXELS % (*KITTI, [41, 1408, 1600], [1408, 1600, 40]), [("voxel-grid-mismatch", "error")] * 2,
    ),
    "a larger grid everywhere": (
        VOXELS % (*KITTI, [41, 1600, 1600], [1600, 1600, 40]), [("voxel-grid-mismatch", "warning")] * 2,
    ),
    "a head's grid": (VOXELS % (*KITTI, [41, 1600, 1408], [1408, 1440, 40]), [("voxel-grid-mismatch", "error")]),
    "a computed size": (VOXELS % (KITTI[0], "sides()", [41, 1, 1], [1, 1, 1]), []),
    "a side that is not whole": (VOXELS % (KITTI[0], [0.07, 0.07, 0.1], [41, 1, 1], [1, 1, 1]), []),
    "branches that differ": (
        VOXELS % ([0, -40, -3, 70, 40, 1], KITTI[1], [41, 1600, 1400], [1400, 1600, 40]),
        [("voxel-grid-not-divisible", "error")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GRIDS)
def test_grids(case):
    text, expected = GRIDS[case]
    assert [(rule, severity) for rule, severity, _ in findings(text)] == expected


def test_hostile_numbers_cost_nothing():
    huge = "9" * 70
    for text in (
        PYRAMID % (f"type='ResNet', depth=50, num_stages={huge}, base_channels={huge}", [1]),
        PYRAMID % ("type='SwinTransformer', embed_dims=96, depths=" + "[2] * 500", [1]),
        PYRAMID.replace("num_outs=5", f"num_outs={huge}") % ("type='ResNet', depth=50", [256, 512, 1024, 2048]),
        VOXELS % ([0, 0, 0, 1e300, 1, 1], [1e-300, 0, -1], [41, huge, 1], [1, 1, 1]),
    ):
        findings(text + RUN)


ATTENTION = {
    "a decoder's attention": (
        "type='DINO', decoder=dict(layer_cfg=dict(self_attn_cfg=dict(embed_dims=256, num_heads=%d)))"
    ),
    "an attention module": (
        "type='DETR', bbox_head=dict(transformer=dict(attn_cfgs=dict(type='MultiheadAttention', embed_dims=256, "
        "num_heads=%d)))"
    ),
    "a vision transformer": (
        "type='ImageClassifier', backbone=dict(type='VisionTransformer', arch=dict(embed_dims=256, num_layers=12, "
        "num_heads=%d, feedforward_channels=1024))"
    ),
    "a Swin of one's own": (
        "type='ImageClassifier', backbone=dict(type='SwinTransformer', arch=dict(embed_dims=256, depths=[2], "
        "num_heads=[%d]))"
    ),
}


@pytest.mark.parametrize("case", ATTENTION)
def test_heads_wherever_they_stand(case):
    assert not findings(f"model = dict({ATTENTION[case] % 8})\n{RUN}")
    found = findings(f"model = dict({ATTENTION[case] % 12})\n{RUN}")
    assert [message for *_, message in found] == ["256 is not divisible by 12 heads: 21.33"]


SSD = """\
model = dict(
    type='SingleStageDetector',
    backbone=dict(type='SSDVGG', depth=16, out_indices=(3, 4), out_feature_indices=(22, 34)),
    neck=dict(type='SSDNeck', in_channels=(512, 1024), out_channels=(512, 1024, 512, 256)),
    bbox_head=dict(
        type='SSDHead', in_channels=%s, num_classes=20,
        anchor_generator=dict(type='SSDAnchorGenerator', strides=%s)))
"""


@pytest.mark.parametrize(
    ("widths", "strides", "expected"),
    [
        ((512, 1024, 512, 256), [8, 16, 32, 64], []),
        ((512, 1024, 512, 256, 256), [8, 16, 32, 64, 128], ["stage-list-length-mismatch"]),  # one fault: the neck's
        ((512, 1024, 512, 256), [8, 16, 32, 64, 128], ["fpn-levels-mismatch"]),
    ],
)
def test_a_missing_level_is_told_once(widths, strides, expected):
    assert [rule for rule, *_ in findings(SSD % (widths, strides) + RUN)] == expected


@pytest.mark.parametrize(("kind", "expected"), [("FasterRCNN", ["fpn-levels-mismatch"]), ("LevelAddingDETR", [])])
def test_another_networks_class_may_add_levels_before_its_heads(kind, expected):
    text = f"""\
model = dict(
    type='{kind}',
    backbone=dict(type='ResNet', depth=50, out_indices=(0, 1, 2, 3)),
    neck=dict(type='ChannelMapper', in_channels=[256, 512, 1024, 2048], out_channels=256, num_outs=4),
    rpn_head=dict(
        type='RPNHead', in_channels=256,
        anchor_generator=dict(type='AnchorGenerator', strides=[4, 8, 16, 32, 64])))
"""
    assert [rule for rule, *_ in findings(text + RUN)] == expected


# What both numbers say where a parent is missing, as reports quote configs: what is written here is never overridden


DETECTOR = (
    "_base_ = ['../models/faster_rcnn.py']\n"
    "model = dict(roi_head=dict(bbox_head=dict(type='Shared2FCBBoxHead', num_classes=%d)))\n"
    "%sdata = dict(train=dict(type='CocoDataset', ann_file='a.json'%s))\n"
)
NAMES = "classes = ('bolt', 'nut', 'washer')\n"
MISSING_PARENT = {
    "names of another number": (DETECTOR % (4, NAMES, ", classes=classes"), ["class-count-mismatch"]),
    "names of the same number": (DETECTOR % (3, NAMES, ", classes=classes"), []),
    "names that no data set is given": (DETECTOR % (3, NAMES, ""), ["class-count-mismatch"]),
    "no names": (DETECTOR % (3, "", ""), []),
    "names of other heads": (DETECTOR % (7, NAMES, ""), []),
    "a wrapper, whose parent may be given names": (
        "_base_ = 'x.py'\n" + NAMES + "model = dict(bbox_head=dict(type='RetinaHead', num_classes=3))\n"
        "data = dict(train=dict(type='RepeatDataset', times=2, dataset=dict(type='CocoDataset')))\n",
        [],
    ),
    "a backbone and a neck": (
        "_base_ = 'x.py'\nmodel = dict(backbone=dict(type='ResNet', depth=18, out_indices=(0, 1, 2, 3)),\n"
        " neck=dict(type='FPN', in_channels=[64, 128, 256, 2048], out_channels=64, num_outs=4))\n" + RUN,
        ["neck-channels-mismatch"],
    ),
    "a backbone whose neck the parent has": (
        "_base_ = 'x.py'\nmodel = dict(backbone=dict(type='ResNet', depth=18, out_indices=(0, 1, 2, 3)))\n" + RUN, [],
    ),
    "the finest map, which a parent may leave out": (
        "_base_ = 'x.py'\nmodel = dict(backbone=dict(type='ResNet', depth=18, out_indices=(0, 1, 2, 3)),\n"
        " neck=dict(type='FPN', in_channels=[256, 128, 256, 512], out_channels=64, num_outs=4))\n" + RUN, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MISSING_PARENT)
def test_what_is_written_holds_whatever_a_missing_parent_says(case):
    text, expected = MISSING_PARENT[case]
    assert [rule for rule, _, _ in findings(text)] == expected


PANOPTIC = (
    "things, stuff = %d, %d\n"
    "model = dict(type='MaskFormer', backbone=dict(type='ResNet', depth=50),\n"
    " panoptic_head=dict(type='MaskFormerHead', num_things_classes=things, num_stuff_classes=stuff))\n"
    "data = dict(train=dict(type='CocoDataset', classes=[f'c{i}' for i in range(6)]))\n"
)


@pytest.mark.parametrize(("things", "stuff", "found"), [(4, 2, 0), (6, 0, 0), (6, 2, 1), (80, 53, 1)])
def test_things_and_stuff_make_up_the_classes(things, stuff, found):
    assert [rule for rule, _, _ in findings(PANOPTIC % (things, stuff))] == ["class-count-mismatch"] * found


YOLO = (
    "model = dict(type='YOLODetector', backbone=dict(%s),\n"
    " neck=dict(type='%s', widen_factor=%s, in_channels=[%s], out_channels=[%s]))\n" + RUN
)
WIDENED = {
    "a factor that leaves whole eighths": ("type='OurNet'", "YOLOv5PAFPN", 0.375, "256, 512, 1024", 0),
    "a factor that is rounded twice": ("type='OurNet'", "YOLOv8PAFPN", 0.3, "256, 512, 1024", 2),
    "another package's backbone": ("type='mmdet.ResNet', depth=34, out_indices=(1, 2, 3)", "YOLOv5PAFPN", 1.0,
                                   "128, 256, 512", 0),
    "one whose channels the neck scales": ("type='mmdet.ResNet', depth=34, out_indices=(1, 2, 3)", "YOLOv5PAFPN", 0.5,
                                           "128, 256, 512", 3),
}  # fmt: skip


@pytest.mark.parametrize("case", WIDENED)
def test_necks_that_scale_their_channels(case):
    backbone, neck, factor, channels, found = WIDENED[case]
    rules = [rule for rule, _, _ in findings(YOLO % (backbone, neck, factor, channels, channels))]
    assert rules == ["neck-channels-mismatch"] * found


def test_maps_that_are_handed_on_as_the_next_stage_gets_them():
    text = "model = dict(type='ATSS', backbone=dict(type='mmpretrain.SwinTransformer', arch='tiny',\n"
    text += " out_indices=(0, 1, 2, 3), out_after_downsample=%s), neck=dict(type='FPN', in_channels=[1, 2, 3, 4], out_channels=8, num_outs=4))\n"
    assert seams(text % "True" + RUN) == [192, 384, 768, 768]
    assert seams(text % "False" + RUN) == [96, 192, 384, 768]


SIDES = (
    "model = dict(type='%s', %sbackbone=dict(type='CSPDarknet', widen_factor=0.5),\n"
    " neck=dict(type='YOLOXPAFPN', in_channels=[128, 256, 512], out_channels=128))\n"
)
MOSAIC = (
    "train_dataloader = dict(dataset=dict(type='YOLOv5CocoDataset', pipeline=[dict(type='LoadImageFromFile'),\n"
    " dict(type='Mosaic', img_scale=(%d, %d)), dict(type='%s')]))\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SIDES % ("YOLOX", "input_size=(400, 400), ") + RUN, 1),
        (SIDES % ("YOLOX", "input_size=(416, 400), ") + RUN, 1),
        (SIDES % ("YOLOX", "input_size=(416, 416), ") + RUN, 0),
        (SIDES % ("YOLOX", "input_size=side(), ") + RUN, 0),
        (SIDES % ("YOLODetector", "") + MOSAIC % (600, 600, "YOLOv5RandomAffine"), 1),
        (SIDES % ("YOLODetector", "") + MOSAIC % (640, 640, "YOLOv5RandomAffine"), 0),
        (SIDES % ("YOLODetector", "") + MOSAIC % (600, 600, "RandomCrop"), 0),
    ],
)
def test_a_side_that_a_yolo_cannot_halve(text, found):
    rules = [one.rule for one in lint(text, "yolo.py") if one.severity == "error"]
    assert rules == ["image-not-divisible-by-stride"] * found


SCORED = (
    "model = dict(type='ImageClassifier', backbone=dict(type='ResNet', depth=18),\n"
    " head=dict(type='LinearClsHead', num_classes=%d, in_channels=512%s))\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SCORED % (3, "") + RUN + "evaluation = dict(metric='accuracy')\n", 1),
        (SCORED % (3, "") + RUN + "evaluation = dict(metric='precision')\n", 0),
        (SCORED % (5, "") + RUN + "evaluation = dict(metric='accuracy')\n", 0),
        (SCORED % (4, ", topk=(1, 5)") + RUN, 0),  # the head counts only what it is told to
        (SCORED % (4, ", topk=(1, 5), cal_acc=True") + RUN, 1),
        (SCORED % (4, "") + "val_evaluator = dict(type='Accuracy', topk=(1, 5))\ntrain_cfg = dict()\n", 1),
        (SCORED % (4, "") + "val_evaluator = dict(type='Accuracy')\ntrain_cfg = dict()\n", 0),
    ],
)
def test_the_best_k_of_fewer_classes(text, found):
    rules = [one.rule for one in lint(text, "cls.py") if one.severity == "error"]
    assert rules == ["top-k-larger-than-the-classes"] * found
