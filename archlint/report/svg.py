"""Small drawings as SVG text, in the page's colours; every text is escaped."""

from html import escape


def element(name, children="", **attributes):
    """Return an element; ``_`` in an attribute's name stands for ``-``, and a trailing one is dropped."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value), quote=True)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{children}</{name}>" if children != "" else f"<{name}{written}/>"


def text(x, y, words, **attributes):
    """Return a text at a place."""
    return element("text", escape(str(words)), x=_number(x), y=_number(y), **attributes)


def line(x1, y1, x2, y2, **attributes):
    """Return a line from one place to another."""
    return element("line", x1=_number(x1), y1=_number(y1), x2=_number(x2), y2=_number(y2), **attributes)


def box(x, y, width, height, **attributes):
    """Return a rectangle."""
    return element("rect", x=_number(x), y=_number(y), width=_number(width), height=_number(height), **attributes)


def drawing(width, height, title, children):
    """Return a whole drawing that says in words what it shows."""
    inner = element("title", escape(title)) + "".join(children)
    return element("svg", inner, viewBox=f"0 0 {width} {height}", role="img", width=width, height=height)


def _number(value):
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
