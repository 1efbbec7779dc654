"""Darknet's lists of a detector's data: its classes, and the file of their names."""

from ...composition import lines_beside
from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="darknet-data",
    title="Darknet data",
    files="`.data` files of `classes`, `train`, `valid` and `names`",
    reads="classes, and the number of names in the file beside it",
    formats=("darknet-data",),
    triggers=("classes",),
)


def claim(root: Node) -> Claim | None:
    """Claim the options of a detector's data."""
    if root.get("classes").present:
        return Claim(90, "classes beside train, valid or names")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the classes, and the number of names: one for each line of their file, as Darknet counts them."""
    classes, names = root.get("classes"), root.get("names")
    facts.say("task", "object-detection", classes)
    facts.state("data.num_classes", classes, count)
    # A classifier's data has the paths of its labels, and may name more classes than it tells apart.
    if not is_integer(classes.value) or root.get("labels").present or root.get("top").present or not names.text:
        return
    # Darknet alone compares them, and writes its weights to the backup folder; PyTorch's readers of these files, whose
    # debugging lists train one class under the names of eighty, need no such key.
    if root.get("backup").absent:
        return
    lines = lines_beside(root.document, names.text)
    if not lines or sum(bool(line.strip()) for line in lines) == classes.value:
        return
    site = facts.site("the detector")
    site.state("model.num_classes", classes, count)
    site.say("data.num_classes", len(lines), names)
    site.say("model.class_remainder", "refuse", classes)
