"""T5X gin configs: an encoder-decoder or decoder-only model, its network's sizes, and the run's task."""

from ...composition import INCOMPLETE
from ...facts import Facts
from ...sources.gin_source import IMPORTS, STATEMENTS
from .. import Claim, Dialect, Node
from ..reading.values import positive

DIALECT = Dialect(
    name="t5x-gin",
    title="T5X (gin)",
    files="`.gin` files of models and runs, with the files that they include",
    reads="family, depth of encoder and decoder, heads, width, vocabulary, weights, task, sequence length",
    formats=("gin",),
    triggers=(),
    last=("",),
)

# The model's class -> its family.
_MODELS = {
    "EncoderDecoderModel": "encoder-decoder",
    "DecoderOnlyModel": "transformer-decoder",
    "EncoderOnlyModel": "transformer-encoder",
}
_NETWORKS = ("T5Config", "TransformerConfig")


def claim(root: Node) -> Claim | None:
    """Claim a config that imports T5X or includes one of its files."""
    cache = root.document.cache
    if any(name.split(".")[0] == "t5x" for name in cache.get(IMPORTS, ())):
        return Claim(90, "an import of t5x")
    if any(isinstance(part, str) and part.startswith("t5x/") for part in cache.get(STATEMENTS, ())):
        return Claim(90, "an included file of t5x")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State what the bindings say of the model and of its run; those of a run without a model are a fragment."""
    model = _reference(root.get("MODEL"))
    family = _MODELS.get(model)
    networks = [node for key, node in root.items() if key.rpartition(".")[2] in _NETWORKS and node.is_map]
    if family is None and not networks:
        return False
    facts.say("model.family", family, root.get("MODEL"))
    if len(networks) == 1:
        _read_network(root, facts, networks[0])
    run = root.child("train_script.train")
    if not run.is_map:
        run = root.child("train")
    if run.is_map:
        facts.say("training.is_run", True, run)
        _read_run(root, facts)
    return None


def _reference(node: Node):
    """Return the class that a reference such as ``@models.DecoderOnlyModel()`` names, or an empty text."""
    text = getattr(node.value, "text", "")
    return text.removesuffix("()").rpartition(".")[2] if text.startswith("@") else ""


def _read_network(root: Node, facts: Facts, network):
    modules = root.document.cache.get(IMPORTS, ())
    if network.keys[0].endswith("T5Config") and "t5x.examples.t5.network" in modules:
        facts.say("model.architecture", "t5", network)
    for name, keys in (
        ("model.num_layers", ("num_encoder_layers", "num_layers")),
        ("model.num_decoder_layers", ("num_decoder_layers",)),
        ("model.num_heads", ("num_heads",)),
        ("model.head_dim", ("head_dim",)),
        ("model.hidden_size", ("emb_dim",)),
        ("model.vocab_size", ("vocab_size",)),
    ):
        node = network.first(*keys)
        facts.state(name, node, positive)
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", "blocks", network.first("num_encoder_layers", "num_layers"))
    if facts.value("model.family") == "transformer-decoder" and "t5x.examples.decoder_only.network" in modules:
        # Its blocks are T5's: scale-only normalization ahead of attention and of the feed-forward part.
        facts.say("model.architecture", "DecoderOnlyModel", root.get("MODEL"))
        facts.assume("model.normalization", "layer", network)
        facts.assume("model.norm_placement", "pre", network)


def _read_run(root: Node, facts: Facts):
    restore = root.child("utils.RestoreCheckpointConfig").get("path")
    start = root.get("INITIAL_CHECKPOINT_PATH")
    if start.present and not start.is_null:  # required where the run fine-tunes
        facts.say("model.pretrained", True, start)
    elif restore.is_list and not restore.value and not root.document.cache.get(INCOMPLETE):
        facts.say("model.pretrained", False, restore)
    elif restore.text:
        facts.say("model.pretrained", True, restore)
    data = root.child("train/utils.DatasetConfig")
    facts.state("data.name", data.get("mixture_or_task_name") if data.is_map else root.get("MIXTURE_OR_TASK_NAME"))
    lengths = data.get("task_feature_lengths") if data.is_map else root.get("TASK_FEATURE_LENGTHS")
    lengths = lengths if lengths.is_map else root.get("TASK_FEATURE_LENGTHS")
    facts.state("data.sequence_length", lengths.first("inputs", "targets"), positive)
