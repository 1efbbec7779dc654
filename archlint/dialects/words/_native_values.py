"""Values as people write them in the native dialect: names of models, sizes, latencies, devices."""

import re

from ... import knowledge
from ...facts import VOCABULARY, Impossible, check_value, quantity, truth
from . import _native_words as words

_UPPER = r"(?<=[a-z0-9])(?=[A-Z])"
_APART = r"[^a-z0-9]+"


def _set(names):
    return frozenset(names.split())


def key_word(key):
    """Return a key as the word tables spell it: ``numLayers`` and ``Num-Layers`` are ``num_layers``."""
    text = str(key)
    if text.islower() and text.isidentifier() and text.isascii():
        return text.strip("_")
    return re.sub(_APART, "_", re.sub(_UPPER, "_", text).lower()).strip("_")


def plain(value):
    """Return a value as the word tables spell it: lower-case letters and digits only; nothing for a container."""
    if not isinstance(value, (str, int, float)):
        return ""
    text = str(value).lower()
    return text if text.isalnum() and text.isascii() else re.sub(_APART, "", text)


_LEFT_OPEN = (
    "", "?", "??", "???", "...", "-", "tbd", "tba", "todo", "fixme", "unknown", "n/a", "na", "undecided", "unspecified",
    "not known", "not sure", "not decided", "not yet known", "don't know", "to be determined", "to be decided",
)  # fmt: skip


def is_left_open(value):
    """Whether a text says that its value is still to be given."""
    return isinstance(value, str) and value.strip().lower() in _LEFT_OPEN


# The name of a model

_BEST = r"(?i)(?:the\s+)?(?:best|sota|state[- ]of[- ]the[- ]art|latest|optimal|most accurate)(?:[\s-].*)?"
_OPEN = ("auto", "any", "automatic", "open", "undecided", "whatever", "recommend", "suggest", "tbd", "unknown")
_ALTERNATIVES = r"(?i)\s+(?:or|vs\.?|versus)\s+|\s*\|\s*|\s+/\s+"
_PRETRAINED = r"(?i)\(?\b(?:pre-?trained|fine-?tuned?|fine-?tuning)\b(?:\s+on\s+[\w-]+)?\)?"
_SCRATCH = r"(?i)[(,]?\s*\b(?:(?:trained\s+)?from[- ]scratch|not pre-?trained|un-?trained|randomly initiali[sz]ed)\b\)?"
_LAYERS = r"(?i)[(,]?\s*\b(\d{1,4})[- ]?layers?(?:ed)?\b\)?"
# Names that weights are published under, as opposed to designs: an owner and a name, a timm tag, a weights file.
_CHECKPOINT = (
    r"(?i)[\w.-]+/(?!\d+(?:x\d+)?$)[\w.-]*[a-z][\w.-]*|.*\.(?:pt|pth|ckpt|safetensors|onnx)|.*[-_](?:un)?cased|"
    r".*\.[\w-]*(?:in1k|in21k|in22k|in12k|laion|openai|_ft_)[\w-]*"
)
_VERSION = r"v?\d+[a-z]{0,2}$"


class Choice:
    """What a text that names a model says."""

    __slots__ = ("text", "family", "exact", "row", "pretrained", "num_layers", "candidates", "open", "checkpoint")

    def __init__(self, text):
        self.text = text.strip()
        self.family = None
        self.exact = False  # nothing in the text is left over once the family is recognised
        self.row = None  # what the architecture table knows
        self.pretrained = None
        self.num_layers = None
        self.candidates = ()
        self.open = False
        self.checkpoint = False


def choice(text):
    """Return what a text such as ``ViT-B/16``, ``a 34-layer CNN from scratch`` or ``resnet50 or vit`` says."""
    found = Choice(text[:120])
    text = found.text
    if plain(text) in _OPEN or is_left_open(text) or re.fullmatch(_BEST, text.rstrip("?")):
        found.open = True
        return found
    found.row = knowledge.architecture(text)
    spelled = words.FAMILY_WORDS.get(plain(text)) if found.row is not None and not text.isalnum() else None
    if spelled and found.row.get("family") not in (None, spelled):
        # Written apart, the words are another name than the one that they make together: ViT-S, and VITS.
        found.row, found.text = None, f"{spelled} ({text})"
        found.family, found.exact = spelled, True
        return found
    found.checkpoint = not text.isalnum() and bool(re.fullmatch(_CHECKPOINT, text))
    if found.row is None and not text.isalnum():
        parts = [part.strip(" ?") for part in re.split(_ALTERNATIVES, text)]
        if len(parts) == 1 and "," in text:
            commas = [part.strip(" ?") for part in text.split(",")]
            parts = commas if all(family_of(part) for part in commas) else parts
        if len(parts) > 1 and all(0 < len(part) <= 40 for part in parts):
            found.candidates = parts
            found.exact = all(family_of(part) for part in parts)
            return found
        text = _qualified(found, text)
    found.family, found.exact = _family(text, found.row)
    return found


def _qualified(found, text):
    """Take what is said about weights and depth out of a name."""
    for pattern, pretrained in ((_SCRATCH, False), (_PRETRAINED, True)):
        shorter = re.sub(pattern, " ", text).strip(" ,-")
        if shorter != text and found.pretrained is None:
            found.pretrained, text = pretrained, shorter
    depth = re.search(_LAYERS, text)
    if depth:
        found.num_layers = int(depth[1])
        text = (text[: depth.start()] + " " + text[depth.end() :]).strip(" ,-")
    if text and text != found.text:
        found.row = knowledge.architecture(text)
        if found.row is not None:
            found.text = text
    return text


def family_of(text):
    """Return the family that a name belongs to, or None."""
    return _family(text, knowledge.architecture(text))[0] if isinstance(text, str) else None


def _family(text, row=None):
    """Return (family, exact) for a name; ``transformer`` stands for a family that depends on the data."""
    if row is not None and row.get("family"):
        return row["family"], True
    word = plain(text)
    known = words.FAMILY_WORDS.get(word)
    if known:
        return known, True
    tokens = [token for token in re.split(_APART, text.lower()) if token][:12]
    families, spare, index = set(), False, 0
    while index < len(tokens):
        for length in (4, 3, 2, 1):
            family = _token_family("".join(tokens[index : index + length])) if index + length <= len(tokens) else None
            if family:
                families.add(family)
                index += length
                break
        else:
            token = tokens[index]
            spare = spare or not (token in words.FILLERS or token.isdigit() or re.fullmatch(_VERSION, token))
            index += 1
    if families == {"cnn", "transformer"} and "hybrid" in tokens:
        return "conv-attention-hybrid", True
    if len(families) > 1:
        families.discard("transformer")
    if len(families) == 1:
        return families.pop(), not spare
    return None, False


def _token_family(token):
    return (
        words.FAMILY_WORDS.get(token) or words.FAMILY_WORDS.get(re.sub(_VERSION, "", token)) if len(token) > 1 else None
    )


# Sizes of data sets

_SIZE = (
    r"(?i)(?P<mark>about|around|approx(?:imately)?\.?|roughly|circa|ca\.?|~|\u2248|only|just|nearly|almost|some|"
    r"<=|\u2264|<|under|below|less than|fewer than|at most|up to|no more than|max(?:imum)?|"
    r">=|\u2265|>|over|above|more than|at least)?"
    r"\s*(?P<number>\d+(?:[,_ ]\d{3})+(?:\.\d+)?|\d[\d_]*(?:\.\d+)?(?:e[+]?\d+)?)"
    r"\s*(?P<scale>k|m|b|t|thousand|million|mio|billion|bn|trillion)?(?![a-z])(?P<more>\+)?\s*(?P<rest>[^\d]*)"
)
_RANGE = r"(?i)\s*(\S+)\s*(?:-|\u2013|to|\.\.)\s*(\d\S*)\s*(.*)"
_SCALES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "mio": 10**6, "b": 10**9, "bn": 10**9,
    "billion": 10**9, "t": 10**12, "trillion": 10**12,
}  # fmt: skip
_BELOW = frozenset(("<", "under", "below", "less than", "fewer than"))
_ABOVE = frozenset((">=", "\u2265", ">", "over", "above", "more than", "at least"))
_BANDS = {
    "small": "small", "tiny": "small", "verysmall": "small", "little": "small", "few": "small", "fewshot": "small",
    "medium": "medium", "moderate": "medium", "mid": "medium", "large": "large", "big": "large", "huge": "large",
    "verylarge": "large", "massive": "large",
}  # fmt: skip
# Words beside a unit that leave it what it is.
_BESIDE = _set(
    "labeled labelled unlabeled training train chest medical natural color colour rgb of in total the annotated "
    "different unique "
    "grayscale text short long node"
)


class Amount:
    """A size: a number, or a band, with what it counts where that is said."""

    __slots__ = ("number", "band", "unit", "modality")

    def __init__(self, number=None, band=None, unit=None, modality=None):
        self.number = number
        self.band = band
        self.unit = unit
        self.modality = modality


def amount(value):
    """Return the Amount that a number or a text such as ``5k``, ``about 6,000 images`` or ``small`` says.

    A text that is understood but states no number and no band gives None.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Impossible("must be a whole number")
    if not isinstance(value, str):
        if value != value or value in (float("inf"), float("-inf")):
            raise Impossible(f"must be a whole number, not {value}")
        if value != int(value):
            raise Impossible("must be a whole number")
        if value < 0:
            raise Impossible("must be at least 0")
        return Amount(int(value))
    text = " ".join(value.strip().lower().split())[:100]
    band = _BANDS.get(plain(text)) or _BANDS.get(plain(text).removesuffix("dataset").removesuffix("data"))
    if band:
        return Amount(band=band)
    if text.startswith("-"):
        raise Impossible("must be at least 0")
    found = re.fullmatch(_SIZE, text)
    if found is None:
        return _range(text)
    number = float(re.sub(r"[,_ ]", "", found["number"])) * _SCALES.get(found["scale"] or "", 1)
    if number == float("inf"):
        raise Impossible("must be a whole number")
    if abs(number - round(number)) > 1e-6 * max(1.0, number):
        raise Impossible("must be a whole number")
    number = round(number)
    unit, modality, clear = _counted(found["rest"])
    if not clear:
        raise Impossible(f"must be a total, counted in {', '.join(VOCABULARY['data.unit'].values)}")
    if (found["mark"] or "") in _ABOVE or found["more"]:
        return Amount(band="large", unit=unit, modality=modality) if number >= 1_000_000 else None
    # An upper bound is stated as the largest number that it allows: what holds for so many holds for fewer.
    return Amount(number - 1 if found["mark"] in _BELOW and number else number, unit=unit, modality=modality)


def _range(text):
    found = re.fullmatch(_RANGE, text)
    ends = [re.fullmatch(_SIZE, found[1]), re.fullmatch(_SIZE, f"{found[2]} {found[3]}".strip())] if found else [None]
    if None in ends:
        raise Impossible("must be a number such as 6000, 5k or 1.2M, or small, medium or large")
    highest = amount(ends[1][0])
    if highest is None or not highest.number:
        return None
    scale = ends[0]["scale"] or ends[1]["scale"] or ""
    lowest = float(re.sub(r"[,_ ]", "", ends[0]["number"])) * _SCALES.get(scale, 1)
    for band, low, high in (("small", 0, 9_999), ("medium", 10_000, 1_000_000), ("large", 1_000_001, float("inf"))):
        if low <= lowest and highest.number <= high:
            return Amount(band=band, unit=highest.unit, modality=highest.modality)
    return None


def _counted(rest):
    """Return (unit, modality, clear) of the words after a number."""
    rest = rest.strip(" .,()?")
    if not rest:
        return None, None, True
    if re.search(r"\b(?:[kmgt]i?b|bytes?|[kmgt]i?bytes?|per|each|classes|days|years|patients|users)\b|[%/]", rest):
        return None, None, False
    tokens = [token for token in re.split(r"[^a-z]+", rest) if token]
    for length in (2, 1):
        for start in range(len(tokens) - length + 1):
            word = "".join(tokens[start : start + length])
            unit = words.UNIT_WORDS.get(word)
            if unit:
                left = [*tokens[:start], *tokens[start + length :]]
                modality = words.MODALITY_WORDS.get(word)
                return unit, modality, all(token in _BESIDE or token in words.MODALITY_WORDS for token in left)
    return None, None, all(token in _BESIDE for token in tokens)


# Latencies

_TIME = (
    r"(?i)(?:<=|\u2264|<|~|\u2248|under|below|within|at most|max(?:imum)?|less than|about|around|up to|target:?)?\s*"
    r"(\d+(?:\.\d+)?)\s*(ms|msec|millis|milliseconds?|s|sec|secs|seconds?|us|\u00b5s|microseconds?|min|minutes?|h|hours?)"
    r"(?:\s*(?:/|per)\s*(?:frame|image|step|sample|request|token|item|inference|call))?(?:\s*(?:budget|latency|max|p\d\d))?"
)
_FRAMES = (
    r"(?i)(?:>=|\u2265|>|~|at least|over|about|min(?:imum)?)?\s*(\d+(?:\.\d+)?)\s*(?:\+\s*)?"
    r"(?:fps|hz|frames per second|frames/s|frames per sec)"
)
_MILLISECONDS = {"ms": 1, "mi": 1, "us": 0.001, "\u00b5s": 0.001, "s": 1000, "h": 3_600_000}


def latency(value, in_ms=False):
    """Return (band, milliseconds) of a latency; ``in_ms`` says that the key names the unit."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Impossible("must be one of real-time, interactive, batch, offline, or a budget such as 30ms")
    if not isinstance(value, str):
        if value != value or value in (float("inf"), float("-inf")) or value < 0:
            raise Impossible("must be a number of milliseconds")
        # A bare small number may be meant in seconds.
        if not in_ms and value < 5:
            raise Impossible("must have a unit, such as 30ms or 0.5s")
        return _of_milliseconds(value)
    text = " ".join(value.strip().lower().split())[:80]
    band = words.LATENCY_WORDS.get(plain(text))
    if band and not in_ms:
        return band, None
    found = re.fullmatch(_TIME, text)
    if found:
        unit = found[2]
        factor = 60_000 if unit.startswith("min") else _MILLISECONDS.get(unit[:2], _MILLISECONDS.get(unit[:1]))
        if unit.startswith("mic"):
            factor = 0.001
        if in_ms and factor != 1:
            raise Impossible("must be in milliseconds")
        return _of_milliseconds(float(found[1]) * factor)
    found = re.fullmatch(_FRAMES, text)
    if found and float(found[1]) and not in_ms:
        return _of_milliseconds(1000 / float(found[1]))
    bare = re.fullmatch(r"(?:<=|\u2264|<|~|under|below)?\s*(\d+(?:\.\d+)?)", text)
    if bare:
        return latency(float(bare[1]), in_ms)
    if re.match(r"(?:hard |soft )?real[- ]?time\b", text) and not in_ms:
        spelled = re.search(r"(\d+(?:\.\d+)?)\s*ms\b", text)
        return "real-time", _whole(float(spelled[1])) if spelled else None
    if in_ms:
        raise Impossible("must be a number of milliseconds")
    raise Impossible("must be one of real-time, interactive, batch, offline, or a budget such as 30ms")


def _of_milliseconds(milliseconds):
    # Ten frames a second is where the source's real-time limits begin (see the rule diffusion-for-real-time).
    return "real-time" if milliseconds <= 100 else None, _whole(milliseconds)


def _whole(number):
    rounded = round(number, 3)
    return int(rounded) if rounded == int(rounded) else rounded


# Other values


def target(text):
    """Return (target, device) of a text such as ``edge``, ``Raspberry Pi 5`` or ``cloud GPU``; each may be None."""
    text = text.strip()
    kind = words.TARGET_KINDS
    lower = text.lower().replace("_", " ")
    for expression, name in words.TARGETS:
        if re.search(expression, lower):
            return name, None if plain(text) in kind or lower == name else text
    return None, None


def compute(value):
    """Return low, medium or high for a budget such as ``1 GPU``, ``limited`` or ``8x A100``."""
    if not isinstance(value, str):
        raise Impossible("must be one of low, medium, high")
    text = " ".join(str(value).strip().lower().replace("_", " ").split())[:80]
    known = words.COMPUTE_WORDS.get(plain(text))
    if known:
        return known
    found = re.match(r"(?:single|one|a|an|1)\b(?!\s*(?:node|cluster|week|day|month|hour|pod))|1\s?x\b", text)
    if found and re.search(r"gpu|rtx|gtx|\bt4\b|v100|a100|h100|l4\b|3090|4090|laptop|cpu|colab", text):
        return "low"
    found = re.match(r"(\d{1,6})\s*(?:x|\u00d7)?\s*(?:gpus?|[a-z]+\s?\d+|rtx|nvidia)", text)
    if found:
        number = int(found[1])
        return "low" if number <= 1 else "medium" if number <= 8 else "high"
    if str(value).isdecimal():
        return "medium" if len(str(value)) < 4 and int(value) <= 8 else "high"
    for word in ("limited", "laptop", "colab", "low"):
        if re.match(rf"(?:very )?{word}\b", text):
            return "low"
    raise Impossible("must be one of low, medium, high")


def gpus(value):
    """Return low, medium or high for a number of GPUs, or for what ``compute`` reads."""
    return compute(f"{value} gpus" if plain(value).isdigit() and not isinstance(value, bool) else value)


def need(value):
    """Return required or not-required."""
    found = words.REQUIRED_WORDS.get(plain(value))
    if found is None:
        raise Impossible("must be one of required, not-required")
    return found


def normalization(value):
    """Return the canonical name of one or several normalizations."""
    if value is False or value is None:
        return "none"
    if isinstance(value, list):
        parts = [words.NORMALIZATION_WORDS.get(plain(item)) if isinstance(item, str) else None for item in value]
    elif isinstance(value, str) and plain(value) in words.NORMALIZATION_WORDS:
        return words.NORMALIZATION_WORDS[plain(value)]
    else:
        names = [part for part in re.split(r"[+,/&]|\band\b", str(value)) if part.strip()]
        parts = [words.NORMALIZATION_WORDS.get(plain(name)) for name in names]
    parts = {part for part in parts if part != "none"} or set(parts)
    if not parts or None in parts:
        raise Impossible("must be one of batch, layer, rms, group, instance, weight, spectral, local-response, none")
    return "+".join(sorted(parts))


def modality(value):
    """Return (modality, modalities) of a text or list; the second is None for a single one."""
    if isinstance(value, list):
        parts = [modality(item)[0] for item in value if isinstance(item, str)]
        if len(parts) != len(value) or not parts:
            raise Impossible("must name modalities")
        kinds = list(dict.fromkeys(parts))
        return (kinds[0], None) if len(kinds) == 1 else ("multimodal", kinds)
    if not isinstance(value, str):
        raise Impossible("must be a modality's name")
    known = words.MODALITY_WORDS.get(plain(value))
    if known:
        return known, None
    names = [part.strip() for part in re.split(r"[+,&/]|\band\b|\bwith\b", value.lower()) if part.strip()]
    if len(names) > 1:
        return modality(names)
    tokens = [token for token in re.split(_APART, value.lower()) if token]
    last = [words.MODALITY_WORDS.get("".join(tokens[-length:])) for length in (2, 1)] if len(tokens) > 1 else []
    for found in last:
        if found:
            return found, None
    raise Impossible(f"must be one of {', '.join(sorted(set(words.MODALITY_WORDS.values())))}")


def side(value):
    """Return the side in pixels of ``224``, ``[224, 224]`` or ``224x224``; None for an oblong."""
    if isinstance(value, str):
        found = re.fullmatch(
            r"\s*(\d{1,9})\s*(?:px|pixels)?\s*(?:[x\u00d7*]\s*(\d{1,9})\s*(?:px|pixels)?)?(?:\s*[x\u00d7*]\s*3)?\s*",
            " ".join(value.lower().split())[:100],
        )
        if not found:
            raise Impossible("must be a number of pixels")
        value = [int(found[1]), int(found[2] or found[1])]
    if isinstance(value, list):
        sides = [item for item in value if isinstance(item, int) and not isinstance(item, bool)]
        if len(sides) != len(value):
            raise Impossible("must be a number of pixels")
        if len(sides) == 3:
            sides = sides[1:] if sides[0] in (1, 3) else sides[:2]
        if not sides or len(set(sides)) > 1:
            return None
        value = sides[0]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 1 <= value < 2**63 or value % 1:
        raise Impossible("must be a number of pixels")
    return int(value)


_ABSENT = ("none", "no", "without", "null", "off", "never", "false", "nothing")


def present(value):
    """Return whether something is there: a truth value, or the name of what is there (``none`` for nothing)."""
    if isinstance(value, (dict, list)):
        return bool(value)
    if isinstance(value, str) and plain(value) in _ABSENT:
        return False
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value > 0
    try:
        return truth(value)
    except Impossible:
        return True


_RANDOM = _set("none no null random scratch fromscratch false randominit randomly off never without nothing n f 0")
_UNSURE = r"\b(?:perhaps|maybe|possibly|probably|partly|sometimes|depends|either)\b"


def weights(value):
    """Return whether a key for weights says that training starts from some; None where it leaves that open."""
    if isinstance(value, list):
        return None if value and all(isinstance(item, (int, float)) for item in value) else bool(value)
    if isinstance(value, dict):
        return None if value else False
    if isinstance(value, (bool, int)) and value in (0, 1):
        return bool(value)
    return named(value, words.WEIGHTS_WORDS) if isinstance(value, str) else None


def named(text, known=frozenset()):
    """Return whether a text says yes, or names what is there: a path, a checkpoint, a known name; None if unclear."""
    text = text.strip().lower()[:200]
    word = plain(text)
    if word in ("", *_RANDOM) or re.search(
        r"\bscratch\b|\brandom(?:ly)? init|^(?:no|not|without|never)\b[ ,]+\w", text
    ):
        return False
    if word in _TRUTHS:
        return True
    if re.search(_UNSURE, text) or word in ("not", "non"):
        return None
    if re.search(r"[\d/\\._:@-]", text) or " " in text or word in known or is_self_supervised(text):
        return True
    if family_of(text) or knowledge.dataset(text):
        return True
    return None


_TRUTHS = ("true", "yes", "on", "y")


def distilled(value):
    """Return whether there is a teacher: a truth value, or the teacher's name."""
    if not isinstance(value, str):
        return present(value)
    found = named(value, ("soft", "hard", "kd", "teacher", "student", "ensemble", "knowledge", "logits", "response"))
    if found is None:
        raise Impossible("must be true, false, or the teacher's name")
    return found


# Facts whose usual words are more than the vocabulary's own


def position(value):
    """Return the canonical position encoding of a text, or the text itself."""
    found = words.POSITION_WORDS.get(plain(value))
    if found is None:
        return None if value is True else str(value).strip().lower()
    return found


def band(value):
    """Return small, medium or large."""
    found = amount(value)
    if found is None or found.band is None:
        raise Impossible("must be one of small, medium, large")
    return found.band


def nodes(value):
    """Return a number of nodes, which may be a mean."""
    if isinstance(value, str):
        found = amount(value) if not re.fullmatch(r"~?\s*\d+\.\d+", value.strip()[:100]) else None
        value = found.number if found is not None and found.number is not None else value.strip(" ~")
    return quantity(value, low=0)


def _length(value):
    if isinstance(value, str):
        found = amount(value)
        if found is None or found.number is None:
            return None
        value = found.number
    return check_value("data.sequence_length", value)


def _parameters(value):
    if isinstance(value, str):
        value = re.sub(r"(?:params?|parameters)$", "", value.strip().lower()).replace(" ", "")
    return check_value("model.num_parameters", value)


def _classes(value):
    return len(value) or None if isinstance(value, (list, dict)) else check_value("data.num_classes", value)


def _measured(value):
    return latency(value, in_ms=not isinstance(value, str))[1]


_NOT = r"(?i)\b(?:no|not|non|without|never|instead of)\b"
_SELF_SUPERVISED = (
    r"(?i)(?<![a-z])(?:mae|dino(?:v?[23])?|simclr|byol|moco(?:v[23])?|simsiam|swav|ibot|i-?jepa|simmim|data2vec|"
    r"masked[ -]auto-?encod\w+|masked (?:image|language) model\w*|self-?super\w+|contrastive)(?![a-z])"
)
_DENIED = (
    r"(?i)\b(?:no|not|without|never)\s+(?:any\s+)?"
    r"(?:pre-?\s?train\w*|fine-?\s?tun\w*|transfer(?:\s+learning)?|weights)"
)


def affirmed(text):
    """Return a text without what it says is not done."""
    return re.sub(_DENIED, " ", text[:200])


# What a text of several words says of how the training starts; a denial of any of it is left unread.
_REGIMES = (
    ("from-scratch", r"(?i)\bscratch\b|random(?:ly)? init\w*"),
    ("distillation", r"(?i)\bdistil\w*|\bstudent\b|\bteacher\b"),
    ("fine-tuning", r"(?i)fine-?\s?tun\w*|transfer|linear[ -]prob\w*|\blora\b|adapter|\bfrozen\b|\bfreez\w+"),
    ("self-supervised", _SELF_SUPERVISED),
)


def regime_of(text):
    """Return the training regime that a text says, or None."""
    known = words.REGIME_WORDS.get(plain(text))
    if known or not isinstance(text, str):
        return known
    text = affirmed(text)
    if re.search(_NOT, text):
        return None
    found = [regime for regime, expression in _REGIMES if re.search(expression, text)]
    return found[0] if len(found) == 1 or found[:1] == ["distillation"] else "fine-tuning" if _tuned(found) else None


def _tuned(found):
    return found == ["fine-tuning", "self-supervised"]


def is_pretrained(text):
    """Whether a text says that training starts from weights."""
    expression = r"(?i)pre-?\s?trained|fine-?\s?tun|linear[ -]prob|\bcheckpoint\b|\bwarm[- ]start"
    text = affirmed(text)
    return bool(re.search(expression, text)) and not re.search(_NOT, text)


def is_self_supervised(text):
    """Whether a text names a self-supervised method."""
    return bool(re.search(_SELF_SUPERVISED, text[:200].replace("_", " "))) and not re.search(_NOT, text[:200])


def _regime(value):
    found = regime_of(value)
    if found is None:
        raise Impossible(f"must be one of {', '.join(VOCABULARY['training.regime'].values)}")
    return found


def _unit(value):
    found = words.UNIT_WORDS.get(plain(value))
    if found is None:
        raise Impossible(f"must be one of {', '.join(VOCABULARY['data.unit'].values)}")
    return found


def _placement(value):
    found = words.PLACEMENT_WORDS.get(plain(value))
    if found is None:
        raise Impossible("must be one of pre, post, sandwich")
    return found


def _cell(value):
    return words.CELL_WORDS.get(plain(value)) or check_value("model.cell", value)


def _attention(value):
    if value is True:
        return None
    return words.ATTENTION_WORDS.get(plain(value)) or check_value("model.attention", value)


_SKIPS = _set(
    "residual residuals identity dense additive concat concatenation long unet resnet skip skips highway projection"
)


def _answer(value):
    if isinstance(value, str):
        if plain(value) in ("none", "without", "null", "never"):
            return False
        if plain(value) in _SKIPS:
            return True
    return truth(value)


CONVERTERS = {
    "model.normalization": normalization,
    "model.norm_placement": _placement,
    "model.skip_connections": _answer,
    "model.distilled": distilled,
    "model.conditional": present,
    "model.message_passing": present,
    "model.uses_edges": _answer,
    "model.latent": _answer,
    "model.cell": _cell,
    "model.attention": _attention,
    "model.num_parameters": _parameters,
    "data.unit": _unit,
    "data.nodes_per_graph": nodes,
    "data.num_classes": _classes,
    "data.image_size": side,
    "data.sequence_length": _length,
    "training.regime": _regime,
    "training.self_supervised_stage": present,
    "training.warmup": present,
    "training.toy": present,
    "deployment.measured_latency_ms": _measured,
    "constraints.interpretability": need,
    "constraints.control": need,
    "constraints.compute": compute,
}
OF_CONTAINERS = (normalization, present, distilled, side, _classes)
