"""Diffusers' ``scheduler_config.json``: a noise schedule, and no network."""

from ...facts import Facts
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="diffusers-scheduler",
    title="Diffusers scheduler",
    files="`scheduler/scheduler_config.json`",
    reads="nothing: its training time steps are noise levels, not sampling steps",
    formats=("json",),
    triggers=("_class_name",),
    is_model=False,
)

_PARTS = ("Scheduler", "ImageProcessor", "Processor", "Guidance", "Guider", "FeatureExtractor")


def claim(root: Node) -> Claim | None:
    """Claim a config whose class is a scheduler, an image processor or a guider."""
    name = root.get("_class_name").text
    return Claim(96, f"_class_name {name}") if name.endswith(_PARTS) else None


def read(root: Node, facts: Facts) -> None:
    """State nothing."""
