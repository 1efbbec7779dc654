"""Names that state a depth or a width by a paper's own definition: ``resnet110``, ``wrn-28-10``, ``cct_7_3x1_32``."""

import re

_SIZES = {"t": (12, 192, 3), "s": (12, 384, 6), "b": (12, 768, 12), "l": (24, 1024, 16), "h": (32, 1280, 16)}
_CNN = {
    "family": "cnn",
    "modality": "image",
    "depth_unit": "weight-layers",
    "normalization": "batch",
    "skip_connections": True,
}
_TOKENS = {
    "modality": "image",
    "depth_unit": "blocks",
    "normalization": "layer",
    "norm_placement": "pre",
    "skip_connections": True,
}


def read(name, row):
    """Return the facts that a name states by its own definition, or None; ``row`` looks a key up in the table."""
    name = name.lower()
    for start, reader in _READERS:
        if name.startswith(start):
            found = reader(name, row)
            if found is not None:
                return found
    return None


def _resnet(name, row):
    """CIFAR networks have 6n+2 layers (basic blocks) or 9n+2 (bottlenecks); ``_vd`` and the like keep the depth."""
    found = re.fullmatch(
        r"(?:cifar_?|pre_?(?:act)?_?)?resnet[-_]?(?:v[12][-_])?(\d{2,4})(?:[-_]?(?:cifar|v[12])(?:10|100)?)?", name
    )
    if found and int(found[1]) >= 8 and ((int(found[1]) - 2) % 6 == 0 or (int(found[1]) - 2) % 9 == 0):
        return _cnn(f"resnet{found[1]}", found[1], "1512.03385")
    found = re.fullmatch(r"resnet(?:v1)?[-_]?(18|34|50|101|152|200)[-_]?(?:v[bcd]|[bcdst]|ts)(?:_ssld)?", name)
    return _cnn(name, found[1], "1812.01187") if found else None


def _short_resnet(name, row):
    found = re.fullmatch(r"r[-_]?(18|34|50|101|152)", name)
    return row(f"resnet{found[1]}") if found else None


def _wide(name, row):
    found = re.fullmatch(r"(?:wrn|wide[-_ ]?resnet)[-_ ]?(\d{2,3})[-_x ](\d{1,2})", name)
    if found and (int(found[1]) - 4) % 6 == 0:
        return _cnn(f"wide_resnet{found[1]}_{found[2]}", found[1], "1605.07146")
    return None


def _dense(name, row):
    found = re.fullmatch(r"densenet[-_]?(?:bc[-_]?)?(\d{2,3})(?:[-_]k?(\d{2}))?(?:[-_]bc)?", name)
    if found and (int(found[1]) - 4) % 3 == 0:
        return {**_cnn(f"densenet{found[1]}", found[1], "1608.06993"), "separable_or_branched": True}
    return None


def _next(name, row):
    found = re.fullmatch(r"resnext[-_]?(29|38|47|56)[-_](\d+)x(\d+)d?", name)
    return _cnn(f"resnext{found[1]}_{found[2]}x{found[3]}d", found[1], "1611.05431") if found else None


def _cct(name, row):
    found = re.fullmatch(r"cct[-_](\d{1,2})[-_/](\d)x(\d)(?:[-_](\d{2,3}))?(?:_(?:sine|c100|sine_c100|fl))?", name)
    if not found:
        return None
    return _tokens(name, "conv-attention-hybrid", found[1], "2104.05704", None, found[4], hybrid_stem=True)


def _vit_lite(name, row):
    found = re.fullmatch(r"vit[-_]lite[-_](\d{1,2})[-_/](\d{1,2})(?:[-_](\d{2,3}))?(?:_sine)?", name)
    return _tokens(name, "vision-transformer", found[1], "2104.05704", found[2], found[3]) if found else None


def _vit(name, row):
    found = re.fullmatch(
        r"(?:vit|deit)[-_]?(tiny|small|base|large|huge|ti|t|s|b|l|h)"
        r"(?:[-_]?(?:patch|p|/)?[-_]?(\d{1,2}))?(?:[-_](\d{2,3}))?",
        name,
    )
    if not found or (len(found[1]) == 1 and not found[2]):
        return None
    depth, width, heads = _SIZES[found[1][0]]
    return _tokens(
        name,
        "vision-transformer",
        depth,
        "2010.11929",
        found[2],
        found[3],
        hidden_size=width,
        num_heads=heads,
        edge="no",
    )


def _dense_prediction(name, row):
    """Detectors and segmenters whose name ends in their ResNet backbone: the backbone's depth is the model's."""
    found = re.fullmatch(
        r"(?:(?:cascade|faster|mask|keypoint|cascade[-_]mask)[-_]?rcnn|retinanet|fcos|atss|gfl|"
        r"deeplabv3(?:plus|\+)?|pspnet|fcn)"
        r"[-_](?:r|resnet)[-_]?(18|34|50|101|152)(?:[-_].*)?",
        name,
    )
    if not found:
        return None
    return {key: value for key, value in _cnn(name, found[1], None).items() if key != "normalization"}


def _cnn(name, depth, publication):
    out = {"name": name, **_CNN, "num_layers": int(depth), "source": "the depth in the name"}
    if publication:
        out["publication"] = publication
    return out


def _tokens(name, family, depth, publication, patch, image, **more):
    out = {
        "name": name.replace("-", "_").replace("/", "_"),
        "family": family,
        **_TOKENS,
        "num_layers": int(depth),
        **more,
    }
    if patch:
        out["patch_size"] = int(patch)
    if image:
        out["image_size"] = int(image)
    out.update(publication=publication, source="the paper's definition")
    return out


_READERS = (
    (("resnet", "cifar", "pre"), _resnet),
    (("r",), _short_resnet),
    (("wrn", "wide"), _wide),
    (("densenet",), _dense),
    (("resnext",), _next),
    (("cct",), _cct),
    (("vit",), _vit_lite),
    (("vit", "deit"), _vit),
    (
        ("cascade", "faster", "mask", "keypoint", "retina", "fcos", "atss", "gfl", "deeplab", "pspnet", "fcn"),
        _dense_prediction,
    ),
)
