"""Each network as a stack: its depth, width, normalization and shortcuts, and the sites where numbers meet."""

from ..findings import ERROR, WARNING
from . import svg

_MOST_BLOCKS = 16
_BLOCK, _GAP, _WIDTH = 14, 4, 200
# Numbers that meet at a site, and how they are called there: the part that must divide, or equal, the other.
_MEETINGS = (
    ("model.hidden_size", "model.num_heads", "width over heads"),
    ("model.num_heads", "model.num_kv_heads", "heads over key-value heads"),
    ("data.image_size", "model.patch_size", "image side over patch"),
    ("data.image_size", "model.total_stride", "image side over total stride"),
    ("model.norm_channels", "model.norm_groups", "channels over groups"),
    ("model.conv_channels", "model.conv_groups", "channels over groups"),
    ("model.in_channels", "model.incoming_channels", "channels taken in, and handed on"),
    ("model.num_classes", "data.num_classes", "classes of the head, and of the data"),
    ("data.sequence_length", "model.max_positions", "sequence length, and positions"),
    ("model.coarsest_map_size", "model.window_size", "map over window"),
    ("model.list_length", "model.expected_length", "entries, and stages"),
)


def described(fact):
    """Return what a row of the table of facts says of one."""
    value = fact.value if fact.known else "set elsewhere"
    if isinstance(value, bool):
        value = "yes" if value else "no"
    elif isinstance(value, int):
        value = f"{value:,}"
    spot = fact.spot
    return {
        "name": fact.name,
        "value": ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value),
        "origin": fact.origin + (f" from {fact.source}" if fact.source and fact.known else ""),
        "place": f"{spot.path}:{spot.line}" if spot is not None else "",
    }


def draw(facts, findings):
    """Return for the config's own network and each component: its role, its drawing, and the meetings in it."""
    faulty = [one for one in findings if one.severity in (ERROR, WARNING) and one.facts]
    found = []
    for part in (facts, *facts.components):
        meetings = [one for place in (part, *part.sites) for one in _meetings(place, facts, faulty)]
        if part.value("model.num_layers") or meetings:
            found.append({"role": part.role or "", "drawing": _stack(part, facts), "meetings": meetings[:40]})
    return found[:12]


def _meetings(place, facts, faulty):
    for first, second, words in _MEETINGS:
        pair = {name: place.value(name, _shared(facts, name)) for name in (first, second)}
        if all(type(value) is int for value in pair.values()) and (first in place or second in place):
            fault = next((one for one in faulty if pair.items() <= one.facts.items()), None)
            yield {
                "where": place.role or "",
                "words": words,
                "numbers": list(pair.values()),
                "fault": fault.message if fault is not None else "",
            }


def _shared(facts, name):
    return facts.value(name) if name.startswith("data.") else None


def _stack(part, facts):
    """Return the drawing of one stack, from its input at the bottom to its output."""
    layers = part.value("model.num_layers") or 1
    blocks = min(layers, _MOST_BLOCKS)
    unit = part.value("model.depth_unit") or "layers"
    norm, skips = part.value("model.normalization"), part.value("model.skip_connections")
    height = blocks * (_BLOCK + _GAP) + 56
    parts = [svg.text(_WIDTH / 2, 14, _name(part, facts), text_anchor="middle", class_="name")]
    for number in range(blocks):
        top = 24 + number * (_BLOCK + _GAP)
        parts.append(svg.box(30, top, _WIDTH - 60, _BLOCK, rx=3, class_="block" if norm != "none" else "block bare"))
        if skips:
            middle = top + _BLOCK / 2
            path = f"M {_WIDTH - 30} {middle - 7} q 14 7 0 14"
            parts.append(svg.element("path", d=path, class_="skip"))
        if layers > blocks and number == blocks // 2:
            parts.append(svg.text(_WIDTH / 2, top + 11, f"… {layers:,} in all …", text_anchor="middle", class_="more"))
    width = part.value("model.hidden_size")
    words = [f"{layers:,} {unit}" if part.value("model.num_layers") else "", f"{width:,} wide" if width else "",
             f"norm: {norm}" if norm else ""]  # fmt: skip
    said = ", ".join(word for word in words if word)
    parts.append(svg.text(_WIDTH / 2, height - 10, said, text_anchor="middle", class_="size"))
    shortcut = "; with shortcuts" if skips else "; without shortcuts" if skips is False else ""
    return svg.drawing(_WIDTH, height, f"{_name(part, facts)}: {said}{shortcut}", parts)


def _name(part, facts):
    name = part.value("model.architecture") or part.value("model.family") or facts.value("model.family") or "network"
    return str(name) if len(str(name)) < 30 else str(name)[:28] + "…"
