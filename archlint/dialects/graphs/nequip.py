"""NequIP and Allegro: Hydra configs of a training module, and the older flat ones."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth

DIALECT = Dialect(
    name="nequip",
    title="NequIP, Allegro",
    files="YAML with `training_module.model._target_: nequip...`, or flat with `r_max` and `chemical_symbols`",
    reads="network, depth, width, data file, training-set size",
    formats=("yaml",),
    triggers=("training_module", "r_max dataset_file_name"),
)


def claim(root: Node) -> Claim | None:
    """Claim a training module of the package, or the older flat keys."""
    target = root.get("training_module.model._target_").text
    if target.startswith(("nequip.", "allegro.")):
        return Claim(92, f"training_module.model._target_ {target}")
    if root.has("r_max", "dataset_file_name") and (root.has("l_max") or root.has("model_builders")):
        return Claim(88, "r_max beside dataset_file_name and l_max or model_builders")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network and its data."""
    model = root.get("training_module.model")
    target = model.get("_target_")
    if model.is_map:
        facts.say("model.architecture", target.text.rsplit(".", 1)[-1], target)
        file = root.get("data").first("split_dataset.file_path", "train_file_path")
        run = root.get("trainer")
    else:
        model = target = root
        file, run = root.get("dataset_file_name"), root.get("max_epochs")
        facts.say("model.architecture", "nequip", root.get("r_max"))
        facts.state("data.train_size", root.get("n_train"), _number_of_frames)
        if "data.train_size" in facts:
            facts.say("data.unit", "graphs", root.get("n_train"))
    place = target if target is not root else root.get("r_max")
    facts.say("model.family", "gnn", place)
    facts.say("model.message_passing", True, place)
    facts.say("data.modality", "graph", place)
    facts.say("task", "graph-regression", place)
    facts.say("model.reads_coordinates", True, place)
    state_depth(facts, model.get("num_layers"), "message-passing-layers")
    if isinstance(model.get("num_features").value, int):
        facts.state("model.hidden_size", model.get("num_features"), count)
    facts.assume("model.skip_connections", True, place)  # each interaction block adds a self-connection
    if isinstance(file.value, str):
        facts.state("data.name", file, lambda text: text.replace("\\", "/").rsplit("/", 1)[-1])
    if run.present:
        facts.say("training.is_run", True, run)


def _number_of_frames(value):
    return None if isinstance(value, (str, float)) else count(value)
