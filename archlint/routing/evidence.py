"""What was published side by side of the architectures that are compared, the nearest to the facts at hand first."""

import math
import re

from .. import knowledge
from ..knowledge import published
from ..records import Record
from .resistance import SMALL_PLACES

IMAGENET = 1_281_167  # training images of ImageNet-1k
SHOWN = 4
_SCALES = {"k": 10**3, "M": 10**6, "": 1}
_SIZE = re.compile(r"([\d,.]+)(k|M)? (?:images|titles|tokens|steps|graphs|nodes)")
_OWN = re.compile(r" \([^)]*\), [\d.]+M parameters$")  # what differs between two rows of one comparison
_ACCURACY = "ImageNet top-1"
OF_THE_FAMILY = 1.5  # how far a comparison of two other members of the families lies, in powers of ten of the data


class Published(Record):
    """One comparison: what was measured, where, and [(asked for, measured architecture, value)] for each candidate."""

    __slots__ = ("measure", "unit", "setting", "source", "values", "exact")


def nearest(candidates, facts):
    """Return the published comparisons of these architectures, or of their families, the nearest first."""
    found = []
    for (measure, setting, source), rows in _groups().items():
        if measure == "latency" and not _ships(facts):
            continue
        values = _values(candidates, rows)
        if values is None:
            continue
        exact = all(asked == measured for asked, measured, _ in values)
        distance = _distance(measure, setting, facts) + (0 if exact else OF_THE_FAMILY)
        one = Published(measure, rows[0][1]["unit"], setting, source, values, exact)
        found.append((distance, measure, setting, one))
    return [one for _, _, _, one in sorted(found, key=lambda row: row[:3])][:SHOWN]


def accuracy(name):
    """Return the published ImageNet figure of one architecture, the one of training on it alone first; or None."""
    figures = [figure for figure in published.figures().get(name, ()) if figure["measure"] == _ACCURACY]
    return min(figures, key=lambda figure: "trained on it alone" not in figure["setting"], default=None)


def _groups():
    """Return the figures that were measured in the same way: {(measure, setting, source): [(name, figure)]}."""
    groups = {}
    for name, figures in published.figures().items():
        for figure in figures:
            setting = _OWN.sub("", figure["setting"])
            groups.setdefault((figure["measure"], setting, figure["source"]), []).append((name, figure))
    return groups


def _values(candidates, rows):
    """Return (asked for, measured, value) of each candidate, by its own row or by one of its family; else None."""
    own = {name: figure["value"] for name, figure in rows}
    missing = [one for one in candidates if one.name not in own]
    if missing and rows[0][1]["measure"] == _ACCURACY:
        return None  # nearly every network has its own row there
    others = {} if not missing else {name: knowledge.architecture(name) or {} for name in own}
    values = []
    for one in candidates:
        measured = one.name if one.name in own else None
        if measured is None:
            taken = {value[1] for value in values} | {other.name for other in candidates}
            alike = [name for name, row in others.items() if name not in taken and _is_alike(one, row)]
            measured = min(alike, key=lambda name: _apart(one, others[name]), default=None)
        if measured is None:
            return None
        values.append((one.name, measured, own[measured]))
    return values


def _is_alike(one, row):
    return row.get("family") == one.family and bool(row.get("few_steps")) is bool(one.few_steps)


def _apart(one, row):
    """Return how far two networks lie apart: another make, then another size."""
    own, other = one.num_parameters, row.get("num_parameters")
    apart = abs(math.log(own / other)) if own and other else 10.0
    return _make(one.name) != _make(row.get("name", "")), apart


def _make(name):
    return re.match(r"[a-z]*", name.lower())[0]


def _ships(facts):
    return facts.get("deployment.target") in SMALL_PLACES or any(
        name in facts for name in ("deployment.device", "deployment.latency_ms", "deployment.latency")
    )


def _distance(measure, setting, facts):
    """Return how far the circumstances of a comparison lie from the facts: 0 is the same."""
    far = 0.0
    size = facts.get("data.train_size")
    measured = _size_of(setting)
    if measure == "latency":
        device = str(facts.get("deployment.device") or "").lower()
        return -2.0 if device and device in setting.lower() else 0.0
    if size and measured:
        far += abs(math.log10(size / measured))
    elif facts.get("data.size_band") == "small" and measured:
        far += 0 if measured < 10_000 else 2
    if facts.get("model.pretrained") is not None:
        scratch = "from scratch" in setting or "trained on it alone" in setting
        far += 0 if scratch is not facts["model.pretrained"] else 2
    return far + (2 if _ships(facts) else 0)


def _size_of(setting):
    if setting.startswith("ImageNet-1k"):
        return IMAGENET
    found = _SIZE.search(setting)
    return float(found[1].replace(",", "")) * _SCALES[found[2] or ""] if found else None
