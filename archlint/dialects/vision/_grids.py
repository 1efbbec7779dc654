"""Grids over a point cloud: cells from range and voxel size, and networks that join several scales of such a map."""

import math

from ...facts import STATED, Facts, is_count, is_integer

_AXES = ("x", "y", "z")
# Published grids hold a few thousand cells along an axis.
_MOST = 10**6


def cells(extent, sides):
    """Return the cells along each axis of a range ``[low x, y, z, high x, y, z]``; None for an axis that is not clear.

    The frameworks round the quotient; where it is far from whole, the config's author may mean either neighbour.
    """
    return tuple(
        round(count) if count is not None and abs(count - round(count)) < _UNCLEAR else None
        for count in _quotients(extent, sides)
    )


def neighbours(extent, sides):
    """Return, for each axis whose quotient is not clear, the two whole numbers of cells that it lies between."""
    return tuple(
        (math.floor(count), math.ceil(count)) if count is not None and abs(count - round(count)) >= _UNCLEAR else ()
        for count in _quotients(extent, sides)
    )


_UNCLEAR = 0.01


def _quotients(extent, sides):
    low_high, side = extent.value, sides.value
    if not (_all_numbers(low_high, 6) and _all_numbers(side, 3)):
        return [None] * 3
    found = []
    for axis in range(3):
        span = low_high[axis + 3] - low_high[axis]
        count = span / side[axis] if side[axis] > 0 and span > 0 else 0
        found.append(count if 1 <= count < _MOST else None)
    return found


def _all_numbers(value, length):
    return (
        isinstance(value, list)
        and len(value) == length
        and all(type(item) in (int, float) and abs(item) < _MOST for item in value)
    )


def state_written(facts: Facts, role, wanted, nodes):
    """State a site for each axis of written grids beside the cells wanted there.

    nodes: pairs of a grid's name and the nodes of its entries for x and y.  A grid larger than the range is fine by
    itself, and fails only beside one of another size.
    """
    for axis in range(2):
        written = [pair[1][axis] for pair in nodes]
        known = {node.value for node in written if is_integer(node.value)}
        for name, entries in nodes:
            node = entries[axis]
            if wanted[axis] is None or not is_count(node.value):
                continue
            site = facts.site(f"{role}{name} along {_AXES[axis]}")
            site.state("model.grid_cells", node)
            site.put("data.grid_cells", wanted[axis], STATED)
            fits = node.value > wanted[axis] and len(known) == 1
            site.put("model.grid_remainder", "pad" if fits else "refuse", STATED)


def state_pillars(facts: Facts, wanted, sides):
    """State that pillars are one cell high, which scattering them to a map asserts."""
    if wanted[2] is not None and sides.is_list:
        site = facts.site("a pillar along z")
        site.assume("model.grid_cells", 1)
        site.say("data.grid_cells", wanted[2], sides.child(2))
        site.put("model.grid_remainder", "refuse", STATED)


def state_branches(facts, wanted, place, before, strides, scales, convolves_for_one=False, unclear=((), (), ())):
    """State for x and y whether branches that are strided down and scaled back meet at one side again.

    before: the stride of what makes the map.  strides: of each branch after the one before it.  scales: the factor by
    which each is scaled back; below 1 it is strided down further.  place: the node of the range.  unclear: the two
    numbers of cells that are possible where it is not clear which; it fails only if both do.
    """
    strides = _numbers(strides)
    scales = _numbers(scales)
    if not strides or not scales or len(strides) != len(scales) or not all(is_integer(item) for item in strides):
        return
    divisor = before * math.prod(strides)
    if divisor > _MOST:
        return
    for axis in range(2):
        counts = (wanted[axis],) if wanted[axis] is not None else unclear[axis]
        made = [_sides(count, before, strides, scales, convolves_for_one) for count in counts]
        if not made or None in made:
            continue
        fails = all(len(set(sides)) > 1 for sides in made)
        if not fails and wanted[axis] is None:
            continue
        site = facts.site(_AXES[axis])
        site.say("data.grid_cells", counts[-1], place)
        site.put("model.grid_divisor", divisor, STATED)
        site.put("model.grid_remainder", "refuse" if fails else "pad", STATED)


def _numbers(value):
    fits = isinstance(value, list) and 0 < len(value) <= 16
    return value if fits and all(type(item) in (int, float) and 0 < item <= 64 for item in value) else None


def _sides(count, before, strides, scales, convolves_for_one):
    """Return the side of each branch as convolutions with padding and transposed ones make it."""
    side = -(-count // before)
    sides = []
    for stride, scale in zip(strides, scales, strict=True):
        side = -(-side // stride)
        if scale > 1 or (scale == 1 and not convolves_for_one):
            if scale != int(scale):
                return None
            sides.append(side * int(scale))
        else:
            sides.append((side - round(1 / scale)) // round(1 / scale) + 1)
    return sides
