"""The house stays one that a newcomer finds the way in: short files, folders that one can look over, no drawers."""

import ast
from pathlib import Path

import pytest

import archlint

TOP = Path(archlint.__file__).parent
FILES = sorted(path for path in TOP.rglob("*.py") if path.name != "_index.py")
FOLDERS = sorted({path.parent for path in FILES})
MOST_LINES = 600
MOST_MODULES = 30
# Longer files that are being taken apart; one that is short again must leave this list.
LONG = {"dialects/words/native.py", "dialects/words/_native_values.py"}


def shown(path):
    return path.relative_to(TOP).as_posix()


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_one_reads_at_a_time():
    assert {shown(path) for path in FILES if length(path) > MOST_LINES} == LONG


@pytest.mark.parametrize("folder", FOLDERS, ids=shown)
def test_a_folder_of_many_modules_says_why(folder):
    modules = [path for path in FILES if path.parent == folder and path.name != "__init__.py"]
    if len(modules) > MOST_MODULES:
        assert "side by side" in ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))


def test_nothing_is_put_into_a_drawer():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert {shown(path) for path in FILES if path.stem.strip("_") in drawers} == set()


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
