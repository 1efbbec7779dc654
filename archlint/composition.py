"""Inheritance between config files, inside one project root.

Followed are OpenMMLab ``_base_`` (with ``_delete_``), yacs ``_BASE_`` and its relatives, YAML includes, Hydra
``defaults`` lists and plain ``${...}`` interpolation.  A composed document keeps the marks of every value's own
file, so that a finding stands where the value is written.  A parent that is missing, cyclic or outside the root is
a notice, never a failure: what is known is still linted.
"""

import os
import re

from .sources import Document, Map, Opaque, Seq, SourceError, decode, format_of, parse, read_bytes

# What marks the root of a project, looked for upwards from the file.
ROOT_MARKS = (".git", ".hg", "pyproject.toml", "archlint.toml", "setup.py", "setup.cfg")
# Configs inherit from a handful of parents; this bounds a hostile chain.
MAX_PARENTS = 64
MAX_WALK = 50_000


def display(path):
    """Return a path relative to the working directory where it lies under it, with ``/`` on every system."""
    path = os.path.abspath(path)
    here = os.getcwd()
    if path == here or path.startswith(here.rstrip(os.sep) + os.sep):
        path = os.path.relpath(path, here)
    return path.replace(os.sep, "/")


def project_root(path):
    """Return the nearest folder above a file that marks a project, else the working directory, else its own folder."""
    folder = start = os.path.dirname(os.path.abspath(path))
    while True:
        if any(os.path.exists(os.path.join(folder, mark)) for mark in ROOT_MARKS):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    here = os.getcwd()
    return here if here != os.sep and (start + os.sep).startswith(here.rstrip(os.sep) + os.sep) else start


class Project:
    """One project's files: reads them once each, and none outside the root."""

    def __init__(self, root):
        self.root = os.path.realpath(root)
        self._documents = {}

    def holds(self, path):
        """Whether a path, links resolved, lies inside the root."""
        real = os.path.realpath(path)
        return real == self.root or real.startswith(self.root.rstrip(os.sep) + os.sep)

    def read(self, path):
        """Return the first document of a file; raise SourceError for a file that is outside, missing or unreadable."""
        if not self.holds(path):
            raise SourceError("lies outside the project root")
        real = os.path.realpath(path)
        if real not in self._documents:
            try:
                self._documents[real] = parse(decode(read_bytes(real)), display(path), format_of(path))[0]
            except SourceError as fault:
                self._documents[real] = fault
        known = self._documents[real]
        if isinstance(known, SourceError):
            raise known
        return known


def compose(document, path, project):
    """Return a document with all it inherits, itself if it inherits nothing; ``path`` is where it stands on disk."""
    document.project = project
    value = document.value
    composer = _Composer(project, document)
    if document.format == "python":
        from .sources.python_source import IMPORTS

        if isinstance(value, dict) and "_base_" in value:
            value = composer.python(document, path)
        elif any(in_base for *_, in_base in document.cache.get(IMPORTS, ())):
            value = composer.python_read_base(document, path)
    elif document.format == "yaml" and isinstance(value, dict):
        value = composer.yaml(document, path, ())
        if "${" in document.source.text or composer.parents:
            value = interpolate(value)
    if value is document.value:
        return document
    composed = Document(document.source, value, document._locate)
    composed.notices = composer.notices
    composed.parents = composer.parents
    composed.project = project
    composed.header = document.header
    composed.cache = document.cache
    return composed


def merge(below, above, delete_key="_delete_"):
    """Return a mapping with ``above`` laid over ``below``: mappings merge, all else is replaced."""
    result = Map(below)
    result.marks.update(getattr(below, "marks", {}))
    for key, item in above.items():
        old = result.get(key)
        if isinstance(item, dict) and isinstance(old, dict) and item.get(delete_key) is not True:
            item = merge(old, item, delete_key)
        elif isinstance(item, dict) and delete_key in item:
            item = _without(item, delete_key)
        result[key] = item
        mark = getattr(above, "marks", {}).get(key)
        if mark is not None:
            result.marks[key] = mark
    return result


def _without(value, *keys):
    result = Map({key: item for key, item in value.items() if key not in keys})
    result.marks.update({key: mark for key, mark in value.marks.items() if key not in keys})
    return result


# YAML keys that name parents: key -> whether the file may also be named from the project root.
_PARENT_KEYS = ("_BASE_", "_base_", "BASE", "__include__", "includes")


class _Composer:
    def __init__(self, project, document):
        self.project = project
        self.notices = list(document.notices)
        self.parents = []
        self.used = 0

    def notice(self, text):
        if text not in self.notices:
            self.notices.append(text)

    def parent(self, what, name, path, open_files):
        """Return a parent's document, or None with a notice."""
        self.used += 1
        if self.used > MAX_PARENTS:
            self.notice(f"{what}: more than {MAX_PARENTS} parents; the rest is not read")
            return None
        real = os.path.realpath(path)
        if real in open_files:
            self.notice(f"{what}: {name} inherits from itself (a cycle)")
            return None
        try:
            document = self.project.read(path)
        except SourceError as fault:
            text = "is missing" if fault.message == "no such file" else str(fault)
            self.notice(f"{what}: parent {name} {text}")
            return None
        shown = document.source.path
        if shown not in self.parents:
            self.parents.append(shown)
        return document

    # OpenMMLab

    def python(self, document, path, open_files=()):
        """Return a Python config's names over those of its ``_base_`` files."""
        open_files = (*open_files, os.path.realpath(path))
        own = document.value
        bases = own.get("_base_")
        below = Map()
        for name in [bases] if isinstance(bases, str) else bases if isinstance(bases, list) else []:
            if not isinstance(name, str) or "::" in name:
                continue  # another library's file: not in this project, so not known
            parent_path = os.path.join(os.path.dirname(path), name)
            parent = self.parent("_base_", name, parent_path, open_files)
            if parent is not None and isinstance(parent.value, dict):
                inherited = parent.value
                if "_base_" in inherited:
                    inherited = self.python(parent, parent_path, open_files)
                below = merge(below, inherited)
        return merge(below, _base_references(_without(own, "_base_"), below))

    def python_read_base(self, document, path, open_files=()):
        """Return a new-style config's names over those it imports inside ``with read_base()``."""
        from .sources.python_source import IMPORTS

        open_files = (*open_files, os.path.realpath(path))
        below = Map()
        for module, level, names, in_base in document.cache.get(IMPORTS, ()):
            if not in_base or not level:
                continue
            folder = os.path.dirname(path)
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            parent_path = os.path.join(folder, *module.split(".")) + ".py"
            parent = self.parent("read_base", module, parent_path, open_files)
            if parent is None or not isinstance(parent.value, dict):
                continue
            inherited = parent.value
            if any(flag for *_, flag in parent.cache.get(IMPORTS, ())):
                inherited = self.python_read_base(parent, parent_path, open_files)
            if "*" not in names:
                inherited = _without(inherited, *[key for key in inherited if key not in names])
            below = merge(below, inherited)
        return merge(below, document.value)

    # YAML

    def yaml(self, document, path, open_files):
        """Return a YAML mapping over what it inherits by a parent key, an include tag or a defaults list."""
        open_files = (*open_files, os.path.realpath(path))
        own = document.value
        if "!include" in document.source.text:
            own = self.include_tags(own, path, open_files)
        if is_defaults_list(own.get("defaults")):
            return Hydra(self, path).compose(document, own, open_files)
        below = None
        for key in _PARENT_KEYS:
            names = own.get(key)
            names = [names] if isinstance(names, str) else names
            if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
                continue
            names = [name for name in names if name and not name.startswith(("http:", "https:"))]
            for name in names:
                parent_path = self.find(name, path)
                parent = self.parent(key, name, parent_path, open_files)
                if parent is not None and isinstance(parent.value, dict):
                    inherited = self.yaml(parent, parent_path, open_files)
                    below = inherited if below is None else merge(below, inherited)
        return own if below is None else merge(below, own, "_inherited_")

    def find(self, name, path):
        """Return where a parent is meant to be: relative to its file, or else to the project root."""
        beside = os.path.join(os.path.dirname(path), os.path.expanduser(name) if name.startswith("~") else name)
        at_root = os.path.join(self.project.root, name)
        if not os.path.exists(beside) and not name.startswith("/") and os.path.exists(at_root):
            return at_root
        return beside

    def include_tags(self, value, path, open_files):
        """Return a mapping with its ``!include file`` values read."""
        result = Map(value)
        result.marks.update(value.marks)
        for key, item in value.items():
            if isinstance(item, Opaque) and item.tag == "!include" and isinstance(item.value, str):
                parent_path = self.find(item.value, path)
                parent = self.parent("!include", item.value, parent_path, open_files)
                if parent is not None:
                    inner = parent.value
                    result[key] = self.yaml(parent, parent_path, open_files) if isinstance(inner, Map) else inner
            elif isinstance(item, Map):
                result[key] = self.include_tags(item, path, open_files)
        return result


def _base_references(value, below):
    """Return a value with ``_base_.a.b`` and ``{{_base_.a.b}}`` replaced by what the parents hold."""

    def resolve(item, depth=0):
        text = item.text if isinstance(item, Opaque) else item if isinstance(item, str) else ""
        match = re.fullmatch(r"(?:\{\{\s*)?_base_\.([\w.]+)(?:\s*\}\})?", text) if "_base_" in text else None
        if match:
            found = below
            for part in match[1].split("."):
                found = found.get(part) if isinstance(found, dict) else None
            return found if found is not None else Opaque(text)
        if depth < 50 and isinstance(item, Map):
            copy = Map({key: resolve(inner, depth + 1) for key, inner in item.items()})
            copy.marks.update(item.marks)
            return copy
        if depth < 50 and isinstance(item, Seq):
            copy = Seq(resolve(inner, depth + 1) for inner in item)
            copy.marks = list(item.marks)
            return copy
        return item

    return resolve(value)


def is_defaults_list(value):
    """Whether a value is Hydra's defaults list: names, and mappings of one group to one option."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) or (isinstance(item, dict) and len(item) == 1) for item in value)
    )


class Hydra:
    """Composition of one Hydra config from its groups (Hydra 1.1 and later: a config overrides its defaults)."""

    def __init__(self, composer, path):
        self.composer = composer
        self.start = path
        self.overrides = {}

    def compose(self, document, own, open_files):
        """Return the composed mapping of a primary config, or of an overlay with ``# @package _global_``."""
        folder = os.path.dirname(os.path.abspath(self.start))
        self.root = self.find_root(folder, own["defaults"])
        self.collect_overrides(own["defaults"])
        group = os.path.relpath(folder, self.root).replace(os.sep, "/") if self.root != folder else ""
        result = self.layers(document, own, "" if group == "." else group, "", open_files)
        return _without(result, "defaults")

    def find_root(self, folder, defaults):
        """Return the config root: the nearest folder upwards that holds the first group the list names."""
        groups = [
            _entry(item)[1].split("/")[0] for item in defaults if isinstance(item, dict) and _entry(item)[1] != "hydra"
        ]
        groups = [group for group in groups if group and not group.startswith("hydra")]
        here = folder
        for _ in range(6):
            if any(os.path.isdir(os.path.join(here, group)) for group in groups):
                return here
            above = os.path.dirname(here)
            if above == here or not self.composer.project.holds(above):
                break
            here = above
        return folder

    def collect_overrides(self, defaults):
        for item in defaults:
            if isinstance(item, dict):
                flags, group, option, _ = _entry(item)
                if "override" in flags:
                    self.overrides[group] = option

    def layers(self, document, own, group, package, open_files):
        """Return a config's own values and those of its defaults list, laid over each other in order."""
        result = Map()
        defaults = own.get("defaults")
        entries = list(defaults) if is_defaults_list(defaults) else []
        if "_self_" not in entries:
            entries.append("_self_")
        for item in entries:
            if item == "_self_":
                part = _without(own, "defaults") if "defaults" in own else own
                result = merge(result, part, "")
                continue
            flags, name, option, target = _entry(item, group)
            if name.split("/")[0] == "hydra":
                continue
            if isinstance(item, dict) and "override" not in flags and name in self.overrides:
                option = self.overrides[name]
            for choice in option if isinstance(option, list) else [option]:
                if not isinstance(choice, str) or "${" in choice or choice == "???":
                    continue
                loaded = self.option(name, choice, target, isinstance(item, str), "optional" in flags, open_files)
                if loaded is not None:
                    result = merge(result, loaded, "")
        return result

    def option(self, group, choice, target, same_group, optional, open_files):
        """Return one group's option, wrapped in its package, or None."""
        relative = f"{group}/{choice}" if group else choice
        if not relative.endswith((".yaml", ".yml")):
            relative += ".yaml"
        path = os.path.join(self.root, relative)
        if optional and not os.path.exists(path):
            return None
        document = self.composer.parent("defaults", relative, path, open_files)
        if document is None or not isinstance(document.value, dict):
            return None
        own = document.value
        inner = self.layers(document, own, group, "", (*open_files, os.path.realpath(path)))
        package = target if target is not None else header_package(document)
        if package == "_global_" or (package is None and same_group):
            return inner
        if package is None or package == "_group_":
            package = group.replace("/", ".")
        for part in reversed([part for part in package.split(".") if part and part != "_here_"]):
            outer = Map({part: inner})
            outer.marks[part] = (document.source, None, None)
            inner = outer
        return inner


def _entry(item, group=""):
    """Return (flags, group, option, package) of one entry of a defaults list."""
    if isinstance(item, str):
        name, _, package = item.partition("@")
        if name.startswith("/"):
            folder, _, choice = name[1:].rpartition("/")
            return (), folder, choice, package or None
        folder, _, choice = name.rpartition("/")
        where = "/".join(part for part in (group, folder) if part)
        return (), where, choice, package or None
    ((key, option),) = item.items()
    *flags, name = str(key).split()
    name, _, package = name.partition("@")
    if name.startswith("/"):
        name = name[1:]
    elif group and "override" not in flags:
        name = f"{group}/{name}"
    return tuple(flags), name, option, package or None


def header_package(document):
    """Return what a ``# @package`` comment in a file's first lines says, or None."""
    match = re.match(r"(?:\s*#.*\n)*?\s*#\s*@package:?[ \t]+([\w.]+)", document.source.text[:2000])
    return match[1] if match else None


_REFERENCE = re.compile(r"\$\{(\.*)([\w.\-\[\]/]*)\}")


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
            elif isinstance(holder, list) and str(part).isdigit() and int(part) < len(holder):
                mark = marks[int(part)] if marks and int(part) < len(marks) else None
                holder = holder[int(part)]
            else:
                return None, None, ()
            if isinstance(holder, str) and "${" in holder and index + 1 < len(path):
                return None, None, ()
        return holder, mark, tuple(path)

    def text(item, keys, open_names):
        """Return (value, mark) of a text with references; the text itself where one is not known."""
        whole = _REFERENCE.fullmatch(item.strip())
        if whole:
            target, mark, path = look_up(whole[1], whole[2], keys)
            if path in open_names or target is None:
                return item, None
            if isinstance(target, str) and "${" in target:
                return text(target, path, (*open_names, path)) if len(open_names) < 20 else (item, None)
            return target, mark
        known = True

        def fill(match):
            nonlocal known
            target, _, path = look_up(match[1], match[2], keys)
            if isinstance(target, str) and "${" in target and path not in open_names and len(open_names) < 20:
                target, _ = text(target, path, (*open_names, path))
            if not isinstance(target, (str, int, float)) or isinstance(target, str) and "${" in target:
                known = False
                return match[0]
            return str(target)

        filled = _REFERENCE.sub(fill, item)
        return (filled, None) if known and len(filled) < 10_000 else (item, None)

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
