"""diffusion-pipe's and kohya's data files: folders of images with resolutions and repeats, and no network."""

from ...facts import Facts
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="image-folders",
    title="image folders of diffusion-pipe and kohya",
    files="TOML with `[[directory]]` or `[[datasets.subsets]]`",
    reads="nothing: how many images there are is not stated",
    formats=("toml",),
    triggers=("directory", "datasets"),
    is_model=False,
)


def claim(root: Node) -> Claim | None:
    """Claim a list of folders with image settings."""
    if root.get("directory.0.path").present and (root.has("resolutions") or root.has("enable_ar_bucket")):
        return Claim(90, "directory.path beside resolutions or enable_ar_bucket")
    if root.get("datasets.0.subsets.0.image_dir").present:
        return Claim(90, "datasets.subsets.image_dir")
    return None


def read(root: Node, facts: Facts) -> None:
    """State nothing."""
