"""PyMARL and EPyMARL: an algorithm's file, laid over defaults and an environment by the program."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ._policies import say_policy

DIALECT = Dialect(
    name="pymarl",
    title="PyMARL",
    files="`config/algs/*.yaml` with `learner` and `agent_output_type`; `config/default.yaml`",
    reads="that policies of several agents are trained, and by which algorithm",
    formats=("yaml",),
    triggers=("learner agent_output_type", "mac learner", "mac runner agent"),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the learner and controller of its agents."""
    if root.get("learner").text and (root.get("agent_output_type").text or root.get("mac").text):
        return Claim(88, "learner beside the agents' output")
    if root.get("mac").text and root.get("agent").text and root.get("runner").text:
        return Claim(88, "mac beside agent and runner")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the agents' policy; layers of the mixer are not its own."""
    name = root.first("name", "learner", "mac")
    say_policy(facts, name, name.text or None)
    cell = root.get("agent")
    if cell.text == "rnn":
        facts.say("model.cell", "gru", cell)
    facts.say("training.is_run", True, root.first("learner", "t_max", "mac"))
