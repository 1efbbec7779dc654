"""What weights start from: one concept with many words.

Whatever points to weights, a teacher or an adapter counts over a key that names none.
"""

import re

from ...sources import Opaque
from . import _native_values as values
from ._lexicon import word_set

# Words beside those for weights that leave a key what it is.
_BESIDE = frozenset(
    ("model", "part", "name", "kind", "start", "weights", "pretrained", "tuned", "scratch", "generator")
)
_BESIDE_WORDS = word_set("path file url source uri id point state dict from use random no none whole public")
# A schedule for saving, and weights of a loss.
_SAVING = word_set("save saving every interval dir folder keep best last log out output step epoch strategy total")
_RANDOM = re.compile(
    r"(?i)\bscratch\b|\bfresh\b|\bcold\b|\bnothing\b|\bno weights\b|\bvon null\b|\bde z[ée]ro\b|"
    r"\brandom(?:ly)?\b(?: init\w*| weights)?|\bfrom zero\b|\buntrained\b|\bzufaellig"
)
_INITIALIZERS = re.compile(
    r"(?i)xavier|glorot|kaiming|\bhe\b|normal|uniform|orthogonal|truncated|zeros?$|ones$|lecun|identity|small"
)
_YES = re.compile(r"(?i)\bpre-?\s?trained\b|\bfine-?\s?tun\w*|\bvortrainiert\w*|\bpr[ée]-?entra[iî]n\w*")
_DENIED = re.compile(r"(?i)\b(?:no|not|non|without|never|nicht|ohne|sans|un)\b[\s-]*(?:any\s+)?\w*\s*(?:pre|fine)?")


class Start:
    """What a file says of the weights that training starts from."""

    def __init__(self):
        self.yes = []
        self.no = []
        self.opaque = []
        self.sure = False  # one of those that say no names scratch or random weights
        self.teacher = None
        self.selfsupervised = None

    def note(self, leaf, answer, sure=True):
        """Note what one place says."""
        if answer:
            self.yes.append(leaf)
        else:
            self.no.append(leaf)
            self.sure = self.sure or sure
        leaf.place()

    def look(self, leaf):
        """Look at one key and its value."""
        own, value = leaf.own, leaf.value
        if own.has("teacher"):
            if own.texts.isdisjoint({"token", "weight", "alpha", "temperature", "step"}) and _there(value):
                self.teacher = self.teacher or leaf
            leaf.place()
            return
        if leaf.is_of_teacher:
            if value not in (None, False, ""):
                self.teacher = self.teacher or leaf
            return
        if own.has("selfsupervised") or leaf.nearest.has("selfsupervised"):
            if _there(value):
                self.selfsupervised = self.selfsupervised or leaf
            return
        if own.texts & _SAVING or own.has("norm") or (own.has("machinery") and not own.has("tuned")):
            return
        odd = [word for word in own if not (word.concepts & _BESIDE or word.text in _BESIDE_WORDS)]
        if own.has("scratch"):
            answer = _truth(value)
            if answer is not None and not odd:
                self.note(leaf, not answer)
            return
        if own.has("tuned") and not own.has("step"):
            if _there(value) and not (isinstance(value, (int, float)) and value < 0):
                self.note(leaf, True)
            return
        if leaf.nearest.has("tuned"):
            if _there(value) and type(value) in (int, float, str):
                self.note(leaf, True)
            return
        if own.has("pretrained"):
            self.pretrained(leaf, odd)
        elif (own.has("weights") or own.has("start")) and not odd:
            self.weights(leaf)
        elif isinstance(value, str) and values.plain(value) in _TUNINGS and own.has("kind"):
            self.note(leaf, True)
        elif isinstance(value, str) and not leaf.node.opaque and len(value) <= 120 and not own.has("start"):
            self.text(leaf, value)

    def pretrained(self, leaf, odd):
        value, own = leaf.value, leaf.own
        if isinstance(value, Opaque) or leaf.node.opaque:
            self.opaque.append(leaf)
            leaf.place()
            return
        answer = False if value is None or value == "" else values.weights(value)
        said = _truth(value)
        answer = said if said is not None else answer
        if "untrained" in own.texts and answer is not None:
            answer = not answer
        if answer:
            self.note(leaf, True)
        elif answer is False and (not odd or all(word.text in ("backbone", "imagenet") for word in odd)):
            self.note(leaf, False, sure=value is False and own.texts == {"pretrained"} and not leaf.within("head"))

    def weights(self, leaf):
        value, own = leaf.value, leaf.own
        if own.has("start") and not own.has("weights") and own.texts <= {"from"}:
            named = isinstance(value, str) and _RANDOM.search(value)
            if named:
                self.note(leaf, False)
            return
        if isinstance(value, Opaque) or leaf.node.opaque:
            if own.has("weights") or own.texts & {"resume", "init", "load"}:
                self.opaque.append(leaf)
                leaf.place()
            return
        firm = own.has("weights") and "resume" not in own.texts and own.texts.isdisjoint({"checkpoint", "ckpt"})
        firm = firm or (own.has("weights") and bool(own.texts & {"init", "initial", "start", "warm"}))
        if value is None or value == "" or value is False:
            if firm or own.texts & {"warm", "warmstart", "imagenet", "hub"}:
                self.note(leaf, False, sure=False)
            return
        if value is True:
            if own.has("start") or own.has("weights"):
                self.note(leaf, True)
            return
        if not isinstance(value, str):
            return
        if _RANDOM.search(value):
            self.note(leaf, False)
            return
        if _INITIALIZERS.search(value) and not re.search(r"[/.]", value):
            return
        answer = values.named(value, values.words.WEIGHTS_WORDS)
        if answer or (answer is None and own.has("weights")):
            self.note(leaf, True)
        elif answer is False and firm:
            self.note(leaf, False, sure=False)
        elif answer is False and own.has("start") and values.plain(value) in ("none", "random", "scratch"):
            self.note(leaf, False, sure="none" not in value)

    def text(self, leaf, value):
        """Look at a text under a key that says nothing of weights: ``ViT-S from scratch``."""
        if re.search(
            r"(?i)\bfrom[ _-]scratch\b|\brandom(?:ly)?[ _-](?:init\w*|weights)\b|\btrained from zero\b", value
        ):
            self.note(leaf, False)
        elif _YES.search(value) and not _DENIED.search(value):
            self.note(leaf, True)
        elif re.search(r"(?i)\bnot pre-?trained\b|\bno pre-?training\b|\bnicht vortrainiert\b", value):
            self.note(leaf, False)


# Ways of training that start from weights by their nature.
_TUNINGS = frozenset(
    ("lora", "qlora", "dora", "adapter", "adapters", "dreambooth", "prefixtuning", "linearprobe", "sft")
)


def _truth(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return value
    word = values.plain(value)
    if word in ("true", "yes", "on", "y", "1", "ja", "oui", "si"):
        return True
    return False if word in ("false", "no", "off", "n", "0", "nein", "non") else None


def _there(value):
    if value is None or value == "" or isinstance(value, Opaque):
        return isinstance(value, Opaque)
    if isinstance(value, str) and values.plain(value) in ("none", "no", "false", "off", "null", "without"):
        return False
    return values.present(value) if not isinstance(value, (dict, list)) else bool(value)
