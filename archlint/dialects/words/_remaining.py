"""The keys that a file's dialect does not know: the data's size, deployment, constraints, and the start of weights.

What the dialect states wins.  A dialect whose configs hold parts of a project's own hands over the whole file where it
found no model in it.
"""

from ...facts import STATED, Facts
from ._phrases import phrase
from ._reader import Reader
from ._sites import state_sites
from ._tree import Tree
from .generic import describes, is_no_choice

_MODEL_FACTS = ("model.family", "model.architecture", "model.num_layers", "model.candidates")


def add(root, facts, dialect, is_fragment):
    """Add what the remaining keys say; return whether the file is a fragment still."""
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
        facts.assume("config.own_words", True)
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
