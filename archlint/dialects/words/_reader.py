"""The reader of words: from any source's tree of keys and values, by concepts, to facts.

What names the model is found first, by its value and a path that can name one; then each key is placed by the patterns
(``_patterns``), and what depends on the family, the task or the modality comes last.
"""

import re

from ... import knowledge
from ...facts import DEFAULT, DERIVED, OPAQUE, SILENCE, STATED, Impossible
from ...sources import Opaque
from . import _native_values as values
from . import _native_words as words
from ._counted import amount_of, noun_of
from ._lexicon import VAGUE
from ._names import Names
from ._needs import NeedsReader
from ._network import NetworkReader
from ._patterns import SIZE, fits
from ._tree import Leaf, Tree
from ._weights import Start

_TASK_MODALITIES = {
    "image": "image", "object": "image", "semantic": "image", "instance": "image", "node": "graph", "graph": "graph",
    "link": "graph", "tabular": "tabular", "speech": "audio", "translation": "text", "language": "text",
    "masked": "text", "text": "text", "forecasting": "time-series",
}  # fmt: skip


# Formats in which a person writes a whole config; a script's arguments and a program's constants leave more to others.
_SPOKEN = ("yaml", "json", "toml", "ini", "env")
_OF_WEIGHTS = ("pretrained", "weights", "start", "scratch", "tuned", "teacher", "selfsupervised")


class Reader(NetworkReader, NeedsReader):
    """Reads one tree; ``rest`` says that a dialect has read the file already, and only what it does not know counts."""

    def __init__(self, root, facts, rest=False):
        self.root = root
        self.facts = facts
        self.rest = rest
        self.tree = Tree(root)
        self.names = Names(self.tree)
        self.start = Start()
        self.family = None
        self.modality = None
        self.said = []  # facts that the file itself states
        self.training_words = 0
        self.vague_size = False

    # Stating

    def put(self, name, value, leaf, origin=STATED, source=None):
        """State a fact from a leaf."""
        leaf.place()
        if name not in self.facts:
            self.said.append(name)
            self.facts.put(name, value, origin, leaf.node.keys, leaf.node.document, source)

    def attempt(self, name, leaf, convert, *arguments):
        """State a fact from a leaf's value if that can be one; return whether it can."""
        value = leaf.value
        if isinstance(value, Opaque) or leaf.node.opaque:
            leaf.place()
            if name not in self.facts:
                self.facts.put(name, None, OPAQUE, leaf.node.keys, leaf.node.document)
            return False
        try:
            value = convert(value, *arguments)
        except Impossible:
            return False
        if value is None:
            return False
        self.put(name, value, leaf)
        return True

    def note_unplaced(self):
        """Note which keys no concept took."""
        left = [leaf.node.keys for leaf in self.tree.leaves if not leaf.placed and leaf.node.keys]
        self.facts.unplaced = [".".join(map(str, keys)) for keys in left[:_MOST_UNPLACED]]

    # Reading

    def read(self):
        """State what the tree says."""
        self.name()
        for leaf in self.tree.leaves:
            if leaf.own.has("machinery"):
                value = leaf.value
                self.training_words += not isinstance(value, str) or value[:1].isdigit()
                leaf.place()
            elif leaf.within("machinery"):
                leaf.place()
        self.task()
        if not self.rest:
            self.data_name()
        self.settle_modality()
        self.settle_family()
        self.sizes()
        if not self.rest:
            self.depth()
            self.normalization()
            self.schemes()
            self.skips()
            self.graphs()
            self.generation()
            self.lengths()
            self.batch()
        self.weights()
        self.deployment()
        self.constraints()
        self.settle_unit()

    # The model

    def name(self):
        """State what names the model."""
        best = self.names.best
        if best is None and self.names.unknown is not None and not self.rest:
            self.put("model.architecture", self.names.unknown.choice.text, self.names.unknown.leaf)
        if best is None or self.rest:
            return
        choice, leaf = best.choice, best.leaf
        self.family = choice.family
        if choice.candidates:
            self.put("model.candidates", list(choice.candidates), leaf)
            return
        self.put("model.architecture", choice.text, leaf)
        if choice.num_layers:
            self.put("model.num_layers", choice.num_layers, leaf)
        if choice.pretrained is not None:
            self.start.note(leaf, choice.pretrained)
        word = values.plain(choice.text)
        if self.family == "rnn":
            cell = words.CELL_WORDS.get(word) or next((name for name in ("lstm", "gru", "elman") if name in word), None)
            if cell:
                self.put("model.cell", cell, leaf, DERIVED, choice.text)
            if word.startswith("bi"):
                self.put("model.bidirectional", True, leaf, DERIVED, choice.text)
        if re.search(r"dinov[23]", word):
            self.put("training.self_supervised_stage", True, leaf, DERIVED, choice.text)
            self.start.note(leaf, True)
        if "distil" in word or any(sign in word for sign in words.DISTILLED_WORDS if self.family == "diffusion"):
            self.put("model.distilled", True, leaf, DERIVED, choice.text)
        if self.family == "diffusion" and any(sign in word for sign in words.LATENT_WORDS):
            self.put("model.latent", True, leaf, DERIVED, choice.text)

    def settle_family(self):
        """State the family; which one a bare ``transformer`` is follows from its data and its task."""
        best = self.names.best
        if best is None or self.rest or not self.family:
            return
        if self.family == "transformer":
            task, text = self.facts.value("task"), values.plain(best.choice.text)
            decoder = any(leaf.own.has("decoder") and leaf.own.has("layer") for leaf in self.tree.leaves)
            if task == "translation" or decoder or "seq2seq" in text:
                self.family = "encoder-decoder"
            elif task == "language-modeling" or any(
                leaf.own.texts == {"causal"} and leaf.value is True for leaf in self.tree.leaves
            ):
                self.family = "transformer-decoder"
            else:
                self.family = {"image": "vision-transformer", "graph": "graph-transformer"}.get(
                    self.modality, "transformer-encoder"
                )
        row = best.choice.row or {}
        if not row.get("family"):
            self.put("model.family", self.family, best.leaf, DERIVED, best.choice.text)

    # The task and the kind of data

    def task(self):
        for leaf in self.tree.leaves:
            if leaf.own.fits({"task"}, frozenset(("kind", "name"))) and isinstance(leaf.value, str):
                tokens = [token for token in re.split(r"[^a-z0-9]+", leaf.value.lower()[:100]) if token]
                found = words.TASK_WORDS.get("".join(tokens))
                if found is None:
                    found = next(
                        (
                            words.TASK_WORDS["".join(tokens[at : at + length])]
                            for length in (3, 2)
                            for at in range(len(tokens) - length + 1)
                            if "".join(tokens[at : at + length]) in words.TASK_WORDS
                        ),
                        None,
                    )
                modality = next((words.MODALITY_WORDS[t] for t in tokens if t in words.MODALITY_WORDS), None)
                if isinstance(found, dict):
                    found = found.get(modality or "", found[""])
                if found:
                    self.put("task", found, leaf)
                    return

    def data_name(self):
        """State the data set's name where it is a known one."""
        for leaf in self.tree.leaves:
            value, own = leaf.value, leaf.own
            if not isinstance(value, str) or leaf.within("eval") or leaf.within("machinery") or len(value) > 60:
                continue
            named = own.fits({"data"}, frozenset(("name", "kind", "train")))
            inner = leaf.nearest.has("data") and (own.texts <= {"name"} or own.fits({"kind"}, frozenset()))
            if (named or (inner and own)) and knowledge.dataset(value):
                self.put("data.name", value, leaf)
                return

    def settle_modality(self):
        """Find what the data are: by a word for it, the family, or the noun that their size is counted in."""
        stated = self.facts.value("data.modality")
        if stated:
            self.modality = stated
            return
        for leaf in self.tree.leaves:
            own, value = leaf.own, leaf.value
            named = own.has("modality") or (own.fits({"kind"}, frozenset(("data",))) and leaf.nearest.has("data"))
            if not named or not isinstance(value, (str, list)):
                continue
            try:
                self.modality, _ = values.modality(value)
            except Impossible:
                continue
            self.put("data.modality", self.modality, leaf)
            return
        task = self.facts.value("task") or ""
        row = (self.names.best.choice.row if self.names.best else None) or {}
        self.modality = (
            _TASK_MODALITIES.get(task.split("-")[0])
            or {"vision-transformer": "image", "gnn": "graph", "graph-transformer": "graph"}.get(self.family)
            or row.get("modality")
        )
        counted = [
            (unit[1], leaf)
            for leaf in self.tree.leaves
            for unit in [noun_of(leaf) if leaf.own.has("count") or leaf.own.has("train") else leaf.own.unit()]
            if unit and unit[1] and not leaf.about("machinery") and _counts(leaf.value)
        ]
        kinds = {modality for modality, _ in counted}
        edges = next(
            (
                leaf
                for leaf in self.tree.leaves
                if type(leaf.value) is int
                and leaf.own.fits({"edge"}, frozenset(("count", "total")))
                and leaf.own[-1].plural
            ),
            None,
        )
        if self.modality in (None, "tabular", "text") and ("graph" in kinds or edges is not None):
            self.modality = "graph"
            if edges is not None and not self.rest:
                self.put("data.modality", "graph", edges, DERIVED, str(edges.node.keys[-1]))
        elif self.modality is None and len(kinds) == 1:
            self.modality = kinds.pop()
        if self.modality and counted and not self.rest:
            leaf = next((leaf for modality, leaf in counted if modality == self.modality), None)
            if leaf is not None:
                self.put("data.modality", self.modality, leaf, DERIVED, str(leaf.node.keys[-1]))

    # The size of the data

    def sizes(self):
        found = []
        for leaf in self.tree.leaves:
            got = self.size_at(leaf)
            if got is not None:
                found.append((*got, leaf))
        if not found and not self.rest:
            found = self.counts_of_classes()
        if not found and self.modality == "graph" and not self.rest:
            found = self.nodes_in_all()
        if not found:
            return
        rank = min(item[0] for item in found)
        best = [item for item in found if item[0] == rank]
        numbers = {(item[1].number, item[1].band) for item in best}
        if len(numbers) > 1:
            whole = [item for item in best if not item[3].within("part")]
            best = [max(best, key=lambda item: item[1].number or 0)] if rank >= 3 and len(best) < 4 else []
            del whole
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
        self.size_unit = (unit, leaf, word is not None and word.text in VAGUE)
        if unit == "graphs" and amount.number:
            self.put("data.num_graphs", amount.number, leaf)
        modality = amount.modality or modality
        if modality and self.modality is None and not self.rest:
            self.modality = modality

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

    size_unit = (None, None, False)

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
                return None
            amount = amount_of(value)
            if amount is None or amount.number == 0:
                return None
            noun = noun_of(leaf)
            steps = noun is not None and noun[0] == "time-steps"
            if steps and not (leaf.within("data") or leaf.own.has("train") or leaf.own.has("data")):
                return None
            if amount.number is not None and not _plausible(amount, pattern.rank, noun, leaf, value):
                return None
            return pattern.rank, amount, noun
        # ``finetune_on: 38000 stills``: the value itself says what it counts.
        if isinstance(value, str) and not leaf.within("eval") and not leaf.about("pretrained") and value[:1].isdigit():
            amount = amount_of(value)
            if amount is not None and amount.unit and amount.number and amount.number > 1:
                return (1 if leaf.own.has("train") else 3), amount, (amount.unit, amount.modality, None)
        return None

    def settle_unit(self):
        """State what the size counts: by the noun beside it, or what a bare number of such data counts."""
        unit, leaf, _ = self.size_unit
        if leaf is None:
            return
        usual = self.usual_unit()
        if unit is None or (unit == "samples" and usual in ("images", "graphs", "rows", "clips", "documents")):
            unit = usual or unit or "samples"
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

    def silence(self):
        """Count weights as from scratch where a file that states data, model and training says nothing of any."""
        facts, best = self.facts, self.names.best
        if best is None or best.choice.checkpoint or "data.train_size" not in facts or not self.training_words:
            return
        if self.root.document.format not in _SPOKEN or "model.distilled" in facts:
            return
        if any(leaf.about(concept) for leaf in self.tree.leaves for concept in _OF_WEIGHTS):
            return
        facts.put("model.pretrained", False, DEFAULT, source=SILENCE)

    def batch(self):
        """State the batch of one device, where it is so small that it holds for however many there are."""
        for leaf in self.tree.leaves:
            batch = leaf.own.texts <= {"batch", "batchsize", "bs", "bsz", "train", "size"} and leaf.own.has("machinery")
            if batch and type(leaf.value) is int and 1 <= leaf.value <= _SMALL_BATCH and not leaf.within("eval"):
                self.put("training.batch_size_per_device", leaf.value, leaf)
                return

    # Where training starts

    def weights(self):
        for leaf in self.tree.leaves:
            if leaf.within("eval") or (leaf.within("machinery") and not leaf.about("tuned")):
                continue
            if not leaf.within("data") or (isinstance(leaf.value, str) and leaf.own.has("kind")):
                self.start.look(leaf)
        start = self.start
        if self.rest:
            if start.no and start.sure and not start.yes and not start.opaque and start.teacher is None:
                self.put("model.pretrained", False, start.no[0])
            return
        if start.teacher is not None:
            self.put("model.distilled", True, start.teacher)
        if start.selfsupervised is not None:
            self.put("training.self_supervised_stage", True, start.selfsupervised)
        if start.yes:
            self.put("model.pretrained", True, start.yes[0])
        elif start.opaque:
            leaf = start.opaque[0]
            self.facts.put("model.pretrained", None, OPAQUE, leaf.node.keys, leaf.node.document)
        elif start.no:
            self.put("model.pretrained", False, start.no[0])


# What is cut from one item, or shown of it: ``train_frames: 16`` is the length of a clip.
_CUT = frozenset(("frame", "crop", "segment", "window", "point", "token", "region", "chip"))
_MANY_CUT = 200
# So many samples in all devices' batches together are few in each.
_SMALL_BATCH = 2
_MOST_UNPLACED = 100
# A graph of so many nodes is most likely the only one.
_ONE_GRAPH = 2000


def _counts(value):
    return type(value) is int or (isinstance(value, str) and value[:1].isdigit())


# Sides of images that networks take: such a number in a place for sizes may be one.
_LARGEST_SIDE = 2048


def _plausible(amount, rank, noun, leaf, written):
    """Whether a number can be the size of the data: not a side, a batch or a count of crops."""
    number = amount.number
    vague = noun is not None and noun[2] is not None and noun[2].text in VAGUE
    hours = noun is not None and noun[0] == "hours"
    if rank > 1 and not amount.unit and not hours and (number < 20 or (vague and number < 100)):
        return False
    if rank <= 1 and (number < 2 or (vague and leaf.own.texts & _CUT and number < _MANY_CUT)):
        return False
    return not (rank >= 5 and not amount.unit and number <= _LARGEST_SIDE)
