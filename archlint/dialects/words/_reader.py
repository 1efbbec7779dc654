"""The reader of words: from any source's tree of keys and values, by concepts, to facts.

What names the model is found first, by its value and a path that can name one; then each key is placed by the patterns
(``_patterns``), and what depends on the family, the task or the modality comes last.
"""

import re

from ... import knowledge
from ...facts import DERIVED, OPAQUE, STATED, VOCABULARY, Impossible
from ...sources import Opaque
from . import _native_values as values
from . import _native_words as words
from ._lexicon import VAGUE
from ._names import Names
from ._patterns import DEPTH, LENGTH, NODES, SIZE, STEPS
from ._tree import Tree
from ._weights import Start

_QUALITY = "quality"
_DENYING = frozenset(("no", "without", "ignore", "drop", "discard", "disable", "skip", "remove", "exclude"))


class Reader:
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

    # Reading

    def read(self):
        """State what the tree says."""
        self.name()
        for leaf in self.tree.leaves:
            if leaf.own.has("machinery"):
                self.training_words += 1
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
        self.weights()
        self.deployment()
        self.constraints()
        self.settle_unit()

    # The model

    def name(self):
        """State what names the model."""
        best = self.names.best
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
            if own.has("modality") or (own.fits({"kind"}, frozenset(("data",))) and leaf.nearest.has("data")):
                if isinstance(value, (str, list)):
                    try:
                        modality, _ = values.modality(value)
                    except Impossible:
                        continue
                    self.modality = modality
                    self.put("data.modality", modality, leaf)
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
            for unit in [_noun(leaf)]
            if unit and unit[1] and not leaf.about("machinery") and _counts(leaf.value)
        ]
        kinds = {modality for modality, _ in counted}
        edges = next(
            (
                leaf
                for leaf in self.tree.leaves
                if type(leaf.value) is int and leaf.own.fits({"edge"}, frozenset(("count", "total"))) and leaf.own[-1].plural
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

    def nodes_in_all(self):
        """Return the number of nodes where the data are one graph."""
        for leaf in self.tree.leaves:
            if leaf.own.fits({"node"}, frozenset(("count", "total"))) and type(leaf.value) in (int, str):
                amount = _amount(leaf.value)
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
            if not _fits(pattern, leaf):
                continue
            if self.rest and pattern.rank > 1:
                break
            if isinstance(value, str) and leaf.node.opaque:
                return None
            amount = _amount(value)
            if amount is None or amount.number == 0:
                return None
            noun = _noun(leaf)
            if amount.number is not None and not _plausible(amount, pattern.rank, noun, leaf, value):
                return None
            return pattern.rank, amount, noun
        # ``finetune_on: 38000 stills``: the value itself says what it counts.
        if isinstance(value, str) and not leaf.within("eval") and not leaf.about("pretrained") and value[:1].isdigit():
            amount = _amount(value)
            if amount is not None and amount.unit and amount.number and amount.number > 1:
                return (1 if leaf.own.has("train") else 3), amount, (amount.unit, amount.modality, None)
        return None

    def settle_unit(self):
        """State what the size counts: by the noun beside it, or what a bare number of such data counts."""
        unit, leaf, vague = self.size_unit
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

    # The network's own numbers

    def pick(self, patterns, convert):
        """State the fact of the most specific pattern that a leaf fits; a tie of different values states nothing."""
        found: dict = {}
        for leaf in self.tree.leaves:
            if leaf.is_of_teacher:
                continue
            for pattern in patterns:
                if _fits(pattern, leaf):
                    value = convert(leaf, pattern)
                    if value is not None:
                        found.setdefault(pattern.states, []).append((pattern.rank, len(leaf.above), value, leaf))
                    break
        for name, places in found.items():
            rank = min(place[0] for place in places)
            best = [place for place in places if place[0] == rank]
            at = self.names.best.leaf.node.keys[:-1] if self.names.best else None
            near = [place for place in best if place[3].node.keys[:-1] == at]
            best = near or best
            if len({place[2] for place in best}) == 1:
                self.put(name, best[0][2], best[0][3])

    def depth(self):
        def number(leaf, pattern):
            value = leaf.value
            if isinstance(value, str) and leaf.node.opaque and not leaf.above:
                self.facts.put(pattern.states, None, OPAQUE, leaf.node.keys, leaf.node.document)
            if isinstance(value, str):
                spelled = re.fullmatch(r"\s*(?:~|about )?(\d{1,4})[ -]?(?:layers?|blocks?|couches|schichten)?\s*", value)
                value = int(spelled[1]) if spelled else None
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5000:
                return None
            if pattern.rank == 1 and "model.num_layers" == pattern.states:
                word = leaf.own[-1]
                if word.text in ("layer", "block", "level", "round") and not any(part.plural for part in leaf.own):
                    return None
                if not leaf.above and word.text in ("level", "round", "stack"):
                    return None
            return value

        self.pick(DEPTH, number)
        if "model.num_layers" not in self.facts and self.family == "mlp":
            for leaf in self.tree.leaves:
                widths = leaf.value
                if (
                    isinstance(widths, list)
                    and 1 < len(widths) < 200
                    and all(type(width) is int and width > 1 for width in widths)
                    and (leaf.own.fits({"width"}, frozenset(("layer", "hidden"))) or leaf.own.texts <= {"layer", "unit"})
                ):
                    self.put("model.num_layers", len(widths), leaf)
                    break
        unit = words.DEPTH_UNITS.get(self.family or "", "blocks")
        if "model.num_layers" in self.facts:
            self.facts.assume("model.depth_unit", unit)

    def normalization(self):
        denied, allowed = [], frozenset(("kind", "model", "hidden", "part", "generator", "use"))
        for leaf in self.tree.leaves:
            own, value = leaf.own, leaf.value
            if any(leaf.within(concept) for concept in ("data", "machinery", "head", "place", "teacher")):
                continue
            inner = own.fits({"kind"}, frozenset()) and leaf.nearest.fits({"norm"}, allowed)
            if own.fits({"norm"}, allowed) or inner:
                if value is None or value is False:
                    if not inner:
                        self.put("model.normalization", "none", leaf)
                elif value is True:
                    self.facts.put("model.normalization", None, OPAQUE, leaf.node.keys, leaf.node.document)
                elif isinstance(value, str):
                    self.normalization_named(leaf, value)
                continue
            for concept, kind in _NORMS:
                if own.fits({concept}, allowed | {"norm"}):
                    leaf.place()
                    if value is True or values.plain(value) in ("true", "yes", "on"):
                        self.put("model.normalization", kind, leaf)
                    elif value is False or values.plain(value) in ("false", "no", "off", "none"):
                        denied.append((kind, leaf))
            if own.has("groupnorm") and own.has("count") is False and type(value) is int and value > 1:
                self.put("model.normalization", "group", leaf)
        if denied and "model.normalization" not in self.facts:
            row = (self.names.best.choice.row if self.names.best else None) or {}
            kinds = {kind for kind, _ in denied}
            plain = self.family in (None, "cnn", "mlp", "tcn", "gnn", "gan", "vae")
            described = self.facts.value("model.num_layers") is not None
            if not row.get("normalization") and described and plain and "batch" in kinds and len(kinds) == len(denied):
                self.put("model.normalization", "none", denied[0][1])

    def normalization_named(self, leaf, value):
        if values.is_left_open(value):
            return
        placement = words.PLACEMENT_WORDS.get(values.plain(value))
        if placement:
            self.put("model.norm_placement", placement, leaf)
            if values.plain(value).endswith(("ln", "layernorm")):
                self.put("model.normalization", "layer", leaf)
            return
        try:
            kind = values.normalization(re.sub(r"\(.*?\)", "", value).strip())
        except Impossible:
            self.facts.put("model.normalization", None, OPAQUE, leaf.node.keys, leaf.node.document)
            return
        self.put("model.normalization", kind, leaf)

    def schemes(self):
        """State what a text names instead of normalization: an activation or a start that makes depth sound."""
        for leaf in self.tree.leaves:
            value = leaf.value
            if isinstance(value, str) and len(value) < 40 and not leaf.within("data"):
                scheme = _SCHEMES.get(values.plain(value))
            else:
                scheme = next((_SCHEMES[w.text] for w in leaf.own if w.text in _SCHEMES), None) if value is True else None
            if scheme:
                self.put("model.depth_scheme", scheme, leaf)
                return

    def skips(self):
        for leaf in self.tree.leaves:
            own = leaf.own
            if not own or leaf.within("data") or leaf.within("machinery") or leaf.within("head"):
                continue
            bare = own.fits({"skip"}, frozenset(("connection", "model", "kind")))
            denied = own.has("skip") and bool(own.texts & {"no", "without"})
            if not bare and not denied:
                continue
            value = leaf.value
            if value is None or isinstance(value, bool) or isinstance(value, str):
                answer = values.present(value) if value is not None else False
                if isinstance(value, str) and values.plain(value) in ("tbd", "unknown", ""):
                    continue
                self.put("model.skip_connections", answer != denied, leaf)

    def graphs(self):
        graph = self.modality == "graph" or self.family in ("gnn", "graph-transformer")
        if not graph:
            return

        def number(leaf, pattern):
            try:
                return values.nodes(leaf.value) if type(leaf.value) in (int, float, str) else None
            except Impossible:
                return None

        self.pick(NODES, number)
        for leaf in self.tree.leaves:
            own, value = leaf.own, leaf.value
            if own.has("edge") and own.fits({"edge"}, _EDGE_WORDS):
                word = values.plain(value) if not isinstance(value, (dict, list)) else ""
                denied = bool(own.texts & _DENYING)
                if isinstance(value, bool):
                    if own.texts & {"feature", "attr", "attribute", "type", "weight"}:
                        continue
                    self.put("model.uses_edges", value != denied, leaf)
                elif isinstance(value, str) and re.match(r"(?:ignor|discard|drop|unused|notused|remov|none|no$)", word):
                    self.put("model.uses_edges", False, leaf)
                elif type(value) is int and value > 1 and own.texts <= {"edge", "bond", "n", "num"}:
                    self.put("data.has_edges", True, leaf)
            elif own.has("mpnn") and not isinstance(value, (dict, list)):
                self.put("model.message_passing", values.present(value) if value is not None else False, leaf)
            elif own.has("structure") and own.fits({"structure"}, frozenset(("kind", "use", "size", "count"))):
                if isinstance(value, (dict, list)):
                    continue
                there = value is not None and values.present(value)
                self.put(
                    "model.positional_or_structural_encoding",
                    (value if isinstance(value, str) else str(leaf.node.keys[-1])) if there else "none",
                    leaf,
                )
        if self.facts.value("model.uses_edges") is False:
            self.facts.assume("data.has_edges", True)
        if self.family == "graph-transformer" or self.modality == "graph":
            self.facts.assume("data.modality", "graph")

    def generation(self):
        if self.family != "diffusion":
            return

        def number(leaf, pattern):
            return leaf.value if type(leaf.value) is int and 1 <= leaf.value <= 100_000 else None

        self.pick(STEPS, number)
        if "model.sampling_steps" not in self.facts:
            # ``steps`` beside the kind of a diffusion model, and not in a section about training.
            for leaf in self.tree.leaves:
                if leaf.own.fits({"step"}, frozenset(("count",))) and leaf.above and type(leaf.value) is int:
                    beside = leaf.node.keys[:-1] == self.names.best.leaf.node.keys[:-1] or leaf.nearest.has("generator")
                    if beside and 1 <= leaf.value <= 1000:
                        self.put("model.sampling_steps", leaf.value, leaf)
                        break

    def lengths(self):
        if self.modality == "image" or self.family in ("vision-transformer", "cnn", "diffusion", "gan"):
            return

        def number(leaf, pattern):
            value = leaf.value
            if isinstance(value, str):
                amount = _amount(value)
                value = amount.number if amount is not None else None
            if pattern.rank == 1 and (not leaf.own[-1].concepts & {"unit"} or leaf.own[-1].text == "step"):
                return None
            return value if type(value) is int and 1 < value < 10_000_000 else None

        self.pick(LENGTH, number)

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

    # Deployment and constraints

    def deployment(self):
        for leaf in self.tree.leaves:
            own, value = leaf.own, leaf.value
            if leaf.about("data") or leaf.within("compute") or leaf.within("machinery") or own.has("eval"):
                continue
            self.latency(leaf)
            if value is True:
                self.flag(leaf)
            if not isinstance(value, (str, list)) or own.has("train") or leaf.within("train") or own.has("name"):
                continue
            for text in [value] if isinstance(value, str) else [item for item in value[:10] if isinstance(item, str)]:
                self.target(leaf, text)

    def flag(self, leaf):
        """Read ``in_browser: true``."""
        key = " ".join(word.text for word in leaf.own)
        target, _ = values.target(key)
        if target and target not in ("server", "desktop") and len(leaf.own) < 4:
            self.put("deployment.target", target, leaf)

    def target(self, leaf, text):
        if values.is_left_open(text) or len(text) > 120 or "/" in text and "://" in text:
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
            self.put("deployment.device", device, leaf)
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
        elif own.fits({"fps"}, _FPS_WORDS) and number and not leaf.about("data"):
            self.put_latency(leaf, 1000 / value, True)
        elif own.texts & {"control", "loop"} and own.has("rate") and number:
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
        milliseconds = round(milliseconds, 3)
        self.put("deployment.latency_ms", int(milliseconds) if milliseconds == int(milliseconds) else milliseconds, leaf)
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
                    if text.startswith(("required", "must", "mandatory", "need")):
                        self.put("constraints.interpretability", "required", leaf)
            elif (own.has("compute") or leaf.nearest.has("compute")) and isinstance(value, str) and not own.has("ms"):
                short = re.split(r"[(,;]", value)[0].strip()
                try:
                    self.put("constraints.compute", values.compute(short), leaf)
                except Impossible:
                    continue
            elif own.texts & {"gpu", "machine", "hardware", "hw", "card"} and isinstance(value, str):
                if re.search(r"(?i)\b(?:free|colab|laptop|gtx ?\d+|kaggle)\b", value):
                    self.put("constraints.compute", "low", leaf)


_SCHEMES = {
    name.replace("-", ""): name
    for name in ("fixup", "skipinit", "rezero", "deepnorm", "admin", "layerscale", "t-fixup", "selu", "snn",
                 "weight-standardization", "delta-orthogonal")
}  # fmt: skip
_SCHEMES["snn"] = "selu"
_NORMS = (
    ("batchnorm", "batch"), ("layernorm", "layer"), ("groupnorm", "group"), ("instancenorm", "instance"),
    ("rmsnorm", "rms"), ("weightnorm", "weight"),
)  # fmt: skip
_TASK_MODALITIES = {
    "image": "image", "object": "image", "semantic": "image", "instance": "image", "node": "graph", "graph": "graph",
    "link": "graph", "tabular": "tabular", "speech": "audio", "translation": "text", "language": "text",
    "masked": "text", "text": "text", "forecasting": "time-series",
}  # fmt: skip
_EDGE_WORDS = frozenset(("count", "data", "ignore", "drop", "discard", "list", "index", "information", "connection"))
_FPS_WORDS = frozenset(("budget", "latency", "rate", "place", "minimum", "min", "realtime"))
_BANDS = (
    ("real-time", r"\breal[- ]?time\b|\blive\b|\bstreaming\b"),
    ("interactive", r"\binteractive\b"),
    ("batch", r"\b(?:nightly|hourly|daily|weekly)\b.*\bbatch\b|\bbatch(?:ed)?\b(?! ?size)"),
    ("offline", r"\boffline\b"),
)
_USES = frozenset(
    "use usage usecase application purpose mode inference serving serve schedule embed job style scoring prediction "
    "generation response requirement latency tool live".split()
)


def _fits(pattern, leaf):
    """Whether a pattern fits a leaf: see ``Pattern``."""
    own = leaf.own
    odd = 0
    for word in own:
        if word.concepts & pattern.needs or word.concepts & pattern.may or word.text in pattern.may:
            continue
        if word.concepts or pattern.odd <= odd:
            if not (_QUALITY in pattern.may and word.text in _qualities()):
                return False
        else:
            odd += 1
            if pattern.plural == "odd" and not word.plural:
                return False
    if not all(own.has(need) for need in pattern.needs):
        return False
    if pattern.plural == "unit":
        unit = own.unit()
        if unit is None or not (unit[2].plural or unit[2].text in _PLURALS):
            return False
    if pattern.plural == "odd" and not odd:
        return False
    if pattern.within and not any(leaf.within(concept) for concept in pattern.within):
        return False
    return not any(leaf.within(concept) for concept in pattern.never)


_PLURALS = frozenset("bilder fotos aufnahmen zeilen saetze data imagenes dokumente texte".split())


def _qualities():
    from ._lexicon import QUALITIES

    return QUALITIES


def _noun(leaf):
    """Return (unit, modality, word) of the noun that a leaf's key, or else the nearest section, counts."""
    found = leaf.own.unit()
    if found is None:
        for part in reversed(leaf.above):
            found = part.unit()
            if found is not None and (found[2].plural or len(part) == 1):
                break
    return found


def _amount(value):
    """Return the Amount that a number or a text states; a text may go on after a comma or in brackets."""
    try:
        return values.amount(value)
    except Impossible:
        if not isinstance(value, str):
            return None
    try:
        return values.amount(re.split(r"\s*[(;]|,\s", value)[0])
    except Impossible:
        return None


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
    if rank >= 2 and not amount.unit and (number < 20 or (vague and number < 100)):
        return False
    if rank == 1 and number < 2:
        return False
    return not (rank >= 5 and not amount.unit and number <= _LARGEST_SIDE)


def _serves(leaf):
    """Whether a place is said to be where the model answers, and not where it is trained."""
    texts = leaf.own.texts | leaf.nearest.texts
    return bool(texts & _SERVING)


_SERVING = frozenset(
    "deploy deployment deployed serve served serving ship shipped host hosted destination production prod delivery "
    "ausfuehrung einsatz run where place target platform environment runtime goe".split()
)

__all__ = ["Reader", "VOCABULARY"]
