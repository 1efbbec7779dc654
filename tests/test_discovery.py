"""Which files are found, which are passed over, and that the reason can be seen."""

import io
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from archlint import discovery, gitignore
from archlint.commands.progress import Progress


def paths(*given, **options):
    return [path.replace(os.sep, "/") for path, _ in discovery.discover(given, **options)]


IGNORES = [
    ("outputs/", ["outputs/x.yaml", "a/outputs/x.yaml"], ["x.yaml"]),
    ("/outputs", ["outputs/x.yaml"], ["a/outputs/x.yaml"]),
    ("a/b", ["a/b/x.yaml"], ["c/a/b/x.yaml"]),
    ("**/b/*.yaml", ["a/b/x.yaml"], ["a/b/c/x.yaml"]),
    ("*.yaml\n!keep.yaml", ["a/x.yaml"], ["a/keep.yaml"]),
    ("# words\n\n\\#x.yaml", ["#x.yaml"], ["x.yaml"]),
    ("x.y[!b]ml", ["x.yaml"], ["x.ybml"]),
    ("runs/**/tmp", ["runs/tmp/x.yaml", "runs/a/b/tmp/x.yaml"], ["tmp/x.yaml"]),
    ("\ufeffoutputs/", ["outputs/x.yaml"], ["x.yaml"]),
]


@pytest.mark.parametrize(("text", "ignored", "kept"), IGNORES)
def test_what_git_ignores_is_not_found(project, text, ignored, kept):
    project({".gitignore": text, **dict.fromkeys([*ignored, *kept], "")})
    assert sorted(paths(".")) == sorted(path for path in kept if not path.endswith(".ybml"))
    assert paths(*ignored) == ignored  # named ones are
    assert paths(*ignored, force=True) == []


def test_the_nearest_ignore_file_wins_and_those_above_hold(project):
    project({
        ".gitignore": "*.json\n", "a/.gitignore": "!keep.json\n*.yaml\n", "a/keep.json": "", "a/x.yaml": "",
        "b/x.yaml": "", "b/x.json": "", ".git/info/exclude": "secret.yaml\n", "b/secret.yaml": "",
    })  # fmt: skip
    assert paths(".") == ["a/keep.json", "b/x.yaml"]
    assert paths("a", "b") == ["a/keep.json", "b/x.yaml"]


def test_a_folder_that_is_named_is_looked_into_even_where_git_ignores_it(project):
    project({".gitignore": "outputs/\n", "outputs/x.yaml": "", "outputs/sub/x.yaml": ""})
    assert paths("outputs") == ["outputs/x.yaml", "outputs/sub/x.yaml"]


@pytest.mark.parametrize("pattern", ["*a" * 60 + "b", "**/a/" * 60 + "b", "[" * 500, "*" * 500 + "x"])
def test_a_hostile_ignore_file_costs_no_time(project, pattern):
    names = ["a" * 200 + ".yaml", "a/" * 60 + "x.yaml"]
    project({".gitignore": "\n".join([pattern] * 300 + ["out/"]), **dict.fromkeys(names, ""), "out/x.yaml": ""})
    started = time.monotonic()
    found = paths(".")
    assert time.monotonic() - started < 5
    assert not any(path.startswith("out/") for path in found)
    assert len(found) >= 1


def test_an_ignore_file_far_larger_than_any_ignores_nothing(project):
    project({".gitignore": "x.yaml\n" * 100_000, "x.yaml": ""})
    assert paths(".") == ["x.yaml"]


def test_a_glob_that_no_shell_has_spread_stands_for_what_it_matches(archlint, project, bad):
    project({"conf/a.yaml": bad, "conf/b/c.yaml": bad, "conf/x[1].yaml": bad})
    assert paths("conf/**/*.yaml") == ["conf/a.yaml", "conf/b/c.yaml", "conf/x[1].yaml"]
    assert paths("conf/x[1].yaml") == ["conf/x[1].yaml"]
    assert archlint("conf/*.yml").status == 2
    outcome = archlint("conf/*.yaml", "--output-format", "json")
    assert [file["path"] for file in outcome.json["files"]] == ["conf/a.yaml", "conf/x[1].yaml"]


def test_links_lead_to_one_file_once_and_never_out_of_the_project(project, tmp_path_factory, bad):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.yaml").write_text(bad)
    folder = project({"real.yaml": bad, "blobs/abc": bad})
    (folder / "again.yaml").symlink_to("real.yaml")
    (folder / "blob.yaml").symlink_to("blobs/abc")
    (folder / "out.yaml").symlink_to(outside / "x.yaml")
    (folder / "sub").symlink_to(outside, target_is_directory=True)
    assert paths(".") == ["again.yaml", "blob.yaml"]
    assert {found.path: found.reason for found in discovery.look(["."]) if found.kept_out} == {
        "out.yaml": "a link that leads out of the project",
        "sub": "a link to a folder",
    }


def test_excludes_hold_for_files_that_are_named(archlint, project, bad):
    project({"third_party/vit.yaml": bad, "a.yaml": bad, "archlint.toml": 'exclude = ["third_party/**"]\n'})
    assert archlint("third_party/vit.yaml", "--allow-no-configs").status == 0
    assert archlint("third_party/vit.yaml", "a.yaml", "--exclude", "a.yaml", "--allow-no-configs").status == 0
    assert archlint("third_party/vit.yaml", "--isolated").status == 1
    project({".gitignore": "a.yaml\n"})
    assert archlint("a.yaml").status == 1
    assert archlint("a.yaml", "--force-exclude", "--allow-no-configs").status == 0


def test_every_file_is_shown_with_its_reason(archlint, project, bad):
    project({
        "vit.yaml": bad, "compose.yaml": "services:\n  web: {image: nginx}\n", "plain.json": "[1]", "broken.json": "{",
        "out/x.yaml": bad, "old/x.yaml": bad, "node_modules/x.json": "{}", ".gitignore": "out/\n",
        "archlint.toml": 'exclude = ["old"]\n', "words.txt": "",
    })  # fmt: skip
    outcome = archlint("--show-files", "--output-format", "json")
    assert outcome.status == 0
    shown = {row["path"]: (row["status"], row["reason"]) for row in outcome.json["files"]}
    assert shown["vit.yaml"] == ("linted", "native: the marker archlint: 1")
    assert shown["compose.yaml"][0] == "not-a-model"
    assert shown["plain.json"][0] == "not-recognised"
    assert shown["broken.json"][0] == "failed"
    assert shown["out"] == ("ignored", "out/ in .gitignore")
    assert shown["old"] == ("excluded", 'exclude = "old" in archlint.toml')
    assert shown["node_modules"][0] == "skipped"
    assert "words.txt" not in shown
    text = archlint("--show-files").out
    assert re.search(r"^linted +vit.yaml +native: the marker archlint: 1$", text, re.M)
    assert archlint("--show-files", "--output-format", "sarif").status == 2


def test_the_same_answer_however_a_path_is_given(archlint, project, bad):
    folder = project({"conf/vit.yaml": bad, "conf/compose.yaml": "services:\n  web: {image: nginx}\n"})
    forms = [
        ["conf/vit.yaml"],
        ["./conf/../conf/vit.yaml"],
        [str(folder / "conf/vit.yaml")],
        ["conf"],
        ["conf/v*.yaml"],
    ]
    reports = [archlint(*form, "--output-format", "json").json["findings"] for form in forms]
    assert all(report == reports[0] for report in reports)


def test_no_pattern_library_is_loaded_where_nothing_is_ignored(project):
    project({"x.yaml": ""})
    code = (
        "import sys; from archlint.discovery import discover; list(discover(['.'])); print('pathspec' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(gitignore.__file__))}
    for text, loaded in ((None, "False"), ("out/\n", "True")):
        if text:
            project({".gitignore": text})
        outcome = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
        )
        assert outcome.stdout.strip() == loaded


def test_statistics_count_by_rule(archlint, project, bad):
    project({"a.yaml": bad, "b.yaml": bad, "c.yaml": bad.replace("data:\n", "data:\n  train_size: 5\n")})
    outcome = archlint("--statistics")
    assert outcome.status == 1
    assert outcome.out.splitlines()[0] == "3  warning   vit-on-small-dataset"
    assert "1  warning   duplicate-key" in outcome.out
    assert "4 findings in 3 configs among 3 files" in outcome.out
    report = archlint("--statistics", "--output-format", "json").json
    assert report["statistics"][0] == {"rule": "vit-on-small-dataset", "severity": "warning", "count": 3}
    assert len(report["findings"]) == 4


def test_progress_is_shown_on_a_terminal_only_and_leaves_nothing(archlint, project, bad, monkeypatch):
    now = [0.0]
    stream = io.StringIO()
    progress = Progress(stream, lambda: now[0])
    progress(1, 1000)
    assert stream.getvalue() == ""
    now[0] = 1.0
    progress(500, 1000)
    assert stream.getvalue() == "\rarchlint: 500 of 1,000 files"
    progress.clear()
    assert stream.getvalue().endswith("\r" + " " * len("archlint: 500 of 1,000 files") + "\r")
    project({"vit.yaml": bad})
    monkeypatch.setattr("archlint.commands.progress._FIRST", 0.0)
    assert "files" not in archlint(".").err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert archlint("--quiet").err == ""


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent in another way there")
def test_watch_lints_again_after_a_change(project, bad, good):
    folder = project({"vit.yaml": bad})
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(gitignore.__file__))}
    command = [sys.executable, "-m", "archlint", "--watch", "--output-format", "concise"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=environment) as process:  # fmt: skip
        lines = [process.stdout.readline() for _ in range(2)]
        assert "[vit-on-small-dataset]" in lines[0]
        assert "watching for changes" in lines[1]
        (folder / "vit.yaml").write_text(good)
        (folder / "new.yaml").write_text("# words\n" + bad)
        assert "new.yaml:7" in process.stdout.readline()
        assert "watching" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
