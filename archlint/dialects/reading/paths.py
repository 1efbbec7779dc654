"""Data sets that are known by the folder they lie in."""

import re

from ... import knowledge
from ...facts import Facts
from .. import Node

# Folders inside a data set's own, and words that name no data set.
_INSIDE = re.compile(
    r"train(?:ing|val)?[\d*]*|val(?:id|idation)?\d*|test\d*|images?|imgs?|jpegimages|tfrecords?|records?|raw|prepared|"
    r"annotations?|labels?|imagestr|leftimg8bit|\*.*|",
    re.I,
)
_NO_NAMES = (
    "data", "dataset", "datasets", "mot", "traindata", "all_data", "my_data", "my_dataset", "custom", "path",
    "path_to", "workspace", "home", "root",
    "mnt", "export", "share", "medical", "pathology", "rawdata", "sampledata", "subset", "tmp", "input", "inputs",
    ".", "..", "~", "your_dataset", "your_data",
)  # fmt: skip


def folder_name(path):
    """Return the name of the folder that holds a data set, or None where it is not one's own name."""
    parts = path.replace("\\", "/").split("/")
    while parts and _INSIDE.fullmatch(parts[-1]):
        parts.pop()
    if "path/to" in path:
        return None
    name = re.sub(r"[-_](?:tfrecords?|lmdb|records?)$", "", parts[-1]) if parts else ""
    if name.lower() in _NO_NAMES or not re.fullmatch(r"[A-Za-z][\w.+-]*", name) or "placeholder" in name.lower():
        return None
    return name


def state_folder(facts: Facts, node: Node, only_known=False):
    """State the data set that a path leads to: by its folder's name."""
    if node.opaque:
        facts.state("data.name", node)
        return
    name = folder_name(node.text) if node.text else None
    if name and (not only_known or knowledge.dataset(name)):
        facts.say("data.name", name, node)
