"""archlint's own short config: what a person says about a choice, marked with ``archlint: 1`` or in plain words."""

from ..facts import VOCABULARY, Impossible, check_value
from . import Claim, Dialect

DIALECT = Dialect(
    name="native",
    title="archlint's own",
    files="any YAML, TOML or JSON with `archlint: 1`, or in plain words",
    reads="every fact, by its name or the usual words",
    formats=("yaml", "toml", "json"),
    triggers=("archlint", "model", "architecture", "arch", "backbone"),
)


def claim(root):
    """Claim a config that carries the marker."""
    return Claim(100, "the marker archlint: 1") if root.has("archlint") else None


def read(root, facts):
    """State every fact that the config names."""
    facts.unstated_is_absent = True
    facts.assume("training.is_run", True)
    for group, node in root.items():
        if group == "archlint":
            continue
        for key, value in node.items():
            name = f"{group}.{key}"
            if name in VOCABULARY:
                facts.state(name, value, lambda item, name=name: check_value(name, item))
