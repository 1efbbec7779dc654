"""Plain ``${a.b}`` references of OmegaConf and its kin."""

import re

from ..sources import Map, Seq
from .merging import is_index

# So many values are looked at, and texts no longer than this: no config has more to refer to.
MAX_WALK = 50_000
MAX_TEXT = 10_000

# Compiled on first use (re keeps it): most runs meet no reference, and the pattern is dear to compile.
# After the dots comes a name or nothing, so that they are taken one way only.
_REFERENCE = r"\$\{(\.*)((?:[\w\-\[\]/][\w.\-\[\]/]*)?)\}"


def interpolate(root):
    """Return a mapping with its plain ``${a.b}`` references replaced; resolvers and unknown names stay as they are."""
    state = {"left": MAX_WALK}
    done = {}

    def look_up(dots, name, keys):
        base = keys[: len(keys) - len(dots)] if dots else ()
        path = [*base, *[part for part in re.split(r"[.\[\]]+", name) if part]]
        holder, mark = root, None
        for index, part in enumerate(path):
            marks = getattr(holder, "marks", None)
            if isinstance(holder, dict) and part in holder:
                mark = marks.get(part) if marks else None
                holder = holder[part]
            elif isinstance(holder, list) and is_index(str(part)) and int(part) < len(holder):
                mark = marks[int(part)] if marks and int(part) < len(marks) else None
                holder = holder[int(part)]
            else:
                return None, None, ()
            if isinstance(holder, str) and "${" in holder and index + 1 < len(path):
                return None, None, ()
        return holder, mark, tuple(path)

    def text(item, keys, open_names):
        """Return (value, mark) of a text with references; the text itself where one is not known."""
        state["left"] -= 1
        if state["left"] <= 0 or len(item) > MAX_TEXT:
            return item, None
        whole = re.fullmatch(_REFERENCE, item.strip())
        if whole:
            target, mark, path = look_up(whole[1], whole[2], keys)
            if path in open_names or target is None:
                return item, None
            if isinstance(target, str) and "${" in target:
                return text(target, path, (*open_names, path)) if len(open_names) < 20 else (item, None)
            return target, mark
        known, size = True, 0

        def fill(match):
            nonlocal known, size
            if not known or state["left"] <= 0:
                known = False
                return match[0]
            state["left"] -= 1
            target, _, path = look_up(match[1], match[2], keys)
            if isinstance(target, str) and "${" in target and path not in open_names and len(open_names) < 20:
                target, _ = text(target, path, (*open_names, path))
            if not isinstance(target, (str, int, float)) or (isinstance(target, str) and "${" in target):
                known = False
                return match[0]
            size += len(str(target))
            known = size <= MAX_TEXT
            return str(target)

        filled = re.sub(_REFERENCE, fill, item)
        return (filled, None) if known else (item, None)

    def visit(value, keys):
        if id(value) in done or state["left"] <= 0 or len(keys) > 100:
            return done.get(id(value), value)
        state["left"] -= 1
        if isinstance(value, Map):
            copy = Map()
            copy.marks.update(value.marks)
            for key, item in value.items():
                if isinstance(item, str) and "${" in item:
                    copy[key], mark = text(item, (*keys, key), ((*keys, key),))
                    if mark is not None:
                        copy.marks[key] = mark
                else:
                    copy[key] = visit(item, (*keys, key))
            done[id(value)] = copy
            return copy
        if isinstance(value, Seq):
            copy = Seq()
            copy.marks = list(value.marks)
            for index, item in enumerate(value):
                if isinstance(item, str) and "${" in item:
                    item, mark = text(item, (*keys, index), ((*keys, index),))
                    if mark is not None:
                        copy.marks[index] = mark
                    copy.append(item)
                else:
                    copy.append(visit(item, (*keys, index)))
            done[id(value)] = copy
            return copy
        return value

    return visit(root, ())
