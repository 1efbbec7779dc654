"""Where numbers of an OpenMMLab model must fit: between its parts, in its pyramid, and between heads and data."""

from ....composition import INCOMPLETE
from ....facts import Facts, count, is_integer
from ... import Node
from ...reading.feature_channels import features
from ...reading.seams import (
    Features,
    called,
    compare,
    compare_all,
    listed_maps,
    spread,
    state_heads,
    state_pyramid,
    state_seam,
    whole,
)
from .._grids import cells, state_branches, state_written
from .labels import state_classes
from .names import BOX_HEADS, DECODERS, LAST_MAP_HEADS, MASK_HEADS, full_type, type_of
from .sides import state_image_sides
from .stages import state_stages
from .top_k import state_top_k
from .widths import state_joins, state_widened


def state(root: Node, model, backbone, facts: Facts):
    """State the sites of a model; nothing where a parent is missing, as any key may be set there."""
    _state_grids(model, root, facts)
    if INCOMPLETE in root.document.cache:
        _state_written(root, model, backbone, facts)
        return
    if backbone.is_map:
        state_stages(backbone, facts)
    maps = _backbone_maps(model, backbone)
    neck = model.first("neck", "pts_neck", "img_neck") if backbone.is_map else Node(root.document)
    if backbone.keys[-1:] == ("pts_backbone",):
        neck = model.get("pts_neck")
    state_widened(model, backbone, neck, maps, facts)
    state_joins(neck, facts)
    for part in neck.each():
        if part.is_map:
            maps = _through(part, maps, facts)
        elif not part.is_null:
            maps = None
    has_neck = neck.present and not neck.is_null
    if model.get("type").absent or type_of(model) in _DETECTORS:
        _state_detector(model, maps, has_neck, facts)
    if backbone.is_map and not has_neck:
        _state_indices(model, backbone, facts)
    _state_decoders(model, maps, facts)
    state_top_k(root, model, facts)
    state_image_sides(root, model, backbone, neck, facts)
    _state_single_heads(model, maps, has_neck, facts)
    _state_point_parts(model, maps, facts)
    _state_attention(model, facts)
    _state_groups(model, facts)
    _state_heatmaps(root, model, backbone, facts)
    state_classes(root, model, facts)


def _state_written(root: Node, model, backbone, facts: Facts):
    """State what holds whatever a missing parent says, as both numbers are written here.

    A backbone of a written class and indices replaces the parent's; so does a neck of a written class and list.
    """
    state_classes(root, model, facts)
    if not backbone.is_map or not type_of(backbone) or backbone.get("out_indices").absent:
        return
    neck = model.get("neck")
    maps = features(backbone, type_of(backbone), "mmdet", True)
    if neck.absent:
        _state_indices(model, backbone, facts)
    elif type_of(neck) in _PYRAMIDS and maps is not None:
        # The finest map is left out by many pyramids, which a parent may say.
        listed = neck.get("in_channels").value if neck.get("in_channels").is_list else []
        start = neck.get("start_level")
        first = start.value if is_integer(start.value) else 1
        compare_all(facts, neck, "in_channels", maps, type_of(neck), range(max(first, 0), len(listed)))


def _state_indices(model, backbone, facts: Facts):
    """State the index by which a head picks one map beside the number of those that the backbone lists."""
    listed = backbone.get("out_indices")
    if not listed.is_list or not all(is_integer(index) for index in listed.value) or not listed.value:
        return
    for key in ("decode_head", "auxiliary_head"):
        for head in model.get(key).each():
            index = head.get("in_index")
            if type_of(head) in DECODERS and is_integer(index.value) and index.value >= 0:
                site = facts.site(f"{key} {type_of(head)}")
                site.state("model.map_index", index, lambda value: count(value, low=0))
                site.say("model.maps", len(listed.value), listed)


_DENSE_KEYS = (
    "bbox_head", "rpn_head", "roi_head", "decode_head", "mask_head", "panoptic_head", "semantic_head", "segm_head",
    "pts_bbox_head", "det_head", "detection_head",
)  # fmt: skip


def _backbone_maps(model, backbone):
    if not backbone.is_map:
        return None
    scope, _, name = full_type(backbone).rpartition(".")
    scope, listed = scope.rpartition(".")[2], model.get("neck.in_channels")
    is_dense = any(model.get(key).present for key in _DENSE_KEYS)
    if is_dense or backbone.get("out_indices").present or not listed.is_list:
        return features(backbone, name, scope, is_dense)
    # An excerpt without heads: its neck shows whether every stage is handed on.
    maps = features(backbone, name, scope, True)
    return maps if maps is not None and len(maps.channels) == len(listed.value) else None


# Necks


_PYRAMIDS = {
    "FPN": 0, "PAFPN": 0, "NASFPN": 0, "FPG": 0, "NASFCOS_FPN": 1, "FPN_CARAFE": 0, "FPN_DropBlock": 0, "ReFPN": 0,
    "RFP": 0,
}  # fmt: skip
_UNCOUNTED = ("NASFPN", "NASFCOS_FPN")  # they take the maps that they list, and leave others
_PASSES = ("GlobalAveragePooling", "GeneralizedMeanPooling")
# Text detectors' necks, which join the maps that they list into one.
_JOINERS = ("FPNC", "FPNF", "FPN_UNet", "FPEM_FFM", "FPEM_v1", "FPEM_v2")
_MAPPERS = ("ChannelMapper", "YOLOXPAFPN", "CSPNeXtPAFPN", "HRFPN", "MultiLevelNeck")


def _through(neck, maps, facts: Facts):
    """State the seam of one neck, and return what it hands on, or None."""
    name = type_of(neck)
    if name in _PASSES:
        return maps
    if neck.get("widen_factor").present:
        return None  # another framework's neck of that name scales its channels itself
    if name in _PYRAMIDS:
        return _pyramid(neck, name, maps, facts)
    if name in _JOINERS:
        compare_all(facts, neck, "in_channels", maps, name)
        return None
    given = whole(neck.get("out_channels"))
    if name in _MAPPERS:
        compare_all(facts, neck, "in_channels", maps, type_of(neck))
        listed = neck.get("in_channels").value
        outputs = len(listed) if isinstance(listed, list) else None
        if name == "MultiLevelNeck":
            scales = neck.get("scales")
            outputs = 4 if scales.absent else len(scales.value) if scales.is_list else None
        elif name == "HRFPN":
            outputs = 5 if neck.get("num_outs").absent else whole(neck.get("num_outs"))
        elif name == "ChannelMapper" and neck.get("num_outs").present:
            stated = whole(neck.get("num_outs"))
            outputs = max(stated, outputs) if stated and outputs else None
        return spread(neck, given, outputs, name)
    if name == "YOLOV3Neck":
        return _yolo_neck(neck, maps, facts)
    if name == "SSDNeck":
        compare_all(facts, neck, "in_channels", maps, type_of(neck))
        return listed_maps(neck, "out_channels", name)
    if name in ("DilatedEncoder", "LinearNeck"):
        compare(facts, type_of(neck) or called(neck), neck, "in_channels", maps)
        return spread(neck, given, 1, name)
    if name in ("BFP", "DyHead"):
        compare(facts, type_of(neck) or called(neck), neck, "in_channels", maps, is_last=False)
        levels = neck.get("num_levels")
        if name == "BFP" and maps is not None and is_integer(levels.value):
            site = facts.site("BFP.num_levels")
            site.state("model.list_length", levels, count)
            site.say("model.expected_length", len(maps.channels), maps.node)
        if name == "BFP":
            return maps
        return spread(neck, given, len(maps.channels) if maps is not None else None, name)
    if name == "Feature2Pyramid":
        compare(facts, type_of(neck) or called(neck), neck, "embed_dim", maps, is_last=False)
        scales = neck.get("rescales")
        outputs = 4 if scales.absent else len(scales.value) if scales.is_list else None
        return spread(neck, whole(neck.get("embed_dim")), outputs, name, "embed_dim")
    if name == "SECONDFPN":
        compare_all(facts, neck, "in_channels", maps, type_of(neck))
        widths = listed_maps(neck, "out_channels", name)
        return Features([sum(widths.channels)], widths.node, name) if widths is not None else None
    return None


def _pyramid(neck, name, maps, facts: Facts):
    listed = neck.get("in_channels")
    used = state_pyramid(facts, neck, name, _PYRAMIDS[name])
    if used is None:
        return None
    if name in _UNCOUNTED and maps is not None and len(maps.channels) != len(listed.value):
        maps = None
    compare_all(facts, neck, "in_channels", maps, name, used)
    return spread(neck, whole(neck.get("out_channels")), whole(neck.get("num_outs")), name)


def _yolo_neck(neck, maps, facts: Facts):
    """Its lists run from the coarsest map to the finest."""
    listed, given, scales = neck.get("in_channels"), neck.get("out_channels"), neck.get("num_scales")
    if maps is not None and listed.is_list:
        compare_all(facts, neck, "in_channels", maps, type_of(neck), order=list(reversed(range(len(maps.channels)))))
    for node in (listed, given):
        if node.is_list and is_integer(scales.value):
            site = facts.site(f"{called(neck)}.{node.keys[-1]}")
            site.say("model.list_length", len(node.value), node)
            site.state("model.expected_length", scales, count)
    return listed_maps(neck, "out_channels", "YOLOV3Neck")


# Heads of detectors

# These hand their heads what the neck gives; another network's class may put levels or parts of its own in between.
_DETECTORS = (
    "ATSS", "AutoAssign", "BoxInst", "CascadeMaskRCNN", "CascadeRCNN", "CondInst", "CrowdDet", "DDOD", "DETR", "FCOS",
    "FCOSOBB", "FOVEA", "FSAF", "FastRCNN", "FasterRCNN", "FasterRCNNOBB", "GFL", "GlidingVertex", "GridRCNN", "HTC",
    "HybridTaskCascade", "KnowledgeDistillationSingleStageDetector", "LAD", "Mask2Former", "MaskFormer", "MaskRCNN",
    "MaskScoringRCNN", "NASFCOS", "OrientedRCNN", "PAA", "PanopticFPN", "PointRend", "QueryInst", "RPN", "RTMDet",
    "ReDet", "RepPointsDetector", "RetinaNet", "RetinaNetOBB", "RoITransformer", "RotatedATSS", "RotatedBaseDetector",
    "RotatedFCOS", "RotatedFasterRCNN", "RotatedRepPoints", "RotatedRetinaNet", "SCNet", "SOLO", "SOLOv2", "SSD",
    "SingleStageDetector", "SingleStageInstanceSegmentor", "SparseRCNN", "TOOD", "TridentFasterRCNN",
    "TwoStageDetector", "VFNet", "YOLACT", "YOLOF", "YOLOV3", "YOLOX",
)  # fmt: skip
# Every map must have anchors of its own.
_ANCHORED = (
    "RPNHead", "RetinaHead", "RetinaSepBNHead", "FreeAnchorRetinaHead", "PISARetinaHead", "RotatedRetinaHead",
    "RotatedRPNHead", "OrientedRPNHead",
)  # fmt: skip
# These pair maps with strides, and leave maps without one.
_PAIRED = (
    "ATSSHead", "GFLHead", "LDHead", "VFNetHead", "PAAHead", "TOODHead", "DDODHead", "FCOSHead", "FoveaHead",
    "FSAFHead", "AutoAssignHead", "RepPointsHead", "NASFCOSHead", "RTMDetHead", "RTMDetSepBNHead", "RTMDetInsHead",
    "RTMDetInsSepBNHead", "YOLOXHead", "YOLOFHead", "SABLRetinaHead", "GARetinaHead", "GARPNHead", "RotatedFCOSHead",
    "CondInstBboxHead", "BoxInstBboxHead", "YOLACTHead",
)  # fmt: skip


def _state_detector(model, maps, has_neck, facts: Facts):
    for key in ("rpn_head", "bbox_head"):
        head = model.get(key)
        if type_of(head) == "CascadeRPNHead":
            for stage in head.get("stages").each():
                compare(facts, type_of(stage) or called(stage), stage, "in_channels", maps, is_last=False)
        elif type_of(head) in (*_ANCHORED, *_PAIRED):
            compare(facts, type_of(head) or called(head), head, "in_channels", maps, is_last=False)
            _state_strides(head, maps, facts)
        elif type_of(head) in ("YOLOV3Head", "SSDHead") and has_neck:
            compare_all(facts, head, "in_channels", maps, type_of(head))
            if type_of(head) == "SSDHead" and not _has_widths_for(head, maps):
                _state_strides(head, maps, facts)
    if type_of(model) == "DETR" and not has_neck:
        compare(facts, "DETRHead", model.get("bbox_head"), "in_channels", maps)
    for key in ("panoptic_head", "decode_head"):
        head = model.get(key)
        if type_of(head) in ("MaskFormerHead", "Mask2FormerHead") and not has_neck:
            compare_all(facts, head, "in_channels", maps, type_of(head))
    _state_regions(model.get("roi_head"), maps, facts)


def _has_widths_for(head, maps):
    """Whether a head lists widths for as many maps as it has strides for: one finding tells that they differ."""
    generator, widths = head.get("anchor_generator"), head.get("in_channels")
    strides = generator.get("strides")
    if maps is None or not strides.is_list or not widths.is_list:
        return False
    return len(strides.value) == len(widths.value) != len(maps.channels)


def _state_strides(head, maps, facts: Facts):
    for key in ("anchor_generator", "prior_generator", "strides"):
        node = head.get(key)
        strides = node.get("strides") if node.is_map else node
        if maps is not None and strides.is_list and strides.value:
            levels, given = len(strides.value), len(maps.channels)
            if levels < given and type_of(head) not in (*_ANCHORED, "SSDHead"):
                return
            site = facts.site(type_of(head))
            site.say("model.head_levels", levels, strides)
            site.say("model.neck_outputs", given, maps.node)
            return


def _state_regions(region, maps, facts: Facts):
    """The extractor's width is that of the maps it reads; heads take the extractor's."""
    if not region.is_map:
        return
    extractor = region.get("bbox_roi_extractor")
    handed = _extracted(extractor, maps, facts)
    masks = region.get("mask_roi_extractor")
    for_masks = _extracted(masks, maps, facts) if masks.present else handed
    if region.get("shared_head").is_map:
        return  # it changes the width
    stages = region.get("num_stages")
    for key, types, given in (("bbox_head", BOX_HEADS, handed), ("mask_head", MASK_HEADS, for_masks)):
        heads = region.get(key)
        for head in heads.each():
            if type_of(head) in types:
                compare(facts, type_of(head) or called(head), head, "in_channels", given, is_last=False)
        if heads.is_list and is_integer(stages.value) and len(heads.value) > 1:
            site = facts.site(f"roi_head.{key}")
            site.say("model.list_length", len(heads.value), heads)
            site.state("model.expected_length", stages, count)


def _extracted(extractor, maps, facts: Facts):
    if extractor.absent:
        return maps
    if type_of(extractor) not in ("SingleRoIExtractor", "RotatedSingleRoIExtractor"):
        return None
    if maps is not None and len(maps.channels) > 1:
        compare(facts, type_of(extractor) or called(extractor), extractor, "out_channels", maps, is_last=False)
    return spread(extractor, whole(extractor.get("out_channels")), 1, type_of(extractor))


def _state_decoders(model, maps, facts: Facts):
    """A decoder picks maps by ``in_index``: one by a number, several by a list."""
    if maps is None:
        return
    for key in ("decode_head", "auxiliary_head"):
        for head in model.get(key).each():
            name, taken, index = type_of(head), head.get("in_channels"), head.get("in_index")
            if name not in DECODERS:
                continue
            if is_integer(taken.value):
                picked = -1 if index.absent else index.value
                if is_integer(picked) and -len(maps.channels) <= picked < len(maps.channels):
                    state_seam(facts, f"{key} {name}", taken, maps, picked)
            elif taken.is_list and index.is_list:
                if len(taken.value) != len(index.value):
                    site = facts.site(f"{key}.in_channels")
                    site.say("model.list_length", len(taken.value), taken)
                    site.say("model.expected_length", len(index.value), index)
                    continue
                for place, picked in enumerate(index.value):
                    if is_integer(picked) and 0 <= picked < len(maps.channels):
                        state_seam(facts, f"input {place} of {key} {name}", taken.child(place), maps, picked)


def _state_single_heads(model, maps, has_neck, facts: Facts):
    if maps is None or (maps.name == "HRNet" and not has_neck):
        return
    for key in ("head", "cls_head"):
        head = model.get(key)
        if type_of(head) in LAST_MAP_HEADS and head.get("input_transform").absent:
            compare(facts, type_of(head) or called(head), head, "in_channels", maps)


# Detectors on point clouds


def _state_point_parts(model, maps, facts: Facts):
    """Voxels to pillars to a map: what each hands on to the next."""
    if type_of(model) in ("VoxelNet", "DynamicVoxelNet", "MVXFasterRCNN", "CenterPoint"):
        for key in ("bbox_head", "pts_bbox_head"):
            head = model.get(key)
            if type_of(head) in ("Anchor3DHead", "FreeAnchor3DHead"):
                compare(facts, type_of(head) or called(head), head, "feat_channels", maps, is_last=False)
            elif type_of(head) == "CenterHead":
                compare(facts, type_of(head) or called(head), head, "in_channels", maps, is_last=False)
    for prefix in ("", "pts_"):
        voxels, middle, flat = (model.get(prefix + key) for key in ("voxel_encoder", "middle_encoder", "backbone"))
        if type_of(middle) == "PointPillarsScatter":
            if type_of(voxels) in ("PillarFeatureNet", "HardVFE", "DynamicPillarFeatureNet"):
                handed = listed_maps(voxels, "feat_channels", type_of(voxels))
                compare(facts, type_of(middle) or called(middle), middle, "in_channels", handed)
            if type_of(flat) == "SECOND":
                pillars = spread(middle, whole(middle.get("in_channels")), 1, "PointPillarsScatter", "in_channels")
                compare(facts, type_of(flat) or called(flat), flat, "in_channels", pillars)


_SPARSE = {  # which entries of the written shape are x and y
    "SparseEncoder": (2, 1), "SparseEncoderSASSD": (2, 1), "SparseUNet": (2, 1), "BEVFusionSparseEncoder": (0, 1),
}  # fmt: skip


def _state_grids(model, root: Node, facts: Facts):
    is_whole = INCOMPLETE not in root.document.cache  # else a parent may hold any key that is not written here
    for prefix in ("", "pts_"):
        layer = model.first(f"{prefix}voxel_layer", "data_preprocessor.voxel_layer")
        wanted = cells(layer.get("point_cloud_range"), layer.get("voxel_size"))
        if wanted[:2] == (None, None):
            continue
        middle = model.get(f"{prefix}middle_encoder")
        grids = []
        if type_of(middle) in _SPARSE:
            grids.append(("sparse_shape", _pair(middle.get("sparse_shape"), *_SPARSE[type_of(middle)])))
        elif type_of(middle) == "PointPillarsScatter":
            grids.append(("output_shape", _pair(middle.get("output_shape"), 1, 0)))
        for path in ("train_cfg.pts", "train_cfg", f"{prefix}bbox_head.train_cfg", "bbox_head.train_cfg"):
            grid = model.get(f"{path}.grid_size")
            if grid.is_list:
                grids.append(("grid_size", _pair(grid, 0, 1)))
                break
        state_written(facts, "", wanted, [pair for pair in grids if pair[1] is not None])
        flat, neck = model.get(f"{prefix}backbone"), model.get(f"{prefix}neck")
        if is_whole and type_of(flat) == "SECOND" and type_of(neck) == "SECONDFPN":
            before = {"PointPillarsScatter": 1, "SparseEncoder": 8}.get(type_of(middle))
            channels = middle.get("encoder_channels")
            if before == 8 and channels.present and not (channels.is_list and len(channels.value) == 4):
                continue
            if before and neck.get("upsample_cfg.type").absent:
                strides, scales = flat.get("layer_strides"), neck.get("upsample_strides")
                state_branches(
                    facts, wanted, layer.get("point_cloud_range"), before,
                    [2, 2, 2] if strides.absent else strides.value,
                    [1, 2, 4] if scales.absent else scales.value,
                    neck.get("use_conv_for_no_stride").value is True,
                )  # fmt: skip


def _pair(node: Node, first, second):
    if not node.is_list or len(node.value) <= max(first, second):
        return None
    return node.child(first), node.child(second)


# Group normalization: the channels of necks and heads whose convolutions have it

_GROUPED_HEADS = ("FCOSHead", "ATSSHead", "GFLHead", "VFNetHead", "TOODHead", "RepPointsHead", "PAAHead")
_GROUPED_NECKS = ("FPN", "ChannelMapper")


def _state_groups(model, facts: Facts):
    for neck in model.get("neck").each():
        if type_of(neck) in _GROUPED_NECKS:
            _state_group(facts, type_of(neck), neck.get("out_channels"), neck.get("norm_cfg"))
    for key in ("bbox_head", "rpn_head"):
        head = model.get(key)
        if type_of(head) in _GROUPED_HEADS:
            _state_group(facts, f"the convolutions of {type_of(head)}", head.get("feat_channels"), head.get("norm_cfg"))


def _state_group(facts: Facts, role, channels, norm):
    groups = norm.get("num_groups")
    if norm.get("type").text == "GN" and is_integer(groups.value):
        site = facts.site(role)
        site.state("model.norm_channels", channels, count)
        site.state("model.norm_groups", groups, count)


# Heatmaps of pose networks: what head and backbone make of the image, beside what the targets are drawn on

_HEATMAP_CODECS = ("MSRAHeatmap", "UDPHeatmap")
_HEATMAP_STRIDES = {"HRNet": 4, **dict.fromkeys(("ResNet", "ResNetV1d", "SEResNet", "ResNeXt", "SEResNeXt"), 32)}
_HEATMAP_HEADS = {
    # The key of the layers that double the side, and how many there are without it.
    "HeatmapHead": ("deconv_out_channels", 3), "TopdownHeatmapSimpleHead": ("num_deconv_layers", 3),
}  # fmt: skip


def _state_heatmaps(root: Node, model, backbone, facts: Facts):
    head, stride = model.first("head", "keypoint_head"), _HEATMAP_STRIDES.get(type_of(backbone))
    key, doublings = _HEATMAP_HEADS.get(type_of(head), ("", 0))
    moved = backbone.get("out_indices").present or backbone.get("extra.upsample").present
    if not key or stride is None or moved or backbone.get("strides").present or model.get("neck").is_map:
        return
    layers = head.get(key)
    if layers.present:
        value = layers.value
        doublings = 0 if layers.is_null else len(value) if layers.is_list else value if is_integer(value) else -1
    step = stride // 2**doublings if 0 <= doublings <= 5 else 0
    if root.get("train_dataloader").absent and root.get("val_dataloader").present:
        return  # what only looks at images draws no targets to compare
    sizes, images = _heatmap_sizes(root, head)
    if not step or not sizes.is_list or not images.is_list or not len(sizes.value) == len(images.value) == 2:
        return
    for axis, role in enumerate(("width", "height")):
        side, drawn = images.child(axis), sizes.child(axis)
        if is_integer(side.value) and is_integer(drawn.value) and side.value > 0 and side.value % 32 == 0:
            site = facts.site(f"heatmap {role}")
            site.state("data.heatmap_size", drawn, count)
            site.say("model.heatmap_size", side.value // step, side)


def _heatmap_sizes(root: Node, head):
    for codec in (root.get("codec"), head.get("decoder")):
        if type_of(codec) in _HEATMAP_CODECS:
            return codec.get("heatmap_size"), codec.get("input_size")
    held = root.get("data_cfg")
    return held.get("heatmap_size"), held.get("image_size")


# Attention by itself: the framework's modules, which refuse a width that their heads do not divide

_ATTENTION_KEYS = ("self_attn_cfg", "cross_attn_cfg")
_ATTENTION_TYPES = ("MultiheadAttention", "MultiScaleDeformableAttention")


def _state_attention(model, facts: Facts):
    for node in model.walk(limit=5_000):
        if not node.is_map or "num_heads" not in node.value or "embed_dims" not in node.value:
            continue
        name = type_of(node) or called(node)
        if name in (*_ATTENTION_TYPES, *_ATTENTION_KEYS):
            state_heads(facts, name, node.get("embed_dims"), node.get("num_heads"))
