"""Configs in a person's own words: what no dialect claims is read by concepts, in any format."""

import re

from ...facts import Facts
from .. import Claim, Dialect, Node
from . import _native_values as values
from . import _native_words as words
from ._lexicon import word_set
from ._names import is_choice
from ._phrases import phrase
from ._reader import Reader
from ._sites import state_sites
from ._tree import Tree

DIALECT = Dialect(
    name="generic",
    title="configs of a project's own, in any words",
    files="YAML, JSON, TOML, INI, Python settings and arguments in shell scripts of no known framework",
    reads="every fact that its words state",
    formats=("yaml", "json", "toml", "cfg", "ini", "env", "python", "shell", "notebook"),
    triggers=(),
    last=("",),
)

_READER = "words"
_MOST_LOOKED_AT = 400
# Words of which at least one stands in every config that names a model.
_SIGNS = word_set(
    "model kind part generator layer pretrained scratch norm attentionhead width batchnorm sampling patch"
)
# Of these one stands beside a model's name in a config; of those beside a word of a model where no name is known, for
# the others are everyday words (a level, an image, a target); and of these pairs one in a stack.
_BESIDES = word_set(
    "machinery train data unit pretrained scratch start tuned teacher selfsupervised norm batchnorm layer skip "
    "sampling latency fps realtime place interpret compute task reach length structure"
)
_NAMING = word_set("model kind part generator name")
_NUMBERED = re.compile(r"[A-Za-z]-?_?\d")
_OF_NETWORKS = word_set(
    "machinery norm batchnorm layernorm groupnorm rmsnorm skip pretrained scratch selfsupervised teacher"
)
_OF_STACKS = tuple(
    map(word_set, ("attentionhead width", "patch imagesize", "attentionhead layer", "layer width", "layer train"))
)


def claim(root: Node) -> Claim | None:
    """Claim a config that names a model, or a stack's sizes, beside data, training or deployment."""
    tree = _root(root)
    if tree is None or not _may_describe(tree):
        return None
    leaves = Tree(tree)
    if is_no_choice(leaves):
        return None
    reader = Reader(tree, Facts(root.document), tree=leaves)
    reader.read()
    stacks = state_sites(reader, Facts(root.document))
    root.document.cache[_READER] = tree
    said = describes(reader, stacks)
    return Claim(10, said) if said else None


def read(root: Node, facts: Facts) -> None:
    """State what the words say."""
    tree = root.document.cache.get(_READER) or _root(root)
    if tree is None:
        return
    reader = Reader(tree, facts)
    reader.read()
    facts.unstated_is_absent = reader.is_told
    if facts.unstated_is_absent:
        reader.leave_out()
    reader.silence()
    state_sites(reader, facts)
    facts.assume("training.is_run", True)
    facts.assume("config.unknown_framework", True)
    facts.assume("config.own_words", True)
    reader.note_unplaced()


def _root(root):
    """Return the node that holds a file's own words, or None where it is no mapping of them."""
    document = root.document
    if document.format == "shell":
        arguments = root.get("arguments")
        return arguments if arguments.is_map else None
    if document.format == "python":
        from ...sources.python_source import SETTINGS

        settings = document.cache.get(SETTINGS)
        return Node.root(settings()) if settings is not None else root
    return root if root.is_map else None


def _may_describe(root):
    """Whether a file's first keys hold words of a model, and of what stands beside one; and none of another kind."""
    value = root.value
    if not isinstance(value, dict) or any(key in words.FOREIGN and key not in _KNOWN for key in value):
        return False
    left, stack = _MOST_LOOKED_AT, [value]
    concepts: set = set()
    named = False
    while stack and left > 0:
        held = stack.pop()
        left -= len(held)
        for key, child in held.items():
            if not isinstance(key, str):
                continue
            found = phrase(key)
            concepts.update(found.concepts)
            child = getattr(child, "value", child)
            if isinstance(child, dict):
                stack.append(child)
            if isinstance(child, list) and len(child) < _FEW and is_choice(key):
                named = named or any(isinstance(item, str) and values.family_of(item) for item in child)
            if named or not found:
                continue
            named = values.family_of_text(key) is not None or (
                type(child) is str
                and len(child) < 60
                and len(found) < 4
                and (held is not value or "name" not in found.concepts)
                and (not found.concepts.isdisjoint(_NAMING) or _NUMBERED.search(child) is not None)
                and values.family_of_text(child) is not None
            )
        if named and not concepts.isdisjoint(_BESIDES):
            return True
        if not concepts.isdisjoint(_OF_NETWORKS) and not concepts.isdisjoint(_SIGNS):
            return True
        if any(pair <= concepts for pair in _OF_STACKS):
            return True
    return False


# Keys of other kinds of files that people's own configs hold as well.
_KNOWN = word_set(
    "defaults total_tokens model_type info pipeline endpoint rules stages _target_ hydra stream "
    "usage input_features includes "
    "on trigger messages model_name_or_path paths _base_ spec provider prompt temperature tool base_model"
)
_RESULT_LIMIT = 1
_MANY = 30
_MANY_MODELS = 10
_FEW = 20
_PARTED = word_set("model part layer head generator")


def describes(reader, stacks):
    """Return what shows that a file describes a model, or an empty text."""
    facts, best = reader.facts, reader.names.best
    told = {name for name in reader.said if name.startswith(("data.", "deployment.", "constraints.", "task"))}
    told.discard("data.modality")
    shape = {
        name
        for name in ("model.num_layers", "model.normalization", "model.skip_connections", "model.pretrained",
                     "model.sampling_steps", "data.sequence_length", "model.positional_or_structural_encoding")
        if name in facts
    }  # fmt: skip
    training = min(reader.training_words, 3)
    if reader.is_asked:
        told.add("data.train_size is asked for")
    if "model.candidates" in facts and "model.candidate_families" in facts:
        return "models to choose from" if told or training else ""
    if best is not None:
        everyday = values.plain(best.choice.text) in words.EVERYDAY
        sure = best.rank <= 1.5 or (best.choice.exact and not everyday)
        evidence = len(told) + len(shape) + training + bool(stacks)
        plain = sure and not everyday and (best.rank <= 1.5 or "data.train_size" in told)
        if evidence >= (1 if plain else 2) and (training or shape or "data.train_size" in told or len(told) > 1):
            return f"a model in its own words: {best.choice.text}"
        return ""
    if stacks and (training or told or stacks.count(",") > 1 or reader.root.document.format == "python"):
        return f"a stack's sizes: {stacks}"
    sized = "data.train_size" in told
    if reader.names.unknown is not None and sized and training > 1:
        return f"a model of a name of its own: {reader.names.unknown.choice.text}"
    if reader.layers is not None and (sized or training > 1):
        return "a network written out layer by layer"
    deep = "model.num_layers" in facts or "model.num_decoder_layers" in facts
    if deep and sized and (training or len(shape) > 1) and reader.has_depth_of_model():
        return "a layer count and the size of the data"
    if "model.num_layers" in facts and len(shape) > 1 and training and reader.has_depth_of_model():
        return "a layer count in its own words"
    if "model.num_layers" in facts and len(shape) > 1 and (training + len(told) >= 2 or sized):
        return "a layer count in its own words"
    if sized and training > 1 and reader.start.yes:
        return "a training that starts from weights, in its own words"
    return ""


def is_no_choice(tree):
    """Whether a file holds sentences, what was measured, or a catalogue of models, and no choice to come."""
    return _is_record(tree) or _is_prose(tree) or any(_is_catalogue(*held) for held in tree.maps)


def _is_catalogue(node, own, above, _):
    """Whether a mapping holds many entries by name, and most of them say how deep or wide a network is."""
    if len(node.value) < _MANY_MODELS or any(not own.concepts.isdisjoint(_PARTED) for own in (own, *above)):
        return False
    entries = [held for held in node.value.values() if isinstance(held, dict)]
    told = sum(
        any(
            not phrase(key).concepts.isdisjoint(("layer", "width", "attentionhead")) for key in held if type(key) is str
        )
        for held in entries
    )
    return told >= _MANY_MODELS and told * 2 > len(node.value)


def _is_prose(tree):
    """Whether most of what a file holds are sentences: translations, messages, questions."""
    texts = [leaf.value for leaf in tree.leaves if isinstance(leaf.value, str)]
    return len(texts) > _MANY and sum(text.count(" ") > 1 for text in texts) * 3 > len(tree.leaves)


def _is_record(tree):
    """Whether a file holds what was measured, and no choice to come."""
    results = numbered = 0
    for leaf in tree.leaves:
        if leaf.node.keys and str(leaf.node.keys[-1]).isdigit():
            numbered += 1  # what was measured at each step
            continue
        key = values.key_word(leaf.node.keys[-1]) if leaf.node.keys else ""
        if key in words.RESULTS and type(leaf.value) in (int, float) and not leaf.within("machinery"):
            results += 1
    return results > _RESULT_LIMIT or numbered > max(_MANY, len(tree.leaves) // 2)
