"""The two pre-commit hooks, run by pre-commit itself from a clone of the working tree."""

import re
import shutil
import sys

import pytest
import yaml
from environments import GIT, TREE, commit_all, copy_of_tree, install, run

from archlint.sources import FORMATS

pytest.importorskip("pre_commit")
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

COMPOSE = "services:\n  web:\n    image: nginx\n    ports: ['80:80']\n"


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


GROUP = {
    "conf/config.yaml": "defaults: [{model: vit}, {data: small}, _self_]\ntrainer: {max_epochs: 10}\n",
    "conf/model/vit.yaml": "_target_: timm.create_model\nmodel_name: vit_base_patch16_224\npretrained: false\n",
    "conf/data/small.yaml": "task: image-classification\nmodality: image\ntrain_size: 6000\n",
}


def test_configs_that_inherit_from_a_changed_file_are_judged(hooks, repository):
    folder = repository(GROUP)
    outcome = try_repo(hooks, folder, "archlint", "--files", "conf/model/vit.yaml")
    assert outcome.returncode == 1, outcome.stdout
    assert "conf/data/small.yaml:3:13: warning: " in outcome.stdout
    assert "via: conf/config.yaml" in outcome.stdout


def test_many_files_are_one_run(hooks, repository, good):
    """Its heirs would be judged once for each batch, and a question asked as often."""
    folder = repository({**GROUP, **{f"resnets/{index}.yaml": good for index in range(60)}})
    outcome = try_repo(hooks, folder, "archlint", "--all-files")
    assert outcome.stdout.count("vit-on-small-dataset]") == 1, outcome.stdout


def test_a_commit_is_stopped_and_let_through_by_the_installed_hook(hooks, repository, bad, good, monkeypatch):
    """As a person meets it: the hook in a project's own config, installed into git, and two commits."""
    revision = run("git", "rev-parse", "HEAD", cwd=hooks / "archlint").stdout.strip()
    entry = {"repo": str(hooks / "archlint"), "rev": revision, "hooks": [{"id": "archlint"}]}
    folder = repository({".pre-commit-config.yaml": yaml.safe_dump({"repos": [entry]}), "docker-compose.yml": COMPOSE})
    pre_commit = (sys.executable, "-m", "pre_commit")
    assert install_once(hooks, *pre_commit, "install", cwd=folder).returncode == 0
    outcome = install_once(hooks, *pre_commit, "run", "--all-files", cwd=folder)
    assert outcome.returncode == 0, outcome.stdout

    def commit(files):
        for name, text in files.items():
            (folder / name).write_text(text)
        run("git", "add", "--all", cwd=folder)
        return run(*GIT, "commit", "-m", "more", cwd=folder, PRE_COMMIT_HOME=str(hooks / "home"))

    stopped = commit({"vit.yaml": bad})
    assert stopped.returncode == 1
    assert "vit.yaml:6:15: warning: " in stopped.stdout
    assert run("git", "log", "--oneline", cwd=folder).stdout.count("\n") == 1
    passed = commit({"vit.yaml": good})
    assert passed.returncode == 0, passed.stdout
    assert run("git", "log", "--oneline", cwd=folder).stdout.count("\n") == 2
    outcome = install_once(hooks, *pre_commit, "run", "--all-files", cwd=folder)
    assert outcome.returncode == 0, outcome.stdout


def test_the_hook_that_init_writes_runs(hooks, repository, bad):
    """Installed from where it was said to come from, by an entry of the project's own."""
    folder = repository({"vit.yaml": bad})
    source = f"git+{(hooks / 'archlint').as_uri()}@HEAD"
    written = run(sys.executable, "-m", "archlint", "init", "--yes", "--pre-commit", "--from", source, cwd=folder)
    assert written.returncode == 0, written.stdout
    run("git", "add", "--all", cwd=folder)
    outcome = install_once(hooks, sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=folder)
    assert outcome.returncode == 1, outcome.stdout
    assert "vit.yaml:6:15: warning: " in outcome.stdout


@pytest.mark.parametrize("hook", ["archlint", "archlint-project"])
def test_good_bad_and_other_files_together(hooks, repository, hook, bad, good):
    folder = repository({"a.yaml": good, "b/vit.yaml": bad, "docker-compose.yml": COMPOSE, "broken.yaml": "a: [\n"})
    outcome = try_repo(hooks, folder, hook, "--all-files")
    assert outcome.returncode == 1, outcome.stdout
    assert outcome.stdout.count("warning: ") == 1
