"""The two pre-commit hooks, run by pre-commit itself from a clone of the working tree."""

import re
import shutil
import sys

import pytest
import yaml
from environments import TREE, copy_of_tree, install, run

from archlint.sources import FORMATS

pytest.importorskip("pre_commit")
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

COMPOSE = "services:\n  web:\n    image: nginx\n    ports: ['80:80']\n"
GIT = ("git", "-c", "user.name=tests", "-c", "user.email=tests@example.invalid", "-c", "commit.gpgsign=false")


def commit_all(folder):
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    outcome = run(*GIT, "commit", "--quiet", "--no-verify", "-m", "all", cwd=folder)
    assert outcome.returncode == 0, outcome.stdout


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """A git repository with the working tree's files, and a home for the environments that pre-commit makes."""
    folder = tmp_path_factory.mktemp("hooks")
    commit_all(copy_of_tree(folder / "archlint"))
    return folder


@pytest.fixture
def repository(tmp_path):
    def write(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        commit_all(tmp_path)
        return tmp_path

    return write


def try_repo(hooks, folder, hook, *arguments):
    return install_once(
        hooks, sys.executable, "-m", "pre_commit", "try-repo", hooks / "archlint", hook, *arguments, cwd=folder
    )


def install_once(hooks, *command, cwd):
    home = str(hooks / "home")
    if not (hooks / "installed").exists():
        # The first run builds the environment, which needs a registry; a hook that passes shows that it is there.
        empty = hooks / "empty"
        empty.mkdir()
        (empty / "readme.txt").write_text("nothing here\n")
        commit_all(empty)
        install(*command[:4], hooks / "archlint", "archlint-project", "--all-files", cwd=empty, PRE_COMMIT_HOME=home)
        (hooks / "installed").touch()
    return run(*command, cwd=cwd, PRE_COMMIT_HOME=home)


def test_the_hook_takes_the_files_that_archlint_reads():
    changed, project = yaml.safe_load((TREE / ".pre-commit-hooks.yaml").read_text())
    missed = {ending for ending in FORMATS if not re.search(changed["files"], f"a/x{ending}")}
    assert missed == set()
    assert re.search(changed["files"], "configs/VIT.YAML")
    assert not any(re.search(changed["files"], name) for name in ("x.md", "x.yaml.orig", "x.pyc", "yaml"))
    assert "files" not in project


def test_good_files_pass(hooks, repository, good):
    folder = repository({"configs/resnet.yaml": good, "setup.py": "import os\n"})
    outcome = try_repo(hooks, folder, "archlint", "--all-files", "--verbose")
    assert outcome.returncode == 0, outcome.stdout
    assert "Passed" in outcome.stdout
    assert "1 recognised" in outcome.stdout


def test_a_bad_file_fails_at_its_line(hooks, repository, bad, good):
    folder = repository({"configs/vit.yaml": bad, "resnet.yaml": good})
    outcome = try_repo(hooks, folder, "archlint", "--all-files")
    assert outcome.returncode == 1
    assert "configs/vit.yaml:6:15: warning: " in outcome.stdout
    assert "[vit-on-small-dataset]" in outcome.stdout


@pytest.mark.parametrize("hook", ["archlint", "archlint-project"])
def test_other_files_pass_in_silence(hooks, repository, hook):
    folder = repository({"docker-compose.yml": COMPOSE, "package.json": '{"name": "x"}\n', "setup.cfg": "[x]\ny = 1\n"})
    outcome = try_repo(hooks, folder, hook, "--all-files", "--verbose")
    assert outcome.returncode == 0, outcome.stdout
    said = outcome.stdout.partition("- duration:")[2].splitlines()[1:]
    assert [line for line in said if line.strip()] == []


def test_only_the_files_of_the_commit_are_linted(hooks, repository, bad, good):
    folder = repository({"vit.yaml": bad, "resnet.yaml": good})
    outcome = try_repo(hooks, folder, "archlint", "--files", "resnet.yaml")
    assert outcome.returncode == 0, outcome.stdout


def test_the_project_hook_lints_everything_whatever_changed(hooks, repository, bad, good):
    folder = repository({"vit.yaml": bad, "resnet.yaml": good})
    outcome = try_repo(hooks, folder, "archlint-project", "--files", "resnet.yaml")
    assert outcome.returncode == 1
    assert "vit.yaml:6:15" in outcome.stdout


def test_excludes_hold_for_the_files_that_pre_commit_names(hooks, repository, bad):
    folder = repository({"old/vit.yaml": bad, "archlint.toml": 'exclude = ["old"]\n'})
    outcome = try_repo(hooks, folder, "archlint", "--all-files")
    assert outcome.returncode == 0, outcome.stdout
