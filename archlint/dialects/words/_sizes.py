"""The size of the training data in the reader of words, and what it counts."""

import re

from ... import knowledge
from ...facts import DERIVED
from . import _native_values as values
from . import _native_words as words
from ._counted import amount_of, noun_of
from ._lexicon import VAGUE
from ._patterns import SIZE, THINGS, fits
from ._phrases import phrase
from ._tree import Leaf

# What is cut from one item, or shown of it: ``train_frames: 16`` is the length of a clip.
_CUT = frozenset(("frame", "crop", "segment", "window", "point", "token", "region", "chip"))
_MANY_CUT = 200
# A graph of so many nodes is most likely the only one.
_ONE_GRAPH = 2000
# Sides of images that networks take: such a number in a place for sizes may be one.
_LARGEST_SIDE = 2048


class SizesReader:
    """The part of the reader that states the size of the data."""

    def sizes(self):
        found = []
        for leaf in self.tree.leaves:
            got = self.size_at(leaf)
            if got is not None:
                found.append((*got, leaf))
        if (not found or min(item[0] for item in found) > 1) and not self.rest:
            found = self.beside_those_held_back() or found
        if not found and not self.rest:
            found = self.counts_of_classes()
        if not found and self.modality == "graph" and not self.rest:
            found = self.nodes_in_all()
        if not found and not self.rest:
            found = self.parts_of_inputs() or self.things()
        if not found:
            return
        if self.family == "transformer-decoder":
            found = [item for item in found if _is_of_tokens(item)] or self.tokens_in_all(found) or found
        rank = min(item[0] for item in found)
        best = [item for item in found if item[0] == rank]
        numbers = {(item[1].number, item[1].band) for item in best}
        if len(numbers) > 1:
            best = [max(best, key=lambda item: item[1].number or 0)] if rank >= 3 and len(best) < 4 else []
        if not best:
            return
        rank, amount, noun, leaf = best[0]
        name = self.facts.get("data.name")
        if rank > 2 and name is not None and name.known and "train_size" in (knowledge.dataset(str(name.value)) or {}):
            return  # a known data set's own number is not replaced by a doubtful one
        if amount.number is not None:
            self.put("data.train_size", amount.number, leaf)
        else:
            self.put("data.size_band", amount.band, leaf)
        unit, modality, word = noun or (None, None, None)
        unit = amount.unit or unit
        self.size_unit = (unit, leaf, word)
        if unit == "graphs" and amount.number:
            self.put("data.num_graphs", amount.number, leaf)
        modality = amount.modality or modality
        if modality and self.modality is None and not self.rest:
            self.modality = modality

    def tokens_in_all(self, found):
        """Return the number of tokens where the texts are counted, and the tokens of one text."""
        texts = [item for item in found if item[2] is not None and item[2][0] == "documents" and item[1].number]
        lengths = [
            leaf
            for leaf in self.tree.leaves
            if type(leaf.value) is int and leaf.own.texts & {"token", "tok"} and leaf.own.has("per")
            and leaf.own.texts.isdisjoint({"batch", "step", "second", "max"}) and "unit" in leaf.own[-1].concepts
        ]  # fmt: skip
        if len({item[1].number for item in texts}) != 1 or len({leaf.value for leaf in lengths}) != 1:
            return []
        rank, amount, _, _ = texts[0]
        return [(rank, values.Amount(amount.number * lengths[0].value, None, "tokens", "text"), None, lengths[0])]

    def beside_those_held_back(self):
        """Return the one number beside those for validation and test: ``{development: 4100, unseen: 300}``."""
        found = []
        for node, own, above, _ in self.tree.maps:
            if own.concepts.isdisjoint(_SPLITS) or any(
                not part.concepts.isdisjoint(_NO_SPLITS) for part in (own, *above)
            ):
                continue
            counts = [
                (phrase(str(key)), amount_of(value), key) for key, value in node.value.items() if _counts_things(value)
            ]
            others = [amount for said, amount, _ in counts if said.has("eval")]
            left = [
                (amount, key)
                for said, amount, key in counts
                if not said.has("eval") and (said.concepts <= _OF_SPLITS) and amount.number
            ]
            if others and len(left) == 1 and left[0][0].number > 1:
                leaf = Leaf(node.child(left[0][1]), phrase(str(left[0][1])), (*above, own))
                found.append((1, left[0][0], noun_of(leaf), leaf))
        return found

    def counts_of_classes(self):
        """Return the sum where the items of each class of the training data are counted by themselves."""
        for node, own, above, _ in self.tree.maps:
            sums = own.fits({"class", "count"}, frozenset(("train", "data", "unit"))) or (
                own.texts == {"train"} and any(part.has("unit") or part.has("data") for part in above)
            )
            held = node.value
            if not sums or not 2 <= len(held) <= 1000 or any(part.has("eval") for part in above):
                continue
            numbers = list(held.values())
            if all(type(number) is int and number >= 0 for number in numbers):
                leaf = Leaf(node, own, above)
                return [(2, values.amount(sum(numbers)), noun_of(leaf), leaf)]
        return []

    def nodes_in_all(self):
        """Return the number of nodes where the data are one graph."""
        for leaf in self.tree.leaves:
            if leaf.own.fits({"node"}, frozenset(("count", "total"))) and type(leaf.value) in (int, str):
                amount = amount_of(leaf.value)
                if amount is not None and amount.number and amount.number >= _ONE_GRAPH:
                    return [(3, amount, ("nodes", "graph", None), leaf)]
        return []

    def things(self):
        """Return the one number of a plural that no table knows, beside a model: ``bitewings: 5200``."""
        if self.names.best is None or not self.training_words:
            return []
        found = []
        for leaf in self.tree.leaves:
            value = leaf.value
            if type(value) is not int or leaf.placed or value < _MANY or value & (value - 1) == 0:
                continue
            own = leaf.own.fits({"count"}, frozenset(("train", "total", "split"))) or leaf.own.texts == {"train"}
            counted = own and fits(THINGS, Leaf(leaf.node, leaf.nearest, leaf.above[:-1]))
            if counted or fits(THINGS, leaf):
                found.append((6, values.amount(value), noun_of(leaf), leaf))
        return found if len(found) == 1 else []

    def parts_of_inputs(self):
        """Return the sum where a list names folders or files, each with its count."""
        for node in self.tree.lists:
            items = [item.value for item in list(node.each())[:_MOST_PARTS] if item.is_map]
            if len(items) < 2 or len(items) != len(node.value):
                continue
            numbers = []
            for item in items:
                named = any(isinstance(value, str) for value in item.values())
                counts = [
                    value
                    for key, value in item.items()
                    if isinstance(key, str) and type(value) is int and _is_count(phrase(key)) and value > 1
                ]
                if named and len(counts) == 1 and not any(_is_of_eval(value) for value in item.values()):
                    numbers.append(counts[0])
            own = phrase(str(node.keys[-1])) if node.keys else ()
            sections = [phrase(str(key)) for key in node.keys if isinstance(key, str)]
            data = any(part.has("data") or part.has("unit") or part.has("train") or "input" in part.texts
                       or part.texts & {"source", "folder", "file", "class"} for part in sections)  # fmt: skip
            if len(numbers) == len(items) and own and data and not any(part.has("eval") for part in sections):
                return [(3, values.amount(sum(numbers)), None, Leaf(node, own, tuple(sections[:-1])))]
        return []

    size_unit = (None, None, None)

    def counts_edges(self):
        """Whether the file counts the edges of all its graphs, or of its one."""
        return any(
            leaf.own.fits({"edge"}, frozenset(("count", "total"))) and amount_of(leaf.value) is not None
            for leaf in self.tree.leaves
            if type(leaf.value) in (int, str)
        )

    def size_at(self, leaf):
        """Return (rank, Amount, noun) if a leaf states the size of the training data."""
        value = leaf.value
        if isinstance(value, bool) or not isinstance(value, (int, float, str)) or leaf.own.has("eval"):
            return None
        for pattern in SIZE:
            if not fits(pattern, leaf):
                continue
            if self.rest and pattern.rank > 1.5:
                break
            if isinstance(value, str) and leaf.node.opaque:
                self.is_asked = self.is_asked or values.is_left_open(value)
                return None
            amount = amount_of(value)
            if isinstance(value, str) and amount is None and (values.is_left_open(value) or _OPEN.search(value)):
                self.is_asked = True
                leaf.place()
            if amount is None:
                break
            if amount.number == 0:
                return None
            noun = noun_of(leaf)
            steps = noun is not None and noun[0] == "time-steps"
            if steps and (self.family == "diffusion" or not (leaf.about("data") or leaf.own.has("train"))):
                return None
            if amount.number is not None and not _plausible(amount, pattern.rank, noun, leaf, value):
                return None
            return pattern.rank, amount, noun
        # ``finetune_on: 38000 stills``: the value itself says what it counts.
        if isinstance(value, str) and not leaf.within("eval") and not leaf.about("pretrained") and value[:1].isdigit():
            amount = amount_of(value)
            if amount is not None and amount.unit and amount.number and amount.number > 1:
                return (1 if leaf.own.has("train") else 3), amount, (amount.unit, amount.modality, None)
        if isinstance(value, str) and _may_count(leaf) and not self.rest:
            return _within_text(value)
        return None

    def settle_unit(self):
        """State what the size counts: by the noun beside it, or what a bare number of such data counts."""
        unit, leaf, noun = self.size_unit
        if leaf is None:
            return
        usual = self.usual_unit()
        plain = unit == "samples" and (noun is None or noun.text in _ANYTHING or usual != "documents")
        if unit is None or (plain and usual in ("images", "graphs", "rows", "clips", "documents")):
            unit = usual or unit or "samples"
        if self.modality == "graph" and unit not in ("graphs", "nodes") and self.counts_edges():
            unit = "nodes"
        if unit == "clips" and self.modality not in (None, "audio", "video"):
            unit = "samples"
        if unit == "rows" and self.modality not in (None, "tabular") and usual:
            unit = usual
        if unit:
            self.facts.put("data.unit", unit, DERIVED, leaf.node.keys, leaf.node.document, str(leaf.node.keys[-1]))

    def usual_unit(self):
        task, modality, family = self.facts.value("task"), self.modality, self.family
        if self.rest:
            family = self.facts.value("model.family")
            modality = modality or self.facts.value("data.modality")
        if modality == "graph":
            return "nodes" if (task or "").startswith(("node", "link")) else "graphs"
        if modality == "text":
            return {"transformer-decoder": "samples", "state-space": "samples"}.get(family, "documents")
        if modality == "time-series":
            return "samples"
        return words.MODALITY_UNITS.get(modality) or {
            "vision-transformer": "images", "cnn": "images", "conv-attention-hybrid": "images", "gan": "images",
        }.get(family)  # fmt: skip


# Of one text, or of what is asked and answered at a time: ``num_input_tokens``.
_OF_ONE_TEXT = frozenset(("input", "output", "prompt", "new", "context", "generated", "answer", "response", "query"))
# The rank of keys that hold words which no table knows, and how few of anything these may count.
_ODD_RANKS = (3.5, 3.6)
_MANY = 300
_MOST_PARTS = 200
_SPLITS = frozenset(("unit", "data", "split", "size", "count", "class"))
_NO_SPLITS = frozenset(("eval", "machinery", "place", "latency", "sampling", "model", "compute"))
# What a key for the training part may stand for besides words that no table knows.
_OF_SPLITS = frozenset(("train", "unit", "count", "split", "data", "preposition", "total"))


def _counts_things(value):
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return False
    amount = amount_of(value) if isinstance(value, int) or value[:1].isdigit() else None
    return amount is not None and amount.number is not None


# Nouns that say nothing of what is counted.
_ANYTHING = frozenset(("sample", "example", "instance", "item", "record", "stichprobe", "exemple", "ejemplo"))
_COUNTS = frozenset(("count", "size", "total", "unit"))


def _is_of_tokens(item):
    return "tokens" in (item[1].unit, item[2][0] if item[2] is not None else None)


def _is_count(own):
    return bool(own) and all(word.concepts & _COUNTS or word.text in ("file", "n") for word in own)


def _is_of_eval(value):
    return isinstance(value, str) and any(word.concepts & {"eval"} for word in phrase(value[-60:]))


def _may_count(leaf):
    """Whether a text is about the data, so that a number in it may be their size."""
    own = leaf.own
    if leaf.about("eval") or leaf.about("machinery") or leaf.about("pretrained") or leaf.about("place"):
        return False
    return own.has("data") or own.has("train") or leaf.within("data") or leaf.nearest.has("unit")


_IN_TEXT = re.compile(
    r"(?i)(?<![\w.,-])(\d[\d,_]*(?:\.\d+)?\s?(?:k|m|million|thousand|mio)?)\s+"
    r"((?:(?!and\b|per\b|each\b|every\b|to\b)[a-z][a-z-]*\s*){1,3})(?!(?:per|an?|each|every)\b)"
)


def _within_text(text):
    """Return (rank, Amount, noun) of the one number of things that a text names: ``sonnets, 750k tokens``."""
    found = []
    for number, said in re.findall(_IN_TEXT, text[:200]):
        own = phrase(said)
        noun = own.unit()
        if noun is None or not noun[2].plural or noun[2].text in _PEOPLE or own.has("eval") or own.has("per"):
            continue
        amount = amount_of(number)
        if amount is not None and amount.number and amount.number >= _MOST_SHOWN:
            found.append((3, amount, noun))
    return found[0] if len(found) == 1 else None


_MOST_SHOWN = 20
# Each of them may stand for many samples.
_PEOPLE = frozenset(("patient", "subject", "user", "customer", "member", "person", "household"))
# A size that is not known yet, or known within bounds only.
_OPEN = re.compile(
    r"(?i)\bnot (?:yet |exactly )?(?:known|counted|sure|decided|fixed)|\bunknown\b|\?|\btb[da]\b|\bopen\b|\bto be |"
    r"\bdepends\b|\bunclear\b|^\s*\d[\d.,]*(?:\s*[km])?\s*(?:-|\u2013|to|\.\.)\s*\d"
)


def _plausible(amount, rank, noun, leaf, written):
    """Whether a number can be the size of the data: not a side, a batch or a count of crops."""
    number = amount.number
    vague = noun is not None and noun[2] is not None and noun[2].text in VAGUE
    hours = noun is not None and noun[0] == "hours"
    if noun is not None and noun[0] == "tokens" and leaf.own.texts & _OF_ONE_TEXT:
        return False
    if rank in _ODD_RANKS and (number < _MANY or (vague and not leaf.within("data")) or number & (number - 1) == 0):
        return False
    if rank > 1 and not amount.unit and not hours and (number < 20 or (vague and number < 100)):
        return False
    if rank <= 1 and (number < 2 or (vague and leaf.own.texts & _CUT and number < _MANY_CUT)):
        return False
    return not (rank >= 5 and not amount.unit and number <= _LARGEST_SIDE)
