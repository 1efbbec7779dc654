"""Reports: their exact text, colours, what hostile values may do to them, and that two runs give the same bytes."""

import json
from xml.etree import ElementTree

import pytest

from archlint import engine, reporters
from archlint.findings import ERROR, NOTE, QUESTION, WARNING, Finding
from archlint.reporters import facts, visible
from archlint.sources import Spot


def finding(rule, severity, message, spot, **details):
    common = {"skill": "some-skill", "section": rule, "dialect": "native", "facts": {}, "keys": ("a", "b")}
    return Finding(rule, severity, message, Spot(*spot), **{**common, **details})


def a_run():
    """A run with one finding of each kind, made by hand so that no rule's wording matters."""
    run = engine.Run()
    linted = engine.FileResult("a.yaml", True)
    linted.status, linted.dialect = "linted", "native"
    failed = engine.FileResult("b.json", True)
    failed.status, failed.error = "failed", "line 1, column 2: not valid JSON"
    passed = engine.FileResult("c.yaml")
    run.files = [linted, failed, passed]
    run.findings = [
        finding("bad-value", ERROR, "it cannot be", ("a.yaml", 1, 4, 1, 6), instead="write another", key_value=-2),
        finding("few-data", WARNING, "too few", ("base.yaml", 2, 3, 2, 7), instead="take more", linted="a.yaml",
                facts={"data.train_size": 10}, evidence=("arXiv:1",), reasons=[("data.train_size < 20", ())]),
        finding("good-to-know", NOTE, "by the way", ("a.yaml", 3, 1, 4, 9), instead="nothing"),
        finding("unknown-fact", QUESTION, "How many?", ("a.yaml", 1, 1, 1, 2), instead="", fact="data.train_size",
                ask="How many?", section="few-data",
                decides=["few-data"], files=["a.yaml", "d.yaml"], answer="--set data.train_size=1000"),
    ]  # fmt: skip
    run.skipped = {"data.train_size": {"few-data", "more-data"}, "model.family": {"few-data"}}
    return run


LINES = {("a.yaml", 1): "x: -2", ("base.yaml", 2): "\tyy: zzz", ("a.yaml", 3): "k: [1,"}


def line_of(path, number):
    return LINES.get((path, number), "")


TEXT = """\
a.yaml:1:4: error: it cannot be [bad-value]
  1 | x: -2
    |    ^^
  instead: write another
  skill: some-skill#bad-value (archlint explain bad-value)

base.yaml:2:3: warning: too few [few-data]
  2 |  yy: zzz
    |   ^^^^
  via: a.yaml
  instead: take more
  skill: some-skill#few-data (archlint explain few-data)

1 question, which would decide a rule:
  data.train_size: How many? (a.yaml and 1 more)
  answer: --set FACT=VALUE for this run; archlint init, or FACT = VALUE under [tool.archlint.facts], for good

2 files read, 1 recognised (native), 1 not recognised (why: --verbose), 1 failed: 1 error, 1 warning, 1 question, 1 note
2 checks skipped for missing facts: data.train_size (2), model.family (1)
"""
CONCISE = """\
a.yaml:1:4: error: it cannot be [bad-value]
base.yaml:2:3: warning: too few [few-data]
a.yaml:1:1: question: How many? [unknown-fact]
"""


def render(name, run=None, **options):
    return reporters.load(name).render(run or a_run(), line_of=line_of, **options)


def test_text():
    assert render("text") == TEXT


def test_text_tells_a_related_value_that_is_written_from_one_that_follows():
    place = {"path": "a.yaml", "line": 2, "column": 7}
    related = [
        {"fact": "model.hidden_size", "value": 768, "key": "n_embd", **place},
        {"fact": "model.total_stride", "value": 8, "key": "dim_mults", "written": None, **place},
        {"fact": "model.incoming_channels", "value": 512, "key": "depth", "written": 18, **place},
    ]
    run = a_run()
    run.findings = [finding("heads", ERROR, "they do not fit", ("a.yaml", 1, 4, 1, 6), instead="", related=related)]
    assert [line for line in render("text", run).splitlines() if line.startswith("  with:")] == [
        "  with: n_embd = 768 at a.yaml:2:7",
        "  with: total_stride = 8 (from dim_mults) at a.yaml:2:7",
        "  with: incoming_channels = 512 (from depth = 18) at a.yaml:2:7",
    ]


def test_quiet_text_has_no_summary():
    assert render("text", quiet=True) == TEXT[: TEXT.index("\n2 files read")]


def test_verbose_text_shows_notes_reasons_and_evidence():
    text = render("text", verbose=True)
    assert "a.yaml:3:1: note: by the way [good-to-know]\n  3 | k: [1,\n    | ^^^^^^\n" in text
    assert "  because: data.train_size < 20\n  evidence: arXiv:1\n" in text


def test_concise():
    assert render("concise") == CONCISE
    assert len(render("concise", verbose=True).splitlines()) == 4
    assert render("concise", engine.Run()) == ""


def test_json():
    report = json.loads(render("json"))
    assert [found["severity"] for found in report["findings"]] == ["error", "warning", "note", "question"]
    warning, question = report["findings"][1], report["findings"][3]
    fingerprint = warning.pop("fingerprint")
    assert len(fingerprint) == 16
    assert warning == {
        "rule": "few-data", "severity": "warning", "message": "too few", "path": "base.yaml", "line": 2, "column": 3,
        "end_line": 2, "end_column": 7, "skill": "some-skill", "section": "few-data", "instead": "take more",
        "evidence": ["arXiv:1"], "dialect": "native", "facts": {"data.train_size": 10}, "key": "a.b",
        "via": "a.yaml",
    }  # fmt: skip
    asked = {"fact": "data.train_size", "decides": ["few-data"], "files": ["a.yaml", "d.yaml"]}
    assert asked.items() <= question.items()
    assert report["files"] == [
        {"path": "a.yaml", "dialect": "native", "status": "linted"},
        {"path": "b.json", "dialect": None, "status": "failed", "error": "line 1, column 2: not valid JSON"},
        {"path": "c.yaml", "dialect": None, "status": "not-recognised"},
    ]
    assert report["summary"] == {
        "files": 3, "recognised": 1, "errors": 1, "warnings": 1, "questions": 1, "notes": 1,
        "skipped": {"data.train_size": ["few-data", "more-data"], "model.family": ["few-data"]},
    }  # fmt: skip


@pytest.mark.parametrize("name", reporters.FORMATS)
def test_a_run_over_nothing(name):
    text = render(name, engine.Run())
    if name == "json":
        assert json.loads(text)["files"] == []
    elif name in ("sarif", "gitlab"):
        assert (json.loads(text)["runs"][0]["results"] if name == "sarif" else json.loads(text)) == []
    elif name == "junit":
        assert ElementTree.fromstring(text).get("tests") == "0"
    else:
        assert text == "" or "0 files" in text or "0 of 0" in text


def test_colours():
    text = render("text", colour=True)
    assert "\x1b[1;31merror\x1b[0m" in text
    assert "\x1b[1;33m^^^^\x1b[0m" in text
    plain = render("text")
    assert "\x1b" not in plain


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colours_by_environment(archlint, project, bad, monkeypatch, environment, coloured):
    project({"vit.yaml": bad})
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b" in archlint("vit.yaml").out) is coloured
    assert "\x1b" not in archlint("vit.yaml", "--output-format", "json").out


@pytest.mark.parametrize(("terminal", "coloured"), [("xterm", True), ("dumb", False)])
def test_colours_on_a_terminal(archlint, project, bad, monkeypatch, terminal, coloured):
    project({"vit.yaml": bad})
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert ("\x1b" in archlint("vit.yaml").out) is coloured
    assert "\x1b" not in archlint("vit.yaml", "--output-file", "report").out


def test_no_colour_in_a_file(archlint, project, bad, monkeypatch):
    folder = project({"vit.yaml": bad})
    monkeypatch.setenv("FORCE_COLOR", "1")
    archlint("vit.yaml", "--output-file", "report.txt")
    assert "\x1b" not in (folder / "report.txt").read_text()


@pytest.mark.parametrize("column", [1, 40, 5000, 9_990])
def test_a_long_line_is_cut_around_its_caret(column):
    run = engine.Run()
    run.findings = [finding("r", ERROR, "m", ("long.yaml", 1, column, 1, column + 3), instead="i")]
    line = "".join(chr(97 + number % 26) for number in range(10_000))
    text = reporters.load("text").render(run, line_of=lambda path, number: line, quiet=True)
    shown, carets = text.split("\n")[1:3]
    assert len(shown) < 180
    start = carets.index("^")
    assert shown[start : start + 3] == line[column - 1 : column + 2]


def test_what_stands_behind_the_last_character_is_marked():
    run = engine.Run()
    run.findings = [finding("r", ERROR, "m", ("x", 1, 99, 1, 99), instead="i")]
    text = reporters.load("text").render(run, line_of=lambda path, number: "short", quiet=True)
    assert text.split("\n")[2].endswith("^")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ä 😀", "plain ä 😀"),
        ("a\nb", "a\\nb"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202e", "\\u202e"),
        ("\ud800", "\\ud800"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown
    assert visible(text).isprintable()


def test_two_runs_give_the_same_bytes(archlint, project, bad, good):
    project({
        "b/vit.yaml": bad,
        "a/vit.yaml": bad.replace("deployment: {target: server, latency: batch}\n", ""),
        "a/resnet.json": json.dumps({"archlint": 1, "model": {"family": "cnn", "num_layers": 30}}),
        "c.yaml": good,
        "broken.yaml": "a: [",
    })  # fmt: skip
    for output_format in reporters.FORMATS:
        first, second = (archlint(".", "--output-format", output_format, "-v") for _ in range(2))
        assert first == second
    report = archlint(".", "--output-format", "json").json
    places = [
        (found["severity"] == "question", found["path"], found["line"], found["column"], found["rule"])
        for found in report["findings"]
    ]
    assert places == sorted(places)


def test_findings_are_ordered_by_place_whatever_the_order_of_paths(archlint, project, bad):
    project({"a.yaml": bad, "b.yaml": bad})
    paths = ["a.yaml", "b.yaml"]
    first, second = (archlint(*order, "--output-format", "json").json for order in (paths, paths[::-1]))
    assert first["findings"] == second["findings"]


def test_a_fingerprint_survives_moved_lines_and_not_a_changed_value(archlint, project, bad):
    def fingerprint(text):
        project({"vit.yaml": text})
        return archlint("vit.yaml", "--output-format", "json").json["findings"][0]["fingerprint"]

    first = fingerprint(bad)
    assert fingerprint("# moved\n\n" + bad) == first
    assert fingerprint(bad.replace("6000", "6001")) != first


def test_facts_as_text(archlint, project):
    project({"x.yaml": "archlint: 1\nmodel: {architecture: resnet50, normalization: '${norm}'}\n", "y.txt": "hello"})
    text = archlint("facts", "x.yaml", "y.txt").out
    assert "x.yaml: linted as native (the marker archlint: 1)" in text
    assert "model.family = 'cnn' (derived from resnet50 at x.yaml:2:23)" in text
    assert "model.normalization = not known here (opaque at x.yaml:2:48)" in text
    assert "y.txt: not-recognised" in text
    assert facts.render([], "text") == ""


def test_findings_that_many_files_share_are_one_block_in_text_and_all_in_json(archlint, project, bad):
    project({f"runs/{number:03}.yaml": bad for number in range(12)})
    text = archlint("runs").out
    assert text.count("[vit-on-small-dataset]") == 1
    same = "the same in 11 other files: runs/001.yaml:6:15, runs/002.yaml:6:15, runs/003.yaml:6:15 and 8 more"
    assert same in text
    assert "12 warnings" in text
    assert "runs/011.yaml:6:15" in archlint("--verbose", "runs").out
    assert len(archlint("--output-format", "json", "runs").json["findings"]) == 12
    assert len(archlint("--output-format", "concise", "runs").out.splitlines()) == 12


def test_equal_findings_of_few_files_or_of_one_file_keep_their_places(archlint, project):
    twice = "archlint: 1\nmodel: {family: cnn}\nmodle: 1\nmodle2: 1\n"
    project({"w.yaml": twice, "x.yaml": twice, "y.yaml": "archlint: 1\nmodle: 1\n"})
    text = archlint(".").out
    for place in ("w.yaml:3:1", "w.yaml:4:1", "x.yaml:3:1", "x.yaml:4:1", "y.yaml:2:1"):
        assert place in text


def test_text_fits_the_terminal(archlint, project, bad, monkeypatch):
    project({"x.yaml": bad + "note: " + "long " * 60 + "\n", "vit.yaml": "model: ViT\n"})
    for columns, most in (("80", 80), ("120", 120), (None, 80), ("nonsense", 80)):
        monkeypatch.delenv("COLUMNS") if columns is None else monkeypatch.setenv("COLUMNS", columns)
        text = archlint(".").out
        assert max(map(len, text.splitlines())) <= most
        assert "each of which would decide a rule:" in text
    assert "x.yaml:6:15: warning: " in text
