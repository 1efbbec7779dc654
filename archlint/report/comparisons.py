"""Where a project stands among the published comparisons: data size against what a transformer gains or loses."""

import math
import re

from .. import knowledge
from ..knowledge.published import figures
from . import svg

_TRANSFORMERS = ("vision-transformer",)
_CONVOLUTIONAL = ("cnn",)
_SCRATCH = re.compile(r"([\d,.]+)(M?) images, from scratch")
_WIDTH, _HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 20, 30, 52
_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)


class Pair:
    """A vision transformer and a CNN that were trained from scratch on the same images, and what they reached."""

    __slots__ = ("cnn", "difference", "setting", "size", "source", "transformer")

    def __init__(self, size, transformer, cnn, difference, setting, source):
        self.size = size
        self.transformer = transformer
        self.cnn = cnn
        self.difference = difference  # in points of accuracy; below zero the transformer trails
        self.setting = setting
        self.source = source


def pairs():
    """Return the pairs that the table of published figures holds, by size."""
    settings = {}
    for name, rows in figures().items():
        family = (knowledge.architecture(name) or {}).get("family")
        for row in rows:
            size = _size(row["setting"])
            if row["measure"] == "accuracy" and size and family in (*_TRANSFORMERS, *_CONVOLUTIONAL):
                settings.setdefault((row["setting"], row["source"], size), []).append((family, name, row["value"]))
    found = []
    for (setting, source, size), rows in settings.items():
        for family, name, value in rows:
            others = [row for row in rows if row[0] in _CONVOLUTIONAL]
            if family in _TRANSFORMERS and others:
                _, cnn, best = max(others, key=lambda row: row[2])
                found.append(Pair(size, name, cnn, round(value - best, 1), setting, source))
    return sorted(found, key=lambda pair: (pair.size, pair.transformer))


def _size(setting):
    match = _SCRATCH.search(setting)
    if match is None:
        return None
    number = float(match[1].replace(",", "").rstrip("."))
    return int(number * 1_000_000) if match[2] else int(number)


def draw(configs):
    """Return the drawing with the pairs that it shows, or None where no config's size can stand in it."""
    own = {}
    for file in configs:
        size, unit = file.facts.value("data.train_size"), file.facts.value("data.unit")
        if file.facts.value("data.modality") == "image" and unit in (None, "images", "samples") and size:
            own.setdefault(size, []).append(file.path)
    shown = pairs()
    if not own or not shown:
        return None
    return {"drawing": _drawn(shown, own), "pairs": shown, "own": sorted(own.items())}


def _drawn(shown, own):
    low = min(-30.0, *(pair.difference for pair in shown)) - 2
    high = max(6.0, *(pair.difference for pair in shown)) + 2

    def across(size):
        share = math.log10(max(size, _SIZES[0]) / _SIZES[0]) / math.log10(_SIZES[-1] / _SIZES[0])
        return _LEFT + min(share, 1.0) * (_WIDTH - _LEFT - _RIGHT)

    def down(points):
        return _TOP + (high - points) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = []
    for size in _SIZES:
        parts.append(svg.line(across(size), _TOP, across(size), _HEIGHT - _BOTTOM, class_="grid"))
        label = f"{size // 1_000_000}M" if size >= 1_000_000 else f"{size // 1_000}k"
        parts.append(svg.text(across(size), _HEIGHT - _BOTTOM + 18, label, text_anchor="middle"))
    for points in range(-30, 11, 10):
        parts.append(svg.text(_LEFT - 8, down(points) + 4, f"{points:+d}" if points else "0", text_anchor="end"))
        parts.append(
            svg.line(_LEFT, down(points), _WIDTH - _RIGHT, down(points), class_="zero" if not points else "grid")
        )
    parts.append(svg.text(_LEFT, 14, "points of accuracy, vision transformer over CNN, both from scratch"))
    parts.append(svg.text(_WIDTH - _RIGHT, _HEIGHT - 8, "training images", text_anchor="end"))
    for size, paths in sorted(own.items())[:20]:
        parts.append(svg.line(across(size), _TOP, across(size), _HEIGHT - _BOTTOM, class_="own"))
        words = paths[0].rpartition("/")[2] if len(paths) == 1 else f"{len(paths)} configs"
        end = across(size) > _WIDTH / 2
        shift = -5 if end else 5
        parts.append(
            svg.text(across(size) + shift, down(low) - 6, words, class_="own", text_anchor="end" if end else "start")
        )
    for pair in shown:
        about = svg.element(
            "title", f"{pair.transformer} against {pair.cnn}: {pair.difference:+} ({pair.size:,} images)"
        )
        parts.append(svg.element("circle", about, cx=across(pair.size), cy=down(pair.difference), r=5, class_="pair"))
    sizes = ", ".join(f"{size:,}" for size in sorted(own))
    title = f"Published comparisons by data size; this project trains on {sizes} images"
    return svg.drawing(_WIDTH, _HEIGHT, title, parts)
