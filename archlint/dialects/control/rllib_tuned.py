"""RLlib's tuned examples: experiments, each with an environment, an algorithm and its config."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ._policies import say_hidden_layers, say_policy

DIALECT = Dialect(
    name="rllib-tuned",
    title="RLlib tuned examples",
    files="YAML of experiments with `env`, `run` and `config`",
    reads="algorithm, hidden layers of the policy",
    formats=("yaml",),
    triggers=(),
    last=("",),
)


def claim(root: Node) -> Claim | None:
    """Claim a file all of whose top keys are experiments."""
    entries = [node for _, node in list(root.items())[:50]]
    told = [node for node in entries if node.get("run").text and (node.has("env") or node.get("config").has("env"))]
    if told and len(told) == len(entries) and told[0].get("config").is_map:
        return Claim(88, "experiments with env, run and config")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the first experiment's algorithm; a list of candidates for a width is a search, and no width."""
    _, node = next(iter(root.items()))
    say_policy(facts, node.get("run"), node.get("run").text)
    model = node.get("config.model")
    if not model.get("conv_filters").present:
        say_hidden_layers(facts, model.get("fcnet_hiddens"))
    if model.get("use_lstm").value is True:
        facts.say("model.cell", "lstm", model.get("use_lstm"))
    facts.say("training.is_run", True, node.get("config"))
