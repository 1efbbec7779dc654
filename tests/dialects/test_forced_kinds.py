"""Every dialect, forced by ``kinds`` on every other dialect's files: one that cannot read a file states nothing."""

import functools
import importlib.util
import json
from pathlib import Path

import pytest

from archlint import dialects
from archlint.composition import Project, compose
from archlint.engine import Engine, Options
from archlint.facts import Facts
from archlint.settings import Settings
from archlint.sources import SourceError, parse

NAMES = dialects.modules()
HERE = Path(__file__).parent


def _values(module):
    """Yield what a test module holds as fixtures: its constants, and the cases of its parametrized tests."""
    for name, value in vars(module).items():
        if name.isupper():
            yield value
        for mark in getattr(value, "pytestmark", ()) if callable(value) else ():
            yield from mark.args[1:]


def _texts(value, depth=0):
    if isinstance(value, str):
        if "\n" in value or value.startswith("{"):
            yield value
    elif isinstance(value, dict):
        yield json.dumps(value, default=str)
        for inner in value.values():
            yield from _texts(inner, depth + 1) if depth < 2 else ()
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner, depth + 1) if depth < 4 else ()


@functools.cache
def fixtures():
    """Return the documents of all dialects' tests, each as it is read in the formats of its own dialect."""
    found = {}
    for name in NAMES:
        wing, _, short = name.partition(".")
        path = HERE / wing / f"test_{short}.py"
        if not path.is_file():
            continue
        spec = importlib.util.spec_from_file_location(f"fixtures_of_{short}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for text in dict.fromkeys(text for value in _values(module) for text in _texts(value)):
            for format in dialects.load(name).DIALECT.formats:
                try:
                    documents = parse(text, "config." + format, format)
                except SourceError:
                    continue
                for document in documents:
                    if isinstance(document.value, dict) and document.value:
                        compose(document, str(HERE / document.path), Project(str(HERE)))
                        found.setdefault((text, format), document)
    return list(found.values())


def test_there_are_fixtures_to_be_forced_on():
    assert len(fixtures()) > len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_dialect_that_is_forced_on_another_ones_file_never_fails(name):
    module = dialects.load(name)
    for document in fixtures():
        if dialects.claim_of(module, document) is not None and module.DIALECT.is_model:
            module.read(dialects.Node.root(document), Facts(document))


@pytest.mark.parametrize("text", ["model: resnet50\nlr: 0.1\n", "a: {b: [1, {c: null}]}\n"])
@pytest.mark.parametrize("name", NAMES)
def test_a_kind_that_cannot_read_a_file_is_said_and_nothing_is_stated(name, text):
    kind = dialects.load(name).DIALECT.name
    engine = Engine(Options(isolated=True))
    engine.reader.debug = True
    engine.options.config = Settings()
    engine.options.config.kinds = (("config.yaml", kind),)
    result = engine.lint([], stdin=(text, "config.yaml")).files[0]
    if result.status == "not-recognised":
        assert not result.parts
        assert any(kind in notice for notice in result.notices)
    else:
        assert result.dialect == kind
