"""Settings: where they are found, what they do, and that a typo is never ignored."""

import pytest

from archlint.settings import matches_glob

VIT_RULE = "vit-on-small-dataset"


def pyproject(body):
    return {"pyproject.toml": "[project]\nname = 'x'\n[tool.archlint]\n" + body}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 1),
        ('ignore = ["vit-on-small-dataset"]', 0),
        ('ignore = "vit-on-small-dataset"', 0),
        ('select = ["deep-post-norm"]', 0),
        ('select = ["vit-on-small-dataset"]', 1),
        ('fail-on = "error"', 0),
        ('fail-on = "never"', 0),
        ('exclude = ["configs/**"]', 2),
        ('exclude = ["vit.yaml"]', 2),
        ('exclude = ["other"]', 1),
        ('[tool.archlint.per-file-ignores]\n"configs/*" = ["vit-on-small-dataset"]', 0),
        ('[tool.archlint.per-file-ignores]\n"other/*" = ["vit-on-small-dataset"]', 1),
        ('[[tool.archlint.overrides]]\nfiles = ["configs"]\nignore = ["vit-on-small-dataset"]', 0),
        ("[tool.archlint.rules.vit-on-small-dataset]\nfew_images = 6000", 0),
        ("[tool.archlint.rules.vit-on-small-dataset]\nfew_images = 6001", 1),
        ('[tool.archlint.rules.vit-on-small-dataset]\nseverity = "off"', 0),
        ('[tool.archlint.rules.vit-on-small-dataset]\nseverity = "note"', 0),
        ('[tool.archlint.rules.vit-on-small-dataset]\nseverity = "error"\n[tool.archlint]\nfail-on = "error"', None),
    ],
)
def test_settings_in_pyproject(archlint, project, bad, body, status):
    project({**pyproject(body), "configs/vit.yaml": bad})
    if status is None:  # a table written twice is no TOML
        assert archlint("configs/vit.yaml").status == 2
        return
    assert archlint("configs/vit.yaml").status == status
    assert archlint("configs/vit.yaml", "--isolated").status == 1


def test_severity_raised_to_error(archlint, project, bad):
    project({**pyproject('fail-on = "error"\nrules.vit-on-small-dataset.severity = "error"'), "vit.yaml": bad})
    outcome = archlint("vit.yaml", "--output-format", "json")
    assert outcome.status == 1
    assert outcome.json["findings"][0]["severity"] == "error"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('selct = ["x"]', "unknown setting 'selct'; did you mean select?"),
        ('ignore = ["vit-on-smal-dataset"]', "did you mean vit-on-small-dataset?"),
        ("ignore = 3", "ignore must be a list of texts"),
        ("ignore = [3]", "ignore must be a list of texts"),
        ('fail-on = "warnings"', "fail-on must be one of"),
        ("fail-on = ['error']", "fail-on must be one of"),
        ("facts = 3", "facts must be a table"),
        ("facts.data.train_sise = 3", "did you mean data.train_size?"),
        ("facts.data.train_size = 'TBD'", "data.train_size = 'TBD': must be a number"),
        ("facts.data.train_size = -3", "must be at least 1"),
        ("facts.data.train_size = [3]", "must be a single value"),
        ("facts.model.family = 'resnet'", "must be one of"),
        ("rules.vit-on-smal-dataset.few_images = 3", "did you mean vit-on-small-dataset?"),
        ("rules.vit-on-small-dataset = 3", "must be a table"),
        ("rules.vit-on-small-dataset.few_image = 3", "did you mean few_images?"),
        ("rules.vit-on-small-dataset.few_images = 'x'", "few_images must be a number of images"),
        ("rules.vit-on-small-dataset.few_images = true", "few_images must be a number of images"),
        ("rules.vit-on-small-dataset.few_images = -1", "few_images must be a number of images"),
        ("rules.vit-on-small-dataset.few_images = nan", "few_images must be a number of images"),
        ("rules.vit-on-small-dataset.severity = 'fatal'", "severity must be one of"),
        ("per-file-ignores = ['x']", "per-file-ignores must be a table"),
        ("per-file-ignores.'*' = ['nope']", "unknown rule 'nope'"),
        ("overrides = {files = ['*']}", "overrides must be an array of tables"),
        ("overrides = [{fils = ['*']}]", "did you mean files?"),
        ("overrides = [{ignore = ['deep-post-norm']}]", "each needs files"),
        ("overrides = [{files = ['*'], facts = {data.siz = 3}}]", "unknown fact 'data.siz'"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said_in_one_line(archlint, project, good, body, said):
    project({**pyproject(body), "x.yaml": good})
    outcome = archlint("x.yaml")
    assert outcome.status == 2
    (line,) = outcome.err.splitlines()
    assert line.startswith("archlint: pyproject.toml: ")
    assert said in line
    assert outcome.out == ""


def test_archlint_toml_needs_no_table(archlint, project, bad):
    project({"archlint.toml": 'ignore = ["vit-on-small-dataset"]\n', "vit.yaml": bad})
    assert archlint("vit.yaml").status == 0
    project({"archlint.toml": '[tool.archlint]\nignore = ["vit-on-small-dataset"]\n'})
    assert archlint("vit.yaml").status == 0


def test_the_nearest_settings_win(archlint, project, bad):
    project({
        **pyproject('ignore = ["vit-on-small-dataset"]'),
        "vit.yaml": bad,
        "sub/archlint.toml": "",
        "sub/deep/vit.yaml": bad,
        "sub/plain/pyproject.toml": "[project]\nname = 'y'\n",
        "sub/plain/vit.yaml": bad,
    })  # fmt: skip
    report = archlint(".", "--output-format", "json").json
    assert [finding["path"] for finding in report["findings"]] == ["sub/deep/vit.yaml", "sub/plain/vit.yaml"]
    assert archlint("sub/deep/vit.yaml", "--config", "pyproject.toml").status == 0


def test_archlint_toml_wins_over_pyproject_beside_it(archlint, project, bad):
    project({**pyproject('ignore = ["vit-on-small-dataset"]'), "archlint.toml": "", "vit.yaml": bad})
    assert archlint("vit.yaml").status == 1


def test_the_command_line_selects_over_the_settings(archlint, project, bad):
    project({**pyproject('select = ["deep-post-norm"]\nfail-on = "error"'), "vit.yaml": bad})
    assert archlint("vit.yaml", "--select", VIT_RULE).status == 0
    assert archlint("vit.yaml", "--select", VIT_RULE, "--fail-on", "warning").status == 1


# Facts: --set, then what the config states, then the project's, then derived ones, then defaults.


@pytest.mark.parametrize(
    ("data", "project_facts", "assigned", "size", "origin"),
    [
        ("{modality: image, train_size: 1}", "data.train_size = 2", ["data.train_size=3"], 3, "setting"),
        ("{modality: image, train_size: 1}", "data.train_size = 2", [], 1, "stated"),
        ("{modality: image}", "data.train_size = 2", [], 2, "setting"),
        ("{name: cifar10}", "data.train_size = 2", [], 2, "setting"),
        ("{name: cifar10}", "", [], 50000, "derived"),
        ("{name: cifar10, train_size: 1}", "", [], 1, "stated"),
        ("{name: cifar10, train_size: '${n}'}", "data.train_size = 2", [], 2, "setting"),
        ("{name: cifar10, train_size: 1}", "", ["data.train_size=60k"], 60000, "setting"),
    ],
)  # fmt: skip
def test_where_a_fact_comes_from(archlint, project, data, project_facts, assigned, size, origin):
    project({**pyproject(f"[tool.archlint.facts]\n{project_facts}"),
             "x.yaml": f"archlint: 1\nmodel: {{family: cnn}}\ndata: {data}\n"})  # fmt: skip
    options = [part for pair in assigned for part in ("--set", pair)]
    fact = archlint("facts", "x.yaml", "--output-format", "json", *options).json["files"][0]["facts"]["data.train_size"]
    assert (fact["value"], fact["origin"]) == (size, origin)


def test_a_setting_beats_a_default(archlint, project, bad):
    assert_pretrained(archlint, project, bad.replace(", pretrained: false", ""), False, "default")
    project(pyproject("facts.model.pretrained = true"))
    assert_pretrained(archlint, project, bad.replace(", pretrained: false", ""), True, "setting")


def assert_pretrained(archlint, project, text, value, origin):
    project({"x.yaml": text})
    fact = archlint("facts", "x.yaml", "--output-format", "json").json["files"][0]["facts"]["model.pretrained"]
    assert (fact["value"], fact["origin"]) == (value, origin)


def test_facts_for_some_files(archlint, project, bad):
    body = (
        "facts.data.train_size = 900_000\n"
        "[[tool.archlint.overrides]]\nfiles = ['small/*.yaml']\nfacts.data.train_size = 500\n"
        "[[tool.archlint.overrides]]\nfiles = ['small/two.yaml']\nfacts.data.train_size = 700_000\n"
    )
    text = bad.replace("  train_size: 6000\n", "")
    project({**pyproject(body), "one.yaml": text, "small/one.yaml": text, "small/two.yaml": text})
    report = archlint(".", "--output-format", "json").json
    assert [(finding["path"], finding["facts"]["data.train_size"]) for finding in report["findings"]] == [
        ("small/one.yaml", 500)
    ]


@pytest.mark.parametrize(
    ("path", "glob", "matches"),
    [
        ("a/b.yaml", "*.yaml", True), ("a/b.yaml", "b.yaml", True), ("a/b.yaml", "a", True), ("a/b.yaml", "a/", True),
        ("a/b.yaml", "a/*.yaml", True), ("a/c/b.yaml", "a/*.yaml", False), ("a/c/b.yaml", "a/**/*.yaml", True),
        ("a/b.yaml", "a/**/*.yaml", True), ("a/b.yaml", "**", True), ("a/b.yaml", "a/**", True),
        ("a/b.yaml", "**/b.yaml", True), ("b.yaml", "**/b.yaml", True), ("a/b.yaml", "./a/b.yaml", True),
        ("a/b.yaml", "x/**", False), ("ab.yaml", "a?.yaml", True), ("abc.yaml", "a?.yaml", False),
        ("a/x/y/b.yaml", "a/x", True), ("z/a/x/b.yaml", "a/x", False), ("a/b.yaml", "[ab]/b.yaml", True),
        ("b.yaml", "/b.yaml", True), ("a/b.yaml", "/b.yaml", False), ("a/b.yaml", "", False),
        ("A.yaml", "a.yaml", False),
        ("a.yaml", "a.yam", False), ("a+b.yaml", "a+b.yaml", True), ("../b.yaml", "*.yaml", True),
        ("a" * 3000, "*a" * 40 + "b", False), ("/".join("a" * 500), "**/a/" * 40 + "b", False),
    ],
)  # fmt: skip
def test_globs(path, glob, matches):
    assert matches_glob(path, glob) is matches
