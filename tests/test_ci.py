"""What runs archlint in pipelines: the action's steps, the GitLab job and the shell recipe, run by a shell."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from environments import TREE, copy_of_tree, install, run

BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="needs a POSIX shell")

ACTION = yaml.safe_load((TREE / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
COMPOSE = "services: {web: {image: nginx}}\n"


class Runner:
    """Runs the action's own steps in order, as GitHub's runner does; those of other actions are left out."""

    def __init__(self, workspace, folder, archlint=None, action=TREE):
        self.workspace, self.folder, self.action = workspace, folder, action
        self.outputs = {"python": {"python-path": sys.executable}}
        self.archlint = archlint
        self.log = ""
        self.uploads = []

    def run(self, **inputs):
        """Return the status that the job would have."""
        self.inputs = {name: about["default"] for name, about in ACTION["inputs"].items()}
        self.inputs.update({name.replace("_", "-"): value for name, value in inputs.items()})
        for step in STEPS:
            if "uses" in step:
                self._note(step)
            elif step.get("id") == "install" and self.archlint:
                self.outputs["install"] = {"archlint": str(self.archlint)}
            elif self._step(step):
                return 1
        return 0

    def _note(self, step):
        if "if" not in step or self._holds(step["if"]):
            self.uploads.append({key: self._filled(str(value)) for key, value in step["with"].items()})

    def _holds(self, condition):
        terms = re.findall(r"([\w.-]+) (==|!=) '([^']*)'", condition)
        assert " && ".join(f"{name} {sign} '{text}'" for name, sign, text in terms) == condition
        return all((self._value(name) == text) is (sign == "==") for name, sign, text in terms)

    def _value(self, name):
        where, *rest = name.split(".")
        return self.inputs[rest[0]] if where == "inputs" else self.outputs.get(rest[0], {}).get(rest[2], "")

    def _filled(self, text):
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: self._value(match[1]), text)

    def _step(self, step):
        files = {name: self.folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        files["GITHUB_OUTPUT"].write_text("")
        given = {name: self._filled(text) for name, text in step.get("env", {}).items()}
        environment = {
            **os.environ, **{name: str(path) for name, path in files.items()}, **given, "GITHUB_ACTIONS": "true",
            "RUNNER_TEMP": str(self.folder), "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_WORKSPACE": str(self.workspace),
        }  # fmt: skip
        done = subprocess.run(
            [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False, timeout=600,
        )  # fmt: skip
        self.log += done.stdout
        pairs = [line.partition("=") for line in files["GITHUB_OUTPUT"].read_text().splitlines()]
        self.outputs[step.get("id", "")] = {name: value for name, _, value in pairs}
        return done.returncode


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """The command as a program of its own, that of this environment."""
    path = tmp_path_factory.mktemp("command") / "archlint"
    path.write_text(f'#!/bin/sh\nPYTHONPATH="{TREE}" exec "{sys.executable}" -m archlint "$@"\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def runner(tmp_path, command):
    def make(files):
        workspace = tmp_path / "work space"
        for name, text in files.items():
            path = workspace / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        folder = tmp_path / "temp folder"
        folder.mkdir()
        return Runner(workspace, folder, command)

    return make


def test_the_action_fails_with_annotations_a_report_and_a_summary(runner, bad):
    job = runner({"configs/vit.yaml": bad})
    assert job.run(upload_sarif="true") == 1
    assert job.outputs["check"]["status"] == "1"
    (run,) = json.loads(Path(job.outputs["check"]["sarif"]).read_text())["runs"]
    assert "vit-on-small-dataset" in {result["ruleId"] for result in run["results"]}
    assert job.uploads[-1] == {"sarif_file": job.outputs["check"]["sarif"], "category": "archlint"}
    assert "vit-on-small-dataset" in (job.folder / "GITHUB_STEP_SUMMARY").read_text()
    assert f"::add-matcher::{TREE}/.github/archlint-matcher.json" in job.log
    assert "::remove-matcher owner=archlint::" in job.log
    assert "::warning" not in job.log  # the matcher's: not said twice


def test_the_problem_matcher_reads_what_the_action_prints(runner, bad):
    job = runner({"configs/vit.yaml": bad})
    job.run()
    (matcher,) = json.loads((TREE / ".github" / "archlint-matcher.json").read_text())["problemMatcher"]
    (pattern,) = matcher["pattern"]
    regexp = re.compile(pattern.pop("regexp"))
    matches = [match for match in map(regexp.search, job.log.splitlines()) if match]
    assert [{name: match[group] for name, group in pattern.items() if name != "message"} for match in matches] == [
        {"file": "configs/vit.yaml", "line": "6", "column": "15", "severity": "warning", "code": "vit-on-small-dataset"}
    ]


@pytest.mark.parametrize(
    ("files", "inputs", "status"),
    [
        ({"a.yaml": "good"}, {}, 0),
        ({"a.yaml": "good", "b c.yaml": "bad"}, {"paths": "a.yaml"}, 0),
        ({"a.yaml": "good", "b c.yaml": "bad"}, {"paths": "a.yaml\nb c.yaml\n"}, 1),
        ({"b.yaml": "bad"}, {"args": "--fail-on error"}, 0),
        ({"b.yaml": "bad"}, {"args": "--exclude *.yaml --allow-no-configs"}, 0),
        ({"b.yaml": "bad"}, {"args": "$(touch hacked) ; exit 0"}, 2),
        ({"b.yaml": "bad"}, {"paths": "$(touch hacked)"}, 2),
        ({"compose.yaml": COMPOSE}, {}, 2),
        ({"compose.yaml": COMPOSE}, {"allow_no_configs": "true"}, 0),
        ({"b.yaml": "bad"}, {"annotations": "false", "summary": "false"}, 1),
    ],
)
def test_the_action_ends_as_archlint_does(runner, good, bad, files, inputs, status):
    texts = {"good": good, "bad": bad}
    job = runner({name: texts.get(text, text) for name, text in files.items()})
    assert job.run(**inputs) == min(status, 1)
    assert job.outputs["check"]["status"] == str(status), job.log
    assert not (job.workspace / "hacked").exists()
    if inputs.get("annotations") == "false":
        assert "::" not in job.log
        assert not (job.folder / "GITHUB_STEP_SUMMARY").exists()
        assert len(job.uploads) == 1  # Python alone is set up


def test_no_input_reaches_a_script_but_by_the_environment():
    assert [step["run"] for step in STEPS if "run" in step and "${{" in step["run"]] == []


def test_the_action_installs_its_own_revision(tmp_path, bad):
    (tmp_path / "vit.yaml").write_text(bad)
    folder = tmp_path / "temp"
    folder.mkdir()
    job = Runner(tmp_path, folder, action=copy_of_tree(tmp_path / "action"))
    install(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder, "click", cwd=tmp_path)
    assert job.run(paths="vit.yaml") == 1, job.log
    assert job.outputs["check"]["status"] == "1", job.log
    assert Path(job.outputs["install"]["archlint"]).parent.parent == folder / "archlint"


TEMPLATES = TREE / "docs" / "templates"


@pytest.mark.parametrize(("text", "arguments", "status"), [("bad", (), 1), ("good", (), 0), (COMPOSE, (), 2),
                                                           (COMPOSE, ("--allow-no-configs",), 0)])  # fmt: skip
def test_the_gitlab_job_and_the_shell_recipe(tmp_path, command, good, bad, text, arguments, status):
    """Run with an environment that stands already: what they install is the test's own command."""
    (tmp_path / "a.yaml").write_text({"good": good, "bad": bad}.get(text, text))
    job = yaml.safe_load((TEMPLATES / "gitlab-ci.yml").read_text())["archlint"]
    script = "\n".join(job["script"]).replace("/tmp/archlint/bin/archlint", str(command))
    variables = {**job["variables"], "ARCHLINT_ARGS": " ".join(arguments), "CI_PROJECT_DIR": str(tmp_path)}
    done = run(BASH, "-eo", "pipefail", "-c", script, cwd=tmp_path, **variables)
    assert done.returncode == status, done.stdout
    reports = job["artifacts"]["reports"]
    found = json.loads((tmp_path / reports["codequality"]).read_text())
    assert len(found) == (status == 1)
    assert (tmp_path / reports["junit"]).read_text().startswith("<?xml")

    stand_in = tmp_path / "python"
    link = f'ln -s "{command}" "$3/bin/archlint"; ln -s "{shutil.which("true")}" "$3/bin/pip"'
    stand_in.write_text(f'#!/bin/sh\nmkdir -p "$3/bin"; {link}\n')
    stand_in.chmod(0o755)
    done = run("sh", TEMPLATES / "ci.sh", *arguments, "a.yaml", cwd=tmp_path, PYTHON=str(stand_in), ARCHLINT="archlint")
    assert done.returncode == status, done.stdout
    assert json.loads((tmp_path / "archlint-reports/archlint.sarif").read_text())["version"] == "2.1.0"


def test_the_shell_recipe_says_what_it_needs(tmp_path):
    done = run("sh", TEMPLATES / "ci.sh", cwd=tmp_path, PYTHON=shutil.which("true"))
    assert done.returncode != 0
    assert "say what pip installs archlint from" in done.stdout
