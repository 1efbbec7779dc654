"""The tabular benchmarks of Yandex Research (rtdl, tabular-dl-*, tab-ddpm): TOML reports and experiments.

The architecture stands in the path alone; the keys of ``[model]`` show it as well.
"""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.norms import norm_by_word
from ..reading.values import state_depth

DIALECT = Dialect(
    name="rtdl-toml",
    title="tabular benchmarks of Yandex Research (rtdl)",
    files="TOML with `[data] path`, `[model]` and `[training]` or `[fit]`",
    reads="architecture by its keys, depth, width, heads, normalization, data set, batch size",
    formats=("toml",),
    triggers=("data model training", "data model fit", "model_params diffusion_params"),
)

# By keys that only one of the benchmark's networks has: (architecture, family, key of the depth).
_MODELS = (
    (("d_token", "prenormalization"), ("ft_transformer", "tabular-network", "n_layers")),
    (("d", "d_hidden_factor"), ("tabular-resnet", "tabular-network", "n_layers")),
    (("d_layers", "dropout"), ("tabular-mlp", "mlp", None)),
    (("d_token", "n_heads"), ("autoint", "tabular-network", "n_layers")),
    (("n_hidden_layers", "n_cross_layers"), ("dcn2", "tabular-network", "n_hidden_layers")),
    (("n_d", "n_a", "n_steps"), ("tabnet", "tabular-network", None)),
    (("tree_dim", "layer_dim"), ("node-ensemble", "tabular-network", "num_layers")),
    (("l2_leaf_reg", "iterations"), ("catboost", "gradient-boosting", None)),
    (("leaf_estimation_iterations", "iterations"), ("catboost", "gradient-boosting", None)),
    (("colsample_bytree", "n_estimators"), ("xgboost", "gradient-boosting", None)),
    (("booster", "n_estimators"), ("xgboost", "gradient-boosting", None)),
    (("num_leaves", "n_estimators"), ("lightgbm", "gradient-boosting", None)),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by a path to prepared data beside a model of the benchmark."""
    if root.get("model_params").is_map and root.get("diffusion_params").is_map:
        return Claim(84, "model_params and diffusion_params")
    run = root.get("training").is_map or root.get("fit").is_map
    if root.get("data.path").text and run and _model(root.get("model")) is not None:
        return Claim(84, "data.path beside a model of the benchmark")
    return None


def _model(node: Node):
    if not node.is_map:
        return None
    return next((row for keys, row in _MODELS if node.has(*keys)), None)


def read(root: Node, facts: Facts) -> None:
    """State the network; every run starts from random weights, for nothing in the benchmark loads any."""
    facts.say("data.modality", "tabular", root.first("data", "model_params"))
    if root.get("diffusion_params").is_map:
        _read_diffusion(root, facts)
        return
    node = root.get("model")
    name, family, depth = _model(node)
    facts.say("model.architecture", name, node)
    facts.say("model.family", family, node)
    facts.assume("model.pretrained", False, node)
    if depth:
        state_depth(facts, node.get(depth), "blocks")
    if name in ("ft_transformer", "autoint"):
        facts.state("model.hidden_size", node.get("d_token"), count)
        facts.state("model.num_heads", node.get("n_heads"), count)
        facts.assume("model.head_remainder", "refuse")  # asserted in its attention class
    before = node.get("prenormalization")
    if isinstance(before.value, bool):
        facts.say("model.norm_placement", "pre" if before.value else "post", before)
    norm = node.get("normalization")
    facts.say("model.normalization", norm_by_word(norm.text), norm)
    path = root.get("data.path").text.replace("\\", "/").removeprefix(":")
    folder, _, last = path.rpartition("/")
    if folder.rpartition("/")[2] == "data" and last:
        facts.say("data.name", last, root.get("data.path"))
    run = root.first("training", "fit")
    facts.say("training.is_run", True, run)
    if is_integer(run.get("batch_size").value):
        facts.state("training.batch_size_per_device", run.get("batch_size"), count)


def _read_diffusion(root: Node, facts: Facts):
    steps = root.get("diffusion_params.num_timesteps")
    facts.say("model.architecture", "tab-ddpm", root.get("model_params"))
    facts.say("model.family", "diffusion", root.get("diffusion_params"))
    facts.state("model.sampling_steps", steps, count)
    path = root.get("real_data_path")
    folder, _, last = path.text.rstrip("/").rpartition("/")
    if folder.rpartition("/")[2] == "data" and last:
        facts.say("data.name", last, path)
    if root.get("train").is_map:
        facts.say("training.is_run", True, root.get("train"))
