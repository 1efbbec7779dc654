"""Configs in a person's own words: what no dialect claims is read by concepts, in any format."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from . import _native_values as values
from . import _native_words as words
from ._lexicon import word_set
from ._phrases import phrase
from ._reader import Reader
from ._sites import state_sites

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


def claim(root: Node) -> Claim | None:
    """Claim a config that names a model, or a stack's sizes, beside data, training or deployment."""
    tree = _root(root)
    if tree is None or not _may_describe(tree):
        return None
    reader = Reader(tree, Facts(root.document))
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
    reader.silence()
    state_sites(reader, facts)
    facts.assume("training.is_run", True)
    facts.assume("config.unknown_framework", True)
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
    """Whether a file's first keys hold any word of a model; and none that shows another kind of file."""
    value = root.value
    if not isinstance(value, dict) or any(key in words.FOREIGN and key not in _KNOWN for key in value):
        return False
    looked, left, stack = False, _MOST_LOOKED_AT, [value]
    while stack and left > 0:
        held = stack.pop()
        for key, child in held.items():
            left -= 1
            found = phrase(str(key)) if isinstance(key, str) else ()
            if any(word.concepts & _SIGNS for word in found) or (found and values.family_of(str(key))):
                looked = True
                break
            child = getattr(child, "value", child)
            if isinstance(child, dict):
                stack.append(child)
            elif isinstance(child, str) and len(child) < 60 and len(found) < 4 and values.family_of(child):
                looked = True
                break
        if looked:
            break
    return looked


# Keys of other kinds of files that people's own configs hold as well.
_KNOWN = word_set(
    "defaults total_tokens model_type info pipeline endpoint rules stages _target_ hydra stream "
    "usage input_features includes "
    "on trigger messages model_name_or_path paths _base_ spec provider prompt temperature tool base_model"
)
_RESULT_LIMIT = 1
_MANY = 30


def describes(reader, stacks):
    """Return what shows that a file describes a model, or an empty text."""
    facts, best = reader.facts, reader.names.best
    if _is_record(reader) or _is_prose(reader):
        return ""
    told = {name for name in reader.said if name.startswith(("data.", "deployment.", "constraints.", "task"))}
    told.discard("data.modality")
    shape = {
        name
        for name in ("model.num_layers", "model.normalization", "model.skip_connections", "model.pretrained",
                     "model.sampling_steps", "data.sequence_length", "model.positional_or_structural_encoding")
        if name in facts
    }  # fmt: skip
    training = min(reader.training_words, 3)
    if best is not None:
        everyday = values.plain(best.choice.text) in words.EVERYDAY
        sure = best.rank <= 1.5 or (best.choice.exact and not everyday)
        evidence = len(told) + len(shape) + training + bool(stacks)
        if evidence >= (1 if sure and best.rank <= 1.5 and not everyday else 2) and (
            training or shape or "data.train_size" in told or len(told) > 1
        ):
            return f"a model in its own words: {best.choice.text}"
        return ""
    if stacks and (training or told or stacks.count(",") > 1 or reader.root.document.format == "python"):
        return f"a stack's sizes: {stacks}"
    sized = "data.train_size" in told
    if reader.names.unknown is not None and sized and training > 1:
        return f"a model of a name of its own: {reader.names.unknown.choice.text}"
    if "model.num_layers" in facts and len(shape) > 1 and (training + len(told) >= 2 or sized):
        return "a layer count in its own words"
    if sized and training > 1 and reader.start.yes:
        return "a training that starts from weights, in its own words"
    return ""


def _is_prose(reader):
    """Whether most of what a file holds are sentences: translations, messages, questions."""
    texts = [leaf.value for leaf in reader.tree.leaves if isinstance(leaf.value, str)]
    return len(texts) > _MANY and sum(text.count(" ") > 1 for text in texts) * 3 > len(reader.tree.leaves)


def _is_record(reader):
    """Whether a file holds what was measured, and no choice to come."""
    results = 0
    for leaf in reader.tree.leaves:
        key = values.key_word(leaf.node.keys[-1]) if leaf.node.keys else ""
        if key in words.RESULTS and type(leaf.value) in (int, float) and not leaf.within("machinery"):
            results += 1
    return results > _RESULT_LIMIT
