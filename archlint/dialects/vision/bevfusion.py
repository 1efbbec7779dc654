"""BEVFusion: detectors over cameras and point clouds, fused on a map seen from above."""

from ...facts import STATED, Facts
from .. import Claim, Dialect, Node
from ..reading.feature_channels import features
from ..reading.seams import Features, compare, compare_all, listed_maps, spread, state_pyramid, whole
from ._grids import cells, state_branches, state_written
from ._openmmlab.names import type_of
from ._openmmlab.stages import state_stages

DIALECT = Dialect(
    name="bevfusion",
    title="BEVFusion",
    files="YAML with `model.encoders` of cameras and lidar",
    reads="grids of voxels, cameras and heads, channels from encoders to heads",
    formats=("yaml",),
    triggers=("model.encoders", "model.decoder model.heads"),
)

_STRIDE = 8  # of the sparse encoder, over x and y
_PREFIX = "model.encoders"


def claim(root: Node) -> Claim | None:
    """Claim a model whose encoders are a camera's or a lidar's."""
    encoders = root.get(_PREFIX)
    if encoders.get("camera").is_map or encoders.get("lidar").is_map:
        return Claim(93, "model.encoders of a camera or a lidar")
    return None


def read(root: Node, facts: Facts) -> None:
    """State where the parts of one file meet; files of the folders above, which it is laid over, may hold others."""
    model = root.get("model")
    camera, lidar = root.get(f"{_PREFIX}.camera"), root.get(f"{_PREFIX}.lidar")
    facts.say("model.architecture", "BEVFusion", model)
    facts.say("data.modality", "multimodal" if camera.is_map and lidar.is_map else None, model)
    facts.say("task", "object-detection" if model.get("heads.object").is_map else None, model.get("heads.object"))
    extent, sides = root.get("point_cloud_range"), root.get("voxel_size")
    wanted = cells(extent, sides)
    _read_grids(model, camera, lidar, wanted, facts)
    _read_camera(camera, facts)
    _read_decoder(model, lidar, wanted, extent, facts)


def _read_grids(model, camera, lidar, wanted, facts: Facts):
    grids = []
    backbone = lidar.get("backbone")
    for name, path in (("sparse_shape", "sparse_shape"), ("output_shape", "pts_middle_encoder.output_shape")):
        grid = backbone.get(path)
        if grid.is_list and len(grid.value) >= 2:
            grids.append((name, (grid.child(0), grid.child(1))))
    for part in ("train_cfg", "test_cfg"):
        grid = model.get(f"heads.object.{part}.grid_size")
        if grid.is_list and len(grid.value) >= 2:
            grids.append((f"{part}.grid_size", (grid.child(0), grid.child(1))))
    state_written(facts, "", wanted, grids)
    if backbone.get("sparse_shape").is_list:
        _read_camera_map(camera.get("vtransform"), wanted, facts)


def _read_camera_map(view, wanted, facts: Facts):
    """The camera's map has bounds and steps of its own, and is joined to the lidar's."""
    scale = whole(view.get("downsample"))
    for axis, key in enumerate(("xbound", "ybound")):
        bound = view.get(key)
        if not scale or not bound.is_list or len(bound.value) != 3 or wanted[axis] is None:
            continue
        numbers = bound.value
        if not all(type(item) in (int, float) for item in numbers) or not 0 < bound.value[2] < 10**6:
            continue
        steps = (bound.value[1] - bound.value[0]) / bound.value[2] / scale
        if not 1 <= steps < 10**6 or abs(steps - round(steps)) > 0.01:
            continue
        site = facts.site(f"the camera's map along {key[0]}, beside the lidar's of stride {_STRIDE},")
        site.say("model.grid_cells", round(steps), bound)
        site.put("data.grid_cells", -(-wanted[axis] // _STRIDE), STATED)
        site.put("model.grid_remainder", "refuse", STATED)


def _read_camera(camera, facts: Facts):
    """Backbone to neck to the view's transform."""
    backbone, neck, view = camera.get("backbone"), camera.get("neck"), camera.get("vtransform")
    maps = None
    if backbone.is_map and backbone.get("out_indices").present:
        maps = features(backbone, type_of(backbone), "", True)
        state_stages(backbone, facts)
    name = type_of(neck)
    if name in ("GeneralizedLSSFPN", "FPN", "SECONDFPN") or (not name and neck.get("in_channels").is_list):
        if name in ("GeneralizedLSSFPN", "FPN") and neck.get("num_outs").present:
            state_pyramid(facts, neck, name)
        compare_all(facts, neck, "in_channels", maps, name or "the neck")
    if name in ("GeneralizedLSSFPN", "FPN"):
        compare(facts, "vtransform", view, "in_channels", spread(neck, whole(neck.get("out_channels")), 1, name))


def _read_decoder(model, lidar, wanted, extent, facts: Facts):
    """Fused map to decoder to heads."""
    fuser, flat, neck = model.get("fuser"), model.get("decoder.backbone"), model.get("decoder.neck")
    compare(facts, "the decoder", flat, "in_channels", spread(fuser, whole(fuser.get("out_channels")), 1, "fuser"))
    if type_of(flat) == "SECOND":
        state_stages(flat, facts)
        compare_all(facts, neck, "in_channels", listed_maps(flat, "out_channels", "SECOND"), "the decoder's neck")
    if type_of(neck) != "SECONDFPN":
        return
    widths = listed_maps(neck, "out_channels", "SECONDFPN")
    if widths is not None:
        joined = Features([sum(widths.channels)], widths.node, "SECONDFPN")
        for key, head in model.get("heads").items():
            compare(facts, f"heads.{key}", head, "in_channels", joined)
    sparse = type_of(lidar.get("backbone")) == "SparseEncoder"
    if sparse and type_of(flat) == "SECOND":
        state_branches(
            facts, wanted, extent, _STRIDE, flat.get("layer_strides").value, neck.get("upsample_strides").value,
            neck.get("use_conv_for_no_stride").value is True,
        )  # fmt: skip
