"""The keys that a file's dialect does not know: the data's size, deployment, constraints, and the start of weights.

What the dialect states wins.  A dialect whose configs hold parts of a project's own hands over the whole file where it
found no model in it.
"""

from ...facts import STATED, Facts
from ._lexicon import word_set
from ._phrases import phrase
from ._reader import Reader
from ._sites import state_sites
from .generic import describes

FORMATS = ("yaml", "json", "toml", "python", "ini")
_MOST_LOOKED_AT = 600
# Concepts of which a key must hold one, for its file to be looked at more closely.
_SIGNS = word_set("train unit scratch pretrained start tuned teacher selfsupervised latency realtime interpret compute")
_MODEL_FACTS = ("model.family", "model.architecture", "model.num_layers", "model.candidates")


def add(root, facts, dialect, is_fragment):
    """Add what the remaining keys say; return whether the file is a fragment still."""
    if not root.is_map or root.document.format not in FORMATS:
        return is_fragment
    if not dialect.own_parts and not _is_worth_a_look(root.value):
        return is_fragment
    if dialect.own_parts and not any(name in facts for name in _MODEL_FACTS):
        reader = Reader(root, Facts(root.document))
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
    left, stack, seen = _MOST_LOOKED_AT, [value], set()
    while stack and left > 0:
        held = stack.pop()
        if id(held) in seen:
            continue
        seen.add(id(held))
        for key, child in held.items():
            left -= 1
            if isinstance(key, str) and any(word.concepts & _SIGNS for word in phrase(key)):
                return True
            child = getattr(child, "value", child)
            if isinstance(child, dict):
                stack.append(child)
    return False
