"""Hydra's defaults lists: groups, packages, overrides (Hydra 1.1 and later: a config overrides its defaults)."""

import os
import re

from ..sources import Map
from .inheritance import TOO_COMPLEX
from .merging import overlay, without
from .signs import group_of, header_package, is_defaults_list

# So many options are looked for, in so many folders: primary configs name a dozen.
MAX_OPTIONS = 300
MAX_FOLDERS = 10


class Entry:
    """One entry of a defaults list."""

    __slots__ = ("override", "optional", "group", "relative", "choices", "package", "is_config")

    def __init__(self, item, parent_group):
        self.is_config = isinstance(item, str)
        if self.is_config:
            *flags, name = item.split() or [""]
            option = None
        else:
            key = group_of(item)
            *flags, name = key.split() or [""]
            option = item[key]
        self.override = "override" in flags
        self.optional = "optional" in flags or (not self.is_config and item.get("optional") is True)
        name, _, package = name.partition("@")
        self.package = "" if package == "_here_" else package or None
        absolute = name.startswith("/")
        name = name.strip("/")
        if self.is_config:
            name, _, option = name.rpartition("/")
        self.relative = name
        self.group = name if absolute or not parent_group else f"{parent_group}/{name}".rstrip("/")
        self.choices = option if isinstance(option, list) else [option]

    @property
    def key(self):
        return self.group, self.package

    @property
    def is_hydra(self):
        return self.relative.split("/")[0] == "hydra" or self.group.split("/")[0] == "hydra"


class Hydra:
    """Composition of one Hydra config from its groups (Hydra 1.1 and later: a config overrides its defaults)."""

    def __init__(self, inheritance, path):
        self.inheritance = inheritance
        self.start = path
        self.overrides = {}  # (group, package) -> choices; the first one met, from the end, wins
        self.used = set()
        self.chosen = {}  # group -> option, for ``${group}`` inside the list
        self.loose = []  # override entries of the first file
        self.roots = []  # the folders that options are looked for in: the config root, then the search path
        self.looked = 0  # how many options were looked for
        self.is_open = False  # whether options may also stand in folders that are not known here

    def compose(self, document, own, open_files):
        """Return the composed mapping of a primary config, or of an overlay with ``# @package _global_``."""
        folder = os.path.dirname(os.path.abspath(self.start))
        self.root = self.find_root(folder, own["defaults"])
        self.roots = [self.root, *self.search_path(own)]
        group = "" if self.root == folder else os.path.relpath(folder, self.root).replace(os.sep, "/")
        layers = self.layers(own, group, "", open_files, primary=True)
        # An experiment linted by itself: what it overrides in the primary config is all that is known of that.
        for entry in self.loose:
            if entry.key not in self.used:
                layers[:0] = self.options(entry, entry.choices, "", open_files)
        result = Map()
        for package, part in layers:
            result = overlay(result, _packaged(part, package, document.source))
        return result

    def find_root(self, folder, defaults):
        """Return the config root: the nearest folder upwards that holds a group or config which the list names."""
        entries = [Entry(item, "") for item in defaults[:MAX_OPTIONS] if item != "_self_"]
        entries = [entry for entry in entries if not entry.is_hydra]
        here = folder
        for _ in range(6):
            if any(self.is_below(here, entry) for entry in entries):
                return here
            above = os.path.dirname(here)
            if above == here or not self.inheritance.project.holds(above):
                break
            here = above
        return folder

    def search_path(self, own):
        """Return the folders of ``hydra.searchpath`` that lie in the project; one that does not may hold any option."""
        hydra = own.get("hydra")
        paths = hydra.get("searchpath") if isinstance(hydra, Map) else None
        found = []
        for path in paths if isinstance(paths, list) else [paths] if paths else []:
            scheme, _, name = path.partition("://") if isinstance(path, str) else ("", "", "")
            name = name.replace(".", "/") if scheme == "pkg" else name
            is_plain = scheme in ("file", "pkg") and name and not name.startswith("/") and "$" not in name
            project = self.inheritance.project.root
            folder = os.path.join(project, name)
            if folder in found:
                continue
            is_plain = is_plain and len(found) < MAX_FOLDERS
            if is_plain and self.inheritance.project.holds(folder) and os.path.isdir(folder):
                found.append(folder)
            else:
                self.is_open = True
        return found

    def is_below(self, folder, entry):
        if not entry.is_config:
            return bool(entry.group) and os.path.isdir(os.path.join(folder, entry.group))
        return os.path.isfile(os.path.join(folder, entry.group, f"{entry.choices[0]}.yaml"))

    def layers(self, own, group, package, open_files, primary=False):
        """Return (package, values) of a config and its defaults list, lowest first.

        The list is walked from its end, as Hydra does, so that an experiment's overrides are known when the groups
        that they concern are reached.
        """
        defaults = own.get("defaults")
        items = list(defaults) if is_defaults_list(defaults) else []
        if "_self_" not in items:
            items.append("_self_")
        parts = []
        for item in items:
            if isinstance(item, dict):
                entry = Entry(item, group)
                if len(entry.choices) == 1 and isinstance(entry.choices[0], str):
                    self.chosen.setdefault(entry.group, entry.choices[0])
        for item in reversed(items):
            if item == "_self_":
                # The primary config keeps its list: it shows the dialect.
                parts.append([(package, own if primary or not items[:-1] else without(own, "defaults"))])
                continue
            entry = Entry(item, group)
            if entry.is_hydra:
                continue
            if entry.override:
                if group and not os.path.isdir(os.path.join(self.root, entry.group)):
                    entry.group = entry.relative
                self.overrides.setdefault(entry.key, entry.choices)
                if primary:
                    self.loose.append(entry)
                continue
            choices = entry.choices
            if not entry.is_config and entry.key in self.overrides:
                choices = self.overrides[entry.key]
                self.used.add(entry.key)
            parts.append(self.options(entry, choices, package, open_files))
        return [layer for part in reversed(parts) for layer in part]

    def options(self, entry, choices, package, open_files):
        """Return the layers of one entry's options."""
        found = []
        for choice in choices:
            self.looked += 1
            if self.looked > MAX_OPTIONS:
                self.inheritance.notice(
                    f"defaults: {TOO_COMPLEX}: more than {MAX_OPTIONS} options; the rest is not read"
                )
                break
            if isinstance(choice, str) and "${" in choice:
                choice = re.sub(r"\$\{([\w/.@]+)\}", lambda match: self.chosen.get(match[1], match[0]), choice)
            if choice is None:
                continue
            if not isinstance(choice, str) or choice == "???" or "${" in choice:
                self.inheritance.incomplete = True  # left to the command line
                continue
            found.extend(self.option(entry, choice, package, open_files))
        return found

    def option(self, entry, choice, package, open_files):
        relative = f"{entry.group}/{choice}" if entry.group else choice
        if not relative.endswith((".yaml", ".yml")):
            relative += ".yaml"
        paths = [os.path.join(root, relative) for root in self.roots]
        path = next((path for path in paths if os.path.exists(path)), None)
        if path is None and (entry.optional or self.is_open):
            self.inheritance.incomplete |= self.is_open
            return []
        path = path or paths[0]
        document = self.inheritance.parent("defaults", relative, path, open_files)
        if document is None or not isinstance(document.value, dict):
            return []
        target = _final_package(package, entry, choice, header_package(document))
        return self.layers(document.value, entry.group, target, (*open_files, os.path.realpath(path)))


def _final_package(parent, entry, choice, header):
    """Return the dotted place of an option's values: ``@package`` in the list, else its header, else its group."""
    package = entry.package
    if package is None and header is not None and header != "_group_":
        return "" if header == "_global_" else header.removeprefix("_global_.")  # a header is absolute
    if package is None:
        package = entry.relative.replace("/", ".")
    package = ".".join(part for part in (parent, package) if part)
    _, marker, after = package.rpartition("_global_")
    return (after.strip(".") if marker else package).replace("_name_", choice)


def _packaged(value, package, source):
    for part in reversed([part for part in package.split(".")[:50] if part]):
        outer = Map({part: value})
        outer.marks[part] = (source, None, None)
        value = outer
    return value
