"""Inheritance between config files, inside one project root.

Followed are OpenMMLab ``_base_`` (with ``_delete_``), yacs ``_BASE_`` and its relatives, YAML includes, Hydra
``defaults`` lists and plain ``${...}`` interpolation.  A composed document keeps the marks of every value's own
file, so that a finding stands where the value is written.  A parent that is missing, cyclic or outside the root is
a notice, never a failure: what is known is still linted.
"""

import os
import re

from .sources import Document, Map, Opaque, Seq, SourceError, Sweep, decode, format_of, parse, read_bytes

# What marks the root of a project, looked for upwards from the file.
ROOT_MARKS = (".git", ".hg", "pyproject.toml", "archlint.toml", "setup.py", "setup.cfg")
# Configs inherit from a handful of parents; this bounds a hostile chain.
MAX_PARENTS = 64
MAX_WALK = 50_000
MAX_TEXT = 10_000
MAX_NESTING = 100


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
        elif isinstance(value, dict) and is_lazy(document):
            value = composer.python_lazy(document, path)
        elif isinstance(value, dict) and "config base" in document.cache:
            value = composer.python_function(document, path)
    elif document.format == "yaml" and isinstance(value, dict):
        value = searched(composer.yaml(document, path, ()))
        if "${" in document.source.text or composer.parents:
            value = interpolate(value)
    elif document.format == "gin" and isinstance(value, dict):
        value = composer.gin(document, path)
    if composer.incomplete:
        document.cache[INCOMPLETE] = True
    if value is document.value:
        document.notices = composer.notices
        return document
    composed = Document(document.source, value, document._locate)
    composed.notices = composer.notices
    composed.parents = composer.parents
    composed.project = project
    composed.header = document.header
    composed.cache = document.cache
    return composed


# A file beside a config that holds more than this is data (a vocabulary, an index of weights).
MAX_BESIDE = 1_000_000


def beside(document, name):
    """Return the document of another file of the same folder, or below it; None for one that is not to be read."""
    if document.project is None:
        return None
    path = os.path.join(os.path.dirname(os.path.abspath(document.source.path)), name)
    try:
        if not document.project.holds(path) or os.path.getsize(path) > MAX_BESIDE:
            return None
        found = document.project.read(path)
    except (OSError, SourceError, ValueError):
        return None
    found.project = document.project
    return found if isinstance(found.value, dict) else None


# So much of a data file is read for its header and, where that is all of it, its rows.
MAX_BEGINNING = 1_000_000


def beginning(document, name):
    """Return (text, whether that is all of it) of a file that a config's program reads, or None.

    The name counts from the folder that the program is started in: the config's own, or the project's root; None where
    both hold such a file, or it is no text.
    """
    if document.project is None or os.path.isabs(name):
        return None
    folders = {os.path.dirname(os.path.abspath(document.source.path)), document.project.root}
    found = set()
    for folder in folders:
        path = os.path.join(folder, name)
        try:
            if document.project.holds(path) and os.path.isfile(path):
                found.add(os.path.realpath(path))
        except (OSError, ValueError):
            return None
    if len(found) != 1:
        return None
    try:
        with open(found.pop(), "rb") as file:
            data = file.read(MAX_BEGINNING + 1)
        text = data[:MAX_BEGINNING].decode("utf-8-sig", "strict" if len(data) <= MAX_BEGINNING else "ignore")
    except (OSError, ValueError):
        return None
    return None if "\0" in text else (text, len(data) <= MAX_BEGINNING)


def lines_beside(document, name):
    """Return the lines of a text that a config names, below its own folder or one above it in the project.

    Programs look for such a file from where they are started, which is one of these folders.  None where there is none,
    or where several of that name hold different numbers of lines.
    """
    project = document.project
    if project is None or not name or os.path.isabs(name) or "\0" in name:
        return None
    folder = os.path.realpath(os.path.dirname(os.path.abspath(document.source.path)))
    found = None
    for _ in range(MAX_NESTING):
        if not project.holds(folder):
            break
        path = os.path.join(folder, name)
        try:
            if project.holds(path) and os.path.isfile(path) and os.path.getsize(path) <= MAX_BESIDE:
                lines = decode(read_bytes(path)).split("\n")
                lines = lines[:-1] if not lines[-1] else lines
                if found is not None and len(lines) != len(found):
                    return None
                found = lines
        except (OSError, SourceError, ValueError):
            return None
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    return found


def merge(below, above, deletes=lambda item: item.get("_delete_") is True, delete_key="_delete_"):
    """Return a mapping with ``above`` laid over ``below``: mappings merge unless one says otherwise."""
    done = {}  # anchors and shared names make a graph: each pair of mappings is merged once

    def lay(low, high, depth):
        known = done.get((id(low), id(high)))
        if known is not None:
            return known
        result = done[id(low), id(high)] = Map(low)
        result.marks.update(getattr(low, "marks", {}))
        marks = getattr(high, "marks", {})
        for key, item in high.items():
            old = result.get(key)
            if isinstance(item, dict):
                if isinstance(old, dict) and depth < MAX_NESTING and not deletes(item):
                    item = lay(old, item, depth + 1)
                elif delete_key in item:
                    item = _without(item, delete_key)
            result[key] = item
            if key in marks:
                result.marks[key] = marks[key]
        return result

    return lay(below, above, 0)


def overlay(below, above):
    """Return ``above`` laid over ``below`` as OmegaConf does it: no key of a mapping means "replace"."""
    return merge(below, above, lambda item: False, "")


def _without(value, *keys):
    result = Map({key: item for key, item in value.items() if key not in keys})
    result.marks.update({key: mark for key, mark in value.marks.items() if key not in keys})
    return result


# YAML keys that name parents.
PARENT_KEYS = ("_BASE_", "_base_", "BASE", "__include__", "includes")
# Under this key a document's cache says that something it inherits is not known (a missing parent, an option left to
# the command line): then even a key that is not there may be set.
INCOMPLETE = "incomplete"


class _Composer:
    def __init__(self, project, document):
        self.project = project
        self.notices = list(document.notices)
        self.parents = []
        self.used = 0
        self.incomplete = False

    def notice(self, text):
        self.incomplete = True
        text = " ".join(text.split())
        text = text if len(text) <= 300 else text[:300] + "..."
        if text not in self.notices:
            self.notices.append(text)

    def parent(self, what, name, path, open_files):
        """Return a parent's document, or None with a notice."""
        self.used += 1
        if self.used > MAX_PARENTS:
            self.notice(f"{what}: more than {MAX_PARENTS} parents; the rest is not read")
            return None
        if "\0" in path:
            self.notice(f"{what}: parent {name!r} is missing")
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
        for name in bases if isinstance(bases, list) else [bases]:
            if not isinstance(name, str):
                self.notice(f"_base_: a parent's name is computed, and not read: {getattr(name, 'text', name)}")
                continue
            if "::" in name:  # of another package: what it holds is not known here, and nothing is amiss
                self.incomplete = True
                continue
            parent_path = os.path.join(os.path.dirname(path), name)
            parent = self.parent("_base_", name, parent_path, open_files)
            if parent is not None and isinstance(parent.value, dict):
                inherited = parent.value
                if "_base_" in inherited:
                    inherited = self.python(parent, parent_path, open_files)
                elif parent.format == "yaml":
                    inherited = self.yaml(parent, parent_path, open_files)
                below = merge(below, inherited)
        edits = [(keys[1:], *rest) for keys, *rest in document.cache.get("edits", ()) if keys[:1] == ("_base_",)]
        for keys, *rest in edits:
            below = edited(below, keys, *rest)
        return merge(below, _references(_without(own, "_base_"), below, _BASE_REFERENCE))

    def python_read_base(self, document, path, open_files=()):
        """Return a new-style config's names over those it imports inside ``with read_base()``."""
        from .sources.python_source import IMPORTS

        open_files = (*open_files, os.path.realpath(path))
        below = Map()
        for module, level, names, in_base in document.cache.get(IMPORTS, ()):
            if not in_base:
                continue
            folder = self.project.root
            if level:
                folder = os.path.dirname(path)
                for _ in range(min(level, 50) - 1):
                    folder = os.path.dirname(folder)
            # ``from .a.b import name`` imports from a/b.py, ``from . import b`` the names of b.py
            files = [module] if module else names
            for file in files:
                parent_path = os.path.join(folder, *file.split(".")) + ".py"
                if not level and not os.path.exists(parent_path):  # of another package
                    self.incomplete = True
                    continue
                parent = self.parent("read_base", "." * level + file, parent_path, open_files)
                if parent is None or not isinstance(parent.value, dict):
                    continue
                inherited = parent.value
                if any(flag for *_, flag in parent.cache.get(IMPORTS, ())):
                    inherited = self.python_read_base(parent, parent_path, open_files)
                if module and "*" not in names:
                    inherited = _without(inherited, *[key for key in inherited if key not in names])
                below = _laid(below, inherited)
        for keys, *rest in document.cache.get("edits", ()):
            below = edited(below, keys, *rest)
        return _laid(below, _references(document.value, below, _NAME_REFERENCE))

    # gin

    def gin(self, document, path):
        """Return the bindings of a gin config over those it includes, with its macros' values put in."""
        from .sources.gin_source import IMPORTS, flat

        imports = list(document.cache[IMPORTS])
        value = flat(self.gin_statements(document, path, (), imports))
        document.cache[IMPORTS] = imports
        return _with_macros(value)

    def gin_statements(self, document, path, open_files, imports):
        """Return a gin config's statements with those of the files that it includes, in their order."""
        from .sources.gin_source import IMPORTS, STATEMENTS

        open_files = (*open_files, os.path.realpath(path))
        found = []
        for statement in document.cache[STATEMENTS]:
            if not isinstance(statement, str):
                found.append(statement)
                continue
            parent_path = self.find(statement, path)
            parent = self.parent("include", statement, parent_path, open_files)
            if parent is not None and parent.format == "gin" and isinstance(parent.value, dict):
                imports.extend(parent.cache[IMPORTS])
                found.extend(self.gin_statements(parent, parent_path, open_files, imports))
        return found

    def python_lazy(self, document, path, open_files=()):
        """Return a lazy config's names over those that it imports from files beside it."""
        open_files = (*open_files, os.path.realpath(path))
        below, known = Map(), {}  # several names mostly come from one file
        for module, level, name, here in document.cache.get("aliases", ()):
            if not level or not module or here in below:
                continue
            if name[:1].isupper() and here not in _LAZY_NAMES:
                continue  # a class: program text
            folder = os.path.dirname(path)
            for _ in range(min(level, 50) - 1):
                folder = os.path.dirname(folder)
            parent_path = os.path.join(folder, *module.split(".")) + ".py"
            if parent_path not in known:
                parent = self.parent("import", "." * level + module, parent_path, open_files)
                is_map = parent is not None and isinstance(parent.value, dict)
                known[parent_path] = self.python_lazy(parent, parent_path, open_files) if is_map else Map()
            inherited = known[parent_path]
            if name in inherited:
                below[here] = inherited[name]
                below.marks[here] = inherited.marks[name]
        for keys, *rest in document.cache.get("edits", ()):
            below = edited(below, keys, *rest)
        return _laid(below, _references(document.value, below, _NAME_REFERENCE))

    def python_function(self, document, path):
        """Return a config whose function starts from the result of another file's."""
        base = document.cache["config base"]
        for module, level, name, here in document.cache.get("aliases", ()):
            if here != base or level or not module:
                continue
            parent_name = module.replace(".", "/") + ".py"
            parent = self.parent("import", parent_name, self.find(parent_name, path), (os.path.realpath(path),))
            inherited = parent.value.get(name) if parent is not None and isinstance(parent.value, dict) else None
            if isinstance(inherited, Map):
                result = Map(document.value)
                result.marks.update(document.value.marks)
                result["get_config"] = overlay(inherited, document.value.get("get_config", Map()))
                return result
        self.incomplete = True
        return document.value

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
        for key in PARENT_KEYS:
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
        if below is None:
            return own
        # PaddleSeg replaces a mapping that says ``_inherited_: False``.
        return merge(below, own, lambda item: item.get("_inherited_") is False, "_inherited_")

    def find(self, name, path):
        """Return where a parent is meant to be: relative to its file, or else to a folder above, up to the root.

        Frameworks name parents from their own root, which may lie below the root of the project that holds it.
        """
        folder = os.path.dirname(path)
        beside = os.path.join(folder, os.path.expanduser(name) if name.startswith("~") else name)
        if os.path.exists(beside) or name.startswith(("/", "~")):
            return beside
        while True:
            above = os.path.dirname(folder)
            if above == folder or not self.project.holds(above):
                return beside
            folder = above
            if os.path.exists(os.path.join(folder, name)):
                return os.path.join(folder, name)

    def include_tags(self, value, path, open_files, done=None):
        """Return a mapping with its ``!include file`` values read."""
        done = {} if done is None else done
        if id(value) in done:  # anchors make a graph
            return done[id(value)]
        result = done[id(value)] = Map(value)
        result.marks.update(value.marks)
        for key, item in value.items():
            if isinstance(item, Opaque) and item.tag == "!include" and isinstance(item.value, str):
                parent_path = self.find(item.value, path)
                parent = self.parent("!include", item.value, parent_path, open_files)
                if parent is not None:
                    inner = parent.value
                    result[key] = self.yaml(parent, parent_path, open_files) if isinstance(inner, Map) else inner
            elif isinstance(item, Opaque) and str(item.tag).startswith("!include:"):
                # HyperPyYAML names the file in the tag, and what to set in it below.
                name = item.tag[len("!include:") :].strip()
                parent_path = self.find(name, path)
                parent = self.parent("!include", name, parent_path, open_files) if name else None
                if parent is not None and isinstance(parent.value, Map):
                    result[key] = self.yaml(parent, parent_path, open_files)
                    if isinstance(item.value, Map):
                        result[key] = overlay(result[key], item.value)
            elif isinstance(item, Map):
                result[key] = self.include_tags(item, path, open_files, done)
        return result


# The names that a lazy config of Detectron2 and its kin is made of.
_LAZY_NAMES = ("model", "dataloader", "optimizer", "lr_multiplier", "train")


def is_lazy(document):
    """Whether a Python file is a lazy config: its calls are, or it imports a lazy config's parts from beside it."""
    if "LazyCall" in document.source.text:
        return True
    return sum(level > 0 and here in _LAZY_NAMES for _, level, _, here in document.cache.get("aliases", ())) >= 2


def _laid(below, above):
    """Return the names of ``above`` over those of ``below``, whole: an assignment replaces."""
    result = Map({**below, **above})
    result.marks = {**below.marks, **above.marks}
    return result


def edited(value, keys, kind, new, mark):
    """Return a mapping with one statement's change at a path of keys below it; the mapping itself stays as it is."""
    if not keys or not isinstance(value, (Map, Seq)):
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(value, Seq):
        if not isinstance(key, int) or not -len(value) <= key < len(value):
            return value
        copy = Seq(value)
        copy.marks = list(value.marks)
    else:
        key = str(key)
        copy = Map(value)
        copy.marks.update(value.marks)
    if rest:
        if isinstance(copy, Seq) or key in copy:
            copy[key] = edited(copy[key], rest, kind, new, mark)
    elif kind == "pop":
        if isinstance(copy, Seq):
            del copy[key], copy.marks[key]
        else:
            copy.pop(key, None)
            copy.marks.pop(key, None)
    elif kind == "update":
        if (isinstance(copy, Seq) or key in copy) and isinstance(copy[key], Map):
            copy[key] = overlay(copy[key], new)
    elif kind == "set":
        copy[key] = new
        copy.marks[key] = mark
    elif isinstance(copy, Seq) or key in copy:
        copy[key] = Opaque("changed by a statement")
    return copy


def _with_macros(value):
    """Return gin bindings with each macro's use replaced by the value that the macro is bound to."""
    from .sources.gin_source import MACRO

    def resolve(item, mark):
        for _ in range(20):  # a macro may stand for another one
            name = item.text[1:] if isinstance(item, Opaque) and item.tag == MACRO else None
            if name not in value or isinstance(value[name], Map):
                break
            item, mark = value[name], value.marks[name]
        return item, mark

    result = Map()
    for key, item in value.items():
        if isinstance(item, Map):
            copy = Map()
            for name, inner in item.items():
                copy[name], copy.marks[name] = resolve(inner, item.marks[name])
            result[key], result.marks[key] = copy, value.marks[key]
        else:
            result[key], result.marks[key] = resolve(item, value.marks[key])
    return result


_BASE_REFERENCE = re.compile(r"(?:\{\{\s*)?_base_\.([\w.]+)(?:\s*\}\})?")
_NAME_REFERENCE = re.compile(r"([A-Za-z_]\w*(?:\.\w+)*)")


def _is_index(text):
    """Whether a text is a whole number that ``int`` reads without complaint."""
    return len(text) < 10 and text.isdecimal()


def _references(value, below, pattern):
    """Return a value with ``_base_.a.b``, ``{{_base_.a.b}}`` and bare inherited names resolved in the parents."""
    done = {}

    def look_up(text):
        match = pattern.fullmatch(text) if len(text) < 200 else None
        found = below if match else None
        for part in match[1].split(".") if match else ():
            if isinstance(found, list) and _is_index(part) and int(part) < len(found):
                found = found[int(part)]
            elif isinstance(found, dict) and part in found:
                found = found[part]
            else:
                return Opaque(text)
        return found if match else Opaque(text)

    def resolve(item, depth):
        if isinstance(item, Opaque):
            return look_up(item.text) if item.value is None else item
        if isinstance(item, str):
            return look_up(item) if "_base_." in item and pattern.fullmatch(item[:200]) else item
        if not isinstance(item, (Map, Seq)) or depth >= MAX_NESTING:
            return item
        if id(item) not in done:
            copy = done[id(item)] = type(item)()
            if isinstance(item, Map):
                copy.update({key: resolve(inner, depth + 1) for key, inner in item.items()})
                copy.marks.update(item.marks)
            else:
                copy.extend(resolve(inner, depth + 1) for inner in item)
                copy.marks.extend(item.marks)
        return done[id(item)]

    return resolve(value, 0)


def is_defaults_list(value):
    """Whether a value is Hydra's defaults list: names, and mappings of one group to one option."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) or _group_of(item) for item in value)


def _group_of(item):
    """Return the one key of a defaults-list entry beside Hydra 1.0's ``optional``, or None."""
    if not isinstance(item, dict) or len(item) > 2:
        return None
    keys = [key for key in item if key != "optional"]
    return keys[0] if len(keys) == 1 and isinstance(keys[0], str) else None


class Entry:
    """One entry of a defaults list."""

    __slots__ = ("override", "optional", "group", "relative", "choices", "package", "is_config")

    def __init__(self, item, parent_group):
        self.is_config = isinstance(item, str)
        if self.is_config:
            *flags, name = item.split() or [""]
            option = None
        else:
            key = _group_of(item)
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

    def __init__(self, composer, path):
        self.composer = composer
        self.start = path
        self.overrides = {}  # (group, package) -> choices; the first one met, from the end, wins
        self.used = set()
        self.chosen = {}  # group -> option, for ``${group}`` inside the list
        self.loose = []  # override entries of the first file
        self.roots = []  # the folders that options are looked for in: the config root, then the search path
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
        entries = [Entry(item, "") for item in defaults if item != "_self_"]
        entries = [entry for entry in entries if not entry.is_hydra]
        here = folder
        for _ in range(6):
            if any(self.is_below(here, entry) for entry in entries):
                return here
            above = os.path.dirname(here)
            if above == here or not self.composer.project.holds(above):
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
            project = self.composer.project.root
            folder = os.path.join(project, name)
            if is_plain and self.composer.project.holds(folder) and os.path.isdir(folder):
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
                parts.append([(package, own if primary or not items[:-1] else _without(own, "defaults"))])
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
            if isinstance(choice, str) and "${" in choice:
                choice = re.sub(r"\$\{([\w/.@]+)\}", lambda match: self.chosen.get(match[1], match[0]), choice)
            if choice is None:
                continue
            if not isinstance(choice, str) or choice == "???" or "${" in choice:
                self.composer.incomplete = True  # left to the command line
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
            self.composer.incomplete |= self.is_open
            return []
        path = path or paths[0]
        document = self.composer.parent("defaults", relative, path, open_files)
        if document is None or not isinstance(document.value, dict):
            return []
        target = _final_package(package, entry, choice, header_package(document))
        return self.layers(document.value, entry.group, target, (*open_files, os.path.realpath(path)))


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
    from .sources.yaml_source import plain

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


def header_package(document):
    """Return what a ``# @package`` comment in a file's first lines says, or None."""
    for line in document.source.text[:2000].splitlines():
        line = line.strip()
        if not line.startswith("#"):
            if line:
                return None
            continue
        words = line.lstrip("# \t").split()
        if len(words) >= 2 and words[0].rstrip(":") == "@package":
            return words[1]
    return None


# Compiled on first use (re keeps it): most runs meet no reference, and the pattern is dear to compile.
_REFERENCE = r"\$\{(\.*)([\w.\-\[\]/]*)\}"


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
            elif isinstance(holder, list) and _is_index(str(part)) and int(part) < len(holder):
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
