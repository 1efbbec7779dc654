"""MMYOLO's widths: what a factor makes of the channels that are written, and where two roundings must meet."""

import itertools
import math

from ....facts import Facts, count, is_integer
from ...reading.seams import whole
from .names import type_of

# MMYOLO's parts multiply the channels that they are told by a factor of their own, up to the next multiple of eight.

_WIDENED = {
    "YOLOv5CSPDarknet": (256, 512, 1024), "YOLOXCSPDarknet": (256, 512, 1024), "YOLOv8CSPDarknet": (256, 512, None),
}  # fmt: skip
_WIDENED_NECKS = ("YOLOv5PAFPN", "YOLOv8PAFPN")
_WIDENED_HEADS = ("YOLOv5HeadModule", "YOLOv8HeadModule")
_LAST_STAGE = 1024


def state_widened(model, backbone, neck, maps, facts: Facts):
    """State what such a neck is built for beside what the backbone hands on, and the head's beside the neck's."""
    handed = _WIDENED.get(type_of(backbone))
    if handed is None and type_of(neck) in _WIDENED_NECKS and maps is not None:
        _compare_other(neck, maps, facts)
    moved = any(backbone.get(key).present for key in ("out_indices", "plugins"))
    if handed is None or moved or backbone.get("arch").text not in ("", "P5") or type_of(neck) not in _WIDENED_NECKS:
        return
    last = backbone.get("last_stage_out_channels")
    if handed[-1] is None:
        handed = (*handed[:-1], _LAST_STAGE if last.absent else whole(last))
    _compare_widened(facts, type_of(neck), neck, handed, backbone, last if last.present else backbone.get("type"))
    head = model.get("bbox_head.head_module")
    given = neck.get("out_channels")
    if type_of(head) in _WIDENED_HEADS and given.is_list:
        _compare_widened(facts, type_of(head), head, given.value, neck, given)


def _compare_widened(facts: Facts, role, part, handed, before, place):
    """State each level: as written where both factors are one, else what comes of it, at the factor."""
    listed, factor, own = part.get("in_channels"), _widening(before), _widening(part)
    if not listed.is_list or len(listed.value) != len(handed) or not factor or not own:
        return
    for level, (taken, given) in enumerate(zip(listed.value, handed, strict=True)):
        if not is_integer(taken) or not is_integer(given) or not 0 < max(taken, given) < 10**6:
            continue
        site = facts.site(f"level {level} of {role}")
        if factor == own:
            site.state("model.in_channels", listed.child(level), count)
            site.say("model.incoming_channels", given, place)
        else:
            site.say("model.in_channels", _widened(taken, own), part.first("widen_factor", "in_channels"))
            site.say("model.incoming_channels", _widened(given, factor), before.first("widen_factor", "type"))


def _widening(part):
    factor = part.get("widen_factor")
    value = 1.0 if factor.absent else factor.value
    return float(value) if type(value) in (int, float) and 0 < value < 100 else None


def _widened(channels, factor):
    return math.ceil(channels * factor / 8) * 8


def _compare_other(neck, maps, facts: Facts):
    """A backbone of another package hands on its channels as they are."""
    listed, own = neck.get("in_channels"), _widening(neck)
    if not own or not listed.is_list or len(listed.value) != len(maps.channels):
        return
    for level, (taken, given) in enumerate(zip(listed.value, maps.channels, strict=True)):
        if is_integer(taken) and 0 < taken < 10**6:
            site = facts.site(f"level {level} of {type_of(neck)}")
            site.say("model.in_channels", _widened(taken, own), listed.child(level))
            site.say("model.incoming_channels", given, maps.node)


def state_joins(neck, facts: Facts):
    """State what a neck joins at its own factor: two maps, each rounded up, beside their sum, rounded up once."""
    listed, own = neck.get("in_channels"), _widening(neck)
    if type_of(neck) not in _WIDENED_NECKS or not listed.is_list or not own or neck.get("widen_factor").absent:
        return
    widths = listed.value
    if len(widths) > 8 or not all(is_integer(width) and 0 < width < 10**6 for width in widths):
        return
    for level, (fine, coarse) in enumerate(itertools.pairwise(widths)):
        if type_of(neck) == "YOLOv5PAFPN":
            coarse = fine  # the coarser map is first brought to the finer one's width
        site = facts.site(f"the join at level {level} of {type_of(neck)}")
        site.say("model.in_channels", _widened(fine + coarse, own), neck.get("widen_factor"))
        site.say("model.incoming_channels", _widened(fine, own) + _widened(coarse, own), listed)
