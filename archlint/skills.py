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


def pages(name):
    """Return the pages of a skill, relative to its folder: its sheet first, then its references."""
    base = os.path.join(folder(), name, "references")
    found = sorted(file for file in os.listdir(base) if file.endswith(".md")) if os.path.isdir(base) else []
    return ["SKILL.md", *(f"references/{file}" for file in found)]


def page_of(name, anchor):
    """Return the page of a skill that holds a section; the sheet itself where none does."""
    return next((page for page in pages(name) if anchor in _anchors(_text(name, page))), "SKILL.md")


def section(name, anchor):
    """Return the text of one section of a skill, heading included, or an empty text."""
    lines = _text(name, page_of(name, anchor)).split("\n")
    start = level = None
    for number, depth, heading in _headings(lines):
        if start is not None and depth <= level:
            return "\n".join(lines[start:number]).strip() + "\n"
        if start is None and slug(heading) == anchor:
            start, level = number, depth
    return "\n".join(lines[start:]).strip() + "\n" if start is not None else ""


def anchors(name):
    """Return the anchors of the headings of a skill's pages, in order."""
    return [anchor for page in pages(name) for anchor in _anchors(_text(name, page))]


def _text(name, page):
    with open(os.path.join(folder(), name, page), encoding="utf-8") as file:
        return file.read()


def _anchors(text):
    return [slug(heading) for _, _, heading in _headings(text.split("\n"))]


def _headings(lines):
    """Yield (line number, depth, text) of each heading; a ``#`` inside a code block is none."""
    fenced = False
    for number, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        match = None if fenced else re.match(r"(#{1,6}) +(\S.*)", line.rstrip())
        if match:
            yield number, len(match[1]), match[2]


def slug(heading):
    """Return the anchor that Markdown renderers give a heading."""
    text = re.sub(r"[`*_]", "", heading.strip().lower())
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", text)).strip("-")


# Where agents look for skills in a project.
AGENT_FOLDERS = (os.path.join(".agents", "skills"), os.path.join(".claude", "skills"))


class LinkedOutError(Exception):
    """A folder to write to that leads elsewhere, in one line."""


def install(to=None, force=False):
    """Copy the sheets to a folder, or to where agents look below the working directory.

    Without ``to`` that is every one of :data:`AGENT_FOLDERS` that exists, or the first of them.  Yields (path, what
    was done): ``written``, ``unchanged``, or ``kept`` for a file that differs and is not to be overwritten.
    """
    targets = [to] if to else [path for path in AGENT_FOLDERS if os.path.isdir(path)] or [AGENT_FOLDERS[0]]
    here = os.path.realpath(os.curdir)
    for target in targets:
        real = os.path.realpath(target)
        if not to and not real.startswith(here.rstrip(os.sep) + os.sep):
            raise LinkedOutError(f"{target} is a link that leads out of this folder: nothing is written there")
    for target in targets:
        for name in names():
            for source in _files(os.path.join(folder(), name)):
                path = os.path.join(target, os.path.relpath(source, folder()))
                yield path, _copy(source, path, force)


def _files(top):
    for current, folders, files in os.walk(top):
        folders.sort()
        for name in sorted(files):
            yield os.path.join(current, name)


def _copy(source, path, force):
    with open(source, "rb") as file:
        content = file.read()
    if os.path.islink(path):
        return "kept"
    if os.path.exists(path):
        with open(path, "rb") as file:
            if file.read() == content:
                return "unchanged"
        if not force:
            return "kept"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return "written"
