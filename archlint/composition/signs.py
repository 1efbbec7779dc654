"""What shows that a document inherits, and how: read before any system's own module is imported."""

# YAML keys that name parents.
PARENT_KEYS = ("_BASE_", "_base_", "BASE", "__include__", "includes")
# Under this key a document's cache says that something it inherits is not known (a missing parent, an option left to
# the command line): then even a key that is not there may be set.
INCOMPLETE = "incomplete"
# The names that a lazy config of Detectron2 and its kin is made of.
LAZY_NAMES = ("model", "dataloader", "optimizer", "lr_multiplier", "train")


def python_system(document):
    """Return what a Python config inherits by (``_base_``, ``read_base``, ``lazy``, ``function``), or None."""
    value = document.value
    if isinstance(value, dict) and "_base_" in value:
        return "_base_"
    from ..sources.python_source import IMPORTS

    if any(in_base for *_, in_base in document.cache.get(IMPORTS, ())):
        return "read_base"
    if not isinstance(value, dict):
        return None
    if is_lazy(document):
        return "lazy"
    return "function" if "config base" in document.cache else None


def yaml_inherits(document):
    """Whether a YAML mapping may name parents: by a key, an include tag or a defaults list."""
    value = document.value
    if "!include" in document.source.text or is_defaults_list(value.get("defaults")):
        return True
    return any(key in value for key in PARENT_KEYS)


def has_sweeps(value):
    """Whether a mapping configures Hydra's sweeper."""
    hydra = value.get("hydra")
    return isinstance(hydra, dict) and isinstance(hydra.get("sweeper"), dict)


def is_lazy(document):
    """Whether a Python file is a lazy config: its calls are, or it imports a lazy config's parts from beside it."""
    if "LazyCall" in document.source.text:
        return True
    return sum(level > 0 and here in LAZY_NAMES for _, level, _, here in document.cache.get("aliases", ())) >= 2


def is_defaults_list(value):
    """Whether a value is Hydra's defaults list: names, and mappings of one group to one option."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) or group_of(item) for item in value)


def group_of(item):
    """Return the one key of a defaults-list entry beside Hydra 1.0's ``optional``, or None."""
    if not isinstance(item, dict) or len(item) > 2:
        return None
    keys = [key for key in item if key != "optional"]
    return keys[0] if len(keys) == 1 and isinstance(keys[0], str) else None


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
