"""What the readers of language-model training frameworks have in common: sizes, defaults of a stack, data, toys."""

import re

from ... import knowledge
from ...facts import DERIVED, Facts, Impossible, count, is_count
from ...sources import Opaque
from .. import Node

# Words that mark a smoke test or a teaching example; `tiny` and `nano` are parts of real names, and do not.
_TOY_WORDS = frozenset(("debug", "smoke", "synthetic", "mock", "dummy", "toy", "fake", "reverse", "shakespeare"))
# More tokens than all text that there is: such a product is no run's.
_NO_RUN = 10**18
# No model is trained in fewer steps than this; published smoke tests run for 10 to 100.
_FEW_STEPS = 100
# Parts of a path that say what a folder is for, and name no data set.
_GENERAL_PARTS = frozenset(
    (
        "data", "dataset", "datasets", "train", "training", "trainset", "train_data", "test", "exp", "merged",
        "tokenized", "processed", "preprocessed", "raw", "text", "corpus", "corpora", "file", "files", "shard",
        "shards", "part",
        "output", "outputs", "my_data", "mydata", "my_dataset", "tmp", "run", "main", "default", "input", "src", "tgt",
        "prepared", "bin", "packed", "document", "text_document", "train_text_document", "all", "examples", "sample",
        "testset", "trainset", "tokenized_data", "tokenized_dataset",
    )
)  # fmt: skip
_ENDING = r"\.(?:jsonl?|txt|csv|tsv|parquet|arrow|bin|idx|npy|gz|zst|bz2|xz|lz4|tar|raw|spacy|tokens|h5|hdf5)$"
_SHARD = r"[._-]?(?:\{[^{}]*\}|\*)(?:[-_]of[-_]\d+)?$"
_SPLIT = r"[-_.](?:text_document|text_sentence|document|train|training|tokenized|sharded|shuffled)$"


def state_size(facts: Facts, name, node: Node):
    """State a size that every network of the kind has; a list holds candidates or one value per stack, and is none."""
    if node.is_list or node.is_map:
        return
    facts.state(name, node, _size)


def state_optional(facts: Facts, name, node: Node):
    """State a size that a non-positive number, ``auto`` or the like leaves to the framework."""
    if node.is_list or node.is_map or isinstance(node.value, bool):
        return
    facts.state(name, node, _optional)


def _size(value):
    # Some loaders evaluate texts (`5 * 8`, `2**15`): such a number is there, but not read here.
    if isinstance(value, str) and any(sign in value for sign in "*+/("):
        return Opaque(value)
    return count(value)


def _optional(value):
    try:
        return _size(value)
    except Impossible:
        return None


def state_sizes(facts, node, keys, required=("model.num_layers", "model.hidden_size", "model.num_heads")):
    """State the sizes that stand below a node; ``keys`` holds, for each fact, its possible keys."""
    for name, spellings in keys:
        child = node.first(*spellings)
        if name in required:
            state_size(facts, name, child)
        else:
            state_optional(facts, name, child)


def say_depth_unit(facts: Facts, node: Node, unit="blocks"):
    """Say what the depth counts, if one is there."""
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", unit, node)


def assume_decoder(facts: Facts, node: Node, normalization, positions=None, placement="pre"):
    """Assume what a framework builds unless told otherwise: a causal decoder of residual blocks."""
    facts.assume("model.family", "transformer-decoder", node)
    facts.assume("model.normalization", normalization, node)
    facts.assume("model.norm_placement", placement, node)
    facts.assume("model.position_encoding", positions, node)
    facts.assume("model.skip_connections", True, node)
    facts.assume("model.causal", True, node)


def say_rotary(facts: Facts):
    """State that rotary positions turn a whole head, and that an odd number of dimensions is refused."""
    width, heads = facts.value("model.hidden_size"), facts.value("model.num_heads")
    share = facts.get("model.head_dim")
    if share is not None and share.known:
        facts.put("model.rotary_dim", share.value, share.origin, share.keys, share.document)
    elif share is None and width and heads and width % heads == 0:
        place = facts["model.num_heads"]
        facts.put("model.rotary_dim", width // heads, DERIVED, place.keys, place.document, source="heads")
    facts.assume("model.rotary_remainder", "refuse")


def say_language_modeling(facts: Facts, node: Node):
    """Say that a text is continued."""
    facts.say("task", "language-modeling", node)
    facts.say("data.modality", "text", node)


def say_run(facts: Facts, node: Node):
    """Say that the config describes a training run."""
    facts.say("training.is_run", True, node)


def say_regime(facts: Facts, node: Node):
    """Say that a run which starts from weights fine-tunes them."""
    if facts.value("model.pretrained") is True:
        facts.say("training.regime", "fine-tuning", node)


def say_seen_tokens(facts: Facts, place, *factors):
    """State the tokens of the whole run as the product of positive numbers; nothing where one of them is not known."""
    total = 1
    for factor in factors:
        number = factor.value if isinstance(factor, Node) else factor
        if not is_count(number):
            return
        total *= number
    if total < _NO_RUN:
        facts.say("training.seen_tokens", total, place)


def say_toy(facts: Facts, steps, *named):
    """Say that a run is a smoke test or a teaching example: by a handful of steps, or by its data set's or own name."""
    number = steps.value
    if is_count(number) and number <= _FEW_STEPS:
        facts.say("training.toy", True, steps)
    for node in named:
        if is_toy_name(node.text):
            facts.say("training.toy", True, node)


def is_toy_name(text):
    """Whether a name holds a word for a smoke test or teaching example."""
    words = re.split(r"[^a-z0-9]+", text.lower())
    return any(word in _TOY_WORDS for word in words)


def say_mixture(facts: Facts, named):
    """State the data sets of (name, node) pairs: one by its name, several joined, since no table holds a mixture."""
    named = [(name, node) for name, node in named if name]
    names = list(dict.fromkeys(name for name, _ in named))
    if names:
        facts.say("data.name", "+".join(names), named[0][1])


def path_name(text):
    """Return the data set's name in a path or address: its last part that is more than a general word; or None."""
    text = text.strip()
    if "://" not in text and "/" not in text and "\\" not in text:
        return text or None
    if len(text) > 1_000:
        return None
    for part in reversed(re.split(r"[/\\]", text.partition("://")[2] or text)):
        while (bare := re.sub(_ENDING, "", part, flags=re.I)) != part:
            part = bare
        part = re.sub(_SHARD, "", part)
        for _ in range(4):
            part = re.sub(_SPLIT, "", part, flags=re.I)
        if part.strip(".") and part.lower().replace("-", "_") not in _GENERAL_PARTS and not part.isdigit():
            return part
    return None


def source_name(text):
    """Return a data set's name as the Hub writes it (``owner/name``), or the one that a path ends with."""
    if not isinstance(text, str):
        return None
    is_path = text.startswith(("/", ".", "~")) or text.count("/") > 1 or "://" in text or "\\" in text
    return path_name(text) if is_path else text or None


def state_token_budget(facts: Facts, node: Node, text=None):
    """State the tokens of training as the data's size: unless the named corpus is counted in tokens, and is smaller.

    ``text`` is the number where the node's value holds more than that.
    """
    if node.absent or node.is_null or node.opaque:
        return
    try:
        budget = count(text or node.value)
    except Impossible:
        return
    row = knowledge.dataset(facts.value("data.name", ""), "text") or {}
    known = row.get("train_size")
    if known is None or row.get("unit") != "tokens" or budget < known:
        facts.say("data.train_size", budget, node)
        facts.say("data.unit", "tokens", node)


def put_derived(facts: Facts, node: Node, source, **values):
    """Add facts of a network that its framework knows by a name of its own; keys are fact names without ``model.``."""
    for key, value in values.items():
        if value is not None:
            facts.put(f"model.{key}", value, DERIVED, node.keys, source=source)


def state_devices(facts: Facts, *nodes):
    """State the number of devices as the product of positive numbers; nothing where one of them is not known."""
    total, first = 1, None
    for node in nodes:
        value = node.value
        if node.absent or node.is_null:
            continue
        if not is_count(value):
            return
        total *= value
        first = first or node
    if first is not None:
        facts.say("training.num_devices", total, first)


def state_batch(facts: Facts, node: Node):
    """State a batch per device; a fraction, ``auto`` and a non-positive number say nothing."""
    value = node.value
    if isinstance(value, float) and not value.is_integer():
        return
    state_optional(facts, "training.batch_size_per_device", node)
