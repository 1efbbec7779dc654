"""What names the model: found by its value and a path that can name one."""

import re

from ... import knowledge
from . import _native_values as values
from . import _native_words as words
from ._tree import Leaf

# Sections and keys whose names are those of something else.
_OTHERS = (
    "data", "machinery", "eval", "place", "task", "latency", "compute", "teacher", "head", "norm", "split", "modality",
    "interpret", "structure", "sampling",
)  # fmt: skip
# What a whole of these families holds as a part is named after other families.
_WHOLES = ("diffusion", "gan", "vae", "rl-policy", "graph-transformer")
_LONGEST = 80
_FILE = re.compile(r"(?i)(?:\.[a-z]\w{1,4}$|^[./~]|://|\n)|/.*/")


class Name:
    """A text that names a model: how surely its place can, and what it says."""

    __slots__ = ("choice", "leaf", "rank")

    def __init__(self, rank, choice, leaf):
        self.rank = rank
        self.choice = choice
        self.leaf = leaf


class Names:
    """The names in a tree, and the best of them."""

    def __init__(self, tree):
        self.all = []
        self.unknown = None  # a name that no table knows, where a model's name stands
        for leaf in tree.leaves:
            if isinstance(leaf.value, str) and leaf.value:
                self.look(leaf)
        for node, own, above, called in tree.maps:
            if own and isinstance(node.value, dict) and node.value:
                self.look_at_section(node, own, above)
            if called:
                self.look_at_call(called, node, own, above)
        self.best = self._best()

    def look(self, leaf):
        text, own = leaf.value, leaf.own
        if len(text) > _LONGEST or leaf.node.opaque or values.is_left_open(text) or leaf.is_of_teacher:
            return
        if any(own.has(concept) for concept in ("teacher", "machinery", "eval", "task", "place", "head", "latency")):
            return
        if any(leaf.within(concept) for concept in _OTHERS if concept != "teacher"):
            return
        rank = _rank(leaf)
        if rank is None:
            if own.has("data") or own.has("name") or _FILE.search(text) or len(own) > 3:
                return
            row = knowledge.architecture(text) if any(mark.isdigit() for mark in text) and len(text) > 5 else None
            if row is None or not ("num_layers" in row or "num_parameters" in row):
                return
            rank = 6
        if _FILE.search(text):
            return
        choice = values.choice(text)
        if choice.open:
            return
        if choice.family is None and not choice.candidates:
            choice = _inside(text) or choice
        if choice.family is None and not choice.candidates:
            if rank < 1 and choice.exact is False and len(text.split()) == 1 and any(c.isdigit() for c in text):
                self.unknown = self.unknown or Name(rank, choice, leaf)
            return
        if rank >= 4 and not choice.exact:
            return
        if len(text.split()) > 8:
            return
        leaf.place()
        self.all.append(Name(rank, choice, leaf))

    def look_at_section(self, node, own, above):
        """Look whether a section is called by what the network is: ``[tcn]``, ``ddpm:``."""
        if len(own) > 3 or any(own.has(concept) for concept in _OTHERS):
            return
        if any(part.has(concept) for part in above for concept in _OTHERS):
            return
        key = str(node.keys[-1])
        choice = values.choice(re.sub(r"[_\-]+", " ", key))
        if choice.family is None or not choice.exact or choice.candidates:
            return
        choice.text = key
        self.all.append(Name(3.5, choice, Leaf(node, own, above)))

    def look_at_call(self, called, node, own, above):
        """Look whether the class that a constant is made by is called after a family: ``ViT(image_size=256)``."""
        choice = values.choice(called)
        if choice.family and choice.exact and not any(own.has(concept) for concept in _OTHERS):
            self.all.append(Name(3, choice, Leaf(node, own, above)))

    def _best(self):
        if not self.all:
            return None
        best = min(self.all, key=lambda name: (name.rank, not name.choice.exact, len(name.leaf.above)))
        wholes = [name for name in self.all if name.choice.family in _WHOLES and name.rank < 5]
        if wholes and best.choice.family not in _WHOLES:
            first = min(wholes, key=lambda name: name.rank)
            if best.rank >= 2 or _holds(first, best) or first.rank <= best.rank:
                return first
        return best


def _holds(whole, part):
    """Whether one name stands in a section around another one's, or for it."""
    keys = whole.leaf.node.keys
    return part.leaf.node.keys[: len(keys)] == keys


def _rank(leaf):
    """Return how surely a key can name the model, from 0; None for a key that names something else."""
    own, nearest = leaf.own, leaf.nearest
    if not own:
        return None
    if own.fits({"model"}, frozenset(("name", "kind", "hidden", "part"))):
        return 0
    if len(own) == 2 and own[-1].text in ("model", "net", "network", "architecture", "arch"):
        return 2.4 if not own[0].concepts & _FOREIGN else None
    if own.fits({"kind"}, frozenset(("name", "model"))):
        if not leaf.above:
            return 1.5 if own.texts & {"family", "cell", "conv", "algo", "algorithm", "method"} else 4
        if nearest.has("model"):
            return 1
        if nearest.has("part") or nearest.has("generator"):
            return 2
        return 3
    if own.fits({"name"}, frozenset()):
        if nearest.has("model"):
            return 1
        return 2.5 if nearest.has("part") or nearest.has("generator") else None
    if own.has("part") or own.has("generator"):
        return 2 if own.fits(frozenset(), frozenset(("part", "generator", "model", "name", "kind"))) else None
    if any(values.family_of(word.text) for word in own if len(word.text) > 2) and len(own) < 3:
        return 2.2
    return None


_FOREIGN = frozenset(("teacher", "data", "eval", "head", "place", "machinery", "task", "imagesize"))
_INSIDE = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]|[,;:]| - |\bover\b|\bon\b|\bwith\b|\bin\b|\bfrom\b")


def _inside(text):
    """Return what a text names before or within brackets, a comma or a preposition."""
    for part in [*re.findall(r"[(\[]([^()\[\]]{2,40})[)\]]", text), *re.split(_INSIDE, text)]:
        part = (part or "").strip()
        if 1 < len(part) <= 40:
            choice = values.choice(part)
            if choice.family and choice.exact and not choice.candidates and values.plain(part) not in words.FILLERS:
                return choice
    return None
