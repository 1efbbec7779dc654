"""How names are written: from what a config says to the table's key, by rules that never guess.

A key holds lower-case letters and digits; between two digits one underscore keeps numbers apart, so that
``Qwen2.5-7B`` (``qwen2_5_7b``) and ``Qwen2-57B`` (``qwen2_57b``) remain two names.  String methods, not expressions,
do most of the work: compiling a dozen expressions would cost more than all the lookups of a run.
"""

import re

_SCHEMES = (
    "hf-hub:", "hf_hub:", "hf://", "timm/", "timm:", "torchvision://", "open-mmlab://", "mmcls://", "mmpretrain://",
    "mmdet://", "mmseg://", "tv:", "keras:", "torchvision.models.detection.", "torchvision.models.segmentation.",
    "torchvision.models.", "timm.models.", "torch.nn.", "keras.applications.", "tf.keras.applications.",
)  # fmt: skip
_ENDINGS = (
    ".pt", ".pth", ".yaml", ".yml", ".safetensors", ".ckpt", ".bin", ".onnx", ".cfg", ".json", ".engine", ".gguf",
)  # fmt: skip
# What the first half of "a/b" is called when it is a folder and no owner.
_FOLDERS = frozenset(
    (
        "model", "models", "checkpoint", "checkpoints", "ckpt", "ckpts", "output", "outputs", "out", "run",
        "runs", "weights", "data", "dataset", "datasets", "result", "results", "exp", "exps", "experiment",
        "experiments", "saved", "log", "logs", "work_dir", "work_dirs", "workdir", "pretrained", "pretrain",
        "cache", "backbone", "backbones", "config", "configs", "conf", "src", "tmp", "mnt", "home", "artifact",
        "artifacts", "trained", "local", "download", "downloads", "asset", "assets", "save", "saves",
        "saved_models", "trained_models", "pretrained_models", "model_zoo", "pretrain_models", "final", "best",
        "last",
    )
)  # fmt: skip
# Marks of fine-tunes, quantizations and mirrors after a language model's name.
_SUFFIXES = frozenset(
    (
        "instruct", "chat", "hf", "it", "base", "sft", "dpo", "pt", "bnb", "4bit", "8bit", "unsloth", "gptq",
        "awq", "gguf", "exl2", "fp8", "fp16", "bf16", "int4", "int8", "mlx", "ggml", "q4_k_m", "q8_0", "w4a16",
        "dynamic", "quantized", "1124", "1212", "2407", "2411", "2507", "2501", "deduped", "pretrained",
        "finetuned", "4k", "8k", "32k", "64k", "128k", "128g", "fast", "preview", "in1k", "in21k", "in22k",
    )
)  # fmt: skip
_MIRRORS = ("meta-", "meta_")
_LETTERS_AND_DIGITS = re.compile(r"[a-z0-9]+")


def plain(name):
    """Return the bare name as written (no scheme, owner or file ending), or None for what looks like a local path."""
    name = name.strip()
    if not name or name[0] in "./~\\{<[(" or any(mark in name for mark in ("\\", "\n", "\t", "$")):
        return None
    lower = name.lower()
    for scheme in _SCHEMES:
        if lower.startswith(scheme):
            name = name[len(scheme) :]
            break
    if ":/" in name:
        return None
    if "/" in name and not _is_patch_size(name):
        owner, _, rest = name.partition("/")
        if "/" in rest or owner.lower() in _FOLDERS or rest.lower().endswith(_ENDINGS):
            return None
        name = rest
    return _without_ending(name) or None


def _is_patch_size(name):
    """Tell whether the stroke belongs to the name, as in ViT-B/16, CCT-7/3x1 and DiT-XL/2."""
    before, _, after = name.partition("/")
    return bool(before) and re.fullmatch(r"\s?\d{1,3}(px)?([@_-]\d+)?|\dx\d", after) is not None


def _without_ending(name):
    lower = name.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending):
            return name[: -len(ending)]
    return name


def key(name):
    """Return the table's key of a bare name."""
    text = ""
    for word in _LETTERS_AND_DIGITS.findall(name.lower().replace("++", "pp")):
        text += "_" + word if text and text[-1].isdigit() and word[0].isdigit() else word
    return text


def spellings(name):
    """Yield the bare name, and the name without a timm tag (``resnet50.a1_in1k``) or without its company's prefix."""
    yield name
    head, dot, tag = name.rpartition(".")
    while dot:
        if head and tag[:1].isalpha():
            yield head
            break
        head, dot, rest = head.rpartition(".")
        tag = rest
    if name.lower().startswith(_MIRRORS):
        yield name[5:]


def without_suffixes(name):
    """Yield the name with the marks of fine-tunes, quantizations and mirrors taken off, one after the other."""
    if name.lower().startswith(_MIRRORS):
        name = name[5:]
    for _ in range(5):
        cut = max(name.rfind("-"), name.rfind("_"), name.rfind(" "))
        last = name[cut + 1 :].lower()
        if cut < 1 or not (last in _SUFFIXES or (last.startswith(("v0.", "v1.0", "step")) and last[-1].isdigit())):
            return
        name = name[:cut]
        yield name


def dataset_spellings(name):
    """Yield the ways in which a data set may be named: whole, and without its owner or loader."""
    name = name.strip()
    yield name
    owner, stroke, rest = name.partition("/")
    if stroke and owner and owner[0] not in ".~$" and "/" not in rest and owner.lower() not in _FOLDERS:
        yield rest


def dataset_key(name):
    """Return the data-set table's key of a name (an owner or loader before a stroke stays apart)."""
    return "/".join(key(part) for part in name.split("/"))
