"""Whether a file's text is worth parsing, before it is parsed."""

import re

# A Python file is parsed only if its text may be a config's: most Python files of a project are program text.
_PYTHON_SIGNS = (
    "_base_",
    "read_base",
    "dict(",
    "AttrDict(",
    "LazyCall",
    "ConfigDict",
    "wandb_run_name",
    "init_from",
    "lr_multiplier",
    "def get_config(",
)


# Settings of a training in a project's own words: a word of training that is given a literal, and one of a model.
_TRAINING = (
    r"""(?im)^[ \t]*["']?(?:[a-z_]\w*\.)*(?:\w*_)?(?:lr|learning_rate|n?_?epochs?|batch(?:_?size)?|bs|"""
    r"""optimi[sz]er|n_embd|d_model|n_?layers?|num_layers|layers|lernrate|epochen)["']?\s*(?::[^=\n]{1,40})?"""
    r"""[=:]\s*(?:Field\()?[\d"'.\[(-]"""
)
_MODEL = (
    r"(?i)\b(?:\w+_)?(?:model|net|network|backbone|arch|architecture|encoder|policy|modell|netz|n_?heads?|num_heads|nhead)\b|"
    # ``class NetCfg``, and a name in quotes
    r"(?-i:\bclass \w*(?:Net|Model|Arch|Backbone|Encoder|Network|Policy)(?:work)?(?:[A-Z]\w*)?\b)|"
    r"[\"'](?:vit|swin|deit|resnet|efficientnet|mobilenet|convnext|bert|gpt|lstm|gru|transformer|ddpm|unet)"
    r"[\w/. -]{0,30}[\"']"
)
# Calls of a layer that splits its width among heads, or an image into patches, with written sizes.
_SIZED = r"\w\([^()\n]*\b(?:d_model|embed_dim|patch_size|n_embd)\s*=\s*\d"
_DECLARED = r"add_argument\(\s*[\"']--(?:d[-_]model|n[-_]?heads?|num[-_]heads|nhead|n[-_]embd)"
# Arguments that count the data, beside one that names the model: their defaults are a config.
_ARGUMENT, _DEFAULT = r"add_argument\(\s*[\"']--", r"[\"'][^)\n]{0,200}?default\s{0,9}=\s{0,9}"
_COUNTED = (
    rf"{_ARGUMENT}(?:n|num|number)[-_](?:of[-_])?(?:train|images?|samples?|examples?|docs?|graphs?|clips?)"
    rf"[-\w]{{0,40}}{_DEFAULT}\d"
)
_NAMED = rf"{_ARGUMENT}(?:[\w-]{{0,40}}[-_])?(?:model|net|network|arch|backbone|encoder)[\w-]{{0,40}}{_DEFAULT}[\"']"


def may_be_settings(text):
    """Whether a Python file's text may write down the settings of a training in words of its own."""
    return (
        (re.search(_TRAINING, text) is not None and re.search(_MODEL, text) is not None)
        or re.search(_SIZED, text) is not None
        or re.search(_DECLARED, text) is not None
        or (re.search(_COUNTED, text) is not None and re.search(_NAMED, text) is not None)
    )


def may_be_config(text):
    """Whether a Python file's text may be a config's: by a sign, all keys of a dialect's trigger, or a call."""
    from ..dialects._index import CALLS, INDEX

    return (
        any(sign in text for sign in _PYTHON_SIGNS)
        or any(
            len(trigger) > 1 and all(key in text for key in trigger)
            for _, triggers, _ in INDEX["python"]
            for trigger in triggers
        )
        or re.search(rf"\w *= *(?:\w+\.)*(?:{'|'.join(CALLS)})\(", text, re.M) is not None
    )


# Arguments of a training in a program's own words: those of training itself, and those of a model.
_TOLD = r"(?<![\w-])--(?:[\w-]*[-_])?(?:lr|learning[-_]rate|epochs?|batch(?:[-_]?size)?|bsz?|iters|steps)\b"
_WIDE = r"--(?:d[-_]model|n[-_]embd|hidden[-_]size|embed[-_]dim|dim[-_]model)\b"
_CHOSEN = (
    r"(?<![\w-])--(?:[\w-]*[-_])?(?:model|net|arch|backbone|layers?|depth|heads?|nheads?|encoder|policy|d[-_]model)\b"
)


def may_start_training(text):
    """Whether a shell script may start a training: it names a program, and holds all keys of a dialect's trigger."""
    from ..dialects._index import INDEX, SIGNS
    from ..sources.shell_programs import PROGRAMS

    if not any(sign in text for sign in PROGRAMS):
        return False
    if any(sign in text for sign in SIGNS["shell"]):
        return True
    if (re.search(_TOLD, text) or re.search(_WIDE, text)) is not None and re.search(_CHOSEN, text) is not None:
        return True
    text = text.replace("-", "_")
    return any(
        all(key.rpartition(".")[2] in text for key in trigger)
        for _, triggers, _ in INDEX["shell"]
        for trigger in triggers
    )


def is_other_kind(text, format, fault):
    """Whether a found file that cannot be read is no config at all, rather than a broken one.

    So are templates for files that are yet to be made (Helm, Jinja), program text for another version of Python, JSON
    lines, and files far larger than any config; shell scripts, of which a project has any; and data that shares the
    ending of Darknet's lists of data.
    """
    if fault.message.startswith("too large") or format in ("shell", "data"):
        return True
    return isinstance(text, str) and (
        format == "python" or "{{" in text or "{%" in text or "Extra data" in fault.message
    )
