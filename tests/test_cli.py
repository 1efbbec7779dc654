"""The command line: commands, options, exit codes and what is written where."""

import json
import os
import subprocess
import sys

import pytest

from archlint import __version__, cli
from archlint.commands import check
from archlint.settings import FAIL_LEVELS

COMMAND = [sys.executable, "-m", "archlint"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(cli.__file__))}
USE = "deployment: {target: server, latency: batch}\n"
COMPOSE = "services:\n  web:\n    image: nginx\n"
KEYS = {
    "rule", "severity", "message", "path", "line", "column", "end_line", "end_column", "skill", "section", "instead",
    "evidence", "dialect", "facts", "fingerprint",
}  # fmt: skip


def test_version_is_printed(archlint):
    assert archlint("--version").out.split()[-1] == __version__


@pytest.mark.parametrize("command", [(), *((name,) for name in cli.COMMANDS)])
def test_every_command_has_help(archlint, command):
    outcome = archlint(*command, "--help")
    assert outcome.status == 0
    assert "Usage: archlint" in outcome.out


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name):
    command = cli.cli.get_command(None, name)
    assert command.name == name
    assert command.help.split("\n\n")[0].replace("``", "") == cli.COMMANDS[name]


def test_fail_levels_are_those_of_the_settings():
    assert check.FAIL_LEVELS == FAIL_LEVELS


def test_the_word_check_may_be_left_out(archlint, project, bad):
    project({"vit.yaml": bad})
    outcomes = [archlint(*words, "vit.yaml") for words in (["check"], [])]
    assert outcomes[0] == outcomes[1]
    assert outcomes[0].status == 1


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--output-format", "json"], 1),
        (["--output-format=concise"], 1),
        (["--output-file", "report.txt"], 1),
        (["--select", "vit-on-small-dataset"], 1),
        (["--select", "deep-post-norm,vit-on-small-dataset"], 1),
        (["--select", "deep-post-norm"], 0),
        (["--ignore", "vit-on-small-dataset"], 0),
        (["--ignore", "deep-post-norm", "--ignore", "vit-on-small-dataset"], 0),
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "question"], 1),
        (["--fail-on", "never"], 0),
        (["--set", "data.train_size=600000"], 0),
        (["--set", "data.train_size=600k"], 0),
        (["--set", "model.pretrained=true"], 0),
        (["--config", "other.toml"], 0),
        (["--isolated"], 1),
        (["--allow-no-configs"], 1),
        (["--exit-zero"], 0),
        (["--quiet"], 1),
        (["-q"], 1),
        (["--verbose"], 1),
        (["-v"], 1),
        (["--debug"], 1),
    ],
)
@pytest.mark.parametrize("word", [["check"], []], ids=["check", "bare"])
def test_options_of_check(archlint, project, bad, options, status, word):
    project({"vit.yaml": bad, "other.toml": 'ignore = ["vit-on-small-dataset"]\n'})
    assert archlint(*word, *options, "vit.yaml").status == status
    assert archlint(*word, "vit.yaml", *options).status == status


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--bogus", "vit.yaml"], "No such option"),
        (["--output-format", "xml", "vit.yaml"], "xml"),
        (["--fail-on", "warnings", "vit.yaml"], "warnings"),
        (["--select", "vit-on-smal-dataset", "vit.yaml"], "did you mean vit-on-small-dataset?"),
        (["--ignore", "vit-on-smal-dataset", "vit.yaml"], "did you mean vit-on-small-dataset?"),
        (["--set", "data.train_sise=6000", "vit.yaml"], "did you mean data.train_size?"),
        (["--set", "data.train_size", "vit.yaml"], "write FACT=VALUE"),
        (["--set", "data.train_size=many", "vit.yaml"], "must be a number"),
        (["--set", "data.train_size=-1", "vit.yaml"], "must be at least 1"),
        (["--set", "model.family=widget", "vit.yaml"], "must be one of"),
        (["--config", "none.toml", "vit.yaml"], "none.toml: no such file"),
        (["--output-file", "no/such/folder/report", "vit.yaml"], "--output-file"),
        (["explain"], "NAME"),
        (["explain", "vit-on-smal-dataset"], "did you mean vit-on-small-dataset?"),
        (["explain", "cnn-families-and-selections"], "did you mean cnn-families-and-selection?"),
        (["explain", "vit-on-small-dataset", "--file", "none.yaml"], "none.yaml: no such file"),
        (["explain", "cnn-families-and-selection", "--file", "vit.yaml"], "no rule"),
        (["facts"], "PATHS"),
        (["none.yaml"], "none.yaml: no such file"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(archlint, project, bad, arguments, said):
    project({"vit.yaml": bad})
    outcome = archlint(*arguments)
    assert outcome.status == 2
    assert said in outcome.err
    assert len(outcome.err.splitlines()) <= 2  # the reason, and that nothing was checked
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--select", "nope"],
        ["--bogus"],
        ["--config", "none.toml"],
        ["--set", "x=1"],
        ["none.yaml"],
        ["broken.json"],
        ["compose.yaml"],
        ["empty"],
    ],
)
def test_json_is_printed_at_exit_2_too(archlint, project, arguments):
    project({"broken.json": '{"a": ', "compose.yaml": COMPOSE, "empty/notes.txt": ""})
    outcome = archlint("--output-format", "json", *arguments)
    assert outcome.status == 2
    assert {"version", "findings", "files", "summary"} <= set(outcome.json)


def test_exit_1_and_json(archlint, project, bad):
    project({"configs/vit.yaml": bad})
    outcome = archlint("--output-format", "json", "configs")
    assert outcome.status == 1
    report = outcome.json
    (finding,) = report["findings"]
    assert set(finding) >= KEYS
    assert (finding["rule"], finding["severity"]) == ("vit-on-small-dataset", "warning")
    assert (finding["path"], finding["line"], finding["column"]) == ("configs/vit.yaml", 6, 15)
    assert (finding["end_line"], finding["end_column"]) == (6, 19)
    assert (finding["skill"], finding["section"]) == ("cnn-families-and-selection", "vit-on-small-dataset")
    assert finding["facts"]["data.train_size"] == 6000
    assert report["version"] == 1
    assert report["files"] == [{"path": "configs/vit.yaml", "dialect": "native", "status": "linted"}]
    counts = {"files": 1, "recognised": 1, "errors": 0, "warnings": 1, "questions": 0, "notes": 0}
    assert counts.items() <= report["summary"].items()


def test_exit_0_and_json(archlint, project, good):
    project({"resnet.yaml": good})
    outcome = archlint("--output-format", "json", "resnet.yaml")
    assert outcome.status == 0
    assert outcome.json["findings"] == []
    assert outcome.err == ""


def test_a_named_file_that_fails_is_exit_2_and_the_others_are_linted(archlint, project, bad):
    project({"vit.yaml": bad, "broken.yaml": "a: [1,\n"})
    outcome = archlint("--output-format", "json", "broken.yaml", "vit.yaml")
    assert outcome.status == 2
    assert outcome.rules == ["vit-on-small-dataset"]
    assert [file["status"] for file in outcome.json["files"]] == ["failed", "linted"]
    assert outcome.json["files"][0]["error"] in outcome.err


def test_a_file_below_a_folder_that_fails_is_said_and_no_failure(archlint, project, good):
    project({"resnet.yaml": good, "broken.yaml": "a: [1,\n"})
    outcome = archlint(".")
    assert outcome.status == 0
    assert "broken.yaml: line 2" in outcome.err


def test_a_named_file_of_another_kind_is_said_and_no_failure(archlint, project, good):
    project({"resnet.yaml": good, "compose.yaml": COMPOSE})
    outcome = archlint("resnet.yaml", "compose.yaml")
    assert outcome.status == 0
    assert "compose.yaml: not" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "status"), [([], 2), (["--allow-no-configs"], 0), (["--exit-zero"], 2)], ids=["gate", "hook", "zero"]
)
@pytest.mark.parametrize("path", ["compose.yaml", "folder", "nothing"])
def test_a_gate_never_passes_because_it_checked_nothing(archlint, project, arguments, status, path):
    project({"compose.yaml": COMPOSE, "folder/compose.yaml": COMPOSE, "nothing/readme.txt": "x"})
    outcome = archlint(*arguments, path)
    assert outcome.status == status
    if status == 0:
        assert outcome.out == outcome.err == ""
    else:
        assert "nothing was checked" in outcome.err


def test_allow_no_configs_does_not_hide_findings(archlint, project, bad):
    project({"vit.yaml": bad, "compose.yaml": COMPOSE})
    outcome = archlint("--allow-no-configs", "vit.yaml", "compose.yaml")
    assert outcome.status == 1
    assert "vit-on-small-dataset" in outcome.out


def test_without_a_path_the_working_directory_is_linted(archlint, project, bad):
    project({"deep/down/vit.yaml": bad})
    outcome = archlint("--output-format", "concise")
    assert outcome.status == 1
    assert outcome.out.startswith("deep/down/vit.yaml:6:15: warning: ")


def test_standard_input(archlint, project, bad):
    project({})
    plain = archlint("-", "--output-format", "json", stdin=bad.encode())
    assert plain.status == 1
    assert [file["path"] for file in plain.json["files"]] == ["-"]
    named = archlint("-", "--stdin-filename", "conf/vit.yaml", "--output-format", "json", stdin=bad.encode())
    assert [finding["path"] for finding in named.json["findings"]] == ["conf/vit.yaml"]
    text = archlint("-", stdin=bad.encode())
    assert "6 |   train_size: 6000" in text.out


def test_standard_input_takes_its_format_from_the_name(archlint, project):
    project({})
    toml = b'archlint = 1\n[model]\nfamily = "cnn"\nnum_layers = -2\n'
    outcome = archlint("-", "--stdin-filename", "x.toml", "--output-format", "json", stdin=toml)
    assert outcome.rules[0] == "impossible-value"
    outcome = archlint("-", "--output-format", "json", stdin=b'{"archlint": 1, "model": {"num_layers": -2}}')
    assert "impossible-value" in outcome.rules


def test_standard_input_beside_files(archlint, project, bad, good):
    project({"resnet.yaml": good})
    outcome = archlint("-", "resnet.yaml", "--output-format", "json", stdin=bad.encode())
    assert [file["path"] for file in outcome.json["files"]] == ["-", "resnet.yaml"]


def test_standard_input_that_is_no_text(archlint, project, good):
    project({"resnet.yaml": good})
    outcome = archlint("-", "resnet.yaml", "--output-format", "json", stdin=b"\x80\x00\xff")
    assert outcome.status == 2
    assert [file["status"] for file in outcome.json["files"]] == ["failed", "linted"]


def test_standard_input_uses_the_settings_of_its_name(archlint, project, bad):
    project({"sub/archlint.toml": 'ignore = ["vit-on-small-dataset"]\n'})
    assert archlint("-", stdin=bad.encode()).status == 1
    assert archlint("-", "--stdin-filename", "sub/x.yaml", stdin=bad.encode()).status == 0


@pytest.mark.parametrize("name", ["check", "facts", "rules", "explain"])
def test_a_file_with_a_commands_name(archlint, project, bad, name):
    project({name: bad, f"{name}.yaml": bad})
    assert archlint(f"./{name}").status == 1
    assert archlint(f"{name}.yaml").status == 1
    assert archlint("check", name).status == 1


def test_a_file_whose_name_begins_with_a_dash(archlint, project, bad):
    project({"--vit.yaml": bad})
    assert archlint("--", "--vit.yaml").status == 1
    assert archlint("./--vit.yaml").status == 1


def test_files_without_an_ending(archlint, project, bad):
    project({"vit": bad, "Dockerfile": "FROM scratch\nRUN: [\n", "notes": "a: b: c\n"})
    assert archlint("vit").status == 1
    outcome = archlint("vit", "Dockerfile", "notes")
    assert outcome.status == 1, "a file of no known format that does not parse is another kind of file"
    assert "Dockerfile: not recognised" in outcome.err


def test_a_file_is_linted_once_however_often_it_is_given(archlint, project, bad):
    project({"a/vit.yaml": bad})
    outcome = archlint("a/vit.yaml", "a", ".", "./a/../a/vit.yaml", "--output-format", "json")
    assert len(outcome.json["files"]) == 1
    assert outcome.rules == ["vit-on-small-dataset"]


@pytest.mark.parametrize("folder", [".venv", "node_modules", ".git", "build", "x.egg-info"])
def test_folders_of_other_peoples_files_are_passed_over(archlint, project, bad, good, folder):
    project({f"{folder}/vit.yaml": bad, "resnet.yaml": good})
    assert archlint(".").status == 0
    assert archlint(f"{folder}/vit.yaml").status == 1, "a named file is linted wherever it stands"


def test_an_environment_is_known_by_its_marker_and_not_by_its_name(archlint, project, bad):
    project({"env/vit.yaml": bad})
    assert archlint(".").status == 1
    project({"env/pyvenv.cfg": ""})
    assert archlint(".").status == 2


def test_output_file_holds_the_report(archlint, project, bad):
    folder = project({"vit.yaml": bad})
    outcome = archlint("vit.yaml", "--output-format", "json", "--output-file", "report.json")
    assert outcome.status == 1
    assert outcome.out == ""
    assert json.loads((folder / "report.json").read_text())["summary"]["warnings"] == 1


def test_quiet_leaves_out_the_summary(archlint, project, bad):
    project({"vit.yaml": bad})
    assert "1 file read" in archlint("vit.yaml").out
    assert "file read" not in archlint("vit.yaml", "--quiet").out


def test_verbose_shows_reasons_and_evidence(archlint, project, bad):
    project({"vit.yaml": bad, "compose.yaml": COMPOSE})
    plain, verbose = archlint("."), archlint(".", "--verbose")
    assert "because:" not in plain.out
    assert "because: data.train_size < 10,000 images" in verbose.out
    assert "evidence: arXiv:" in verbose.out
    assert plain.err == ""
    assert "compose.yaml" in verbose.err


def test_facts_shows_value_place_and_origin(archlint, project, bad):
    project({"vit.yaml": bad})
    text = archlint("facts", "vit.yaml")
    assert text.status == 0
    assert "data.train_size = 6000 (stated at vit.yaml:6:15)" in text.out
    shown = archlint("facts", "vit.yaml", "--output-format", "json").json["files"][0]
    assert shown["status"] == "linted"
    assert shown["facts"]["data.train_size"] == {
        "value": 6000, "origin": "stated", "key": "data.train_size", "path": "vit.yaml", "line": 6, "column": 15,
    }  # fmt: skip
    family = shown["facts"]["model.family"]
    assert (family["value"], family["origin"], family["line"]) == ("vision-transformer", "derived", 3)
    assert shown["components"] == []


@pytest.mark.parametrize("command", [["facts"], ["explain", "vit-on-small-dataset", "--file"]])
def test_reading_options_of_the_other_commands(archlint, project, bad, command):
    project({"vit.yaml": bad, "archlint.toml": 'facts = {deployment.device = "Jetson Orin"}\n',
             "other.toml": 'facts = {deployment.device = "Pixel 6"}\n'})  # fmt: skip
    command = [*command, "vit.yaml"]
    if command[0] == "facts":
        assert "Jetson Orin" in archlint(*command).out
        assert "Jetson Orin" not in archlint(*command, "--isolated").out
        assert "Pixel 6" in archlint(*command, "--config", "other.toml").out
    assert "3000000" in archlint(*command, "--set", "data.train_size=3000000").out
    assert archlint(*command, "--set", "data.train_size=-3").status == 2


def test_opaque_values_are_shown_as_such(archlint, project):
    project({"vit.yaml": "archlint: 1\nmodel: {family: cnn, num_layers: '${layers}'}\n"})
    shown = archlint("facts", "vit.yaml", "--output-format", "json").json["files"][0]["facts"]["model.num_layers"]
    assert (shown["value"], shown["origin"]) == (None, "opaque")


def test_explain_takes_the_section_that_a_finding_names(archlint):
    page = archlint("explain", "vit-on-small-dataset")
    assert archlint("explain", "cnn-families-and-selection#vit-on-small-dataset").out == page.out
    outcome = archlint("explain", "normalization-techniques#vit-on-small-dataset")
    assert (outcome.status, outcome.out) == (2, "")


def test_explain_with_a_file_shows_each_condition(archlint, project, bad):
    project({"vit.yaml": bad, "compose.yaml": COMPOSE})
    outcome = archlint("explain", "vit-on-small-dataset", "--file", "vit.yaml")
    assert outcome.status == 0
    assert "true     data.train_size < 10,000 images  [data.train_size = 6000 (stated at vit.yaml:6:15)" in outcome.out
    assert "false    model.distilled is true" in outcome.out
    assert "unknown  model.hybrid_stem is true" in outcome.out
    assert "verdict: warning" in outcome.out
    assert "no rule judges it" in archlint("explain", "vit-on-small-dataset", "--file", "compose.yaml").out


def test_explain_shows_the_limits_that_hold_here(archlint, project):
    project({})
    assert "few_images = 10,000 images (default)" in archlint("explain", "vit-on-small-dataset").out
    project({"archlint.toml": "[rules.vit-on-small-dataset]\nfew_images = 500\n"})
    assert "few_images = 500 images (set in archlint.toml)" in archlint("explain", "vit-on-small-dataset").out


def test_explain_prints_a_skill_and_the_page_of_questions(archlint, project):
    project({})
    assert archlint("explain", "using-neural-architectures").out.startswith("# ")
    assert "tool.archlint.facts" in archlint("explain", "unknown-fact").out


@pytest.mark.parametrize("command", ["rules", "skills", "dialects"])
def test_lists(archlint, project, command):
    project({})
    rows = archlint(command, "--output-format", "json").json[command]
    assert rows
    lines = archlint(command).out.splitlines()
    assert [line.split()[0] for line in lines] == [row["name"] for row in rows]


def test_fail_on_question(archlint, project, good):
    asking = good.replace("deployment: {target: server, latency: batch}\n", "").replace(
        "resnet50", "vit_base_patch16_224"
    )
    project({"vit.yaml": asking})
    outcome = archlint("vit.yaml", "--output-format", "json")
    assert outcome.status == 0
    (question,) = outcome.json["findings"]
    assert question["rule"] == "unknown-fact"
    assert question["severity"] == "question"
    assert question["fact"] in ("deployment.target", "deployment.latency")
    assert question["decides"]
    assert question["files"] == ["vit.yaml"]
    assert "--set" in question["answer"]
    assert archlint("vit.yaml", "--fail-on", "question").status == 1
    answered = archlint("vit.yaml", "--fail-on", "question", "--set", f"{question['fact']}=server")
    assert answered.status == 0


def test_each_missing_fact_is_asked_once_for_all_files(archlint, project, good):
    asking = good.replace("deployment: {target: server, latency: batch}\n", "").replace(
        "resnet50", "vit_base_patch16_224"
    )
    project({"a.yaml": asking, "b.yaml": asking})
    findings = archlint(".", "--output-format", "json").json["findings"]
    assert len({question["fact"] for question in findings}) == len(findings)
    assert findings[0]["files"] == ["a.yaml", "b.yaml"]
    assert findings[0]["path"] == "a.yaml"


def command(*arguments, **options):
    """Run the command line in a process of its own."""
    environment = {**ENVIRONMENT, **options.pop("environment", {})}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run([*COMMAND, *arguments], timeout=60, env=environment, check=False, **streams)


def test_the_module_is_the_command(project, bad):
    project({"vit.yaml": bad})
    outcome = command("vit.yaml")
    assert outcome.returncode == 1
    assert b"vit-on-small-dataset" in outcome.stdout


def test_json_is_utf_8_whatever_the_terminal(project):
    project({"vit.yaml": "archlint: 1\nmodel: {family: café}\n"})
    outcome = command("--output-format", "json", "vit.yaml", environment={"PYTHONIOENCODING": "ascii"})
    assert "café" in json.loads(outcome.stdout)["findings"][0]["message"]
    assert command("vit.yaml", environment={"PYTHONIOENCODING": "ascii"}).returncode == 1


def test_a_reader_that_closes_is_no_fault(project, bad):
    project({"vit.yaml": bad})
    reader, writer = os.pipe()
    os.close(reader)
    outcome = command("vit.yaml", stdout=writer)
    os.close(writer)
    assert outcome.returncode == 141
    assert outcome.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_said_in_one_line(project, bad):
    project({"vit.yaml": bad})
    with open("/dev/full", "wb") as full:
        outcome = command("vit.yaml", stdout=full)
    assert outcome.returncode == 2
    assert outcome.stderr.decode().splitlines() == [
        "archlint: standard output: cannot be written: No space left on device"
    ]


def test_a_fault_in_archlint_is_exit_3_with_one_line(archlint, project, bad, good, monkeypatch):
    project({"vit.yaml": bad, "resnet.yaml": good})
    from archlint.engine import reading

    def fail(document, path, project):
        if path.endswith("vit.yaml"):
            raise RuntimeError("broken\ninside")
        return compose(document, path, project)

    compose = reading.compose
    monkeypatch.setattr(reading, "compose", fail)
    outcome = archlint("vit.yaml", "resnet.yaml")
    assert outcome.status == 3
    (line,) = outcome.err.splitlines()
    assert "RuntimeError: broken inside" in line
    assert "report" in line
    with pytest.raises(RuntimeError):
        archlint("vit.yaml", "--debug")


def test_a_fault_before_any_file_is_exit_3_too(archlint, project, bad, monkeypatch):
    project({"vit.yaml": bad})
    monkeypatch.setattr("archlint.engine.discover", lambda paths: 1 / 0)
    outcome = archlint("vit.yaml")
    assert outcome.status == 3
    assert len(outcome.err.splitlines()) == 1


def test_the_library_lints(project, bad):
    project({"vit.yaml": bad})
    import archlint

    (finding,) = archlint.lint("vit.yaml", isolated=True)
    assert (finding.rule, finding.spot.line) == ("vit-on-small-dataset", 6)
    assert isinstance(finding, archlint.Finding)
    with pytest.raises(AttributeError):
        _ = archlint.nothing


def test_the_library_raises_for_what_it_cannot_lint(project, bad):
    project({"vit.yaml": bad, "broken.yaml": "a: [", "folder/broken.yaml": "a: ["})
    import archlint

    with pytest.raises(archlint.LintError, match=r"typo\.yaml: no such file") as raised:
        archlint.lint(["typo.yaml", "vit.yaml", "broken.yaml"], isolated=True)
    assert set(raised.value.failed) == {"typo.yaml", "broken.yaml"}
    assert [finding.rule for finding in raised.value.findings] == ["vit-on-small-dataset"]
    assert archlint.lint("folder", isolated=True) == []  # found, and not named
    with pytest.raises(archlint.SettingsError):
        archlint.lint("vit.yaml", select=["vit-on-smal-dataset"])
