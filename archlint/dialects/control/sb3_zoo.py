"""RL Baselines3 Zoo: hyperparameters of one algorithm, by environment; the algorithm is the file's name."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ._policies import say_policy

DIALECT = Dialect(
    name="sb3-zoo",
    title="RL Baselines3 Zoo",
    files="`hyperparams/*.yml`: environments with `n_timesteps` and `policy`",
    reads="that a policy is trained, and its class where all environments share one",
    formats=("yaml",),
    triggers=(),
    last=("",),
)

_EXAMINED = 100  # environments; published files hold about fifty


def claim(root: Node) -> Claim | None:
    """Claim a file whose top keys are environments, each with a budget of steps or a policy."""
    entries = [node for _, node in list(root.items())[:_EXAMINED] if node.is_map]
    if not entries or len(entries) * 2 < len(root.value):
        return None
    told = [node for node in entries if "n_timesteps" in node.value or _policy(node).text]
    if len(told) * 2 > len(entries) and any("n_timesteps" in node.value for node in told):
        return Claim(88, "environments with n_timesteps and policy")
    return None


def _policy(node: Node):
    child = node.get("policy")
    return child if child.text.endswith("Policy") else node.get("no policy")


def read(root: Node, facts: Facts) -> None:
    """State that a policy is trained, and the class of policy if there is only one."""
    policies = [_policy(node) for _, node in list(root.items())[:_EXAMINED] if _policy(node).text]
    names = {node.text for node in policies}
    place = policies[0] if policies else next(node for _, node in root.items() if node.is_map)
    say_policy(facts, place, names.pop() if len(names) == 1 else None)
    facts.say("training.is_run", True, place)
