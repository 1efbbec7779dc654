"""``archlint init`` without a terminal: what it finds, writes and leaves alone."""

import builtins
import os
import stat

import pytest
import tomli
from environments import TREE

from archlint import __version__
from archlint.interview import companions

VIT = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\ndata: {name: my-x-rays}\n"
TIMM = "model: vit_small_patch16_224\npretrained: true\ndata_dir: data\nlr: 0.1\nopt: adamw\nepochs: 3\nsched: cosine\n"
TEXT = "archlint: 1\ntask: text-classification\nmodel: {family: transformer-encoder, pretrained: false}\n"
ANSWERS = ("--set", "data.train_size=200k", "--set", "deployment.target=server")
PROJECT = """\
# the project
[project]
name = "x-rays"   # keep this

[tool.black]
line-length = 100
"""


def questions(outcome):
    return {finding["fact"] for finding in outcome.json["findings"] if finding["severity"] == "question"}


def test_it_asks_what_check_asks(archlint, project):
    project({"x.yaml": VIT})
    asked = {question["fact"] for question in archlint("init", "--yes", "--output-format", "json").json["questions"]}
    assert asked >= {"data.train_size", "deployment.target"}
    assert asked == questions(archlint("check", "--output-format", "json"))


def test_then_check_asks_no_more(archlint, project):
    project({"x.yaml": VIT, "args.yaml": TIMM})
    outcome = archlint("init", "--yes", *ANSWERS, "--output-format", "json")
    assert outcome.status == 0
    assert outcome.json["questions"] == []
    assert outcome.json["written"] == [{"path": "archlint.toml", "action": "created"}]
    assert questions(archlint("check", "--output-format", "json")) == set()


def test_the_json_report(archlint, project):
    project({"x.yaml": VIT})
    report = archlint("init", "--yes", "--set", "deployment.target=server", "--output-format", "json").json
    assert list(report) == [
        "version", "settings", "files", "answers", "measured", "kept", "written", "questions",
    ]  # fmt: skip
    assert report["files"] == [{"path": "x.yaml", "dialect": "native"}]
    assert report["answers"] == [{"fact": "deployment.target", "value": "server", "files": []}]
    (question,) = report["questions"]
    assert (question["fact"], question["decides"], question["files"]) == (
        "data.train_size",
        ["vit-on-small-dataset"],
        ["x.yaml"],
    )


def test_a_band_is_an_answer(archlint, project):
    project({"x.yaml": VIT})
    archlint("init", "--yes", "--set", "data.size_band=small", "--set", "deployment.target=server")
    outcome = archlint("check", "--output-format", "json")
    assert outcome.rules == ["vit-on-small-dataset"]
    assert questions(outcome) == set()


@pytest.mark.parametrize(("band", "rules"), [("small", ["vit-on-small-dataset"]), ("medium", []), ("large", [])])
def test_a_band_decides_for_one_run(archlint, project, band, rules):
    project({"x.yaml": VIT})
    outcome = archlint(
        "check", "--set", f"data.size_band={band}", "--set", "deployment.target=server", "--output-format", "json"
    )
    assert outcome.rules == rules


def test_the_rest_of_pyproject_is_left_as_it_stands(archlint, project):
    pytest.importorskip("tomlkit")
    root = project({"x.yaml": VIT, "pyproject.toml": PROJECT})
    archlint("init", "--yes", *ANSWERS)
    text = (root / "pyproject.toml").read_text()
    assert text.startswith(PROJECT)
    assert tomli.loads(text)["tool"]["archlint"] == {
        "fail-on": "warning",
        "facts": {"data": {"train_size": 200_000}, "deployment": {"target": "server"}},
    }
    assert not (root / "archlint.toml").exists()


LAYOUTS = {
    "dotted": "[tool.archlint.facts]\ndata.unit = 'images' # c\n",
    "nested": "[tool.archlint.facts.data]\nunit = 'images'\n[tool.x]\na = 1\n",
    "quoted": "[tool.archlint.facts]\n'data.unit' = 'images'\n",
    "inline": "[tool.archlint]\nfacts = {data.unit = 'images'}\n",
    "dotted from the top": "[tool.archlint]\nfacts.data.unit = 'images'\n",
    "in between": "[tool.archlint]\nignore = ['vit-on-edge']\n[tool.archlint.facts]\ndata.unit = 'images'\n[tool.y]\n",
    "with rules below": (
        "[tool.archlint.facts]\ndata.unit = 'images'\n\n[tool.archlint.rules.vit-on-edge]\nseverity = 'note'\n"
    ),
    "with overrides": "[tool.archlint]\nfacts = {'data.unit' = 'images'}\n[[tool.archlint.overrides]]\nfiles = ['a']\n",
}


@pytest.mark.parametrize("own", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_layout_is_added_to(archlint, project, own, line_end):
    pytest.importorskip("tomlkit")
    before = (PROJECT + own).replace("\n", line_end)
    root = project({"x.yaml": VIT, "pyproject.toml": before})
    outcome = archlint("init", "--yes", *ANSWERS)
    assert outcome.status == 0, outcome.err
    after = (root / "pyproject.toml").read_bytes().decode()
    kept = after.splitlines()
    assert [line for line in before.splitlines() if line.strip() and line not in kept] in (
        [],
        [line for line in before.splitlines() if "facts = {" in line],  # one line holds the table itself
    )
    assert after.count("\r\n") == (after.count("\n") if line_end == "\r\n" else 0)
    facts = archlint("facts", "x.yaml", "--output-format", "json").json["files"][0]["facts"]
    assert (facts["data.train_size"]["value"], facts["data.train_size"]["origin"]) == (200_000, "setting")
    assert facts["data.unit"]["value"] == "images"


def test_twice_is_once(archlint, project):
    pytest.importorskip("tomlkit")
    root = project({"x.yaml": VIT, "pyproject.toml": PROJECT})
    archlint("init", "--yes", *ANSWERS)
    text = (root / "pyproject.toml").read_text()
    assert archlint("init", "--yes", *ANSWERS, "--output-format", "json").json["written"] == []
    assert (root / "pyproject.toml").read_text() == text


@pytest.mark.parametrize(("options", "value"), [((), 5), (("--yes",), 5), (("--force",), 9)])
def test_an_answer_that_stands_is_kept_unless_forced(archlint, project, options, value):
    pytest.importorskip("tomlkit")
    root = project({"x.yaml": VIT, "archlint.toml": "[facts]\ndata.train_size = 5\n"})
    outcome = archlint("init", "--yes", "--set", "data.train_size=9", *options)
    assert tomli.loads((root / "archlint.toml").read_text())["facts"]["data"]["train_size"] == value
    assert ("kept data.train_size = 5" in outcome.out) == (value == 5)


def test_an_answer_for_one_kind_of_data_is_not_given_to_another(archlint, project):
    project({"x.yaml": VIT, "text.yaml": TEXT + "data: {modality: text, unit: documents}\n"})
    asked = archlint("init", "--yes", "--output-format", "json").json["questions"]
    assert sorted(question["files"] for question in asked if question["fact"] == "data.train_size") == [
        ["text.yaml"],
        ["x.yaml"],
    ]


@pytest.fixture
def without_tomlkit(monkeypatch):
    real = builtins.__import__

    def refuse(name, *rest):
        if name == "tomlkit":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)


ADDED_BY_LINES = {
    "none": "",
    **{name: LAYOUTS[name] for name in ("dotted", "quoted", "in between", "with rules below")},
}


@pytest.mark.usefixtures("without_tomlkit")
@pytest.mark.parametrize("own", ADDED_BY_LINES.values(), ids=ADDED_BY_LINES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_plain_install_adds_to_what_stands(archlint, project, own, line_end):
    before = (PROJECT + own).replace("\n", line_end)
    root = project({"x.yaml": VIT, "pyproject.toml": before})
    outcome = archlint("init", "--yes", *ANSWERS)
    assert outcome.status == 0, outcome.err
    after = (root / "pyproject.toml").read_bytes().decode()
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert after.count("\r\n") == (after.count("\n") if line_end == "\r\n" else 0)
    facts = tomli.loads(after)["tool"]["archlint"]["facts"]
    assert facts["data"]["train_size"] == 200_000
    assert facts["deployment"]["target"] == "server"
    assert not (root / "archlint.toml").exists()
    assert archlint("init", "--yes", *ANSWERS, "--output-format", "json").json["written"] == []


@pytest.mark.usefixtures("without_tomlkit")
@pytest.mark.parametrize("own", [LAYOUTS[name] for name in ("nested", "inline", "dotted from the top")])
def test_what_only_an_editor_can_add_is_shown(archlint, project, own):
    root = project({"x.yaml": VIT, "pyproject.toml": PROJECT + own})
    outcome = archlint("init", "--yes", *ANSWERS)
    assert outcome.status == 2
    assert outcome.err == (
        "archlint: pyproject.toml is edited with tomlkit, which is not installed: pip install 'archlint[init]'\n"
    )
    assert "data.train_size = 200000" in outcome.out
    assert (root / "pyproject.toml").read_text() == PROJECT + own


@pytest.mark.usefixtures("without_tomlkit")
def test_an_answer_for_some_files_is_added_by_lines_too(archlint, project):
    root = project({"x.yaml": VIT, "archlint.toml": "ignore = ['vit-on-edge']\n"})
    assert archlint("init", "--yes", *ANSWERS).status == 0
    assert tomli.loads((root / "archlint.toml").read_text())["facts"]["deployment"]["target"] == "server"


@pytest.mark.parametrize("options", [(), ("--pre-commit", "--ci", "--from", "archlint")])
def test_nothing_is_written_without_a_yes(archlint, project, options):
    root = project({"x.yaml": VIT})
    outcome = archlint("init", *ANSWERS, *options)
    assert outcome.status == 0
    assert "not written; --yes would write" in outcome.out
    assert "data.train_size = 200000" in outcome.out
    assert sorted(path.name for path in root.iterdir()) == [".git", "x.yaml"]


@pytest.mark.parametrize(
    ("fact", "said", "value"),
    [
        ("data.modality", "images", "image"),
        ("data.modality", "tables", "tabular"),
        ("data.modality", "several", "multimodal"),
        ("deployment.target", "laptop", "desktop"),
        ("deployment.target", "phone", "mobile"),
        ("constraints.compute", "laptop", "low"),
        ("model.normalization", "BatchNorm", "batch"),
        ("data.train_size", "12k", 12_000),
    ],
)
def test_an_answer_is_said_in_the_words_of_configs(archlint, project, fact, said, value):
    project({"x.yaml": VIT})
    answers = archlint("init", "--set", f"{fact}={said}", "--output-format", "json").json["answers"]
    assert [answer["value"] for answer in answers] == [value]


def test_a_word_with_several_meanings_is_asked_back(archlint, project):
    project({"x.yaml": VIT})
    assert "say which" in archlint("init", "--set", "data.modality=sequences").err


@pytest.mark.parametrize("text", ["[tool.archlint\n", "\xff", "[tool.archlint]\nfakts = 1\n"])
def test_settings_that_cannot_be_used_are_left_alone(archlint, project, text):
    pytest.importorskip("tomlkit")
    root = project({"x.yaml": VIT, "pyproject.toml": text.encode("latin-1")})
    assert archlint("init", "--yes", *ANSWERS).status == 2
    assert (root / "pyproject.toml").read_bytes() == text.encode("latin-1")


@pytest.mark.skipif(os.name == "nt", reason="no links")
def test_nothing_outside_the_project_is_written(archlint, project, tmp_path_factory):
    pytest.importorskip("tomlkit")
    outside = tmp_path_factory.mktemp("outside") / "notes.toml"
    outside.write_text(PROJECT)
    root = project({"x.yaml": VIT})
    (root / "pyproject.toml").symlink_to(outside)
    (root / ".github").symlink_to(outside.parent)
    outcome = archlint("init", "--yes", *ANSWERS)
    assert (outcome.status, outside.read_text()) == (2, PROJECT)
    (root / "pyproject.toml").unlink()
    assert archlint("init", "--yes", "--ci", "--from", "archlint").status == 2
    assert [path.name for path in outside.parent.iterdir()] == ["notes.toml"]


@pytest.mark.skipif(os.name == "nt", reason="no modes")
def test_the_file_keeps_its_mode(archlint, project):
    pytest.importorskip("tomlkit")
    root = project({"x.yaml": VIT, "pyproject.toml": PROJECT})
    (root / "pyproject.toml").chmod(0o640)
    archlint("init", "--yes", *ANSWERS)
    assert stat.S_IMODE((root / "pyproject.toml").stat().st_mode) == 0o640
    assert [path.name for path in root.iterdir() if path.name.startswith(".archlint")] == []


@pytest.mark.parametrize(
    ("source", "entry", "install"),
    [
        (
            "git+https://example.org/team/archlint@abc123",
            {"repo": "https://example.org/team/archlint", "rev": "abc123", "hooks": [{"id": "archlint"}]},
            "pip install 'archlint @ git+https://example.org/team/archlint@abc123'",
        ),
        (
            "git@example.org:team/archlint.git",
            {
                "repo": "git@example.org:team/archlint.git",
                "rev": f"v{__version__}",
                "hooks": [{"id": "archlint"}],
            },
            f"pip install 'archlint @ git+ssh://git@example.org/team/archlint.git@v{__version__}'",
        ),
        ("tools/archlint", ["./tools/archlint"], "pip install ./tools/archlint"),
        ("archlint==0.1.0", ["archlint==0.1.0"], "pip install archlint==0.1.0"),
    ],
)
def test_a_hook_and_a_workflow_install_from_where_the_user_says(archlint, project, source, entry, install):
    yaml = pytest.importorskip("yaml")
    root = project({"x.yaml": VIT})
    archlint("init", "--yes", "--pre-commit", "--ci", "--from", source)
    (made,) = yaml.safe_load((root / ".pre-commit-config.yaml").read_text())["repos"]
    if isinstance(entry, dict):
        assert made == entry
    else:
        assert made["repo"] == "local"
        assert made["hooks"][0]["additional_dependencies"] == entry
    steps = yaml.safe_load((root / ".github/workflows/archlint.yml").read_text())["jobs"]["archlint"]["steps"]
    assert steps[-2:] == [{"run": install}, {"run": "archlint"}]


@pytest.mark.parametrize(
    "source",
    ["git+https://github.com/team/archlint@abc123", "git@github.com:team/archlint.git@abc123",
     "https://github.com/team/archlint.git@abc123"],
)  # fmt: skip
@pytest.mark.parametrize("files", [{"x.yaml": VIT}, {"compose.yaml": "services: {}\n"}])
def test_where_github_holds_it_the_workflow_uses_its_action(archlint, project, source, files):
    yaml = pytest.importorskip("yaml")
    root = project(files)
    archlint("init", "--yes", "--ci", "--from", source)
    steps = yaml.safe_load((root / ".github/workflows/archlint.yml").read_text())["jobs"]["archlint"]["steps"]
    lost = {} if "x.yaml" in files else {"with": {"allow-no-configs": True}}
    assert steps[-1] == {"uses": "team/archlint@abc123", **lost}


def test_a_workflow_of_a_project_without_configs_does_not_fail(archlint, project):
    yaml = pytest.importorskip("yaml")
    root = project({"compose.yaml": "services: {}\n"})
    archlint("init", "--yes", "--ci", "--from", "archlint")
    steps = yaml.safe_load((root / ".github/workflows/archlint.yml").read_text())["jobs"]["archlint"]["steps"]
    assert steps[-1] == {"run": "archlint --allow-no-configs"}


def test_a_written_hook_is_that_which_ships(archlint, project):
    yaml = pytest.importorskip("yaml")
    root = project({"x.yaml": VIT})
    archlint("init", "--yes", "--pre-commit", "--from", "archlint==0.1.0")
    (hook,) = yaml.safe_load((root / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    shipped = yaml.safe_load((TREE / ".pre-commit-hooks.yaml").read_text())[0]
    assert {key: hook[key] for key in ("entry", "files", "require_serial", "language")} == {
        key: shipped[key] for key in ("entry", "files", "require_serial", "language")
    }


def test_no_address_is_made_up(archlint, project, monkeypatch):
    yaml = pytest.importorskip("yaml")
    monkeypatch.setattr("archlint.interview.session.source_address", lambda: "")
    root = project({"x.yaml": VIT})
    outcome = archlint("init", "--yes", "--pre-commit", "--ci")
    text = (root / ".pre-commit-config.yaml").read_text()
    assert "://" not in text
    (hook,) = yaml.safe_load(text)["repos"][0]["hooks"]
    assert (hook["entry"], hook["language"]) == (companions.HOOK, "system")
    assert "say with --from" in outcome.out
    assert not (root / ".github").exists()


def test_a_hook_is_not_put_into_a_file_that_stands(archlint, project):
    root = project({"x.yaml": VIT, ".pre-commit-config.yaml": "repos: []\n"})
    outcome = archlint("init", "--yes", "--pre-commit")
    assert (root / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert "- id: archlint" in outcome.out


def test_counting_writes_a_table_of_its_own(archlint, project):
    data = {f"data/train/{index}.png": "" for index in range(30)}
    root = project({"x.yaml": VIT, **data})
    report = archlint("init", "--yes", "--measure", "--output-format", "json").json
    assert report["measured"]["facts"] == {"data.train_size": 30, "data.unit": "images"}
    assert report["measured"]["groups"] == [{"path": "data/train", "number": 30, "unit": "images", "split": "train"}]
    assert "counted in data/train" in (root / "archlint.toml").read_text()
    facts = archlint("facts", "x.yaml", "--output-format", "json").json["files"][0]["facts"]
    assert facts["data.train_size"] == {"value": 30, "origin": "measured", "from": "archlint.toml"}


def test_what_cannot_be_counted_for_certain_is_not_written(archlint, project):
    root = project({"x.yaml": VIT, "a/train/1.png": "", "b/train/1.png": ""})
    outcome = archlint("init", "--yes", "--measure")
    assert "2 training sets" in outcome.out
    assert "measured" not in (root / "archlint.toml").read_text()
    assert archlint("init", "--yes", "--data", "a").status == 0


@pytest.mark.parametrize("path", ["..", "nothing"])
def test_data_outside_or_missing_is_wrong_usage(archlint, project, path):
    project({"x.yaml": VIT})
    outcome = archlint("init", "--yes", "--data", path)
    assert outcome.status == 2
    assert outcome.err.startswith(f"archlint: --data {path}: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--set", "data.trainsize=3"), "did you mean data.train_size"),
        (("--set", "data.train_size=many"), "must be a number"),
        (("nowhere",), "not a folder"),
    ],
)
def test_wrong_usage(archlint, project, arguments, said):
    root = project({"x.yaml": VIT})
    outcome = archlint("init", "--yes", *arguments)
    assert outcome.status == 2
    assert said in outcome.err
    assert not (root / "archlint.toml").exists()


def test_settings_of_a_folder_below_are_named(archlint, project):
    project({"x.yaml": VIT, "sub/y.yaml": VIT, "sub/archlint.toml": ""})
    assert "sub/archlint.toml holds settings of its own" in archlint("init", "--yes").out


def test_a_repository_without_configs(archlint, project):
    root = project({"a.txt": ""})
    outcome = archlint("init", "--yes")
    assert outcome.status == 0
    assert "No model or training config" in outcome.out
    assert (root / "archlint.toml").exists()
