"""What goes wrong around a run: full and closed streams, links, folders that are gone; the exit codes hold in each."""

import json
import os
import subprocess
import sys

import pytest

from archlint.engine import Engine, Options
from archlint.reporters.json import dump

CONFIG = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\ndata: {train_size: 600}\n"
unix = pytest.mark.skipif(sys.platform == "win32", reason="streams and links of Unix")


def run(folder, *arguments, **options):
    command = [sys.executable, "-I", "-m", "archlint", *arguments]
    return subprocess.run(command, cwd=folder, check=False, **{"stderr": subprocess.PIPE, **options})


@unix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "x.yaml"], ["x.yaml", "--output-format", "json"], ["rules"], ["facts", "x.yaml"]],
)
def test_a_report_that_cannot_be_written_is_2(project, arguments):
    folder = project({"x.yaml": CONFIG})
    with open("/dev/full", "wb") as full:
        done = run(folder, *arguments, stdout=full)
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr
    closed = ["sh", "-c", '"$0" -I -m archlint "$@" >&-', sys.executable, *arguments]
    done = subprocess.run(closed, cwd=folder, check=False, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    both = ["sh", "-c", '"$0" -I -m archlint "$@" >&- 2>&-', sys.executable, *arguments]
    assert subprocess.run(both, cwd=folder, check=False).returncode == 2


@unix
def test_a_working_directory_that_is_gone(tmp_path):
    command = ["sh", "-c", 'mkdir gone; cd gone; rmdir ../gone; "$0" -I -m archlint', sys.executable]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == 2
    assert b"working directory does not exist" in done.stderr


def test_pages_stand_without_docstrings(project):
    folder = project({})
    command = [sys.executable, "-OO", "-m", "archlint", "explain", "vit-on-small-dataset"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    assert "## What it looks for" in done.stdout


def test_a_report_is_replaced_at_once(archlint, project, monkeypatch):
    folder = project({"x.yaml": CONFIG, "report.txt": "old"})

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        outcome = archlint("x.yaml", "--output-file", "report.txt")
    assert outcome.status == 2
    assert "report.txt: cannot be written: No space left" in outcome.err
    assert (folder / "report.txt").read_text() == "old"
    assert [name for name in os.listdir(folder) if name.startswith(".archlint")] == []
    assert archlint("x.yaml", "--output-file", "report.txt").status == 1
    assert "vit-on-small-dataset" in (folder / "report.txt").read_text()


@unix
def test_a_link_that_leads_out_is_not_opened(archlint, project, tmp_path_factory):
    folder = project({"x.yaml": CONFIG})
    secret = tmp_path_factory.mktemp("outside") / "s.yaml"
    secret.write_text(CONFIG)
    (folder / "out.yaml").symlink_to(secret)
    (folder / "in.yaml").symlink_to(folder / "x.yaml")
    outcome = archlint(".", "--output-format", "json")
    files = {file["path"]: file for file in outcome.json["files"]}
    assert files["out.yaml"]["error"] == "a link that leads out of the project: not read"
    assert files["in.yaml"]["status"] == "linted"


@unix
def test_skills_are_not_written_through_a_link(archlint, project, tmp_path_factory):
    folder = project({})
    outside = tmp_path_factory.mktemp("outside")
    (folder / ".agents").symlink_to(outside)
    assert archlint("skills", "install").status == 2
    assert list(outside.iterdir()) == []


def test_an_unreadable_folder_is_said(archlint, project, monkeypatch):
    folder = project({"x.yaml": CONFIG, "closed/y.yaml": CONFIG})
    scan, access = os.scandir, os.access

    def refuse(path=".", **options):
        if os.path.basename(path) == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scan(path, **options)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: os.path.basename(path) != "closed" and access(path, mode))
    outcome = archlint(str(folder))
    assert "closed: a folder that cannot be read" in outcome.err


def test_json_holds_no_character_that_acts():
    value = {"a\ud800": "\x1b\x7f\x9b\u202e\u2066\u2028", "a\ud801": "caf\xe9"}  # noqa: F601 (they differ)
    text = dump(value)
    assert not any(character in text for character in "\x1b\x7f\x9b\u202e\u2066\u2028\ud800\ud801")
    assert "caf\xe9" in text
    assert json.loads(text) == value, "two names that are not valid stay two"


@unix
def test_a_fix_leaves_other_names_of_a_file_alone(project):
    from archlint.fixes import WriteError, _write

    folder = project({"x.yaml": CONFIG})
    os.link(folder / "x.yaml", folder / "y.yaml")
    engine = Engine(Options(isolated=True))
    run = engine.lint(["x.yaml"], keep_facts=True)
    from archlint.fixes import Original

    with pytest.raises(WriteError, match="hard links"):
        _write(run.files[0], Original(CONFIG.encode(), "yaml"), CONFIG + "# more\n", engine)


def test_a_question_stands_in_the_same_place_whatever_the_order(project):
    project({name: "archlint: 1\nmodel: resnet50\n" for name in ("a.yaml", "b.yaml")})

    def places(*paths):
        run = Engine(Options(isolated=True)).lint(list(paths))
        return [(one.spot.path, one.fact, one.files) for one in run.findings if one.fact]

    assert places("a.yaml", "b.yaml") == places("b.yaml", "a.yaml") != []


@unix
def test_nothing_but_the_project_is_touched(project):
    """An audit hook sees every file opened, module imported from the project, process and socket."""
    folder = project(
        {
            "x.yaml": CONFIG + "_BASE_: [/etc/passwd, ../../../../etc/hostname]\n",
            "y.py": "_base_ = '/etc/passwd'\nmodel = dict(type='ResNet', depth=50)\n",
            "z.yaml": "a: !!python/object/apply:os.system ['touch pwned']\narchlint: 1\nmodel: resnet50\n",
            "yaml.py": "raise SystemExit('imported')\n",
            "click.py": "raise SystemExit('imported')\n",
            "archlint.toml": 'exclude = ["**/[", "*"]\n[facts]\n',
            "sub/pyproject.toml": "[tool.archlint]\nfail-on = 'never'\n",
            "sub/w.json": '{"archlint": 1, "model": "resnet50"}',
        }
    )
    script = (
        "import sys, os\n"
        "import archlint.cli\n"
        "own = [os.path.realpath(part) for part in sys.path if part] + [sys.prefix, sys.base_prefix]\n"
        "own += [os.path.dirname(os.path.dirname(archlint.__file__))]\n"
        "bad = []\n"
        "def hook(event, arguments):\n"
        "    if event == 'open' and isinstance(arguments[0], (str, bytes)):\n"
        "        path = os.path.realpath(os.fsdecode(arguments[0]))\n"
        f"        if not path.startswith(({str(folder)!r}, os.devnull, *own)):\n"
        "            bad.append((event, path))\n"
        "    elif event.split('.')[0] in ('subprocess', 'socket')"
        " or event in ('os.system', 'os.exec', 'os.posix_spawn', 'os.fork'):\n"
        "        bad.append((event,))\n"
        "sys.addaudithook(hook)\n"
        "code = 0\n"
        "try:\n"
        "    archlint.cli.main(['--fail-on', 'never', 'x.yaml', 'y.py', 'z.yaml', 'sub'])\n"
        "except SystemExit as stop:\n"
        "    code = stop.code\n"
        "files = {name: str(getattr(module, '__file__', '')) for name, module in sys.modules.items()}\n"
        f"inside = [name for name, file in files.items() if file.startswith({str(folder)!r})]\n"
        "print('BAD', bad, inside)\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.stdout.rstrip().endswith("BAD [] []"), done.stdout + done.stderr
    assert not (folder / "pwned").exists()
