"""TorchMD-Net: the flat dump of its command line's arguments."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, state_weights, word

DIALECT = Dialect(
    name="torchmd-net",
    title="TorchMD-Net",
    files="flat YAML with `embedding_dimension`, `cutoff_upper` and `model`",
    reads="network, depth, width, heads, weights, data set and its size",
    formats=("yaml",),
    triggers=("embedding_dimension cutoff_upper model",),
)

_FAMILIES = {
    "equivariant-transformer": "graph-transformer",
    "transformer": "graph-transformer",
    "graph-network": "gnn",
    "tensornet": "gnn",
}


def claim(root: Node) -> Claim | None:
    """Claim the flat keys of the package."""
    if root.get("model").text in _FAMILIES:
        return Claim(92, "embedding_dimension and cutoff_upper beside a model of the package")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its weights and its data."""
    model = root.get("model")
    family = _FAMILIES[model.text]
    facts.say("model.architecture", model.text, model)
    facts.say("model.family", family, model)
    facts.say("model.message_passing", True, model)  # attention runs between atoms within the cutoff
    facts.say("data.modality", "graph", model)
    facts.say("task", "graph-regression", model)
    if family == "graph-transformer":
        facts.say("model.attention", "sparse", model)
        facts.state("model.num_heads", root.get("num_heads"), count)
        facts.assume("model.head_remainder", "refuse", root.get("num_heads"))
    state_depth(facts, root.get("num_layers"), "message-passing-layers")
    facts.state("model.hidden_size", root.get("embedding_dimension"), count)
    facts.assume("model.skip_connections", True, model)
    facts.say("model.reads_coordinates", True, model)
    state_weights(facts, root.get("load_model"))
    data = root.get("dataset")
    if data.text not in ("Custom", "HDF5", "Ace"):  # loaders of the user's own files
        facts.state("data.name", data, word)
    size = root.get("train_size")
    if is_integer(size.value) and size.value > 1:  # a fraction otherwise
        facts.state("data.train_size", size, count)
        facts.say("data.unit", "graphs", size)
    if root.get("num_epochs").present or root.get("num_steps").present:
        facts.say("training.is_run", True, root.first("num_epochs", "num_steps"))
        facts.state("training.batch_size_per_device", root.get("batch_size"), count)
