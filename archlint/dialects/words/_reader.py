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
from ._layers import layers_of
from ._lexicon import MODALITIES
from ._names import BRANCHES, Names
from ._needs import NeedsReader
from ._network import WITHOUT_EDGES, NetworkReader
from ._phrases import Phrase, phrase
from ._sizes import SizesReader
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


class Reader(SizesReader, NetworkReader, NeedsReader):
    """Reads one tree; ``rest`` says that a dialect has read the file already, and only what it does not know counts."""

    def __init__(self, root, facts, rest=False, tree=None):
        self.root = root
        self.facts = facts
        self.rest = rest
        self.tree = Tree(root) if tree is None else tree
        self.names = Names(self.tree)
        self.layers = None  # of a network that is written out
        self.start = Start()
        self.family = None
        self.modality = None
        self.said = []  # facts that the file itself states
        self.training_words = 0
        self.is_asked = False  # a size of the data is named, and still to be given

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
            self.written_out()
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
            self.attention()
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
        if best is None and self.names.compared is not None and not self.rest:
            leaf, names = self.names.compared
            self.put("model.candidates", names, leaf)
            self.put("model.candidate_families", [values.family_of(name) for name in names], leaf, DERIVED,
                     ", ".join(names))  # fmt: skip
            return
        if best is None and self.names.unknown is not None and not self.rest:
            self.put("model.architecture", self.names.unknown.choice.text, self.names.unknown.leaf)
        if best is None or self.rest:
            return
        choice, leaf = best.choice, best.leaf
        self.family = choice.family
        if choice.candidates:
            self.put("model.candidates", list(choice.candidates), leaf)
            families = [values.family_of(name) for name in choice.candidates]
            if None not in families:
                self.put("model.candidate_families", families, leaf, DERIVED, ", ".join(choice.candidates))
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

    def written_out(self):
        """State the network that a list writes out layer by layer, where nothing else names one."""
        if self.names.best is not None or "model.num_layers" in self.facts:
            return
        layers = layers_of(self.tree)
        if layers is None:
            return
        self.layers, self.family = layers, layers.family
        leaf = Leaf(layers.node, phrase(str(layers.node.keys[-1])) if layers.node.keys else Phrase(), ())
        self.put("model.family", layers.family, leaf, DERIVED, "the layers")
        self.put("model.num_layers", layers.number, leaf, DERIVED, "the layers")
        self.facts.assume("model.depth_unit", layers.unit)
        if layers.skips:
            self.put("model.skip_connections", True, leaf, DERIVED, "the layers")
        said = any(leaf.own.has(name) or leaf.own.has("norm") for leaf in self.tree.leaves for name in _NORMS)
        if layers.normalization and (layers.normalization != "none" or not said):
            self.put("model.normalization", layers.normalization, leaf, DERIVED, "the layers")

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
        if self.reads_several():
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
        if task.split("-")[0] in ("graph", "link", "node") and not self.rest:
            fact = self.facts["task"]
            self.facts.put("data.modality", "graph", DERIVED, fact.keys, fact.document, task)
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
            if unit[0] != "time-steps" or not (leaf.within("model") or leaf.within("generator"))
            if unit[0] != "hours" or leaf.about("data") or _is_heard(leaf)
            if leaf.own.concepts.isdisjoint(_OF_THE_MODEL)
        ]
        kinds = {modality for modality, _ in counted}
        if kinds == {"audio"} and any(_WIDE & leaf.own.texts for _, leaf in counted):
            others = {_told(part) for leaf in self.tree.leaves for part in (*leaf.above, leaf.own)} - {None}
            if others == {"time-series"} or others == {"image"}:
                kinds, counted = set(), []  # recordings of a signal, or of a camera
        edges = next(
            (
                leaf
                for leaf in self.tree.leaves
                if (
                    type(leaf.value) in (int, str)
                    and leaf.own.fits({"edge"}, frozenset(("count", "total")))
                    and leaf.own[-1].plural
                    and amount_of(leaf.value) is not None
                )
                or (leaf.value is False and leaf.own.fits({"edge"}, frozenset(("use", "uses"))))
                or (isinstance(leaf.value, str) and len(leaf.value) < 120 and re.search(WITHOUT_EDGES, leaf.value))
            ),
            None,
        )
        if self.modality in (None, "tabular", "text") and ("graph" in kinds or edges is not None):
            self.modality = "graph"
            if edges is not None and not self.rest:
                self.put("data.modality", "graph", edges, DERIVED, str(edges.node.keys[-1]))
        elif self.modality is None and len(kinds) == 1:
            self.modality = kinds.pop()
        if self.modality is None:
            self.modality_of_words()
        if self.modality and counted and not self.rest:
            leaf = next((leaf for modality, leaf in counted if modality == self.modality), None)
            if leaf is not None:
                self.put("data.modality", self.modality, leaf, DERIVED, str(leaf.node.keys[-1]))

    def reads_several(self):
        """State several kinds of data where each has an encoder of its own, and how they are fused."""
        branches = {}
        for name in self.names.all:
            own = name.leaf.own
            if len(own) == 2 and own[0].text in MODALITIES and own[1].text in BRANCHES:
                branches.setdefault(MODALITIES[own[0].text], name.leaf)
        if len(branches) < 2 or self.rest:
            return False
        self.modality = "multimodal"
        self.put("data.modality", "multimodal", next(iter(branches.values())), DERIVED, ", ".join(branches))
        for leaf in self.tree.leaves:
            if leaf.own.texts & {"fusion", "fuse", "merge", "combine"} and isinstance(leaf.value, str):
                self.put("model.fusion", leaf.value, leaf)
        return True

    def modality_of_words(self):
        """Take the one kind of data that the words of the keys, and of what names the project, are about."""
        found = {}
        for leaf in self.tree.leaves:
            if leaf.about("machinery") or leaf.about("place") or leaf.is_of_teacher:
                continue
            said = (*leaf.above, leaf.own)
            if isinstance(leaf.value, str) and leaf.own.texts & _TITLES and len(leaf.value) <= _LONGEST_TITLE:
                said = (*said, phrase(leaf.value))
            for part in said:
                for word in part:
                    modality = MODALITIES.get(word.text)
                    if modality is not None:
                        found.setdefault(modality, leaf)
        if len(found) == 1:
            self.modality, leaf = next(iter(found.items()))
            if not self.rest:
                self.facts.put("data.modality", self.modality, DERIVED, leaf.node.keys, leaf.node.document,
                               ".".join(map(str, leaf.node.keys)))  # fmt: skip

    @property
    def is_told(self):
        """Whether a person tells of a choice and of little else: no program's machinery, few words not understood."""
        machinery = sum(leaf.about("machinery") for leaf in self.tree.leaves)
        strange = sum(not leaf.placed for leaf in self.tree.leaves)
        return machinery <= _LITTLE_MACHINERY and strange <= max(_LITTLE_STRANGE, len(self.tree.leaves) // 2)

    def leave_out(self):
        """Count what would excuse a choice as absent where the file, which tells of little else, says nothing."""
        facts, best = self.facts, self.names.best
        if best is None or best.choice.checkpoint:
            return
        if not self.speaks_of_weights():
            facts.assume("model.pretrained", False)
        if not any(leaf.about("teacher") for leaf in self.tree.leaves):
            facts.assume("model.distilled", False)
        if not any(leaf.about("selfsupervised") for leaf in self.tree.leaves):
            facts.assume("training.self_supervised_stage", False)
        self.leave_out_structure(DEFAULT, None)

    def leave_out_structure(self, origin, source):
        """Count a graph transformer as told nothing of the edges where no word of the file may say that it is."""
        row = (self.names.best.choice.row if self.names.best else None) or {}
        if self.family != "graph-transformer" or row.get("positional_or_structural_encoding"):
            return
        for leaf in self.tree.leaves:
            denied = leaf.placed and not values.present(leaf.value if leaf.value is not None else False)
            said = (".".join(map(str, leaf.node.keys)), leaf.value if isinstance(leaf.value, str) else "")
            if not denied and any(_OF_STRUCTURE.search(text[:200]) for text in said):
                return
        for name, value in (("model.message_passing", False), ("model.positional_or_structural_encoding", "none")):
            if name not in self.facts:
                self.facts.put(name, value, origin, source=source)

    def speaks_of_weights(self):
        """Whether any word of the file is about weights to start from."""
        return any(
            any(leaf.about(concept) for concept in _OF_WEIGHTS)
            or (isinstance(leaf.value, str) and _ABOUT_WEIGHTS.search(leaf.value[:300]))
            or not leaf.own.texts.isdisjoint(_OF_HUBS)
            or (isinstance(leaf.value, str) and leaf.own.texts & _PARTLY and not leaf.about("machinery"))
            for leaf in self.tree.leaves
        )

    def silence(self):
        """Count weights as from scratch where a file that states data, model and training says nothing of any."""
        nodes = self.facts.value("data.nodes_per_graph")
        if nodes is not None and nodes < _SMALL_GRAPH and "model.num_layers" in self.facts:
            self.leave_out_structure(DEFAULT, SILENCE)
        facts, best = self.facts, self.names.best
        if best is None or best.choice.checkpoint or "data.train_size" not in facts or not self.training_words:
            return
        if self.root.document.format not in _SPOKEN or "model.distilled" in facts:
            return
        if self.speaks_of_weights():
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


# Texts that say something of weights, whatever it is.
_ABOUT_WEIGHTS = re.compile(
    r"(?i)pre-?\s?train|weights|imagenet|in21k|in22k|checkpoint|\bckpt|fine-?\s?tun|transfer|teacher|distil|"
    r"foundation|vortrainiert|pr[ée]-?entra|\blora\b|adapter|frozen|self-?superv|\.(?:pth?|ckpt|safetensors)\b"
)
# Keys and values that may tell a graph transformer of the edges.
_OF_STRUCTURE = re.compile(
    r"(?i)lap|eigen|walk|rw[sp]e|(?:^|[_.\W])pe(?:$|[_.\W\d])|posit|pos_?enc|encodings?(?:$|[_.\W])|spatial|degree|distance|"
    r"shortest|spd|struct|mpnn|message|local|attn_bias|edge_(?:feat|attr|bias|emb|dim|enc)|bond_feat|\bgps\b"
)
# A person who tells of a choice may add so many words of training's machinery, and so many that are not understood.
_LITTLE_MACHINERY = 1
_LITTLE_STRANGE = 3
_SMALL_GRAPH = 100
# Keys of what comes from a hub, and of what alone is trained.
_OF_HUBS = frozenset(("hf", "hub", "huggingface", "timm", "torchhub"))
_PARTLY = frozenset(("tune", "tuning", "trainable", "only", "unfrozen"))
_NORMS = ("batchnorm", "layernorm", "groupnorm", "instancenorm", "rmsnorm", "weightnorm")
_TITLES = frozenset(("title", "name", "task", "problem", "goal", "experiment", "project", "study", "purpose", "exp"))
_LONGEST_TITLE = 60
_OF_THE_MODEL = frozenset(("width", "layer", "attentionhead", "patch", "imagesize", "class", "norm", "reach"))
# Nouns of what is heard, and of what other instruments record.
_WIDE = frozenset(("recording", "clip", "call", "track", "recordset"))


def _told(part):
    """Return the one kind of data that a key's words are about, or None; recordings may be of anything."""
    found = {MODALITIES[word.text] for word in part if word.text in MODALITIES}
    return found.pop() if len(found) == 1 else None


def _is_heard(leaf):
    """Whether a number of hours is one of sound."""
    texts = {word.text for part in (*leaf.above, leaf.own) for word in part}
    return texts <= {"hour", "h"} or any(MODALITIES.get(text) == "audio" for text in texts - {"hour"})


# So many samples in all devices' batches together are few in each.
_SMALL_BATCH = 2
_MOST_UNPLACED = 100


def _counts(value):
    return type(value) is int or (isinstance(value, str) and value[:1].isdigit())
