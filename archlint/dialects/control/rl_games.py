"""rl_games, also in IsaacGymEnvs, Isaac Lab and their kin: ``params`` of an algorithm, a network and a config."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.norms import norm_by_word
from ._policies import say_hidden_layers, say_policy

DIALECT = Dialect(
    name="rl-games",
    title="rl_games (IsaacGymEnvs)",
    files="YAML with `params.algo`, `params.network` and `params.config`",
    reads="network, depth of its perceptron, cell, normalization of layers",
    formats=("yaml",),
    triggers=("params", "train"),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the algorithm beside the network, at the top or composed under ``train``."""
    params = _params(root)
    return Claim(92, "params.algo beside params.network") if params is not None else None


def _params(root: Node):
    for path in ("params", "train.params"):
        node = root.get(path)
        if node.get("algo").has("name") and node.get("network").is_map and node.get("config").is_map:
            return Node(node.document, node.keys, node.value)
    return None


def read(root: Node, facts: Facts) -> None:
    """State the policy; ``normalize_input`` and its like scale observations, and are no layers."""
    params = _params(root)
    network = params.get("network")
    say_policy(facts, network, network.get("name").text or None)
    # Behind convolutions the perceptron is not the whole of the network.
    if not network.get("cnn").is_map:
        say_hidden_layers(facts, network.get("mlp.units"))
    norm = network.get("normalization")
    facts.say("model.normalization", norm_by_word(norm.text) if not norm.is_null else None, norm)
    cell = network.get("rnn.name")
    if cell.text in ("lstm", "gru"):
        facts.say("model.cell", cell.text, cell)
    facts.say("training.is_run", True, params.get("config"))
    batch = params.get("config.minibatch_size")
    if is_integer(batch.value):
        facts.state("training.batch_size_per_device", batch, count)
