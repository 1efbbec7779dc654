"""uni2ts (Moirai): Hydra configs whose model is a class of ``uni2ts.model``."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_depth

DIALECT = Dialect(
    name="uni2ts-hydra",
    title="uni2ts (Moirai)",
    files="Hydra YAML with `_target_: uni2ts.model...`, alone or under `model`",
    reads="architecture, depth, width, sequence length, weights, batch size",
    formats=("yaml",),
    triggers=("_target_", "model._target_", "defaults"),
)


def claim(root: Node) -> Claim | None:
    """Claim a model group, or a run that is composed with one."""
    model = _model(root)
    if model is not None:
        return Claim(92, f"the class {model.get('_target_').text}")
    return None


def _model(root: Node):
    for node in (root, root.get("model")):
        if node.get("_target_").text.startswith("uni2ts.model."):
            return node
    return None


def read(root: Node, facts: Facts) -> None:
    """State the forecaster, from scratch by its arguments or from a published one."""
    model = _model(root)
    target = model.get("_target_")
    arguments, module = model.get("module_kwargs"), model.get("module")
    facts.say("data.modality", "time-series", target)
    facts.say("task", "forecasting", target)
    if ".moirai" in target.text:
        facts.say("model.architecture", "moirai", target)
        # The mixture of experts and the second generation are other stacks.
        facts.say("model.family", None if "moirai2" in target.text else "transformer-encoder", target)
    else:
        facts.say("model.architecture", target.text.rpartition(".")[2], target)
    state_depth(facts, arguments.get("num_layers"), "blocks")
    facts.state("model.hidden_size", arguments.get("d_model"), count)
    width = facts.value("model.hidden_size")
    if ".moirai" in target.text and width and width >= 64:
        facts.assume("model.num_heads", width // 64, arguments.get("d_model"))  # heads of 64, and no key for them
        facts.assume("model.head_remainder", "refuse")  # asserted in its attention class
    facts.state("data.sequence_length", arguments.get("max_seq_len"), count)
    if module.get("_target_").text.endswith(".from_pretrained"):
        facts.say("model.pretrained", True, module.get("_target_"))
    loader = root.get("train_dataloader")
    if loader.is_map:
        facts.say("training.is_run", True, loader)
        if is_integer(loader.get("batch_size").value):
            facts.state("training.batch_size_per_device", loader.get("batch_size"), count)
