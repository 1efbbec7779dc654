"""PyTorch Tabular: four YAML files for data, model, trainer and optimizer, joined by a program."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth

DIALECT = Dialect(
    name="pytorch-tabular",
    title="PyTorch Tabular",
    files="the model's YAML (`_module_src`, `_config_name`); its data, trainer and optimizer files describe no network",
    reads="architecture, depth, width, heads, task",
    formats=("yaml",),
    triggers=(
        "_config_name", "_module_src", "continuous_cols categorical_cols", "optimizer_params lr_scheduler_params",
        "load_best checkpoints",
    ),
)  # fmt: skip

# By the config's class: (architecture, key of the depth).
_MODELS = {
    "GatedAdditiveTreeEnsembleConfig": ("gated-additive-tree-ensemble", "gflu_stages"),
    "GANDALFConfig": ("gandalf", "gflu_stages"),
    "FTTransformerConfig": ("ft_transformer", "num_attn_blocks"),
    "TabTransformerConfig": ("tabtransformer", "num_attn_blocks"),
    "AutoIntConfig": ("autoint", "num_attn_blocks"),
    "TabNetModelConfig": ("tabnet", None),
    "NodeConfig": ("neural-oblivious-decision-ensemble", "num_layers"),
    "DANetConfig": ("danet", "n_layers"),
    "CategoryEmbeddingModelConfig": ("category-embedding", None),
}


def claim(root: Node) -> Claim | None:
    """Claim the model's file by the class it names, and the files beside it by their keys."""
    if root.get("_config_name").text and (root.get("_module_src").text or root.get("_model_name").text):
        return Claim(92, f"_config_name {root.get('_config_name').text}")
    if root.has("target", "continuous_cols", "categorical_cols"):
        return Claim(90, "continuous_cols and categorical_cols")
    if root.has("optimizer", "optimizer_params", "lr_scheduler_params"):
        return Claim(82, "optimizer_params and lr_scheduler_params")
    if root.has("load_best", "checkpoints", "early_stopping"):
        return Claim(82, "load_best beside checkpoints and early_stopping")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State the network of the model's file; trees and their depth are no layers."""
    kind = root.get("_config_name")
    if not kind.text:
        return False
    name, depth = _MODELS.get(kind.text, (kind.text.removesuffix("Config"), None))
    facts.say("model.architecture", name, kind)
    facts.say("model.family", "mlp" if name == "category-embedding" else "tabular-network", kind)
    facts.say("data.modality", "tabular", kind)
    task = root.get("task")
    if task.text in ("classification", "regression"):
        facts.say("task", f"tabular-{task.text}", task)
    if depth:
        state_depth(facts, root.get(depth), "blocks")
    facts.state("model.hidden_size", root.get("input_embed_dim"), count)
    facts.state("model.num_heads", root.get("num_heads"), count)
    if name in ("ft_transformer", "tabtransformer"):
        facts.assume("model.hidden_size", 32)
        facts.assume("model.num_heads", 8)
        facts.assume("model.head_remainder", "refuse")  # asserted in its attention class
    return None
