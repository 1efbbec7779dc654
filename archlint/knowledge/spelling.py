"""How names are written: from what a config says to the table's key, by rules that never guess.

A key holds lower-case letters and digits; between two digits one underscore keeps numbers apart, so that
``Qwen2.5-7B`` (``qwen2_5_7b``) and ``Qwen2-57B`` (``qwen2_57b``) remain two names.
"""

import re

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_SCHEME = re.compile(r"^(?:hf[-_]hub:|hf://|timm/|torchvision://|open-mmlab://|(?:mmcls|mmpretrain|mmdet|mmseg)://|timm:|tv:|keras:)", re.I)
_ENDING = re.compile(r"\.(?:pt|pth|ya?ml|safetensors|ckpt|bin|onnx|cfg|json|engine|gguf)$", re.I)
_FOLDERS = re.compile(
    r"^(?:models?|checkpoints?|ckpts?|outputs?|out|runs?|weights|data(?:sets?)?|results?|exps?|experiments?|saved?\w*|logs?|"
    r"work_dirs?|pretrained\w*|cache|backbones?|configs?|conf|src|tmp|mnt|home|artifacts?|trained\w*|local|downloads?|assets)/",
    re.I,
)
_PATCH = re.compile(r"^[\w. +-]*[a-z]\s?/\s?\d{1,3}(?:px)?(?:[@_-]\d+)?$|^cct-\d+/\dx\d$", re.I)  # ViT-B/16 is no path
_TAG = re.compile(r"^(.*[a-z0-9])\.[a-z][\w.-]*$", re.I)  # timm: resnet50.a1_in1k
_SUFFIX = re.compile(
    r"[-_. ](?:instruct|chat|hf|it|base|sft|dpo|pt|bnb|4bit|8bit|unsloth|gptq|awq|gguf|exl2|fp8|fp16|bf16|int4|int8|mlx|ggml|"
    r"q4_k_m|q8_0|w4a16|dynamic|quantized|v0\.\d|v1\.0|1212|2407|2411|2507|2501|deduped|step\d+|1124|"
    r"in1k|in21k|in22k|pretrained|finetuned|32k|64k|128k|4k|8k|128g|fast|bpw|preview)$",
    re.I,
)
_PREFIX = re.compile(r"^(?:meta[-_]|mistralai_|google_|qwen_|facebook_)", re.I)


def plain(name):
    """Return the bare name as written (no scheme, owner or file ending), or None for what looks like a local path."""
    name = name.strip()
    if not name or name[0] in "./~$\\{<[(" or "\\" in name or "\n" in name or "$" in name or ":/" in name and "://" not in name:
        return None
    name = _SCHEME.sub("", name)
    if "://" in name:
        return None
    if "/" in name and not _PATCH.match(name):
        if name.count("/") > 1 or _FOLDERS.match(name) or _ENDING.search(name):
            return None
        name = name.partition("/")[2]
    return _ENDING.sub("", name) or None


def key(name):
    """Return the table's key of a bare name."""
    words = [word for word in _SEPARATORS.split(name.lower().replace("++", "pp").replace("α", "alpha")) if word]
    text = words[0] if words else ""
    for word in words[1:]:
        text += ("_" if text[-1].isdigit() and word[0].isdigit() else "") + word
    return text


def spellings(name):
    """Yield the bare name, and the name without a timm tag."""
    yield name
    if "." in name:
        found = _TAG.match(name)
        if found:
            yield found[1]
    if _PREFIX.match(name):
        yield _PREFIX.sub("", name)


def without_suffixes(name):
    """Yield the name with the marks of fine-tunes, quantizations and mirrors taken off, one after the other."""
    name = _PREFIX.sub("", name)
    for _ in range(5):
        shorter = _SUFFIX.sub("", name)
        if shorter == name or not shorter:
            return
        name = shorter
        yield name


def dataset_spellings(name):
    """Yield the ways in which a data set may be named: whole, without its file ending, as the last part of a path-like name."""
    name = name.strip()
    yield name
    if "/" in name:
        if name[0] in "./~$" or name.count("/") > 1 or _FOLDERS.match(name):
            return
        yield name.partition("/")[2]


def dataset_key(name):
    """Return the data-set table's key of a name (an owner or group before a slash stays apart)."""
    return "/".join(key(part) for part in name.lower().split("/")) if "/" in name else key(name)


# Names whose depth or width is part of the name by the paper's own definition.
_CNN = {"family": "cnn", "modality": "image", "skip_connections": True, "depth_unit": "weight-layers", "normalization": "batch"}
_CIFAR = re.compile(r"^(?:cifar_?|pre_?(?:act)?_?)?resnet(?:[-_]?v[12][-_])?[-_]?(\d{2,4})(?:[-_]?(?:cifar|v1|v2)(?:10|100)?)?$", re.I)
_DEPTH = re.compile(r"^resnet(?:v1)?[-_]?(18|34|50|101|152|200)[-_]?(?:v[bcd]|[bcdst]|ts)(?:_ssld)?$|^r[-_]?(18|34|50|101|152)$", re.I)
_WIDE = re.compile(r"^(?:wrn|wide[-_ ]?resnet)[-_ ]?(\d{2,3})[-_x ](\d{1,2})$", re.I)
_DENSE = re.compile(r"^densenet[-_]?(?:bc[-_]?)?(\d{2,3})(?:[-_]k?(\d{2}))?(?:[-_]bc)?$", re.I)
_NEXT29 = re.compile(r"^resnext[-_]?(29|38|47|56)[-_](?:\d+x\d+d?)$", re.I)
_CCT = re.compile(r"^cct[-_](\d{1,2})[-_/](\d)x(\d)(?:[-_](\d{2,3}))?(?:_(?:sine|c100|sine_c100|fl))?$", re.I)
_VIT_LITE = re.compile(r"^vit[-_]lite[-_](\d{1,2})[-_](\d{1,2})(?:[-_](\d{2,3}))?(?:_sine)?$", re.I)
_VIT = re.compile(
    r"^(?:vit|deit)[-_]?(tiny|small|base|large|huge|ti|t|s|b|l|h)(?:[-_]?(?:patch|p|/|-|_)?(\d{1,2}))?(?:[-_](\d{2,3}))?$", re.I
)
_VIT_SHAPES = {"t": (12, 192, 3), "s": (12, 384, 6), "b": (12, 768, 12), "l": (24, 1024, 16), "h": (32, 1280, 16)}
_RCNN = re.compile(
    r"^(?:(?:cascade|faster|mask|keypoint|cascade[-_]mask)[-_]?rcnn|retinanet|fcos|atss|gfl|fpn|deeplabv3(?:plus)?|pspnet|upernet|fcn)"
    r"[-_](?:r|resnet)[-_]?(18|34|50|101|152)(?:[-_].*)?$",
    re.I,
)


def parametric(name, row):
    """Return the facts that a name states by its own definition (``resnet110``, ``wrn-28-10``), or None."""
    found = _CIFAR.match(name)
    if found:
        depth = int(found[1])
        if depth >= 8 and ((depth - 2) % 6 == 0 or (depth - 2) % 9 == 0):
            return {"name": f"resnet{depth}", **_CNN, "num_layers": depth, "publication": "1512.03385", "source": "the paper's definition"}
    found = _DEPTH.match(name)
    if found:
        depth = int(found[1] or found[2])
        return row(f"resnet{depth}") if found[2] else {"name": name, **_CNN, "num_layers": depth, "source": "the name"}
    found = _WIDE.match(name)
    if found and (int(found[1]) - 4) % 6 == 0:
        return {"name": f"wide_resnet{found[1]}_{found[2]}", **_CNN, "num_layers": int(found[1]), "publication": "1605.07146",
                "source": "the paper's definition"}  # fmt: skip
    found = _DENSE.match(name)
    if found and (int(found[1]) - 4) % 3 == 0:
        return {"name": f"densenet{found[1]}", **_CNN, "num_layers": int(found[1]), "publication": "1608.06993", "source": "the paper's definition"}
    found = _NEXT29.match(name)
    if found:
        return {"name": name.lower(), **_CNN, "num_layers": int(found[1]), "publication": "1611.05431", "source": "the paper's definition"}
    found = _CCT.match(name)
    if found:
        out = {"name": name.lower().replace("-", "_").replace("/", "_"), "family": "conv-attention-hybrid", "modality": "image",
               "hybrid_stem": True, "num_layers": int(found[1]), "depth_unit": "blocks", "normalization": "layer",
               "norm_placement": "pre", "skip_connections": True, "publication": "2104.05704", "source": "the paper's definition"}  # fmt: skip
        if found[4]:
            out["image_size"] = int(found[4])
        return out
    found = _VIT_LITE.match(name)
    if found:
        return {"name": name.lower().replace("-", "_"), "family": "vision-transformer", "modality": "image", "num_layers": int(found[1]),
                "depth_unit": "blocks", "patch_size": int(found[2]), "normalization": "layer", "norm_placement": "pre",
                "skip_connections": True, "publication": "2104.05704", "source": "the paper's definition"}  # fmt: skip
    found = _VIT.match(name)
    if found and not (len(found[1]) == 1 and not found[2]):
        depth, width, heads = _VIT_SHAPES[found[1][0].lower()]
        out = {"name": name.lower().replace("-", "_").replace("/", "_"), "family": "vision-transformer", "modality": "image",
               "num_layers": depth, "depth_unit": "blocks", "hidden_size": width, "num_heads": heads, "normalization": "layer",
               "norm_placement": "pre", "skip_connections": True, "edge": "no", "publication": "2010.11929",
               "source": "the paper's definition"}  # fmt: skip
        if found[2]:
            out["patch_size"] = int(found[2])
        if found[3]:
            out["image_size"] = int(found[3])
        return out
    found = _RCNN.match(name)
    if found:
        return {"name": name, **_CNN, "num_layers": int(found[1]), "source": "the name"}
    return None
