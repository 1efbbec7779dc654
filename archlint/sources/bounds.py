"""What a file may cost: values that hold themselves, nest or repeat beyond any config become opaque.

Aliases and names make a graph of a document, and a later stage may walk that as a tree, compare or print it.  So the
tree that a graph stands for is bounded here, once and for all of them.
"""

from . import CONTAINERS, MAX_DEPTH, MAX_TEXT, TOO_DEEP, Opaque, SourceError

# So much may be reached a second time by another way: a class list of a thousand names that fifty data sets share.
MAX_REPEATED = 50_000
_LONG = 100  # characters of a text that count as one more value
TOO_COMPLEX = f"too complex: its anchors or names repeat more than {MAX_REPEATED:,} values"


def bounded(root, document=None):
    """Return a value in which nothing holds itself, nests deeper than MAX_DEPTH or repeats more than MAX_REPEATED.

    Such parts become opaque; a document is told by a notice that it is too complex.
    """
    if not isinstance(root, CONTAINERS):
        return root
    left = MAX_REPEATED
    sizes, heights, texts, is_too_complex = {}, {}, set(), False
    for value in _from_leaves(root):
        height, size = 0, 1
        for key, child in _items(value):
            if not isinstance(child, CONTAINERS):
                size += 1
                if isinstance(child, str) and len(child) > _LONG:
                    held = len(child) // _LONG
                    if id(child) not in texts:
                        texts.add(id(child))
                    elif held > left:
                        is_too_complex = True
                        _replace(value, key, Opaque(TOO_COMPLEX))
                        continue
                    else:
                        left -= held
                    size += held
                continue
            below = heights.get(id(child), 0)
            if below >= MAX_DEPTH:
                _replace(value, key, Opaque(TOO_DEEP))
                continue
            held = sizes.get(id(child), 1)  # one that was cut holds nothing
            if held < 0:  # met before: all that it holds is repeated here
                held = -held
                if held > left:
                    is_too_complex = True
                    _replace(value, key, Opaque(TOO_COMPLEX))
                    continue
                left -= held
            else:
                sizes[id(child)] = -held
            size += held
            height = max(height, below)
        heights[id(value)] = height + 1
        sizes[id(value)] = size
    if is_too_complex and document is not None and TOO_COMPLEX not in document.notices:
        document.notices.append(TOO_COMPLEX)
    return root


def _from_leaves(root):
    """Return each container of a graph once, all that it holds before it; one that is open is cut where it recurs."""
    order, is_open, stack = [], {}, [(root, False)]
    while stack:
        value, leaving = stack.pop()
        if leaving:
            is_open[id(value)] = False
            order.append(value)
        elif id(value) not in is_open:
            is_open[id(value)] = True
            stack.append((value, True))
            for key, child in reversed(_items(value)):
                if not isinstance(child, CONTAINERS):
                    continue
                if is_open.get(id(child)):
                    _replace(value, key, Opaque("a value that holds itself"))
                else:
                    stack.append((child, False))
    return order


def _items(value):
    """Return (key, child) for each value that a container holds."""
    if isinstance(value, Opaque):
        return [(None, value.value)]
    return list(value.items()) if isinstance(value, dict) else list(enumerate(value))


def _replace(value, key, child):
    if isinstance(value, Opaque):
        value.value = None
    else:
        value[key] = child


def shortened(root):
    """Return a value in which texts longer than MAX_TEXT are opaque: no value of a config is so long, but data are."""
    if isinstance(root, str):
        return _cut(root) if len(root) > MAX_TEXT else root
    seen, stack = set(), [root]
    while stack:
        value = stack.pop()
        if not isinstance(value, CONTAINERS) or id(value) in seen:
            continue
        seen.add(id(value))
        for key, child in _items(value):
            if isinstance(child, str):
                if len(child) > MAX_TEXT:
                    _replace(value, key, _cut(child))
            elif isinstance(child, CONTAINERS):
                stack.append(child)
    return root


def _cut(text):
    return Opaque(text[:80] + "...")


def refuse(what, most):
    """Raise that a file holds more of something than a config does."""
    raise SourceError(f"too complex: more than {most:,} {what}, as no config has")
