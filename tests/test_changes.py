"""``--changed-since``: by resolved values, in parents too, and with nothing of the repository's own run."""

import os
import subprocess

import pytest

RULE = "vit-on-small-dataset"
BASE = "data:\n  modality: image\n  train_size: 600000\n"


def git(folder, *arguments):
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, timeout=60)


@pytest.fixture
def repository(project, bad):
    """A repository with one commit: a faulty config, and one that inherits its data."""
    child = "_BASE_: base.yaml\n" + bad.replace("data:\n  modality: image\n  train_size: 6000\n", "")
    folder = project({"old.yaml": bad, "conf/base.yaml": BASE, "conf/child.yaml": child})
    (folder / ".git").rmdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def found(archlint, *arguments):
    outcome = archlint(*arguments, "--changed-since", "HEAD", "--output-format", "json")
    return [(finding["rule"], finding["path"]) for finding in outcome.json["findings"]]


def test_what_was_there_is_quiet_and_what_is_new_speaks(archlint, repository, bad):
    assert found(archlint) == []
    assert archlint(".").status == 1
    (repository / "new.yaml").write_text(bad)
    assert found(archlint) == [(RULE, "new.yaml")]
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "second")
    assert found(archlint) == []
    outcome = archlint(".", "--changed-since", "HEAD~1", "--output-format", "json")
    assert outcome.rules == [RULE]


def test_a_moved_line_is_no_change_and_a_value_is(archlint, repository, bad):
    (repository / "old.yaml").write_text("# words\n\n" + bad + "# more\n")
    assert found(archlint, "old.yaml") == []
    (repository / "old.yaml").write_text(bad.replace("6000", "5999"))
    assert found(archlint, "old.yaml") == [(RULE, "old.yaml")]


def test_a_change_in_a_parent_counts_for_its_child(archlint, repository):
    (repository / "conf" / "base.yaml").write_text(BASE.replace("600000", "6000"))
    outcome = archlint("conf/child.yaml", "--changed-since", "HEAD", "--output-format", "json")
    (finding,) = outcome.json["findings"]
    assert (finding["rule"], finding["path"], finding["via"]) == (RULE, "conf/base.yaml", "conf/child.yaml")
    assert outcome.status == 1


def test_another_fact_that_decides_is_a_change(archlint, repository, bad):
    (repository / "old.yaml").write_text(bad.replace("vit_base_patch16_224", "vit_large_patch16_224"))
    assert found(archlint, "old.yaml") == [(RULE, "old.yaml")]


def test_changed_settings_alone_are_no_change_of_a_config(archlint, repository):
    (repository / "archlint.toml").write_text('[rules.vit-on-small-dataset]\nseverity = "error"\n')
    assert found(archlint) == []


def test_it_holds_from_a_folder_below(archlint, repository, bad, monkeypatch):
    monkeypatch.chdir(repository / "conf")
    (repository / "conf" / "new.yaml").write_text(bad)
    assert found(archlint, ".") == [(RULE, "new.yaml")]
    assert found(archlint, "..") == [(RULE, "new.yaml")]


@pytest.mark.parametrize("revision", ["no-such", "--help", "HEAD:old.yaml", ""])
def test_a_revision_that_is_none_is_said_in_one_line(archlint, repository, revision):
    outcome = archlint("old.yaml", "--changed-since", revision or "''")
    assert outcome.status == 2
    assert "no such revision" in outcome.err


def test_outside_a_repository_it_is_said_in_one_line(archlint, tmp_path, monkeypatch, good):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text(good)
    outcome = archlint("x.yaml", "--changed-since", "HEAD")
    assert outcome.status == 2
    assert "do not lie in one git repository" in outcome.err


def test_nothing_that_the_repository_names_is_run(archlint, repository, bad):
    witness = repository / "witness"
    program = repository / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch {witness}\n")
    program.chmod(0o755)
    (repository / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n")
    for key in ("core.fsmonitor", "diff.evil.textconv", "filter.evil.smudge", "filter.evil.clean", "core.sshCommand",
                "core.pager", "diff.external", "core.alternateRefsCommand"):  # fmt: skip
        git(repository, "config", key, str(program))
    hooks = repository / ".git" / "hooks"
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        (hooks / name).write_text(program.read_text())
        (hooks / name).chmod(0o755)
    (repository / "new.yaml").write_text(bad)
    assert found(archlint, "new.yaml") == [(RULE, "new.yaml")]
    assert not witness.exists()


def test_a_link_of_the_old_tree_leads_nowhere(archlint, repository, bad, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_text(bad)
    (repository / "link.yaml").symlink_to(outside)
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "link")
    (repository / "link.yaml").unlink()
    (repository / "link.yaml").write_text(bad)
    assert found(archlint, "link.yaml") == [(RULE, "link.yaml")]
