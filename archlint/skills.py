"""The written sheets that findings point to: where they lie, and their sections."""

import os
import re

_HERE = os.path.dirname(os.path.abspath(__file__))


def folder():
    """Return the folder of the sheets: inside the installed package, or beside it in a checkout."""
    inside = os.path.join(_HERE, "skills")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_HERE), "skills")


def names():
    """Return the names of all skills, sorted."""
    base = folder()
    if not os.path.isdir(base):
        return []
    return sorted(name for name in os.listdir(base) if os.path.isfile(os.path.join(base, name, "SKILL.md")))


def read(name):
    """Return (front matter as a dict of texts, body) of one skill's sheet."""
    with open(os.path.join(folder(), name, "SKILL.md"), encoding="utf-8") as file:
        text = file.read()
    match = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S)
    if not match:
        return {}, text
    import yaml

    front = yaml.safe_load(match[1])
    return front if isinstance(front, dict) else {}, match[2].lstrip("\n")


def section(name, anchor):
    """Return the text of one section of a sheet, heading included, or an empty text."""
    _, body = read(name)
    lines = body.split("\n")
    for start, line in enumerate(lines):
        level = len(line) - len(line.lstrip("#"))
        if level and slug(line.lstrip("#").strip()) == anchor:
            end = start + 1
            while end < len(lines) and not re.match(r"#{1,%d} " % level, lines[end]):
                end += 1
            return "\n".join(lines[start:end]).strip() + "\n"
    return ""


def anchors(name):
    """Return the anchors of a sheet's headings, in order."""
    _, body = read(name)
    return [slug(match[1]) for match in re.finditer(r"^#{1,6} +(.+?)\s*$", body, re.M)]


def slug(heading):
    """Return the anchor that Markdown renderers give a heading."""
    text = re.sub(r"[`*_]", "", heading.strip().lower())
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", text)).strip("-")
