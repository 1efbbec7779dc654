"""A MONAI bundle's ``metadata.json``: what the bundle is for, and no network."""

from ...facts import Facts
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="monai-metadata",
    title="MONAI bundles' metadata",
    files="`metadata.json` with `monai_version` and `network_data_format`",
    reads="nothing",
    formats=("json", "yaml"),
    triggers=("monai_version",),
    is_model=False,
)


def claim(root: Node) -> Claim | None:
    """Claim a bundle's description of itself."""
    if any(key in root.value for key in ("network_data_format", "changelog", "pytorch_version", "intended_use")):
        return Claim(92, "monai_version beside a bundle's description")
    return None


def read(root: Node, facts: Facts) -> None:
    """State nothing."""
