"""Unity ML-Agents: trainers of behaviours, by name."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ._policies import say_policy

DIALECT = Dialect(
    name="ml-agents",
    title="Unity ML-Agents",
    files="YAML with `behaviors` or `default_settings` and `trainer_type`",
    reads="algorithm, depth and width of the policy, batch size",
    formats=("yaml",),
    triggers=("behaviors", "default_settings"),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the type of trainer of a behaviour."""
    behaviour = _behaviour(root)
    if behaviour is not None:
        return Claim(92, f"the trainer {behaviour.get('trainer_type').text}")
    return None


def _behaviour(root: Node):
    entries = [node for _, node in root.get("behaviors").items()]
    for node in (*entries[:100], root.get("default_settings")):
        if node.get("trainer_type").text:
            return node
    return None


def read(root: Node, facts: Facts) -> None:
    """State the first behaviour's policy; ``normalize`` scales its observations, and is no layer."""
    behaviour = _behaviour(root)
    kind, network = behaviour.get("trainer_type"), behaviour.get("network_settings")
    say_policy(facts, kind, kind.text)
    if network.get("num_layers").value != 0:  # none beside the output
        facts.state("model.num_layers", network.get("num_layers"), count)
    facts.state("model.hidden_size", network.get("hidden_units"), count)
    facts.say("training.is_run", True, kind)
    batch = behaviour.get("hyperparameters.batch_size")
    if is_integer(batch.value):
        facts.state("training.batch_size_per_device", batch, count)
    for key in ("init_path", "initialize_from"):
        for node in (behaviour.get(key), root.get(f"checkpoint_settings.{key}")):
            if node.text and not node.is_null:
                facts.say("model.pretrained", True, node)
