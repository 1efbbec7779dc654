"""DGL-Go recipes: a pipeline with its data, model and general section."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, word

DIALECT = Dialect(
    name="dglgo",
    title="DGL-Go",
    files="YAML with `pipeline_name` and `model` or `node_model`",
    reads="network, depth, normalization, skip connections, data set, task",
    formats=("yaml",),
    triggers=("pipeline_name data",),
)

_TASKS = {
    "nodepred": "node-classification",
    "nodepred-ns": "node-classification",
    "linkpred": "link-prediction",
    "graphpred": "graph-classification",
}
_GNNS = ("gcn", "gat", "sage", "gin", "sgc", "bgnn", "pna", "gatv2", "dgcn")


def claim(root: Node) -> Claim | None:
    """Claim a recipe of a known pipeline."""
    if root.get("pipeline_name").text in _TASKS and root.get("data").is_map:
        return Claim(92, f"pipeline_name {root.get('pipeline_name').text}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network over the nodes, its data and its run."""
    pipeline = root.get("pipeline_name")
    model = root.get("model") if root.get("model").is_map else root.get("node_model")
    name = model.get("name")
    facts.say("task", _TASKS[pipeline.text], pipeline)
    facts.say("data.modality", "graph", pipeline)
    facts.state("model.architecture", name, word)
    if pipeline.text in ("nodepred", "nodepred-ns"):
        facts.say("training.samples_neighbours", pipeline.text == "nodepred-ns", pipeline)
    if name.text in _GNNS:
        facts.say("model.family", "gnn", name)
        facts.say("model.message_passing", True, name)
    state_depth(facts, model.get("num_layers"), "message-passing-layers")
    facts.state("model.hidden_size", model.get("hidden_size"), count)
    norm = model.get("batch_norm")
    if isinstance(norm.value, bool):
        facts.say("model.normalization", "batch" if norm.value else "none", norm)
    residual = model.get("residual")
    if isinstance(residual.value, bool):
        facts.say("model.skip_connections", residual.value, residual)
    data = root.get("data.name")
    if data.text != "csv":  # the user's own files
        facts.state("data.name", data, word)
    mode = root.get("pipeline_mode")
    if mode.text == "train":
        facts.say("training.is_run", True, mode)
        facts.assume("model.pretrained", False, mode)  # a recipe has no key for weights
    elif mode.text == "apply":
        facts.say("training.regime", "inference", mode)
