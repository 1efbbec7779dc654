"""The wheel: built, installed into an environment of its own, and used away from the checkout."""

import json
import subprocess
import sys
import tarfile
import zipfile

import pytest
from environments import TREE, copy_of_tree, install, run

import archlint
from archlint import skills

pytest.importorskip("build")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built by way of the source distribution, as a registry's users get it."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = copy_of_tree(folder / "tree")
    install(sys.executable, "-m", "build", "--outdir", folder / "dist", cwd=tree)
    (path,) = (folder / "dist").glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The command installed from the wheel in a new environment."""
    folder = tmp_path_factory.mktemp("environment")
    install(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    scripts = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    install(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return scripts / "archlint"


def test_the_wheel_holds_what_runs_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"archlint", f"archlint-{archlint.__version__}.dist-info"}
    for name in skills.names():
        assert f"archlint/skills/{name}/SKILL.md" in names
    sources = {path.relative_to(TREE).as_posix() for path in (TREE / "archlint").rglob("*.py")}
    assert sources <= set(names)
    tables = {path.relative_to(TREE).as_posix() for path in (TREE / "archlint" / "knowledge").glob("*.tsv")}
    assert tables
    assert tables <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any("__pycache__" in name or "test" in name for name in names)


def test_the_source_distribution_holds_the_handbook(wheel):
    (path,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {page.relative_to(TREE).as_posix() for page in (TREE / "docs").rglob("*") if page.is_file()} <= names
    assert {
        "SECURITY.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "action.yml",
        ".pre-commit-hooks.yaml",
    } <= names


def test_the_wheel_names_what_it_needs(wheel):
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"archlint-{archlint.__version__}.dist-info/METADATA").decode()
    needed = [
        line.split()[1] for line in metadata.splitlines() if line.startswith("Requires-Dist:") and ";" not in line
    ]
    assert {name.split(">")[0].lower() for name in needed} == {"click", "pathspec", "pyyaml", "tomli"}
    assert "Requires-Python: >=3.10" in metadata
    assert "License-Expression: MIT" in metadata


def test_the_command_works_away_from_the_checkout(installed, tmp_path, bad):
    (tmp_path / "vit.yaml").write_text(bad)
    assert run(installed, "--version", cwd=tmp_path).stdout.split()[-1] == archlint.__version__
    outcome = run(installed, "vit.yaml", "--output-format", "json", cwd=tmp_path)
    assert outcome.returncode == 1, outcome.stdout
    assert [found["rule"] for found in json.loads(outcome.stdout)["findings"]] == ["vit-on-small-dataset"]


@pytest.mark.parametrize("name", ["vit-on-small-dataset", *skills.names()])
def test_explain_works_from_the_wheel(installed, tmp_path, name):
    outcome = run(installed, "explain", name, cwd=tmp_path)
    assert outcome.returncode == 0, outcome.stdout
    assert len(outcome.stdout) > 500


@pytest.mark.parametrize("command", ["rules", "skills", "dialects"])
def test_the_lists_are_those_of_the_checkout(installed, tmp_path, command):
    outcome = run(installed, command, "--output-format", "json", cwd=tmp_path)
    here = subprocess.run(
        [sys.executable, "-m", "archlint", command, "--output-format", "json"],
        capture_output=True, text=True, cwd=TREE, check=True,
    )  # fmt: skip
    assert json.loads(outcome.stdout) == json.loads(here.stdout)
