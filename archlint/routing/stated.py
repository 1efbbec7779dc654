"""The facts that a question states, read by the grammar of values that reads people's configs too."""

import contextlib
import re
from itertools import takewhile

from ..dialects.words import _native_values as grammar
from ..dialects.words._native_words import TASK_WORDS, UNIT_WORDS

# What questions count, beside what configs count.
_UNITS = {
    **UNIT_WORDS,
    **dict.fromkeys(("slice", "frame", "pic", "radiograph", "mammogram", "biopsy", "tile", "crop"), "images"),
    "x ray": "images",
    **dict.fromkeys(("compound", "network", "crystal"), "graphs"),
    **dict.fromkeys(("sentence", "sequence", "label", "series"), "samples"),
    **dict.fromkeys(("mail", "email", "comment", "post", "message", "article", "abstract", "note"), "documents"),
    "word": "tokens",
}
del _UNITS["h"], _UNITS["item"], _UNITS["items"]
_NUMBER = r"(?:more than |over |above |about |around |only |just |under |below |less than |at most |up to )?\d[\d.]*"
_SCALE = r"(?: ?(?:k|m|b|bn|thousand|million|billion)| hundred)?"
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_COUNTED = re.compile(rf"(?<= )({_NUMBER}{_SCALE}) (?:[a-z]+ ){{0,3}}?({_UNIT})(?:s|es)? ")
# A number beside one of these is no size of data.
_NO_SIZE = re.compile(r" (?:per|layers?|classes|ms|fps|epochs?|steps?|x|by|gpus?|heads?|channels?|neurons?|nodes per) ")
_RATE = re.compile(
    r"(?:per|each|a|an|every) (?:gpus?|devices?|batch\w*|class\w*|second|minute|hour|day|image|graph|step)? ?"
)
_LENGTH = re.compile(
    r" (?:length|long|lengths?|context|window|lookback|horizon of)(?: of| is)? (?:about |up to |around )?"
    r"(\d[\d.]*k?)(?: (?:tokens|steps|time steps|timesteps|samples))? |"
    r" (?:sequences?|windows?|series|contexts?|documents|inputs?|signals?|texts?|recordings?|traces?)"
    r" (?:of|with|have|are|up to) (?:about |up to |around )?(\d[\d.]*k?)"
    r" (?:tokens|words|steps|time ?steps|samples|points)(?: long)? |"
    r" (\d[\d.]*k?) (?:tokens|words|steps|time ?steps|points) (?:long|context|each|per (?:sequence|document|sample)) |"
    r" (\d[\d.]*k?) (?:time ?steps|steps) "
)
_SIDE = re.compile(r" (\d{2,5}) ?x ?(\d{2,5})(?: ?x ?3)? | (\d{2,4}) (?:px|pixels) ")
_CLASSES = re.compile(r" (\d{1,6}) (?:[a-z]+ )?(?:class|classes|categories|labels to tell) ")
_NODES = re.compile(
    r" (?:(under|below|less than|fewer than|up to|at most|about|around|over) )?(\d[\d.]*k?) (?:nodes|atoms|vertices) "
)
_BUDGET = re.compile(r" (\d+(?:\.\d+)?) ?(ms|milliseconds?|fps|frames per second) ")
_PLACE = re.compile(
    r" (?:on|onto|to|for|in|into|inside|via|with) (?:an? |the |my |our |any |every )?(?=((?:[a-z0-9]+ ){1,3}))"
)
_AFTER_A_PLACE = frozenset(
    ("at", "with", "within", "in", "and", "or", "under", "for", "is", "that", "from", "to", "by")
)
_BATCH = re.compile(r" batch(?:es)? (?:size )?(?:of |is |= )?(\d{1,6})(?: |$)| batchsize (\d{1,6}) ")
_LAYERS = re.compile(
    r"( more than| over| above)? (\d{1,4})(\+| plus)? ?(?:hidden |conv |encoder |transformer |residual |plain |message "
    r"passing |fully connected |dense )*(?:layers?|blocks?|layered)(?= )"
)
_HAS = r" (?:with|has|have|use|uses|using|and|plus|after every)"
_LACKS = r" (?:no|without|without any|removed|dropp?ed|lacks?|has no|have no)"
_NO_NORM = re.compile(rf"{_LACKS} (?:kind of |the |any )?(?:normali[sz]ation|norms?|normali[sz]ing|norm\w* layers?) ")
_NORM = re.compile(rf"{_HAS} (?:a |the )?((?:batch|layer|group|instance|rms|weight) ?norm\w*) ")
_SHORTCUTS = r"(?:skips?|skip connections?|residuals?|residual connections?|shortcuts?)"
_NO_SKIP = re.compile(rf"{_LACKS} (?:the )?{_SHORTCUTS} ")
_SKIP = re.compile(rf"{_HAS} {_SHORTCUTS} ")
_EDGES = re.compile(r" (?:edge features?|bond types?|weighted edges|edge weights?|edge types?|informative edges) ")
_KINDS = {
    "image": ("photo",), "text": ("text",), "audio": ("audio",), "time-series": ("series",), "graph": ("graph",),
    "tabular": ("tabular",), "video": ("video",),
}  # fmt: skip
_TASK_BY_VERB = (
    (r" (?:instance segment\w*) ", "instance-segmentation"),
    (r" segment\w* ", "semantic-segmentation"),
    (
        r"(?<! anomaly)(?<! fraud)(?<! defect) (?:detect|detects|detecting|detection|detectors?|count|counting) ",
        "object-detection",
    ),
    (r" (?:super resolution|deblur\w*|denois\w*|restor\w*|dehaz\w*) ", "image-restoration"),
    (r" (?:classif\w*|recogni[sz]\w*|tell|sort) ", "image-classification"),
)


def stated_facts(reading):
    """Return the facts that a question states, by the names of the vocabulary of facts."""
    facts = {}
    for read in (_data, _shape, _place, _limits, _start, _structure, _subject):
        for fact, value in read(reading):
            if value is not None:
                facts.setdefault(fact, value)
    return facts


def _count(text):
    """Return the whole number that a text such as ``5k`` or ``about 300`` says, or None."""
    hundred = text.endswith(" hundred")
    try:
        amount = grammar.amount(text.removesuffix(" hundred"))
    except ValueError:
        return None
    if amount is None or amount.number is None:
        return None
    return amount.number * (100 if hundred else 1)


def _data(reading):
    length = _LENGTH.search(reading.text)
    if length:
        yield "data.sequence_length", _count(next(one for one in length.groups() if one))
    nodes = _NODES.search(reading.text)
    if nodes:
        count = _count(nodes[2])
        yield "data.nodes_per_graph", count - 1 if count and nodes[1] in ("under", "below", "less than") else count
    sized = False
    for found in _COUNTED.finditer(reading.text):
        inside = length and length.start() <= found.start() < length.end()
        between = f" {reading.text[found.end(1) : found.start(2)].strip()} "
        after = reading.text[found.end() :]
        if inside or _NO_SIZE.search(between) or _RATE.match(after):
            continue
        count, unit = _count(found[1]), _UNITS[found[2]]
        if count is not None and unit != "nodes":
            sized = True
            yield "data.train_size", count
            yield "data.unit", unit if unit != "samples" else None
            break
    if not sized and reading.has("small"):
        yield "data.size_band", "small"
    elif not sized and reading.has("large"):
        yield "data.size_band", "large"


def _shape(reading):
    side = _SIDE.search(reading.text)
    if side:
        yield "data.image_size", int(side[3]) if side[3] else int(side[1]) if side[1] == side[2] else None
    classes = _CLASSES.search(reading.text)
    if classes:
        yield "data.num_classes", int(classes[1])
    batch = _BATCH.search(reading.text)
    if batch:
        yield "training.batch_size_per_device", int(batch[1] or batch[2])


def _place(reading):
    places = [found[1] for found in _PLACE.finditer(reading.text)]
    # Said between commas, or alone: "300 slices, phone, 20 ms".
    places += [part for part in re.split("[,;]", reading.raw.lower()) if len(part.split()) <= 3]
    for place in places:
        words = list(takewhile(lambda word: word not in _AFTER_A_PLACE, place.split()))
        target, device = grammar.target(" ".join(words))
        if target:
            yield "deployment.target", target
            yield "deployment.device", device
            return
    if reading.has("edge"):
        yield "deployment.target", "edge"
    elif reading.has("server"):
        yield "deployment.target", "server"


def _limits(reading):
    budget = _BUDGET.search(reading.text)
    if budget:
        band, milliseconds = grammar.latency(f"{budget[1]} {budget[2]}")
        yield "deployment.latency", band
        yield "deployment.latency_ms", milliseconds
    if reading.has("fast"):
        yield "deployment.latency", "real-time"
    elif reading.has("offline"):
        yield "deployment.latency", "offline"
    if reading.has("poor"):
        yield "constraints.compute", "low"
    elif reading.has("rich"):
        yield "constraints.compute", "high"
    if reading.has("uninterpretable"):
        yield "constraints.interpretability", "not-required"
    elif reading.has("interpretable"):
        yield "constraints.interpretability", "required"
    if reading.has("quality"):
        yield "constraints.quality", "high"
    if reading.has("control"):
        yield "constraints.control", "required"


def _start(reading):
    if reading.has("scratch"):
        yield "model.pretrained", False
    elif reading.has("pretrained"):
        yield "model.pretrained", True


def _structure(reading):
    yield "model.num_layers", depth_of(reading) or None
    if _NO_NORM.search(reading.text):
        yield "model.normalization", "none"
    norm = _NORM.search(reading.text)
    if norm:
        with contextlib.suppress(ValueError):
            yield "model.normalization", grammar.normalization(norm[1])
    if _NO_SKIP.search(reading.text):
        yield "model.skip_connections", False
    elif _SKIP.search(reading.text):
        yield "model.skip_connections", True
    if _EDGES.search(reading.text):
        yield "data.has_edges", True


def _subject(reading):
    """What kind of data, and the task, where one alone is named."""
    kinds = [kind for kind, concepts in _KINDS.items() if reading.has(*concepts)]
    if "video" in kinds:
        kinds = [kind for kind in kinds if kind != "image"]
    kind = kinds[0] if len(kinds) == 1 else None
    yield "data.modality", kind
    words = reading.text.split()
    for length in (3, 2):
        for start in range(len(words) - length + 1):
            task = TASK_WORDS.get("".join(words[start : start + length]))
            if isinstance(task, str):
                yield "task", task
    if kind == "image" or (not kinds and reading.has("image name", "vision task")):
        for expression, task in _TASK_BY_VERB:
            if reading.matches(expression):
                yield "task", task
    elif reading.matches(r" forecast\w* ") and kind in (None, "time-series"):
        yield "task", "forecasting"


def depth_of(reading):
    """Return the greatest number of layers that the question states, or 0."""
    found = [int(number) + bool(more or plus) for more, number, plus in _LAYERS.findall(reading.text)]
    after = reading.matches(r" (?:layers?|depth)(?: of| is| was)?(?: set)?(?: to| as| at)? (\d{2,4}) ")
    if after:
        found.append(int(after[1]))
    return max(found, default=0)
