"""OpenPCDet: detectors on point clouds."""

import re

from ...composition import beside
from ...facts import OPAQUE, Facts, count
from .. import Claim, Dialect, Node
from ..reading.seams import state_heads
from ._grids import cells, neighbours, state_branches, state_pillars, state_written

DIALECT = Dialect(
    name="openpcdet",
    title="OpenPCDet",
    files="YAML with `CLASS_NAMES`, `DATA_CONFIG` and `MODEL.NAME`",
    reads="network, normalization, data set, classes, batch size per device",
    formats=("yaml",),
    triggers=("CLASS_NAMES MODEL",),
)


def claim(root: Node) -> Claim | None:
    """Claim a model beside the framework's own keys."""
    if root.get("MODEL.NAME").text and (root.get("DATA_CONFIG").present or root.get("OPTIMIZATION").is_map):
        return Claim(94, "CLASS_NAMES beside DATA_CONFIG and MODEL.NAME")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its data and its run."""
    model, data = root.get("MODEL"), root.get("DATA_CONFIG")
    name = model.get("NAME")
    facts.say("model.architecture", name.text, name)
    facts.say("data.modality", "point-cloud", name)
    facts.say("task", "object-detection", name)
    flat, deep = model.get("BACKBONE_2D.NAME"), model.get("BACKBONE_3D.NAME")
    attends = model.get("IMAGE_BACKBONE").present or any(
        "transf" in node.text.lower() or node.text.startswith("DSVT") for node in (flat, deep, name)
    )
    if flat.text.startswith("BaseBEV") and not attends and not deep.text.startswith("PointNet"):
        facts.say("model.family", "cnn", flat)
        facts.assume("model.normalization", "batch", flat)
    source = data.get("DATASET")
    base = data.get("_BASE_CONFIG_")
    if source.present:
        facts.state("data.name", source, lambda text: text if isinstance(text, str) else None)
    elif base.text:
        name, _, rest = base.text.rpartition("/")[2].partition("_dataset")
        found = re.match(r"[A-Za-z]+", name)
        if found and re.fullmatch(r"(?:_\w+)?\.ya?ml", rest):
            facts.say("data.name", found[0], base)
    if "data.name" in facts:  # frames of a split of the framework's own, whatever the whole set holds
        facts.put("data.train_size", None, OPAQUE, facts["data.name"].keys)
    classes = root.get("CLASS_NAMES")
    if classes.is_list and classes.value:
        facts.say("data.num_classes", len(classes.value), classes)
    facts.state("training.batch_size_per_device", root.get("OPTIMIZATION.BATCH_SIZE_PER_GPU"), count)
    if root.get("OPTIMIZATION").is_map:
        facts.say("training.is_run", True, root.get("OPTIMIZATION"))
    _read_lists(flat, model.get("BACKBONE_2D"), facts)
    _read_grid(root, model, data, facts)
    _read_heads(model, facts)


def _read_heads(model, facts: Facts):
    """Attention by PyTorch's own module, which refuses a width that its heads do not divide."""
    dense, voxels = model.get("DENSE_HEAD"), model.get("BACKBONE_3D")
    if dense.get("NAME").text == "TransFusionHead":
        state_heads(facts, "TransFusionHead", dense.get("HIDDEN_CHANNEL"), dense.get("NUM_HEADS"))
    widths, heads = voxels.get("d_model"), voxels.get("nhead")
    if voxels.get("NAME").text == "DSVT" and widths.is_list and heads.is_list:
        for index in range(min(len(widths.value), len(heads.value), _MOST_STAGES)):
            state_heads(facts, f"stage {index + 1} of DSVT", widths.child(index), heads.child(index))


_MOST_STAGES = 8
_LISTS = (("LAYER_STRIDES", "LAYER_NUMS"), ("NUM_FILTERS", "LAYER_NUMS"), ("NUM_UPSAMPLE_FILTERS", "UPSAMPLE_STRIDES"))


def _read_lists(name, backbone, facts: Facts):
    """The map's network asserts that its lists are of one length."""
    if name.text not in ("BaseBEVBackbone", "BaseBEVResBackbone"):
        return
    for key, other in _LISTS:
        listed, wanted = backbone.get(key), backbone.get(other)
        if listed.is_list and wanted.is_list:
            site = facts.site(f"BACKBONE_2D.{key}")
            site.say("model.list_length", len(listed.value), listed)
            site.say("model.expected_length", len(wanted.value), wanted)


# Sparse encoders that halve the map three times before it is flattened.
_EIGHTFOLD = ("VoxelBackBone8x", "VoxelResBackBone8x", "VoxelBackBone8xFocal", "UNetV2")


def _read_grid(root: Node, model, data, facts: Facts):
    """Range over voxel size, and the branches of the network over the map of these cells."""
    extent = _of_data(root, data, "POINT_CLOUD_RANGE")
    steps = _of_data(root, data, "DATA_PROCESSOR")
    for step in list(steps.each())[:50] if steps.is_list else ():
        if step.get("NAME").text.startswith("transform_points_to_voxels"):
            sides = step.get("VOXEL_SIZE")
            break
    else:
        return
    wanted = cells(extent, sides)
    scatter, deep = model.get("MAP_TO_BEV.NAME").text, model.get("BACKBONE_3D.NAME")
    if scatter == "PointPillarScatter":
        state_pillars(facts, wanted, sides)
    grids = []
    for name, path in (
        ("INPUT_SHAPE", "MAP_TO_BEV.INPUT_SHAPE"),
        ("sparse_shape", "BACKBONE_3D.INPUT_LAYER.sparse_shape"),
    ):
        grid = model.get(path)
        if grid.is_list and len(grid.value) == 3:
            grids.append((name, (grid.child(0), grid.child(1))))
    state_written(facts, "", wanted, grids)
    if model.get("BACKBONE_2D.NAME").text != "BaseBEVBackbone":
        return
    if scatter == "PointPillarScatter" and deep.absent:
        before = 1
    elif scatter == "HeightCompression" and deep.text in _EIGHTFOLD:
        before = 8
    else:
        return
    backbone = model.get("BACKBONE_2D")
    strides, scales = backbone.get("LAYER_STRIDES"), backbone.get("UPSAMPLE_STRIDES")
    if strides.is_list and scales.is_list:
        # One more scale than there are branches is for what they are joined to.
        aligned = scales.value[: len(strides.value)]
        as_convolution = backbone.get("USE_CONV_FOR_NO_STRIDE").value is True
        unclear = neighbours(extent, sides)
        state_branches(facts, wanted, extent, before, strides.value, aligned, as_convolution, unclear)


def _of_data(root: Node, data, key):
    """Return a key of the data, else of the file that it is laid over, which is named from where programs start."""
    found = data.get(key)
    base = data.get("_BASE_CONFIG_").text
    for up in ("..", "../..", "."):
        if found.present or not base:
            break
        parent = beside(root.document, f"{up}/{base}")
        if parent is not None:
            found = Node.root(parent).get(key)
    return found
