"""MOMENT and the baselines of its repository: flat YAML of a model on windows of time series."""

from ... import knowledge
from ...facts import DERIVED, Facts, count, is_integer
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="moment",
    title="MOMENT",
    files="YAML with `transformer_backbone`, or `model_name` and `dataset_names` beside `seq_len`; its `config.json`",
    reads="architecture, depth by its backbone, patch size, weights, data set, horizon, batch size",
    formats=("yaml", "json"),
    triggers=("transformer_backbone", "model_name dataset_names seq_len"),
)

_TASKS = {
    "long-horizon-forecasting": "forecasting",
    "short-horizon-forecasting": "forecasting",
    "forecasting": "forecasting",
    "pre-training": "self-supervised-pretraining",
}


def claim(root: Node) -> Claim | None:
    """Claim a config by MOMENT's backbone, or by the windows and data files of its baselines."""
    backbone = root.get("transformer_backbone").present
    if backbone and root.has("seq_len", "patch_len"):
        return Claim(88, "transformer_backbone beside patch_len")
    if root.has("model_name", "dataset_names", "seq_len", "upsampling_type"):
        return Claim(84, "dataset_names and upsampling_type beside seq_len")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the model; its backbone gives the depth, whether or not its weights are used."""
    name = root.get("model_name")
    facts.say("data.modality", "time-series", root.get("seq_len"))
    facts.state("model.architecture", name, lambda value: value if isinstance(value, str) else None)
    backbone = root.get("transformer_backbone")
    if backbone.text and name.text in ("MOMENT", ""):
        kind = root.get("transformer_type")
        if kind.text in ("encoder_only", ""):
            facts.say("model.family", "transformer-encoder", kind if kind.text else backbone)
        row = knowledge.architecture(backbone.text) or {}
        for fact, key in (("model.num_layers", "num_layers"), ("model.depth_unit", "depth_unit")):
            if key in row and kind.text != "decoder_only":
                facts.put(fact, row[key], DERIVED, backbone.keys, source=backbone.text)
        facts.state("model.patch_size", root.get("patch_len"), count)
    _read_weights(root, facts)
    _read_task(root, facts)


def _read_weights(root: Node, facts: Facts):
    """State the weights: a run that starts from a pretraining run has them; a fresh backbone alone has none."""
    earlier = root.get("pretraining_run_name")
    if earlier.text and not earlier.is_null:
        facts.say("model.pretrained", True, earlier)
        return
    fresh = root.get("randomly_initialize_backbone")
    if isinstance(fresh.value, bool):
        facts.say("model.pretrained", not fresh.value, fresh)


def _read_task(root: Node, facts: Facts):
    task = root.get("task_name")
    facts.say("task", _TASKS.get(task.text), task)
    if task.text == "pre-training":
        facts.say("training.regime", "self-supervised", task)
    names = root.get("dataset_names")
    if names.text and names.text.endswith((".csv", ".tsf", ".ts", ".out")):
        facts.say("data.name", names.text.replace("\\", "/").rpartition("/")[2].rpartition(".")[0], names)
    facts.state("data.sequence_length", root.get("seq_len"), count)
    horizon = root.get("forecast_horizon")
    if horizon.value != 0:  # what the tasks without a forecast have
        facts.state("data.horizon", horizon, count)
    ran = root.first("max_epoch", "init_lr", "max_opt_steps")
    if ran.present:
        facts.say("training.is_run", True, ran)
        if is_integer(root.get("train_batch_size").value):
            facts.state("training.batch_size_per_device", root.get("train_batch_size"), count)
