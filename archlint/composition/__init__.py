"""Inheritance between config files, inside one project root.

One module stands for each system that files inherit by: OpenMMLab's two (:mod:`openmmlab`), lazy configs
(:mod:`lazy`), functions that start from another file's (:mod:`config_functions`), gin (:mod:`gin`), YAML parents and
include tags (:mod:`includes`), Hydra's defaults lists (:mod:`hydra`) and sweeps (:mod:`hydra_sweeps`), and
``${...}`` (:mod:`interpolation`).  Each is imported only when a document shows its signs (:mod:`signs`); all lay
values over values by :mod:`merging` and reach their parents by :mod:`inheritance`.

A composed document keeps the marks of every value's own file, so that a finding stands where the value is written.
A parent that is missing, cyclic or outside the root is a notice, never a failure: what is known is still linted.
"""

from ..sources import Document
from .projects import MAX_BEGINNING, Project, beginning, beside, display, lines_beside, project_root
from .signs import INCOMPLETE, PARENT_KEYS, has_sweeps, header_package, is_defaults_list, python_system, yaml_inherits

__all__ = [
    "INCOMPLETE", "MAX_BEGINNING", "PARENT_KEYS", "Project", "beginning", "beside", "compose", "display",
    "header_package", "is_defaults_list", "lines_beside", "project_root",
]  # fmt: skip


def compose(document, path, project):
    """Return a document with all it inherits, itself if it inherits nothing; ``path`` is where it stands on disk."""
    document.project = project
    compose_values = {"python": _compose_python, "yaml": _compose_yaml, "gin": _compose_gin}.get(document.format)
    inheritance = compose_values(document, path) if compose_values else None
    if inheritance is None:
        return document
    if inheritance.incomplete:
        document.cache[INCOMPLETE] = True
    if inheritance.value is document.value:
        document.notices = inheritance.notices
        return document
    from ..sources.bounds import bounded

    composed = Document(document.source, inheritance.value, document._locate)
    composed.notices = inheritance.notices
    bounded(composed.value, composed)  # parents and references share values, as anchors do
    composed.parents = inheritance.parents
    composed.project = project
    composed.header = document.header
    composed.cache = document.cache
    return composed


def _compose_python(document, path):
    system = python_system(document)
    if system is None:
        return None
    from .inheritance import Inheritance

    inheritance = Inheritance(document)
    if system == "_base_":
        from .openmmlab import over_bases

        inheritance.value = over_bases(inheritance, document, path)
    elif system == "read_base":
        from .openmmlab import over_read_base

        inheritance.value = over_read_base(inheritance, document, path)
    elif system == "lazy":
        from .lazy import over_imports

        inheritance.value = over_imports(inheritance, document, path)
    else:
        from .config_functions import over_call

        inheritance.value = over_call(inheritance, document, path)
    return inheritance


def _compose_yaml(document, path):
    value = document.value
    if not isinstance(value, dict):
        return None
    inherits, sweeps, refers = yaml_inherits(document), has_sweeps(value), "${" in document.source.text
    if not (inherits or sweeps or refers):
        return None
    from .inheritance import Inheritance

    inheritance = Inheritance(document)
    if inherits:
        from .includes import over_parents

        value = over_parents(inheritance, document, path)
    if has_sweeps(value):  # a parent may have brought them
        from .hydra_sweeps import searched

        value = searched(value)
    if refers or inheritance.parents:
        from .interpolation import interpolate

        value = interpolate(value)
    inheritance.value = value
    return inheritance


def _compose_gin(document, path):
    if not isinstance(document.value, dict):
        return None
    from .gin import over_includes
    from .inheritance import Inheritance

    inheritance = Inheritance(document)
    inheritance.value = over_includes(inheritance, document, path)
    return inheritance
