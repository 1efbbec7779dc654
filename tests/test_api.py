"""The library: the same findings as the command, and types that a checker can follow."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import archlint
from archlint.settings import SettingsError

USE = """\
import archlint

facts = {"data.train_size": 5}
found: list[archlint.Finding] = archlint.lint(["configs"], select=["all"], isolated=True, assigned=facts)
for finding in found:
    text: str = finding.rule + finding.message + finding.spot.path + finding.fingerprint
    line: int = finding.spot.line
    for suggestion in finding.suggestions or ():
        place: int = suggestion.spot.column
"""
MISUSE = USE + "archlint.lint(['x'], selekt=['all'])\n"


def test_the_library_gives_what_the_command_gives(archlint, project, bad):
    lint = sys.modules["archlint"].lint
    project({"vit.yaml": bad, "sub/vit.yaml": bad, "base.json": '{"version": 1, "findings": []}'})
    shown = archlint(".", "--output-format", "json").json["findings"]
    for paths in (".", Path("."), [Path(".")]):
        assert [(one.rule, one.spot.path, one.fingerprint) for one in lint(paths)] == [
            (one["rule"], one["path"], one["fingerprint"]) for one in shown
        ]
    assert lint(".", ignore=["cnn-families-and-selection"]) == []
    assert lint(".", assigned={"data.train_size": "600k"}) == []
    assert lint("vit.yaml", exclude=["vit.yaml"]) == []
    archlint("--write-baseline", "base.json")
    assert lint(".", baseline="base.json") == []
    assert json.loads(json.dumps([one.rule for one in lint(".", profile="minimal")])) == []


def test_wrong_options_are_errors(project, good):
    project({"x.yaml": good})
    with pytest.raises(SettingsError, match="did you mean"):
        archlint.lint("x.yaml", select=["vit-on-smal-dataset"])
    with pytest.raises(SettingsError, match="did you mean"):
        archlint.lint("x.yaml", assigned={"data.train_sise": 3})
    with pytest.raises(TypeError):
        archlint.lint("x.yaml", selekt=["all"])


def test_a_type_checker_follows_the_library(tmp_path):
    pytest.importorskip("mypy")
    for text, status in ((USE, 0), (MISUSE, 1)):
        (tmp_path / "use.py").write_text(text)
        command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-incremental", "use.py"]
        environment = {"MYPYPATH": str(Path(archlint.__file__).parent.parent), "PATH": ""}
        outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment, timeout=300)
        assert outcome.returncode == status, outcome.stdout
    assert (Path(archlint.__file__).parent / "py.typed").exists()
