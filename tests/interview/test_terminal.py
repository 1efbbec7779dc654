"""``archlint init`` in a terminal: it asks, explains, and writes only after a yes."""

import os
import select
import signal
import sys

import pytest
import tomli

pty = pytest.importorskip("pty")

VIT = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\ndata: {name: my-x-rays}\n"


def talk(arguments, answers):
    """Run the command in a terminal of its own; each pair is a text to wait for and what is typed then."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "archlint", *arguments])
    seen, waiting = "", list(answers)
    while select.select([terminal], [], [], 20)[0]:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            data = b""
        if not data:
            break
        seen += data.decode("utf-8", "replace")
        while waiting and waiting[0][0] in seen:
            awaited, typed = waiting.pop(0)
            seen = seen.partition(awaited)[2]
            os.write(terminal, typed.encode())
    else:
        os.kill(child, signal.SIGKILL)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert not waiting, f"never asked for {waiting[0][0]}; last seen: {seen}"
    return os.waitstatus_to_exitcode(status)


END = [("Write archlint.toml? [Y/n]", "\n"), ("pre-commit hook? [y/N]", "\n"), ("workflow", "\n")]


def settings(root):
    return tomli.loads((root / "archlint.toml").read_text())


@pytest.fixture
def importable(monkeypatch):
    """The command runs in a process of its own, which must find this archlint."""
    import archlint

    monkeypatch.setenv("PYTHONPATH", os.path.dirname(os.path.dirname(archlint.__file__)))


pytestmark = pytest.mark.usefixtures("importable")


def test_questions_are_answered_and_written(archlint, project):
    root = project({"x.yaml": VIT})
    status = talk(
        ["init"],
        [("data.train_size:", "lots\n"), ("must be a number", ""), ("data.train_size:", "12k\n"),
         ("deployment.target:", "server\n"), *END],
    )  # fmt: skip
    assert status == 0
    assert settings(root)["facts"] == {"data": {"train_size": 12000}, "deployment": {"target": "server"}}
    assert "question" not in {
        finding["severity"] for finding in archlint("check", "--output-format", "json").json["findings"]
    }


def test_a_band_answers_the_size_and_an_empty_line_leaves_open(project):
    root = project({"x.yaml": VIT})
    assert talk(["init"], [("data.train_size:", "small\n"), ("deployment.target:", "\n"), *END]) == 0
    assert settings(root)["facts"] == {"data": {"size_band": "small"}}


def test_a_band_that_decides_nothing_is_asked_on(project):
    pytest.importorskip("tomlkit")
    limit = "[rules.vit-on-small-dataset]\nfew_images = 50_000\n"  # within the band medium
    root = project({"x.yaml": VIT + "deployment: {target: server}\n", "archlint.toml": limit})
    answers = [("data.train_size:", "medium\n"), ("a number would decide", ""), ("data.train_size:", "5M\n"), *END]
    assert talk(["init"], answers) == 0
    assert settings(root)["facts"]["data"] == {"size_band": "medium", "train_size": 5_000_000}


def test_no_means_no(project):
    root = project({"x.yaml": VIT})
    answers = [("data.train_size:", "\n"), ("deployment.target:", "edge\n"), ("Write archlint.toml?", "n\n"), *END[1:]]
    assert talk(["init"], answers) == 0
    assert not (root / "archlint.toml").exists()


def test_an_interrupted_interview_writes_nothing(project):
    root = project({"x.yaml": VIT})
    assert talk(["init"], [("data.train_size:", "5000\n"), ("deployment.target:", "\x04")]) == 130  # the end of input
    assert not (root / "archlint.toml").exists()
