"""TD-MPC and TD-MPC2: one flat config of planning, the world model and its training."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ._policies import say_policy

DIALECT = Dialect(
    name="tdmpc2-hydra",
    title="TD-MPC2",
    files="YAML with `num_elites`, `num_pi_trajs` and `latent_dim`",
    reads="that a world model and policy are trained",
    formats=("yaml",),
    triggers=("mlp_dim latent_dim horizon",),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the keys of planning beside those of the latent model."""
    if root.has("latent_dim", "mlp_dim", "num_elites") and (
        "num_pi_trajs" in root.value or "mixture_coef" in root.value
    ):
        return Claim(92, "num_elites beside latent_dim")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the agent; ``steps``, ``num_samples`` and ``buffer_size`` are no data set."""
    place = root.get("num_elites")
    say_policy(facts, place, "TD-MPC2" if root.get("simnorm_dim").present else "TD-MPC")
    facts.say("training.is_run", True, root.first("steps", "train_steps", "lr", "num_elites"))
