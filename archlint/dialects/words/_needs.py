"""Where a model runs, how soon it answers and what it may cost, in the reader of words."""

import re

from ...facts import DERIVED, Impossible
from . import _native_values as values
from ._lexicon import word_set

_FPS_WORDS = frozenset(("budget", "latency", "rate", "place", "minimum", "min", "realtime"))
_BANDS = (
    ("real-time", r"\breal[- ]?time\b|\blive\b|\bstreaming\b"),
    ("interactive", r"\binteractive\b"),
    (
        "batch",
        r"\b(?:nightly|hourly|daily|weekly|overnight)\b.*\bbatch\b|^(?:nightly|overnight|hourly|weekly|daily)$|"
        r"\bbatch(?:ed)?\b(?! ?size)",
    ),
    ("offline", r"\boffline\b"),
)
_LONGEST_WAIT = 1e9  # milliseconds; nobody waits for an infinity
_RUNS = frozenset(("place", "preposition", "model"))
_CARDS = ({"gpu"}, {"accelerator"}, {"graphicscard"})
_MACHINES = frozenset(("cpu", "gpu", "machine", "hardware", "hw", "card"))
# Where a text says that the model runs: ``colouring in the browser``, ``sketches on a phone``.
_WHERE = re.compile(
    r"(?i)\b(?:on|in|into|onto|for|inside|aboard|auf|im|sur|en)\s+(?:(?:the|a|an|our|its|each|dem|der|le|la|un|une)\s+)?"
)
_TOLD = word_set(
    "app application product use usage usecase purpose goal note comment scenario setting context need requirement "
    "title project what who where description mission site service tool feature game run inference latency serving"
)
_BUDGET = re.compile(
    r"(?i)(?:\bunder|\bbelow|\bwithin|\bless than|\bat most|\bmax(?:imum)?\.?|\bbudget(?: of)?|\bup to|<=?|\u2264|\bin)"
    r"\s*"
    r"(\d+(?:\.\d+)?)\s*(ms|millis\w*|msec)\b|\b(\d+(?:\.\d+)?)\s*ms "
    r"(?:budget|deadline|limit|per frame|a frame|latency)"
)
_FRAMES = re.compile(r"(?i)\b(\d+(?:\.\d+)?)\s*(?:fps|frames (?:per|a) second)\b")
_SCARCE = r"(?i)\b(?:free|colab|laptop|gtx ?\d+|kaggle)\b"
_USES = word_set(
    "use usage usecase application purpose mode inference serving serve schedule embed job style scoring "
    "sampling schedule batchjob prediction generation response requirement latency tool live"
)


_LONGEST_TEXT = 160
_NEAR = 30


class NeedsReader:
    """The part of the reader that states deployment and constraints."""

    # Deployment and constraints

    def deployment(self):
        for leaf in self.tree.leaves:
            own, value = leaf.own, leaf.value
            if leaf.about("data") or leaf.within("compute") or leaf.within("machinery") or own.has("eval"):
                continue
            self.latency(leaf)
            if value is True:
                self.flag(leaf)
            serves = bool(own.texts & _SERVED)
            if not isinstance(value, (str, list)) or own.has("train") or own.has("name"):
                continue
            if leaf.within("train") and not serves:
                continue
            for text in [value] if isinstance(value, str) else [item for item in value[:10] if isinstance(item, str)]:
                self.target(leaf, text)
        if not self.rest:
            for leaf in self.tree.leaves:
                if isinstance(leaf.value, str) and 8 < len(leaf.value) <= _LONGEST_TEXT and leaf.own.texts & _TOLD:
                    self.told(leaf, leaf.value)

    def told(self, leaf, text):
        """Read what a sentence says of where a model runs and how soon it answers."""
        if leaf.about("data") or leaf.about("machinery") or leaf.about("eval") or leaf.about("train"):
            return
        for place in _WHERE.finditer(text):
            target, _ = values.target(text[place.end() : place.end() + _NEAR].partition(",")[0])
            if target not in (None, "server", "desktop"):
                self.put("deployment.target", target, leaf, DERIVED, text)
                break
        budget, frames = _BUDGET.search(text), _FRAMES.search(text)
        if budget:
            self.put_latency(leaf, float(budget[1] or budget[3]), True)
        elif frames and float(frames[1]):
            self.put_latency(leaf, 1000 / float(frames[1]), True)
        self.band(leaf, text)

    def flag(self, leaf):
        """Read ``in_browser: true``: the last word says where, and those before it that something runs there."""
        *before, last = leaf.own or (None,)
        if last is None or len(before) > 2 or any(word.concepts.isdisjoint(_RUNS) for word in before):
            return
        if not before and last.concepts and not leaf.within("place"):
            return  # ``edge: true`` may be a graph's
        target, _ = values.target(last.text)
        if target and target not in ("server", "desktop"):
            self.put("deployment.target", target, leaf)

    def target(self, leaf, text):
        if values.is_left_open(text) or len(text) > 120 or ("/" in text and "://" in text):
            return
        target, device = values.target(text)
        own = leaf.own
        placed = own.has("place") or leaf.nearest.has("place")
        if target is None:
            if placed and own.has("place"):
                self.band(leaf, text)
            return
        if not (placed or own.has("preposition")):
            return
        if own.texts <= {"device"} and values.plain(text).rstrip("0123456789") in ("cuda", "gpu", "cpu", "mps", "tpu"):
            return
        if target in ("server", "desktop") and not _serves(leaf):
            return
        self.put("deployment.target", target, leaf)
        if device:
            self.put("deployment.device", _device(device), leaf)
        self.band(leaf, text)

    def band(self, leaf, text):
        """State how soon answers are needed, where a text about the use says so."""
        lower = text.lower().replace("_", " ")
        if re.search(r"\b(?:not?|non|near|nearly|without)[ -]real[- ]?time", lower):
            return
        for band, expression in _BANDS:
            if re.search(expression, lower):
                self.put("deployment.latency", band, leaf, DERIVED, text)
                return

    def latency(self, leaf):
        own, value = leaf.own, leaf.value
        if leaf.within("machinery") or own.has("measured") or own.has("train") or leaf.within("train"):
            if own.has("measured") and own.has("latency") and type(value) in (int, float) and own.has("ms"):
                self.put("deployment.measured_latency_ms", value, leaf)
            return
        about = own.has("latency") or leaf.nearest.has("latency") or leaf.nearest.has("realtime")
        frame = bool(own.texts & {"frame", "step", "tick", "image", "request"})
        number = type(value) in (int, float) and value > 0
        if own.has("ms") and number and (about or own.has("budget") or (frame and own.has("per"))):
            if not own.texts & {"timeout", "chunk", "hop", "window", "interval", "cache"}:
                self.put_latency(leaf, value, True)
        elif own.has("second") and number and own.has("latency"):
            self.put_latency(leaf, value * 1000, True)
        elif (own.fits({"fps"}, _FPS_WORDS) and number and not leaf.about("data")) or (
            own.texts & {"control", "loop"} and own.has("rate") and number
        ):
            self.put_latency(leaf, 1000 / value, True)
        elif about and isinstance(value, str) and own.texts.isdisjoint({"timeout"}):
            try:
                band, milliseconds = values.latency(value.partition("(")[0], own.has("ms"))
            except Impossible:
                self.band(leaf, value)
                return
            if milliseconds is not None:
                self.put("deployment.latency_ms", milliseconds, leaf)
            if band:
                self.put("deployment.latency", band, leaf)
        elif own.has("realtime") and not own.has("machinery"):
            if value is True or (isinstance(value, str) and values.plain(value) in ("yes", "true", "on", "required")):
                self.put("deployment.latency", "real-time", leaf)
        elif isinstance(value, str) and own.texts & _USES and len(value) < 120:
            self.band(leaf, value)

    def put_latency(self, leaf, milliseconds, stated):
        if not 0 < milliseconds < _LONGEST_WAIT:
            return
        milliseconds = round(milliseconds, 3)
        self.put(
            "deployment.latency_ms", int(milliseconds) if milliseconds == int(milliseconds) else milliseconds, leaf
        )
        if milliseconds <= 100:
            self.put("deployment.latency", "real-time", leaf, DERIVED, str(milliseconds))

    def constraints(self):
        for leaf in self.tree.leaves:
            own, value = leaf.own, leaf.value
            if own.has("interpret") and isinstance(value, (str, bool)) and not own.has("train"):
                text = values.plain(value)
                try:
                    self.put("constraints.interpretability", values.need(value), leaf)
                except Impossible:
                    if re.search(r"required|must|mandator|need|vorgeschrieben|pflicht|obligat|regulat", text):
                        self.put("constraints.interpretability", "required", leaf)
            elif (own.has("compute") or leaf.nearest.has("compute")) and isinstance(value, str) and not own.has("ms"):
                short = re.split(r"[(,;]", value)[0].strip()
                try:
                    self.put("constraints.compute", values.compute(short), leaf)
                except Impossible:
                    continue
            elif isinstance(value, str) and (
                (own.texts & _MACHINES and re.search(_SCARCE, value)) or (own.texts in _CARDS and _is_none(value))
            ):
                self.put("constraints.compute", "low", leaf)


def _is_none(text):
    return values.plain(text) in ("none", "no", "nogpu", "cpuonly", "keine", "aucune", "aucun", "ninguna")


def _device(text):
    """Return the part of a text that names the device: not where it hangs, and not what it also has."""
    for part in re.split(r"[,;(]|\s(?:in|on|at|inside|aboard|under|with|for|over)\s", text):
        if values.target(part)[1]:
            return part.strip()
    return text


def _serves(leaf):
    """Whether a place is said to be where the model answers, and not where it is trained."""
    texts = leaf.own.texts | leaf.nearest.texts
    return bool(texts & _SERVING)


_SERVED = word_set("deploy deployment deployed serve served serving ship shipped host hosted production target")
_SERVING = word_set(
    "deploy deployment deployed serve served serving ship shipped host hosted destination production prod "
    "delivery ausfuehrung einsatz run where place target platform environment runtime goe"
)
