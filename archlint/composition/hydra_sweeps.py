"""The values that Hydra's sweeper tries, put at their places as sweeps."""

import re

from ..sources import Map, Opaque, Sweep

# A longer text is no search space that a person wrote.
MAX_TEXT = 10_000
_SEARCH_CALL = r"(?:(int|float|str)\(\s*)?(choice|range|interval|shuffle)\(([^()]*)\)\s*\)?"
_MAX_MEMBERS = 200


def searched(root):
    """Return a mapping in which the values that Hydra's sweeper tries stand at their places, as sweeps."""
    hydra = root.get("hydra")
    sweeper = hydra.get("sweeper") if isinstance(hydra, Map) else None
    if not isinstance(sweeper, Map):
        return root
    # Without this, a plain run takes the value that is written at the place itself.
    is_always = str(hydra.get("mode")).rpartition(".")[2] == "MULTIRUN"
    for name in ("search_space", "params"):
        space = sweeper.get(name)
        if not isinstance(space, Map):
            continue
        for key, item in space.items():
            keys = [part for part in re.split(r"[./]", key.lstrip("+")) if part]
            if keys and not key.startswith("~") and keys[0] != "hydra" and len(keys) < 20:
                root = _with_sweep(root, keys, _sweep_of(item), space.marks[key], is_always)
    return root


def _with_sweep(root, keys, members, mark, is_always):
    """Return a mapping with the value at a path replaced by what is searched there; unknown members are opaque."""
    copy = Map(root)
    copy.marks.update(root.marks)
    key, rest = keys[0], keys[1:]
    here = root.get(key)
    if rest:
        if here is not None and not isinstance(here, Map):
            return root
        copy[key] = _with_sweep(Map() if here is None else here, rest, members, mark, is_always)
        copy.marks.setdefault(key, (mark[0], None, None))
        return copy
    item = Opaque("searched")
    if members is not None and not isinstance(here, (dict, list)):
        is_written = here is not None and not is_always and not isinstance(here, Opaque)
        if is_written and isinstance(here, str) and ("${" in here or here == "???"):
            is_written = False
        members = list(dict.fromkeys([*([here] if is_written else []), *members]))
        item = Sweep(members) if len(members) > 1 else members[0]
    copy[key], copy.marks[key] = item, mark
    return copy


def _sweep_of(item):
    """Return the members of one entry of a search space, or None where they are not known one by one."""
    if isinstance(item, Map):  # the Optuna sweeper's older form
        kind = item.get("type")
        if kind == "categorical":
            return _scalars(item.get("choices"))
        if kind == "int" and not item.get("log"):
            return _steps(item.get("low"), item.get("high"), item.get("step", 1), 1)
        return None
    if isinstance(item, (int, float)):
        return [item]
    if not isinstance(item, str) or len(item) > MAX_TEXT:
        return None
    from ..sources.yaml_source import plain

    call = re.fullmatch(_SEARCH_CALL, item.strip())
    inner = call[3] if call else item
    if any(sign in inner for sign in "([{$=\\"):
        return None
    parts = [part.strip() for part in inner.split(",")]
    quotes = ("'", '"')
    values = [part[1:-1] if part[:1] in quotes and part[-1:] == part[:1] else plain(part) for part in parts]
    if call is None or call[2] in ("choice", "shuffle"):
        return _scalars(values)
    if call[2] == "range" and call[1] in (None, "int"):
        start, stop, step, *more = values if len(values) == 3 else [*([0] if len(values) == 1 else []), *values, 1]
        return None if more else _steps(start, stop, step, 0)
    if call[2] == "interval" and call[1] == "int" and len(values) == 2:
        return _steps(*values, 1, 1)
    return None


def _steps(low, high, step, last):
    """Return the whole numbers from ``low`` to ``high`` (``last`` is 1 where that one is tried too), or None."""
    if any(type(value) is not int for value in (low, high, step)) or step < 1:
        return None
    found = range(low, high + last, step)
    if not found or (found[-1] - low) // step >= _MAX_MEMBERS:  # one of more than a machine word has no length
        return None
    return list(found)


def _scalars(values):
    if not isinstance(values, list) or not 0 < len(values) <= _MAX_MEMBERS:
        return None
    return list(values) if all(isinstance(value, (str, int, float, type(None))) for value in values) else None
