"""pytorch-a2c-ppo-acktr-gail and what is built on it: the arguments of its program in shell scripts."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, whole_number

DIALECT = Dialect(
    name="a2c-args",
    title="pytorch-a2c-ppo-acktr-gail",
    files="shell scripts that start a program with `--num-steps`, `--num-processes` and `--num-mini-batch`",
    reads="samples of a rollout, and the minibatches that it is cut into",
    formats=("shell",),
    triggers=("arguments.num_mini_batch arguments.num_processes arguments.num_steps",),
)

_OWN = ("env_name", "algo", "use_gae", "ppo_epoch", "clip_param", "value_loss_coef", "num_env_steps", "entropy_coef")
_LEAST = 3


def claim(root: Node) -> Claim | None:
    """Claim a command by the parts of its rollout beside other arguments of the program."""
    found = has(root, *_OWN)
    if len(has(root, "num_steps", "num_processes", "num_mini_batch")) == 3 and len(found) >= _LEAST:
        return Claim(90, f"--num-mini-batch beside --{found[0]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the rollout: steps in each of the environments; a recurrent policy's minibatches are environments."""
    facts.say("task", "reinforcement-learning", root.get("program"))
    facts.say("training.is_run", True, root.get("program"))
    steps, environments = argument(root, "num_steps"), argument(root, "num_processes")
    parts = argument(root, "num_mini_batch")
    numbers = [whole_number(node) for node in (steps, environments, parts)]
    if argument(root, "algo").text != "ppo" or not all(number and number > 0 for number in numbers):
        return
    is_recurrent = bool(has(root, "recurrent_policy"))
    facts.say("training.batch_samples", numbers[1] if is_recurrent else numbers[0] * numbers[1], environments)
    facts.say("training.batch_parts", numbers[2], parts)
    facts.assume("training.batch_part_remainder", "refuse-larger")  # both are asserted
