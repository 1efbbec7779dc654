"""archlint's own short config: what a person says about a choice, marked with ``archlint: 1`` or in plain words.

The key set is the vocabulary of facts and the usual words for it (``_native_words``); with the marker it is closed.
A person describes the choice to archlint itself, so what would excuse it counts as absent where it is left out.
"""

import re

from ... import knowledge
from ...composition import PARENT_KEYS
from ...facts import (
    DERIVED,
    FAMILIES,
    IMPOSSIBLE,
    MAX_ODD_KEYS,
    OPAQUE,
    REFUSE,
    STATED,
    UNKNOWN,
    VOCABULARY,
    Facts,
    Impossible,
    check_value,
    quantity,
    truth,
)  # fmt: skip
from ...sources import Opaque
from .. import Claim, Dialect, Node
from . import _native_values as values
from . import _native_words as words

VERSION = 1
_MARKER = "archlint"

DIALECT = Dialect(
    name="native",
    title="archlint's own",
    files="any YAML, TOML or JSON with `archlint: 1`, or in plain words",
    reads="every fact, by its name or the usual words",
    formats=("yaml", "toml", "json"),
    triggers=(_MARKER,),
    # The words for what is chosen: one of them stands at the top of every config without the marker.
    last=(
        "model", "architecture", "arch", "backbone", "family", "network", "net", "candidates", "models",
        "num_layers", "layers", "n_layers", "depth", "num_blocks", "model.architecture", "model.family",
        "model.num_layers", "Model", "Architecture",
    ),
)  # fmt: skip

# A person who describes a choice may add a learning rate; so many words of the machinery are a program's own.
_MUCH_MACHINERY = 2
# A config with more keys at its top than a person writes is some program's dump of its arguments.
_MOST_KEYS = 40
# Set elsewhere, and asked for all the same: nearly every rule about data waits for one of them.
_ASKABLE = ("data.train_size", "data.size_band", "data.num_graphs", "data.nodes_per_graph")


def _tables():
    """Return section -> word -> (what it states, rank), and word -> section for the words that stand alone."""
    tables, alone = {}, {}
    for section, keys in words.KEYS.items():
        table = tables[section] = {}
        for states, names in keys.items():
            for rank, name in enumerate(names.split()):
                bare = name.strip("[]")
                table[bare] = (states, rank)
                if bare == name:
                    alone[bare] = section
    for name in VOCABULARY:
        section, _, word = name.partition(".")
        if word and section in tables and word not in tables[section]:
            tables[section][word] = (name, 0)
            alone.setdefault(word, section)
    return tables, alone


_WORDS, _ALONE = _tables()
_SILENT = {section: frozenset(names.split()) for section, names in words.SILENT.items()}
_SECTION_OF = {word: section for section, names in words.SECTIONS.items() for word in names.split()}
_FAMILY_NAMES = {values.plain(name): name for name in FAMILIES}


SECTIONS = tuple(words.SECTIONS)


def usual_words(section):
    """Return the words that a section may hold besides the facts' own names; those of the file's top for ``""``."""
    if not section:
        return sorted({*_SECTION_OF, *_WORDS[""], *_ALONE, *_SILENT[""], "steps"})
    borrowed = {word for word, owner in _ALONE.items() if _WORDS[owner][word][0] in words.BORROWED[section]}
    return sorted({*_WORDS[section], *_WORDS[""], *_SILENT[section], *borrowed})


def claim(root: Node) -> Claim | None:
    """Claim a config that carries the marker, or that names a model and what it is for in plain words."""
    if not isinstance(root.value, dict):
        return None
    if _is_marked(root):
        return Claim(100, "the marker archlint: 1")
    if len(root.value) > _MOST_KEYS or any(key in words.FOREIGN for key in root.value) or _is_record(root):
        return None
    reader = _Reader(root, _Draft(), marked=False)
    reader.read()
    return Claim(30, f"a model in plain words: {reader.said}") if reader.is_description() else None


def read(root: Node, facts: Facts) -> None:
    """State every fact that the config names, and count as absent what it leaves out."""
    marker = root.child(_MARKER)
    marked = _is_marked(root)
    if marked and not marker.opaque and not _is_version(marker.value):
        reason = f"must be {VERSION}, the version of the native dialect that this archlint reads"
        facts.put("config.version", marker.value, IMPOSSIBLE, marker.keys, source=reason)
        return
    reader = _Reader(root, facts, marked)
    reader.read()
    if not marked:
        reader.read_further()
    facts.unstated_is_absent = reader.is_told
    reader.assume()


def _is_marked(root):
    """Whether a config carries the marker: a version, and not a job or a tool's table of that name."""
    marker = root.child(_MARKER)
    if marker.absent or isinstance(marker.value, (dict, list)):
        return False
    return _is_version(marker.value) or any(
        values.key_word(key) in ("task", *_SECTION_OF, *_ALONE) for key in root.value
    )


def _is_version(value):
    return not isinstance(value, bool) and isinstance(value, (int, float, str)) and str(value).strip() in ("1", "1.0")


class _Draft(dict):
    """Facts that are only looked at, to tell whether a config is a description at all."""

    def __init__(self):
        super().__init__()
        self.keys_of = {}

    def put(self, name, value, origin, keys=None, document=None, source=None):
        if name not in self:
            self[name] = (value, origin)
            self.keys_of[name] = keys or ()

    def value(self, name, default=None):
        value, origin = self.get(name, (default, STATED))
        return value if origin not in (OPAQUE, IMPOSSIBLE) else default


class _Reader:
    """Reads one config: what each key says by itself, then what depends on the family, the task or the modality."""

    def __init__(self, root, facts, marked):
        self.root = root
        self.facts = facts
        self.marked = marked
        self.sections = set()  # the sections that the config holds
        self.choices = []  # (rank, node, Choice) of the texts that name the model
        self.choice = None  # the one of them that counts
        self.unclear_start = None  # a node that says something of the weights, and is not understood
        self.starts = []  # (rank, node, whether training starts from weights)
        self.unit_node = None  # the size that tells its unit
        self.of_samples = False  # the size is said to be one of samples
        self.sizes = []  # (node, unit) of the data-set sizes
        self.tasks = []
        self.denied = []  # nodes that say that there is no batch normalization
        self.later = []  # (method, node) of what is read once the family is known
        self.family = None
        self.foreign = False  # a model's section that belongs to another kind of file
        self.training_words = 0  # ordinary words of training that state no fact
        self.known = self.strange = 0  # keys that are read, and keys that are not understood
        self.misfits = 0  # keys that are read, and hold what such a key does not
        self.asked = []  # nodes of sizes that are still to be given
        self.maps = set()  # the sections that are mappings
        self.held = set()  # the sections of which at least one key is understood

    def read(self):
        """State what the config says."""
        for key, node in self.root.items():
            if not (key == _MARKER and self.marked) and key not in PARENT_KEYS:
                self.top(key, node)
        for node, unit in self.sizes:
            self.size(node, unit)
        self.choose()
        self.start()
        for node in self.tasks:
            self.task(node)
        self.imply_modality()
        self.settle_family()
        for method, node in self.later:
            method(node)
        self.unnamed_normalization()

    def read_further(self):
        """State what the file says in other words and at other depths than those of the key set."""
        from ._reader import Reader
        from ._sites import state_sites

        facts = self.facts
        further = Reader(self.root, facts)
        further.read()
        pretrained = facts.get("model.pretrained")
        if further.start.yes and pretrained is not None and pretrained.value is False:
            leaf = further.start.yes[0]
            facts.put("model.pretrained", True, STATED, leaf.node.keys, leaf.node.document, replace=True)
        if not self.is_told:
            further.silence()
        self.family = self.family or further.family
        state_sites(further, facts)

    # Keys

    def top(self, key, node):
        head, dot, rest = str(key).partition(".")
        section = _SECTION_OF.get(values.key_word(head))
        if dot and section:
            self.entry(section, rest, node)
            return
        word = values.key_word(key)
        if word in _SECTION_OF:
            self.section(_SECTION_OF[word], node)
        elif word in _WORDS[""]:
            self.act("", word, node)
        elif word in _ALONE:
            self.act(_ALONE[word], word, node)
        elif word == "steps":
            self.later.append((self.flat_steps, node))
        elif word in _SILENT["training"] and not self.marked:
            self.training_words += 1
        elif word not in _SILENT[""]:
            self.unknown("", word, node)

    def section(self, section, node):
        if node.absent or node.value is None or values.is_left_open(node.value):
            return
        self.sections.add(section)
        if not node.is_map:
            getattr(self, f"plain_{section}")(node)
            return
        self.maps.add(section)
        if section == "model" and any(key in words.FOREIGN_MODEL for key in node.value):
            self.foreign = True
        for key, child in node.items():
            strange = self.strange
            self.entry(section, key, child)
            if self.strange == strange:
                self.held.add(section)

    def entry(self, section, key, node):
        word = values.key_word(key)
        other = _ALONE.get(word)
        if word in _WORDS[section]:
            self.act(section, word, node)
        elif other is not None and _WORDS[other][word][0] in words.BORROWED[section]:
            self.act(other, word, node)
        elif word in _WORDS[""]:
            self.act("", word, node)
        elif word in _SILENT[section]:
            self.training_words += section == "training"
        else:
            self.unknown(section, word, node)

    def act(self, section, word, node):
        self.known += 1
        states, rank = _WORDS[section][word]
        if not states.startswith("@"):
            self.state(states, node)
        elif states in _UNITS:
            self.sizes.append((node, _UNITS[states]))
        elif states in _LATER:
            self.later.append((getattr(self, states[1:]), node))
        elif states in _RANKED:
            getattr(self, states[1:])(node, rank)
        else:
            getattr(self, states[1:])(node)

    def unknown(self, section, word, node):
        self.strange += 1 + sum(len(inner.value) for inner in node.walk(200) if inner.is_map)
        if self.marked and len(self.facts.odd_keys) < MAX_ODD_KEYS:
            self.facts.note_key(UNKNOWN, node.keys, _suggestions(section, word), REFUSE)

    # Sections that are a single value or a list

    def plain_model(self, node):
        if node.is_list:
            self.candidates(node)
        else:
            self.architecture(node, 0)

    def plain_data(self, node):
        if node.is_list:
            self.modality(node)
        elif self.marked and isinstance(node.value, (int, float)):
            self.impossible("data.name", node, "must be a mapping, a name, or a size with its unit such as 6000 images")
        elif node.opaque or not (self.counted(node) or self.modality(node, strict=False) or _is_path(node.value)):
            self.state("data.name", node)

    def plain_training(self, node):
        self.way(node, strict=True)

    def method(self, node):
        self.way(_inner(node) if node.is_map else node)

    def regime(self, node):
        self.way(_inner(node) if node.is_map else node, strict=True)

    def way(self, node, strict=False):
        """Read how training goes: ``from scratch``, ``fine-tune from ImageNet``, ``MAE pretraining``."""
        if not isinstance(node.value, str) or not self.given(node, "training.regime"):
            if strict:
                self.state("training.regime", node)
            return
        pretrained = values.is_pretrained(node.value)
        if values.is_self_supervised(node.value):
            self.facts.put("training.self_supervised_stage", True, STATED, node.keys)
        elif pretrained and values.regime_of(node.value) is None:
            self.starts.append((5, node, True))
            return
        if strict or values.regime_of(node.value):
            self.state("training.regime", node)
        if pretrained:
            self.starts.append((5, node, True))

    def plain_deployment(self, node):
        for item in list(node.each())[:50]:
            understood = False
            if isinstance(item.value, str) and not item.opaque:
                for phrase in re.split(r"[,;]|\band\b|\bon\b", item.value[:200]):
                    understood = self.need(phrase.strip(), item) or understood
            if not understood and self.marked:
                self.impossible("deployment.target", item, "must be a mapping, or words such as edge or real-time")

    plain_constraints = plain_deployment

    def need(self, phrase, node):
        """State what one phrase asks for; return whether it is understood."""
        word = values.plain(phrase)
        if "interpretab" in word or "explainab" in word:
            self.state("constraints.interpretability", node, lambda _: values.need("no" if word[:2] == "no" else "yes"))
            return True
        for attempt in (self.latency_of, self.target_of, self.compute_of):
            try:
                attempt(phrase, node)
                return True
            except Impossible:
                continue
        return False

    def latency_of(self, value, node, in_ms=False):
        band, milliseconds = values.latency(value, in_ms)
        if band:
            origin = STATED if milliseconds is None else DERIVED
            self.facts.put("deployment.latency", band, origin, node.keys, source=node.value)
        if milliseconds is not None:
            self.facts.put("deployment.latency_ms", milliseconds, STATED, node.keys)

    def target_of(self, text, node):
        target, device = values.target(text)
        if target is None:
            raise Impossible(f"must be one of {', '.join(VOCABULARY['deployment.target'].values)}, or a device's name")
        self.facts.put("deployment.target", target, STATED, node.keys)
        if device:
            self.facts.put("deployment.device", device, STATED, node.keys)

    def gpus(self, node):
        self.state("constraints.compute", node, values.gpus)

    def compute_of(self, text, node):
        self.facts.put("constraints.compute", values.compute(text), STATED, node.keys)

    # One fact from one value

    def given(self, node, name):
        """Return whether a node holds a value to read; an opaque one is put as such unless it is to be asked for."""
        if node.absent or node.value is None or values.is_left_open(node.value):
            return False
        if node.opaque:
            if name not in _ASKABLE:
                self.facts.put(name, None, OPAQUE, node.keys)
            return False
        return True

    def state(self, name, node, convert=None, strict=False):
        """State a fact; a value that cannot be is an error with the marker, and without it only where ``strict``."""
        convert = convert or values.CONVERTERS.get(name)
        if node.is_map and convert not in values.OF_CONTAINERS:
            node = _inner(node)
        if not self.given(node, name):
            return
        try:
            takes_list = VOCABULARY[name].type == "counts"
            if isinstance(node.value, (dict, list)) and convert not in values.OF_CONTAINERS and not takes_list:
                raise Impossible("must be a single value")
            if VOCABULARY[name].type == "word" and type(node.value) in (int, float) and convert is not values.gpus:
                raise Impossible("must be a word")
            value = convert(node.value) if convert else check_value(name, node.value)
        except Impossible as fault:
            self.misfits += 1
            if self.marked or strict:
                self.impossible(name, node, str(fault))
            return
        if value is not None:
            self.facts.put(name, value, STATED, node.keys)

    def try_state(self, name, node, attempt, *arguments):
        """Run a method that states facts from a value; the values that it refuses are handled as in ``state``."""
        if not self.given(node, name):
            return
        try:
            if isinstance(node.value, (dict, list)):
                raise Impossible("must be a single value")
            attempt(node.value, node, *arguments)
        except Impossible as fault:
            self.misfits += 1
            if self.marked:
                self.impossible(name, node, str(fault))

    def impossible(self, name, node, reason):
        value = node.value
        value = value.text if isinstance(value, Opaque) else value
        shown = "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else value
        if isinstance(value, str) and VOCABULARY[name].values:
            import difflib

            near = difflib.get_close_matches(value.lower(), VOCABULARY[name].values, 1, 0.7)
            reason += f"; did you mean {near[0]}?" if near else ""
        self.facts.put(name, shown, IMPOSSIBLE, node.keys, source=reason)

    def yes(self, node):
        """Return the truth value at a node: True, False, or None where there is none."""
        if not self.given(node, "model.baseline") or isinstance(node.value, (dict, list)):
            return True if node.is_map and node.value else None
        try:
            return truth(node.value)
        except Impossible:
            return None

    # What is chosen

    def architecture(self, node, rank):
        if node.is_map:
            self.section("model", node)
        elif node.is_list:
            self.candidates(node)
        elif values.is_left_open(node.value):
            self.choices.append((rank, node, values.choice(node.value)))
        elif self.given(node, "model.architecture"):
            if isinstance(node.value, str):
                self.choices.append((rank, node, values.choice(node.value)))
            elif self.marked:
                self.impossible("model.architecture", node, "must be a name")

    def family_word(self, node):
        if not self.given(node, "model.family"):
            return
        if not isinstance(node.value, str):
            if self.marked:
                self.impossible("model.family", node, f"must be one of {', '.join(FAMILIES)}")
            return
        text = node.value if isinstance(node.value, str) else ""
        choice = values.choice(text)
        family = _FAMILY_NAMES.get(values.plain(text)) or (choice.family if choice.exact or self.marked else None)
        if family is None and self.marked and not choice.open:
            self.impossible("model.family", node, f"must be one of {', '.join(FAMILIES)}")
        elif (
            choice.open
            or choice.candidates
            or family == "transformer"
            or (choice.row is not None and values.plain(text) not in words.FAMILY_WORDS)
        ):
            self.choices.append((20, node, choice))
        elif family:
            self.family = family
            self.facts.put("model.family", family, STATED, node.keys)

    def candidates(self, node):
        names = []
        for item in list(node.each())[:50]:
            if item.is_map:
                item = item.first("architecture", "name", "model", "type", "family", "arch")
            if isinstance(item.value, str) and not item.opaque and not values.is_left_open(item.value):
                names.append((item, item.value.strip()))
            elif self.marked and not item.opaque and not isinstance(item.value, str) and item.value is not None:
                self.impossible("model.architecture", node, "must be a name, or a list of names")
                return
        if len(names) == 1:
            self.choices.append((0, names[0][0], values.choice(names[0][1])))
        elif names:
            self.compare([name for _, name in names], node)

    def compare(self, names, node):
        self.facts.put("model.candidates", names, STATED, node.keys)
        families = [values.family_of(name) for name in names]
        if None not in families:
            self.facts.put("model.candidate_families", families, DERIVED, node.keys, source=", ".join(names))

    def choose(self):
        """State what the surest of the texts that name the model says."""
        if not self.choices:
            return
        _, node, choice = min(self.choices, key=lambda item: (_vagueness(item[2]), item[0]))
        self.choice = choice
        if choice.open:
            self.facts.put("model.open_choice", True, STATED, node.keys)
            return
        if choice.candidates:
            self.compare(choice.candidates, node)
            return
        self.facts.put("model.architecture", choice.text, STATED, node.keys)
        if choice.num_layers:
            self.facts.put("model.num_layers", choice.num_layers, STATED, node.keys)
        if choice.pretrained is not None:
            self.starts.append((30, node, choice.pretrained))
        self.family = self.family or choice.family
        if choice.family == "rnn":
            self.recurrent(values.plain(choice.text), node)
        word = values.plain(choice.text)
        if "baseline" in word:
            self.facts.put("model.baseline", True, DERIVED, node.keys, source=choice.text)
        if re.search(r"dinov[23]", word):
            self.facts.put("training.self_supervised_stage", True, DERIVED, node.keys, source=choice.text)
            self.starts.append((40, node, True))
        if "distil" in word:
            self.facts.put("model.distilled", True, DERIVED, node.keys, source=choice.text)
        if (choice.row or {}).get("family") or choice.family in (None, "transformer"):
            return  # what follows from a known name is filled in from the table of names
        self.facts.put("model.family", choice.family, DERIVED, node.keys, source=choice.text)
        if choice.family == "diffusion":
            for name, signs in (("model.latent", words.LATENT_WORDS), ("model.distilled", words.DISTILLED_WORDS)):
                if any(sign in word for sign in signs):
                    self.facts.put(name, True, DERIVED, node.keys, source=choice.text)

    def recurrent(self, word, node):
        cell = words.CELL_WORDS.get(word) or next((name for name in ("lstm", "gru", "elman") if name in word), None)
        if cell:
            self.facts.put("model.cell", cell, DERIVED, node.keys, source=node.value)
        if word.startswith("bi"):
            self.facts.put("model.bidirectional", True, DERIVED, node.keys, source=node.value)

    def settle_family(self):
        """Say which transformer a bare ``transformer`` is: its data and its task decide."""
        if self.family != "transformer":
            return
        modality, task = self.modality_known(), self.facts.value("task")
        if task == "translation" or self.facts.value("model.num_decoder_layers"):
            family = "encoder-decoder"
        elif task == "language-modeling" or self.facts.value("model.causal"):
            family = "transformer-decoder"
        else:
            family = {"image": "vision-transformer", "graph": "graph-transformer"}.get(modality, "transformer-encoder")
        self.family = family
        _, node, choice = min(self.choices, key=lambda item: (_vagueness(item[2]), item[0]))
        self.facts.put("model.family", family, DERIVED, node.keys, source=choice.text)

    def modality_known(self):
        """Return the modality that is stated, or that follows from the task, the data set or the family."""
        task = self.facts.value("task") or ""
        known = self.facts.value("data.modality") or _modality_of_task(task)
        if known is None and self.facts.value("data.name"):
            known = (knowledge.dataset(str(self.facts.value("data.name"))) or {}).get("modality")
        if known is None and self.choice is not None and self.choice.row is not None:
            known = self.choice.row.get("modality")
        return known or {"vision-transformer": "image", "gnn": "graph", "graph-transformer": "graph"}.get(self.family)

    # The model's other words

    def layers(self, node, unit=None):
        if node.is_map:
            node = _inner(node)
        value = node.value
        if isinstance(value, str):
            spelled = re.fullmatch(r"\s*(?:~|about )?(\d{1,4})[ -]?(?:layers?|blocks?)?\s*", value)
            if spelled:
                self.facts.put("model.num_layers", int(spelled[1]), STATED, node.keys)
                return
        # A list is the widths of the layers, and a word may be a kind of layer; a number that cannot be is an error.
        named = values.key_word(node.keys[-1]) in ("num_layers", "n_layers", "number_of_layers", "num_hidden_layers")
        strict = type(value) in (int, float) or (type(value) is str and named)
        self.state("model.num_layers", node, strict=strict)
        if unit and self.facts.value("model.num_layers"):
            self.facts.put("model.depth_unit", unit, STATED, node.keys)

    def blocks(self, node):
        self.layers(node, "blocks")

    def decoder_layers(self, node):
        self.state("model.num_decoder_layers", node)

    def stack(self, node):
        decoder = values.key_word(node.keys[-1]) == "decoder"
        if node.is_map:
            depth = node.first("num_layers", "layers", "n_layers", "depth", "num_blocks")
            self.state("model.num_decoder_layers" if decoder else "model.num_layers", depth)
            if not decoder:
                for key in ("architecture", "name", "type"):
                    if isinstance(node.child(key).value, str):
                        self.architecture(node.child(key), 15)
        elif not decoder and isinstance(node.value, str):
            self.architecture(node, 15)

    def normalization(self, node):
        if node.is_map:
            node = _inner(node)
        placement = words.PLACEMENT_WORDS.get(values.plain(node.value)) if isinstance(node.value, str) else None
        if placement:
            self.facts.put("model.norm_placement", placement, STATED, node.keys)
        elif node.present and (node.value is None or node.value is False):
            self.facts.put("model.normalization", "none", STATED, node.keys)
        elif node.value is True or values.plain(node.value) in ("true", "yes", "on"):
            self.facts.put("model.normalization", None, OPAQUE, node.keys)  # there is one, and it is not said which
        else:
            for word, fact in (("sync", "model.norm_synchronized"), ("frozen", "model.norm_frozen")):
                if isinstance(node.value, str) and values.plain(node.value).startswith(word):
                    self.facts.put(fact, True, STATED, node.keys)
            self.state("model.normalization", node, values.normalization)
            if isinstance(node.value, str) and not values.is_left_open(node.value):
                self.facts.put("model.normalization", None, OPAQUE, node.keys)  # one of its own kind

    def named_normalization(self, node):
        name = values.plain(node.keys[-1])
        kind = words.NORMALIZATION_WORDS[name.removeprefix("use")]
        if self.yes(node):
            self.facts.put("model.normalization", kind, STATED, node.keys)
        elif kind == "batch" and self.yes(node) is False:
            self.denied.append(node)

    def pre_norm(self, node):
        self.placement(node, "pre", "post")

    def post_norm(self, node):
        self.placement(node, "post", "pre")

    def placement(self, node, first, second):
        answer = self.yes(node)
        if answer is not None:
            self.facts.put("model.norm_placement", first if answer else second, STATED, node.keys)

    def steps(self, node):
        if self.family == "diffusion":
            self.state("model.sampling_steps", node)

    def flat_steps(self, node):
        """Read steps at the top of the file: those of sampling, unless so many or the words beside are training's."""
        if self.family != "diffusion":
            self.training_words += 1
        elif self.training_words or type(node.value) is not int or node.value > _MOST_SAMPLING_STEPS:
            self.facts.put("model.sampling_steps", None, OPAQUE, node.keys)
        else:
            self.state("model.sampling_steps", node)

    def position_encoding(self, node):
        if self.family in ("gnn", "graph-transformer"):
            self.structural_encoding(node)
        else:
            self.state("model.position_encoding", node, values.position)

    def structural_encoding(self, node):
        if node.is_map:
            node = _inner(node)
        name = values.key_word(node.keys[-1])
        named = {
            "lap_pe": "LapPE",
            "lappe": "LapPE",
            "laplacian_pe": "LapPE",
            "rwse": "RWSE",
            "random_walk_encoding": "RWSE",
        }.get(name)

        def spelled(value):
            if not values.present(value):
                return None if named else "none"
            return (
                str(value)
                if isinstance(value, str) and values.plain(value) not in ("true", "yes")
                else named or "stated"
            )

        self.state("model.positional_or_structural_encoding", node, spelled)

    def flash(self, node):
        if self.yes(node):
            self.facts.put("model.attention", "flash", STATED, node.keys)

    def ignores_edges(self, node):
        answer = self.yes(node)
        if answer is not None:
            self.facts.put("model.uses_edges", not answer, STATED, node.keys)

    def unnamed_normalization(self):
        """Read ``batchnorm: false`` as no normalization where a person describes a stack that could have had one."""
        described = self.marked or "model.num_layers" in self.facts
        known = self.choice is not None and (self.choice.row or {}).get("normalization")
        if len(self.denied) == 1 and described and not known and self.family in (None, "cnn", "mlp"):
            self.facts.put("model.normalization", "none", STATED, self.denied[0].keys)

    # Where training starts

    def pretrained(self, node, rank):
        if node.present and (node.value is None or node.value == "" or values.plain(node.value) == "none"):
            self.starts.append((rank, node, False))
        elif node.opaque or values.is_left_open(node.value):
            self.facts.put("model.pretrained", None, OPAQUE, node.keys)
        elif node.present:
            inner = node.first("name", "path", "checkpoint", "weights", "source", "enabled", "value", "from", "file")
            answer = values.weights(inner.value if inner.present else node.value)
            if answer is not None:
                self.starts.append((rank, node, answer))
            elif self.marked:
                self.impossible("model.pretrained", node, "must be true, false, or the weights' name")
            else:
                self.unclear_start = node

    def from_scratch(self, node):
        answer = self.yes(node)
        if answer is not None:
            self.starts.append((0, node, not answer))

    def initialization(self, node):
        word = values.plain(node.value) if isinstance(node.value, str) else ""
        if word in ("random", "scratch", "fromscratch", "randominit", "randomly"):
            self.starts.append((10, node, False))
        elif word.startswith(("pretrained", "imagenet")):
            self.starts.append((10, node, True))

    def fine_tuning(self, node):
        if self.given(node, "training.regime") and values.present(node.value):
            self.facts.put("training.regime", "fine-tuning", STATED, node.keys)
            self.starts.append((5, node, True))

    def pretraining(self, node):
        if node.is_map:
            node = _inner(node)
        if not self.given(node, "model.pretrained"):
            return
        if values.plain(node.value) in words.SELF_SUPERVISED_METHODS:
            self.facts.put("training.self_supervised_stage", True, STATED, node.keys)
        else:
            self.pretrained(node, 8)

    def start(self):
        """State whether training starts from weights: any that are named count over a key that names none."""
        if (
            self.facts.value("training.regime") == "fine-tuning"
            and "model.pretrained" not in self.facts
            and not self.starts
        ):
            fact = self.facts["training.regime"]
            self.facts.put("model.pretrained", True, DERIVED, getattr(fact, "keys", None), source="fine-tuning")
        elif self.starts:
            _, node, answer = min(self.starts, key=lambda item: (not item[2], item[0]))
            self.facts.put("model.pretrained", answer, STATED, node.keys)
        if self.unclear_start is not None:
            self.facts.put("model.pretrained", None, OPAQUE, self.unclear_start.keys)

    def distilled(self, node):
        inner = node.first("teacher", "model", "name", "type", "enabled", "value")
        node = inner if inner.present else node
        self.state("model.distilled", node, values.distilled)
        if node.present and isinstance(node.value, str) and not values.is_left_open(node.value):
            self.facts.put("model.distilled", None, OPAQUE, node.keys)  # something is said, and not understood

    # The data

    def size(self, node, unit):
        whole = node
        if node.is_map:
            inner = node.first("train", "training", "count", "value", "n", "size", "samples")
            said = node.child("unit")
            if isinstance(said.value, str):
                self.state("data.unit", said)
            node = inner
        if self.marked and whole.is_map and whole.value and node.absent and not whole.has("val"):
            self.impossible("data.train_size", whole, "must be a whole number")
        if isinstance(node.value, Opaque) and _is_long_number(node.value):
            self.impossible("data.train_size", node, "must be a whole number of a size that data can have")
            return
        if not self.given(node, "data.train_size"):
            if node.present and (node.opaque or values.is_left_open(node.value)):
                self.asked.append(node)
            return
        flat_size = len(node.keys) == 1 and values.key_word(node.keys[0]) == "size"
        value = node.value
        try:
            amount = values.amount(value)
        except Impossible as fault:
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            self.misfits += 1
            if self.marked or (number and not value >= 0):
                self.impossible("data.train_size", node, str(fault))
            return
        # The size of a model is written as that of its data: 7b.
        of_model = flat_size and isinstance(value, str) and re.fullmatch(r"(?i)\s*[\d.]+\s*b\s*", value)
        if amount is not None and not (flat_size and amount.band) and not of_model and self.may_be_size(node, amount):
            self.count(node, amount, unit)

    def may_be_size(self, node, amount):
        """Whether a number can be the size of the data: not the side of an image, nor what one step draws."""
        if self.marked or amount.number is None or amount.unit:
            return True
        word = _word(node.keys)
        if word == "size" and amount.number <= _LARGEST_SIDE and amount.number % 8 == 0:
            return False
        return not (word in _DRAWN and amount.number < _FEW)

    def count(self, node, amount, unit=None):
        unit = unit or amount.unit
        if amount.number is not None:
            if amount.number == 0 and not self.marked:
                return
            self.facts.put("data.train_size", amount.number, STATED, node.keys)
            if unit == "graphs":
                self.facts.put("data.num_graphs", max(1, amount.number), STATED, node.keys)
        else:
            self.facts.put("data.size_band", amount.band, STATED, node.keys)
        if unit:
            self.facts.put("data.unit", unit, STATED, node.keys)
            self.unit_node = self.unit_node or node
        elif _SAMPLE_WORD.search(_word(node.keys)):
            self.of_samples = True
        if amount.modality:
            self.facts.put("data.modality", amount.modality, DERIVED, node.keys, source=node.value)

    def counted(self, node):
        """Read ``6,000 images`` in place of a whole data section; return whether it is such a text."""
        try:
            amount = values.amount(node.value)
        except Impossible:
            return False
        if amount is not None:
            self.count(node, amount)
        return amount is not None

    def imply_modality(self):
        """State the modality that the size's unit implies, where nothing else tells it."""
        fact = self.facts.get("data.unit")
        if fact is None or "data.modality" in self.facts or self.facts.value("data.name") or self.modality_known():
            return
        modality = words.UNIT_MODALITIES.get(self.facts.value("data.unit"))
        if modality and self.unit_node is not None:
            self.facts.put("data.modality", modality, STATED, self.unit_node.keys)

    def splits(self, node):
        if node.is_map:
            self.size(node, None)

    def size_band(self, node):
        self.state("data.size_band", node, values.band)

    def nodes(self, node):
        """Read a count of nodes: of one graph, and so the number of items where the task is about nodes."""
        if not isinstance(node.value, (int, float, str)) or not self.given(node, "data.nodes_per_graph"):
            return
        self.state("data.nodes_per_graph", node, values.nodes)
        task = self.facts.value("task") or ""
        number = self.facts.value("data.nodes_per_graph")
        if (
            task.startswith(("node", "link"))
            and number
            and number == int(number)
            and self.facts.value("data.train_size") is None
        ):
            self.facts.put("data.train_size", int(number), STATED, node.keys)
            self.facts.put("data.unit", "nodes", STATED, node.keys)

    def modality(self, node, strict=True):
        """State the modality at a node; return whether it is one."""
        if node.is_map:
            node = _inner(node)
        if not self.given(node, "data.modality"):
            return False
        try:
            modality, several = values.modality(node.value)
        except Impossible as fault:
            if self.marked and strict:
                self.impossible("data.modality", node, str(fault))
            return False
        self.facts.put("data.modality", modality, STATED, node.keys)
        if several:
            self.facts.put("data.modalities", "+".join(several), STATED, node.keys)
        return True

    def has_edges(self, node):
        self.state("data.has_edges", node, values.present)

    def homophilous(self, node):
        answer = self.yes(node)
        if answer is not None:
            self.facts.put("data.heterophilous", not answer, STATED, node.keys)

    # The task

    def task_word(self, node):
        self.tasks.append(_inner(node) if node.is_map else node)

    def task(self, node):
        if not self.given(node, "task"):
            return
        if not isinstance(node.value, str):
            if self.marked:
                self.impossible("task", node, "must be a task's name")
            return
        tokens = [token for token in re.split(r"[^a-z0-9]+", node.value.lower()[:100]) if token]
        found = words.TASK_WORDS.get("".join(tokens))
        modality = _modality_in(tokens)
        if found is None:
            kind = next((token for token in tokens if token in _TASK_KINDS), None)
            found = words.TASK_WORDS[kind] if kind else None
        if isinstance(found, dict):
            found = found.get(modality or self.modality_known() or "", found[""])
        if found or (tokens and self.marked):
            self.facts.put("task", found or "-".join(tokens), STATED, node.keys)
        modality = modality or _modality_of_task(found or "")
        if modality:
            self.facts.put("data.modality", modality, DERIVED, node.keys, source=node.value)

    # Training, deployment and constraints

    def batch_size(self, node):
        """Read a batch size: that of one device, since archlint is told of more only by ``num_devices``."""
        devices = self.facts.value("training.num_devices") or 1

        def per_device(value):
            whole = check_value("training.batch_size_per_device", value)
            return whole // devices if whole % devices == 0 else None

        self.state("training.batch_size_per_device", node, per_device)

    def target(self, node):
        if node.is_map:
            self.section("deployment", node)
        elif node.is_list:
            self.plain_deployment(node)
        else:
            self.try_state("deployment.target", node, lambda value, at: self.target_of(str(value), at))

    def device(self, node):
        if not isinstance(node.value, str) or not self.given(node, "deployment.device"):
            return
        if self.need_of_device(node):
            return
        self.misfits += 1
        if self.marked or "deployment" in node.keys[:-1]:
            self.facts.put("deployment.device", node.value, STATED, node.keys)

    def need_of_device(self, node):
        try:
            self.target_of(node.value, node)
        except Impossible:
            if values.key_word(node.keys[-1]) == "device":
                return values.plain(node.value).rstrip("0123456789") in ("cuda", "gpu", "cpu", "mps", "tpu", "auto")
            try:
                self.compute_of(node.value, node)
            except Impossible:
                return False
        return True

    def flag(self, node):
        """Read ``edge: true``."""
        if self.yes(node):
            self.target_of(values.key_word(node.keys[-1]).replace("on_device", "edge"), node)

    def use_case(self, node):
        said = node.value[:200] if isinstance(node.value, str) and not node.opaque else ""
        if re.search(r"(?i)\breal[- ]?time\b", said) and not re.search(
            r"(?i)\b(?:no|not|non|near|nearly|soft)\b", said
        ):
            self.facts.put("deployment.latency", "real-time", DERIVED, node.keys, source=node.value)

    def latency(self, node):
        if node.is_map:
            self.section("deployment", node)
        else:
            self.try_state("deployment.latency", node, self.latency_of)

    def latency_ms(self, node):
        if node.is_map:
            node = _inner(node)
        self.try_state("deployment.latency_ms", node, lambda value, at: self.latency_of(value, at, self.marked))

    def real_time(self, node):
        answer = self.yes(node)
        if answer:
            self.facts.put("deployment.latency", "real-time", STATED, node.keys)
        elif answer is False:
            self.facts.put("deployment.latency", None, OPAQUE, node.keys)  # not real-time, and not said what else
        elif node.present:
            self.latency(node)

    def frames(self, node):
        def spelled(value, at):
            frames = quantity(value.lower().replace("fps", "") if isinstance(value, str) else value, low=0)
            if frames:
                self.latency_of(f"{frames} fps", at)

        self.try_state("deployment.latency_ms", node, spelled)

    # What follows from leaving something out

    def assume(self):
        """Count what would excuse the choice as absent where it is left out, and say what bare numbers count."""
        facts = self.facts
        facts.assume("training.is_run", True)
        facts.assume("data.unit", self.unit())
        facts.assume("model.depth_unit", words.DEPTH_UNITS.get(self.family or "", "blocks"))
        if self.family != "gnn":  # whose width may be that of one head
            facts.assume("model.head_remainder", "refuse")  # as PyTorch's own attention does
        if not self.is_told:
            return
        optimizer = self.root.get("training.optimizer")
        if re.fullmatch(r"adamw?", values.plain(optimizer.value) if optimizer.text else ""):
            # Two for a weight and its gradient each, twelve for the optimizer's, or four for each of them in single
            # precision: the same sum (arXiv:1910.02054, section 3.1).
            facts.say("training.bytes_per_parameter", 16, optimizer)
        hints, said = (set(), set()) if self.marked else _hints(self.root)
        name = self.choice
        checkpoint = name is not None and (name.checkpoint or values.is_self_supervised(name.text))
        if not checkpoint and not any(re.search(_WEIGHTS_HINT, word) for word in hints | said):
            facts.assume("model.pretrained", False)
        if not any(re.search(_TEACHER_HINT, word) for word in hints | said):
            facts.assume("model.distilled", False)
        if not any(re.search(_SELF_SUPERVISION_HINT, word) for word in hints | said):
            facts.assume("training.self_supervised_stage", False)
        if self.family == "graph-transformer" and not any(re.search(_STRUCTURE_HINT, word) for word in hints):
            facts.assume("model.message_passing", False)
            facts.assume("model.positional_or_structural_encoding", "none")

    def unit(self):
        """Return what a bare size counts, by the task, the modality or the family; None where that is not clear."""
        unit = self.usual_unit()
        return "samples" if self.of_samples and unit in ("tokens", "time-steps", "hours") else unit

    def usual_unit(self):
        """Return what a number without a word of its own counts."""
        task, modality, family = self.facts.value("task"), self.modality_known(), self.family
        if task in words.TASK_UNITS:
            if task == "masked-language-modeling" and family not in ("transformer-encoder", None):
                return "samples"
            return words.TASK_UNITS[task]
        if modality == "graph":
            graphs = "data.num_graphs" in self.facts or "data.nodes_per_graph" in self.facts
            return "graphs" if graphs or family == "graph-transformer" else None
        if modality == "text":
            return {"transformer-decoder": "tokens", "state-space": "tokens", "encoder-decoder": "samples"}.get(
                family, "documents"
            )
        if modality == "time-series" and task not in (None, "forecasting"):
            return "samples"
        return words.MODALITY_UNITS.get(modality) or words.FAMILY_UNITS.get(family)

    # Whether it is a description at all

    @property
    def is_told(self):
        """Whether a person tells archlint of a choice: with the marker, or in words most of which are understood.

        A training program's own config holds mostly other keys, or the machinery of training, and an excuse may stand
        in its code or among them.
        """
        return self.marked or (self.strange <= max(4, self.known) and not self.is_program)

    @property
    def is_program(self):
        """Whether an unmarked config holds so much of a training program's machinery that it must be one's own."""
        found = set()
        for node in self.root.walk(500):
            if not node.is_map or (node.keys and _SECTION_OF.get(values.key_word(node.keys[0])) in _SPOKEN):
                continue
            for key, value in node.value.items():
                word = values.key_word(key)
                if word in words.MACHINERY_PARTS and isinstance(value, (dict, list)) and value:
                    return True
                found.add(word)
            if len(found & words.MACHINERY) >= _MUCH_MACHINERY:
                return True
        return False

    @property
    def said(self):
        """What names the model, for ``archlint facts``."""
        if self.choice is not None:
            return self.choice.text
        for name in ("model.family", "model.candidates"):
            value = self.facts.value(name)
            if value:
                return value if isinstance(value, str) else ", ".join(value)
        return "a layer count"

    def is_description(self):
        """Whether an unmarked config names a model beside what it is for."""
        facts, choice = self.facts, self.choice
        if self.foreign:
            return False
        told = [
            name for name in facts if name.startswith(_COMPANIONS) and name not in ("data.name", "deployment.device")
        ]
        if self.is_measured(told):
            return False
        evidence = len(told) + self.training_words + len(self.asked)
        beside = bool(self.held - {"model"}) or bool(self.sections - {"model"} - self.maps)
        depth = "model.num_layers" in facts
        plain_stack = depth and ("model.normalization" in facts or "model.skip_connections" in facts)
        if choice is not None and choice.open:
            return bool(told) and values.plain(choice.text).startswith(("best", "thebest", "sota", "stateoftheart"))
        if "model.candidates" in facts:
            return "model.candidate_families" in facts and (beside or evidence > 0)
        clean = not self.strange and not self.misfits
        sure = self.is_sure(told)
        if "model.family" in facts if choice is None else choice.family and choice.exact:
            if evidence == 0 and clean and self.is_bare(depth):
                return True
            everyday = "model" not in self.maps and values.plain(self.said) in words.EVERYDAY
            if not clean and (everyday or not (self.maps or sure)):
                return sure and self.strange <= max(2, self.known)
            if everyday and choice is None and self.root.has("family") and not sure:
                return False  # people have families, too
            return evidence > 0 or (beside and not everyday) or (plain_stack and clean)
        # A layer count, or a name that is not known: the rest must then be in archlint's words for the most part.
        if not depth and (choice is None or values.plain(choice.text) != "custom"):
            return False
        if choice is not None and not (self.maps or sure or self.root.has("num_layers")):
            return False
        if set(self.root.value) == {"model"} and "model" in self.maps and choice is None and clean:
            return not self.root.child("model").has("depth")
        needs = sum(name in _NEEDS for name in told)
        # Cakes and drawings have layers and a size, too.
        enough = 1 if "model" in self.sections or choice is not None or self.root.has("num_layers") else 2
        return self.is_told and (needs >= enough or (plain_stack and clean))

    def is_sure(self, told):
        """Whether a companion is said in words that people use of a model's data, task or training only."""
        number, at = self.facts.value("data.train_size"), self.facts.keys_of.get("data.train_size")
        few = isinstance(number, int) and number < _FEW
        return self.training_words > 0 or any(
            name == "task"
            or name.startswith("training.")
            or (name.startswith("data.") and not (few and keys == at) and _word(keys) not in words.WEAK)
            for name, keys in ((name, self.facts.keys_of[name]) for name in told)
        )

    def is_measured(self, told):
        """Whether the companions are what was measured in one call or run, on a flat record's usual keys."""
        if self.maps or self.training_words:
            return False
        rest = [name for name in told if not name.startswith("deployment.latency")]
        at = {_word(self.facts.keys_of[name]) for name in rest}
        timed = any(type(self.root.child(key).value) in (int, float) for key in self.root.value if _is_timing(key))
        if timed and at <= {"device", "hardware"}:
            return bool({"device", "hardware"} & {values.key_word(key) for key in self.root.value})
        tokens = self.root.child("tokens").value
        return at == {"tokens"} and type(tokens) is int and (tokens <= _CONTEXT or tokens & (tokens - 1) == 0)

    def is_bare(self, depth):
        """Whether a config names a trend and nothing else, or beside its depth only."""
        word = values.plain(self.said)
        if depth:
            return word in words.TRENDS or word not in words.EVERYDAY
        only = all(values.key_word(key) in ("model", "architecture", "family") for key in self.root.value)
        return only and word in words.TRENDS and self.known <= 1


_NEEDS = (
    "data.train_size", "data.size_band", "data.modality", "deployment.target", "deployment.latency",
    "deployment.latency_ms",
    "constraints.compute", "constraints.interpretability", "task", "data.num_graphs", "data.nodes_per_graph",
)  # fmt: skip
# A served language model counts a call's tokens within its context, and small contexts are so long.
_CONTEXT = 32_768
_MOST_SAMPLING_STEPS = 1000  # the original sampler's, one for each step of training's noise schedule
_FEW = 20  # of anything: no data set's size
_LARGEST_SIDE = 1024  # a power of two or a multiple of eight up to here is what images are resized to
_DRAWN = ("num_samples", "n_samples", "samples", "n", "count", "num_items")
_COMPANIONS = ("data.", "deployment.", "constraints.", "training.", "task")
# Sections in which a word such as ``gpus`` is a person's.
_SPOKEN = ("deployment", "constraints")
_UNITS: dict = {"@size": None}
for _unit in ("samples", "images", "tokens", "documents", "rows", "clips", "hours", "time-steps", "graphs"):
    _UNITS[f"@size_{_unit}"] = _unit
_SAMPLE_WORD = re.compile(r"sample|example")
_RANKED = ("@architecture", "@pretrained")
_LATER = ("@steps", "@position_encoding", "@batch_size", "@nodes")
_TASK_KINDS = (
    "classify",
    "classification",
    "regression",
    "generation",
    "forecasting",
    "segmentation",
    "superresolution",
    "translation",
)

# Keys of a project's own, under which an excuse may stand.
_WEIGHTS_HINT = (
    r"pre_?train|checkpoint|ckpt|fine_?tun|resume|lora|adapter|freeze|frozen|init_from|load_|^weights$|warm_start"
)
_TEACHER_HINT = r"teacher|distil|^kd_|student"
_SELF_SUPERVISION_HINT = r"self_?sup|contrastive|^mae|masked_?auto|simclr|dino|byol|moco|^ssl"
_STRUCTURE_HINT = r"(?:^|_)(?:pe|rwse|lappe|spd|encodings?|encoder)$|laplac|random_walk|mpnn|local|message|degree"


def _hints(root):
    """Return the words of all keys below a config whose values are there, and what is said outside the data."""
    found, said = set(), set()
    for node in root.walk(2000):
        if isinstance(node.value, str) and not values.present(node.value):
            continue
        if node.keys and isinstance(node.keys[-1], str) and node.value not in (None, False, "", 0):
            found.add(values.key_word(node.keys[-1]))
        if isinstance(node.value, str) and len(node.value) <= 200 and "data" not in map(_section, node.keys):
            said.add(re.sub(r"[^a-z0-9]+", "_", values.affirmed(node.value).lower()))
    return found, said


def _is_long_number(opaque):
    """Whether a source gave up on a number for its many digits."""
    return opaque.tag is None and bool(re.fullmatch(r"[-+]?\d{15,}(?:\.\.\.)?", opaque.text))


def _section(key):
    return _SECTION_OF.get(values.key_word(key))


def _is_path(text):
    return isinstance(text, str) and (
        text.startswith(("/", "./", "../", "~")) or text.count("/") > 1 or bool(re.search(r"\.\w{2,5}$", text))
    )


def _word(keys):
    return values.key_word(keys[-1]) if keys else ""


def _is_timing(key):
    return values.key_word(key) in (
        "latency_ms",
        "inference_time_ms",
        "inference_latency_ms",
        "latency",
        "inference_time",
    )


def _is_record(root):
    """Whether a config holds results at its top: what was measured, and no choice to come."""
    for key, value in root.value.items():
        if values.key_word(key) in words.RESULTS:
            if isinstance(value, dict) and values.key_word(key) != "loss":
                value = next(iter(value.values()), None)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                return True
    return False


def _vagueness(choice):
    return 0 if choice.exact or choice.candidates else 1 if choice.family else 2 if choice.open else 3


def _inner(node):
    """Return what a mapping in place of a single value holds: ``{type: LayerNorm}``."""
    return node.first("type", "name", "kind", "value", "method", "enabled", "ms", "size", "count", "steps")


def _modality_of_task(task):
    head = task.split("-")[0]
    if task == "forecasting":
        return "time-series"
    return {
        "image": "image", "object": "image", "semantic": "image", "instance": "image", "node": "graph",
        "graph": "graph",
        "link": "graph", "tabular": "tabular", "speech": "audio", "translation": "text", "language": "text",
        "masked": "text",
    }.get(head)  # fmt: skip


def _modality_in(tokens):
    for length in (2, 1):
        for start in range(len(tokens) - length + 1):
            found = words.MODALITY_WORDS.get("".join(tokens[start : start + length]))
            if found and tokens[start] not in ("network",):
                return found
    return None


def _suggestions(section, word):
    """Return what a key outside the key set may have been meant for."""
    import difflib

    if section and word in _ALONE:
        return [_canonical(_ALONE[word], word)]
    own = [name.partition(".")[2] for name in VOCABULARY if name.startswith(section + ".")] if section else []
    usual = list(_WORDS[section]) if section else [*words.SECTIONS, "task", _MARKER, *_SECTION_OF, *_ALONE]
    for names in (own, usual):
        near = difflib.get_close_matches(word, names, 1, 0.7)
        if near:
            return near
    near = difflib.get_close_matches(word, list(_ALONE), 1, 0.8)
    return [_canonical(_ALONE[near[0]], near[0])] if near else []


def _canonical(section, word):
    """Return the fact that a usual word states, or the word in its section."""
    states = _WORDS[section][word][0]
    return _FACT_OF.get(states, f"{section}.{word}") if states.startswith("@") else states


_FACT_OF = {
    "@size": "data.train_size", "@layers": "model.num_layers", "@architecture": "model.architecture",
    "@latency": "deployment.latency",
    "@target": "deployment.target", "@normalization": "model.normalization", "@pretrained": "model.pretrained",
    "@modality": "data.modality", "@family_word": "model.family", "@distilled": "model.distilled",
    "@regime": "training.regime",
    "@task_word": "task",
}  # fmt: skip
