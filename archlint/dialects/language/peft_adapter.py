"""PEFT ``adapter_config.json``: small weights that are trained beside those of a base model."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.adapters import state_rank, state_targets
from ..reading.checkpoints import state_base_model

DIALECT = Dialect(
    name="peft-adapter",
    title="PEFT adapter",
    files="`adapter_config.json` with `peft_type` and `base_model_name_or_path`",
    reads="the base model's architecture by its name; that its weights are pretrained",
    formats=("json", "yaml"),
    triggers=("peft_type", "base_model_name_or_path lora_alpha"),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the type of its adapter."""
    if root.get("peft_type").text:
        return Claim(95, f"peft_type {root.get('peft_type').text}")
    if root.has("base_model_name_or_path", "lora_alpha"):
        return Claim(85, "base_model_name_or_path beside lora_alpha")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the base model: an adapter is nothing without the weights that it was trained beside."""
    base = root.get("base_model_name_or_path")
    sign = root.first("peft_type", "lora_alpha")
    facts.say("model.pretrained", True, base if base.text else sign)
    facts.say("training.regime", "fine-tuning", sign)
    state_base_model(facts, base)
    if root.get("peft_type").text in ("LORA", "ADALORA", "LOHA", "LOKR", "OFT", "IA3"):
        state_targets(facts, root.get("target_modules"), base)
        state_rank(facts, root.get("r"))
