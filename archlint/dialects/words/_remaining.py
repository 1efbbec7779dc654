"""The keys that a file's dialect does not know: the data's size, deployment, constraints, and the start of weights.

What the dialect states wins.  A dialect whose configs hold parts of a project's own hands over the whole file where it
found no model in it.
"""

from ...facts import STATED, Facts
from . import _native_values as values
from ._lexicon import word_set
from ._phrases import phrase
from ._reader import Reader
from ._sites import state_sites
from ._tree import Tree
from ._weights import SAVING
from .generic import describes, is_no_choice

FORMATS = ("yaml", "json", "toml", "python", "ini")
_MOST_LOOKED_AT = 600
_MODEL_FACTS = ("model.family", "model.architecture", "model.num_layers", "model.candidates")


def add(root, facts, dialect, is_fragment):
    """Add what the remaining keys say; return whether the file is a fragment still."""
    if not root.is_map or root.document.format not in FORMATS:
        return is_fragment
    if not dialect.own_parts and not _is_worth_a_look(root.value):
        return is_fragment
    if dialect.own_parts and not any(name in facts for name in _MODEL_FACTS):
        tree = Tree(root)
        if is_no_choice(tree):
            return is_fragment
        reader = Reader(root, Facts(root.document), tree=tree)
        reader.read()
        stacks = state_sites(reader, Facts(root.document))
        if not describes(reader, stacks):
            return is_fragment
        reader = Reader(root, facts)
        reader.read()
        reader.silence()
        state_sites(reader, facts)
        facts.assume("training.is_run", True)
        facts.assume("config.unknown_framework", True)
        return False
    if is_fragment:
        return True
    reader = Reader(root, facts, rest=True)
    reader.read()
    if dialect.own_parts:
        state_sites(reader, facts)
    start = facts.get("model.pretrained")
    # Weights under a key that the dialect does not know count over one that names none.
    if start is not None and start.value is False and start.origin == STATED and start.keys:
        leaf = next((leaf for leaf in reader.start.yes if leaf.own.has("start") or leaf.own.has("tuned")), None)
        if leaf is not None and phrase(str(start.keys[-1])).texts == {"pretrained"}:
            facts.put("model.pretrained", True, STATED, leaf.node.keys, leaf.node.document, replace=True)
    if reader.training_words > 1 and "data.train_size" in reader.said:
        facts.assume("training.is_run", True)
    return False


def _is_worth_a_look(value):
    """Whether any key and value may state one of these facts: most configs hold none, and are left after this look."""
    left, stack, seen = _MOST_LOOKED_AT, [(value, _NOTHING)], set()
    while stack and left > 0:
        held, above = stack.pop()
        if id(held) in seen:
            continue
        seen.add(id(held))
        left -= len(held)
        for key, child in held.items():
            if type(key) is not str:
                continue
            child = getattr(child, "value", child)
            own = phrase(key)
            if isinstance(child, dict):
                stack.append((child, above | own.concepts if own.concepts else above))
            elif _may_say(own, above, child):
                return True
    return False


def _may_say(own, above, value):
    concepts, kind = own.concepts, type(value)
    if not concepts.isdisjoint(_NEEDS) or (kind is bool and value and not concepts.isdisjoint(_PLACES)):
        return True
    if kind is int or kind is float:
        counts = "train" in concepts or ("unit" in concepts and "train" in above)
        return (counts and value >= _LEAST_SIZE) or ("fps" in concepts and value > 0)
    if not above.isdisjoint(_TUNED):
        return True
    if not concepts.isdisjoint(_STARTS) and own.texts.isdisjoint(SAVING):
        # ``load_from: null`` names no weights, and denies none.
        return bool(value) or "pretrained" in concepts or "weights" in concepts
    if kind is not str:
        return False
    if value[:1].isdigit() and ("train" in concepts or "train" in above or value[-1:].isalpha()):
        return True
    if not concepts.isdisjoint(_PLACES) or "place" in above:
        return values.target(value)[0] is not None if len(value) < _LONGEST_PLACE else False
    return "scratch" in value or "trained" in value or "random" in value


# Concepts that say at once that a key may state one of these facts; those that may for some values; and what stands
# around them.
_NEEDS = word_set("latency realtime interpret compute teacher selfsupervised scratch tuned measured")
_STARTS = word_set("pretrained start weights")
_TUNED = word_set("tuned teacher selfsupervised")
_PLACES = word_set("place preposition")
_LEAST_SIZE = 2
_LONGEST_PLACE = 120
_NOTHING: frozenset = frozenset()
