"""Dreamer (versions 1 to 3): ``defaults`` and overlays by name, with patterns over keys."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.norms import norm_by_word
from ._policies import say_policy

DIALECT = Dialect(
    name="dreamerv3",
    title="Dreamer",
    files="`configs.yaml` with `defaults` and named overlays",
    reads="that a world model and policy are trained, normalization of layers",
    formats=("yaml",),
    triggers=("defaults",),
)

_WORLD_MODELS = ("agent.dyn.rssm", "dyn.rssm", "rssm", "agent.dyn", "agent.rssm")


def claim(root: Node) -> Claim | None:
    """Claim a file by the world model in its defaults."""
    defaults = root.get("defaults")
    if defaults.is_map and "task" in defaults.value and _world_model(defaults) is not None:
        return Claim(92, "a recurrent state-space model in defaults")
    return None


def _world_model(defaults):
    return next((node for node in map(defaults.get, _WORLD_MODELS) if node.is_map), None)


def read(root: Node, facts: Facts) -> None:
    """State the agent as its defaults describe it; an overlay is chosen on the command line."""
    world = _world_model(root.get("defaults"))
    say_policy(facts, world, "dreamer")
    norms = [node for node in world.walk(200) if node.keys and node.keys[-1] == "norm" and isinstance(node.value, str)]
    kinds = {norm_by_word(node.text) for node in norms}
    if len(kinds) == 1:
        facts.say("model.normalization", kinds.pop(), norms[0])
    facts.say("training.is_run", True, root.get("defaults"))
