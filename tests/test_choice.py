"""Which rules run, and how gravely: groups, profiles, shared settings, locks, statuses; and what ``config`` shows."""

import json
from importlib import resources

import jsonschema
import pytest
import tomli

from archlint import rules, settings
from archlint.commands import options

RULE = "vit-on-small-dataset"
SKILL = "cnn-families-and-selection"
HEADS = """\
archlint: 1
task: image-classification
model: {architecture: vit_base_patch16_224, pretrained: true, hidden_size: 768, num_heads: 10}
data: {modality: image, train_size: 600000}
deployment: {target: server, latency: batch}
"""
ASKS = "archlint: 1\ntask: image-classification\nmodel: {architecture: resnet50, pretrained: true}\n"


def found(outcome):
    return sorted({finding["rule"] for finding in outcome.json["findings"]})


@pytest.mark.parametrize(
    ("arguments", "body", "expected"),
    [
        (["--select", SKILL], "", [RULE]),
        (["--select", "normalization-techniques"], "", []),
        (["--ignore", SKILL], "", ["heads-not-dividing-embed-dim"]),
        (["--select", "all"], "", ["heads-not-dividing-embed-dim", RULE]),
        (["--select", "normalization-techniques", "--extend-select", RULE], "", [RULE]),
        ([], f'select = ["{SKILL}"]', [RULE]),
        ([], f'select = "normalization-techniques"\nextend-select = "{RULE}"', [RULE]),
        ([], f'extend-ignore = ["{SKILL}"]', ["heads-not-dividing-embed-dim"]),
        ([], f'per-file-ignores = {{"*" = ["{SKILL}"]}}', ["heads-not-dividing-embed-dim"]),
        ([], 'profile = "minimal"', ["heads-not-dividing-embed-dim"]),
        (["--profile", "minimal"], "", ["heads-not-dividing-embed-dim"]),
        (["--profile", "default"], 'profile = "minimal"', ["heads-not-dividing-embed-dim", RULE]),
    ],
)
def test_groups_and_profiles(archlint, project, bad, arguments, body, expected):
    project({"vit.yaml": bad, "heads.yaml": HEADS, "archlint.toml": body})
    assert found(archlint("vit.yaml", "heads.yaml", *arguments, "--output-format", "json")) == expected


def test_minimal_is_quiet_of_all_but_errors_and_strict_fails_on_questions(archlint, project, bad):
    project({"x.yaml": ASKS})
    assert archlint("x.yaml").status == 0
    assert archlint("x.yaml", "--profile", "strict").status == 1
    assert archlint("x.yaml", "--profile", "strict", "--fail-on", "error").status == 0
    outcome = archlint("x.yaml", "--profile", "minimal", "--output-format", "json")
    assert (outcome.status, outcome.json["findings"]) == (0, [])
    project({"x.yaml": bad, "archlint.toml": f'rules.{RULE}.severity = "note"\n'})
    assert RULE not in archlint("x.yaml").out
    assert RULE in archlint("x.yaml", "--profile", "strict").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "cnn-families-and-selektion"], f"did you mean {SKILL}?"),
        (["--extend-select", "vit-on-smal-dataset"], f"did you mean {RULE}?"),
        (["--profile", "minimum"], "minimal"),
    ],
)
def test_unknown_names_are_errors(archlint, project, good, arguments, said):
    project({"x.yaml": good})
    outcome = archlint("x.yaml", *arguments)
    assert outcome.status == 2
    assert said in outcome.err


def test_profiles_are_those_of_the_settings():
    assert options.PROFILES == settings.PROFILES


SHARED = """\
profile = "minimal"
ignore = ["deep-post-norm"]
exclude = ["old"]
[facts]
data.train_size = 600000
deployment.target = "server"
[rules.vit-on-small-dataset]
few_images = 5000
severity = "error"
"""


def config_of(archlint, *arguments):
    rows = archlint("config", *arguments, "--output-format", "json").json["settings"]
    return {row["key"]: (row["value"], row["where"]) for row in rows}


def test_shared_settings_lie_below_those_that_extend_them(archlint, project, bad):
    project({"vit.yaml": bad.replace("  train_size: 6000\n", ""), "old/x.yaml": bad, "shared/base.toml": SHARED})
    project(
        {"archlint.toml": 'extends = "shared/base.toml"\nfacts.data.train_size = 6000\nextend-exclude = ["older"]\n'}
    )
    shown = config_of(archlint)
    assert shown["profile"] == ("minimal", "shared/base.toml:1")
    assert shown["facts.data.train_size"] == (6000, "archlint.toml:2")
    assert shown["facts.deployment.target"] == ("server", "shared/base.toml:6")
    assert shown["exclude"][0] == ["old", "older"]
    assert shown["rules.vit-on-small-dataset.few_images"] == (5000, "shared/base.toml:8")
    assert shown["rules.vit-on-small-dataset.many_images"][1] == "default"
    assert shown["fail-on"] == ("error", "profile minimal")
    assert shown["extends"][0] == ["shared/base.toml"]
    project({"archlint.toml": 'extends = "shared/base.toml"\nfacts.data.train_size = 4000\nfail-on = "warning"\n'})
    outcome = archlint(".", "--output-format", "json")
    assert [(one["rule"], one["severity"], one["path"]) for one in outcome.json["findings"]] == [
        (RULE, "error", "vit.yaml")
    ]


def test_config_shows_the_command_line_and_the_text_is_toml_as_people_read_it(archlint, project):
    project(
        {"archlint.toml": 'fail-on = "error"\n[[ignore]]\nfile = "a.json"\nrule = "deep-post-norm"\nreason = "so"\n'}
    )
    shown = config_of(archlint, "--set", "data.train_size=6000", "--select", "deep-post-norm", "--profile", "strict")
    assert shown["facts.data.train_size"] == (6000, "command line")
    assert shown["select"] == (["deep-post-norm"], "command line")
    assert shown["profile"] == ("strict", "command line")
    assert shown["preview"] == (True, "profile strict")
    text = archlint("config").out
    assert 'fail-on = "error"  # archlint.toml:1\n' in text
    assert '"reason" = "so"}  # archlint.toml:4\n' in text
    assert archlint("config", "--isolated").out.startswith("# no settings file\n")


def test_settings_that_were_found_read_nothing_outside_of_the_project(archlint, project, good, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "shared.toml"
    outside.write_text('profile = "minimal"\n')
    for name in (str(outside), f"../../{outside.parent.name}/shared.toml"):
        project({"x.yaml": good, "archlint.toml": f'extends = "{name}"\n'})
        outcome = archlint("x.yaml")
        assert outcome.status == 2
        assert "outside the project" in outcome.err
    project({"archlint.toml": f'extends = "{outside}"\n'})
    assert archlint("x.yaml", "--config", "archlint.toml").status == 0


def test_a_link_of_the_settings_leads_nowhere_either(archlint, project, good, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "shared.toml"
    outside.write_text("secret = 1\n")
    folder = project({"x.yaml": good, "archlint.toml": 'extends = "link.toml"\n'})
    (folder / "link.toml").symlink_to(outside)
    outcome = archlint("x.yaml")
    assert outcome.status == 2
    assert "secret" not in outcome.err


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"archlint.toml": 'extends = "a.toml"', "a.toml": 'extends = "archlint.toml"'}, "extends it in turn"),
        ({"archlint.toml": 'extends = "archlint.toml"'}, "extends it in turn"),
        ({"archlint.toml": 'extends = "none.toml"'}, "none.toml"),
        ({"archlint.toml": "extends = 3"}, "must be a list of texts"),
        ({"archlint.toml": 'extends = "a.toml"', "a.toml": "profil = 1"}, "a.toml: unknown setting 'profil'"),
        ({"archlint.toml": 'profile = "minimum"'}, "profile must be one of"),
        ({"archlint.toml": "preview = 1"}, "preview must be true or false"),
        ({"archlint.toml": "baseline = 1"}, "baseline must be"),
        ({"archlint.toml": 'locked = ["vit-on-smal-dataset"]'}, f"did you mean {RULE}?"),
        (
            {f"{name}.toml": f'extends = "{name + 1}.toml"' for name in range(20)}
            | {"archlint.toml": 'extends = "0.toml"'},
            "extends more than",
        ),
    ],
)
def test_what_cannot_be_extended_is_said_in_one_line(archlint, project, good, files, said):
    project({"x.yaml": good, **files})
    outcome = archlint("x.yaml")
    assert outcome.status == 2
    (line,) = outcome.err.splitlines()
    assert said in line


LOCKED = f'locked = ["{RULE}"]\nrules.{RULE}.severity = "error"\n'


@pytest.mark.parametrize(
    "body",
    [
        f'ignore = ["{RULE}"]',
        f'extend-ignore = ["{SKILL}"]',
        f'per-file-ignores = {{"*" = ["{RULE}"]}}',
        f'overrides = [{{files = ["*"], ignore = ["{RULE}"]}}]',
        f'rules.{RULE}.severity = "off"',
        f"rules.{RULE}.few_images = 1",
        f'ignore = [{{file = "*", rule = "{RULE}", reason = "so"}}]',
    ],
)
def test_a_locked_rule_is_not_to_be_changed_by_what_extends_it(archlint, project, bad, body):
    project({"vit.yaml": bad, "shared.toml": LOCKED, "archlint.toml": f'extends = "shared.toml"\n{body}\n'})
    outcome = archlint("vit.yaml")
    assert outcome.status == 2
    assert f"{RULE} is locked by shared.toml" in outcome.err


def test_a_locked_rule_is_silenced_by_nothing(archlint, project, bad):
    text = bad.replace("6000", f"6000  # archlint: ignore[{RULE}] no")
    project(
        {"vit.yaml": text, "shared.toml": LOCKED, "archlint.toml": 'extends = "shared.toml"\nprofile = "minimal"\n'}
    )
    assert found(archlint("vit.yaml", "--output-format", "json")) == [RULE]
    outcome = archlint("vit.yaml", "--profile", "default", "--output-format", "json")
    assert found(outcome) == ["unused-ignore", RULE]
    assert "locked by shared.toml" in outcome.out
    outcome = archlint("vit.yaml", "--write-baseline", "base.json")
    assert f"settings lock them: {RULE}" in outcome.err
    assert found(archlint("vit.yaml", "--baseline", "base.json", "--output-format", "json")) == [RULE]
    assert archlint("vit.yaml", "--ignore", RULE).status == 2
    assert found(archlint("vit.yaml", "--select", "deep-post-norm", "--output-format", "json")) == [RULE]


def test_a_rule_on_trial_runs_where_it_is_named_or_trials_are_asked_for(archlint, project, bad, monkeypatch):
    from archlint.rules import _index

    monkeypatch.setattr(_index, "STATUSES", {RULE: rules.PREVIEW})
    project({"vit.yaml": bad})
    assert archlint("vit.yaml").status == 0
    assert archlint("vit.yaml", "--select", SKILL).status == 0  # a group does not name it
    for arguments in (["--preview"], ["--profile", "strict"], ["--select", RULE], ["--extend-select", RULE]):
        assert archlint("vit.yaml", *arguments).status == 1, arguments
    for body in ("preview = true", f'extend-select = ["{RULE}"]', 'profile = "strict"'):
        project({"archlint.toml": body + "\n"})
        assert archlint("vit.yaml").status == 1, body


def test_a_rules_former_name_keeps_working(archlint, project, bad, monkeypatch):
    from archlint.rules import _index

    monkeypatch.setattr(_index, "FORMER", {"small-vit": RULE})
    comment = "  # archlint: ignore[small-vit]"
    project({"vit.yaml": bad, "quiet.yaml": bad.replace("6000", "6000" + comment)})
    assert found(archlint("vit.yaml", "--select", "small-vit", "--output-format", "json")) == [RULE]
    assert archlint("vit.yaml", "--ignore", "small-vit").status == 0
    assert archlint("quiet.yaml").status == 0
    assert f"# {RULE}" in archlint("explain", "small-vit").out
    project({"archlint.toml": "[rules.small-vit]\nfew_images = 10\n"})
    assert archlint("vit.yaml").status == 0
    project({"archlint.toml": '[[ignore]]\nfile = "*"\nrule = "small-vit"\nreason = "so"\n'})
    assert archlint("vit.yaml").status == 0


def test_former_names_are_no_names_of_today():
    names = settings.rule_names()
    taken = [name for loaded in rules.load_all() for name in loaded.rule.former]
    assert not set(taken) & set(names)
    assert len(taken) == len(set(taken))
    assert {loaded.rule.status for loaded in rules.load_all()} <= {rules.PREVIEW, rules.STABLE, rules.DEPRECATED}


@pytest.fixture(scope="module")
def schema():
    """The schema as it stands in the package, which the wheel holds."""
    text = resources.files("archlint").joinpath("settings/settings_schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


VALID = [
    "",
    SHARED,
    LOCKED,
    'extends = ["a.toml"]\npreview = true\nbaseline = "b.json"\nselect = "all"\nrules = "own.yaml"\n',
    'ignore = ["deep-post-norm", {file = "*", rule = "my-own", reason = "so", expires = "2027-01-31"}]\n',
    '[[overrides]]\nfiles = "a"\nfacts = {deployment.target = "mobile"}\nignore = ["deep-post-norm"]\n',
    'kinds = {"*.yaml" = "none"}\nper-file-ignores = {"*" = "all"}\nmeasured = {"data.train_size" = 3}\n',
    '[[rule]]\nname = "x"\nwhen = ["model.num_layers above 3", ["task is translation"]]\nsay = "y"\n'
    "bad = [{model.num_layers = 5}]\n",
]
INVALID = [
    "profil = 1", 'profile = "minimum"', "select = [3]", 'fail-on = "warnings"', "facts.data.train_sise = 3",
    "rules.vit-on-small-dataset.few_image = 3", "rules.vit-on-small-dataset.few_images = -1", 'kinds = {"*" = "yml"}',
    'ignore = [{file = "*", rule = "deep-post-norm"}]', 'overrides = [{ignore = ["deep-post-norm"]}]',
    'rule = [{name = "x", say = "y"}]', 'rules.vit-on-small-dataset.severity = "fatal"',
]  # fmt: skip


@pytest.mark.parametrize("body", VALID)
def test_the_schema_takes_what_the_reader_takes(schema, body):
    assert [fault.message for fault in schema.iter_errors(tomli.loads(body))] == []


@pytest.mark.parametrize("body", INVALID)
def test_the_schema_refuses_what_the_reader_refuses(archlint, project, good, schema, body):
    assert list(schema.iter_errors(tomli.loads(body)))
    project({"x.yaml": good, "archlint.toml": body})
    assert archlint("x.yaml").status == 2


def test_the_schema_describes_every_setting(schema):
    assert set(schema.schema["properties"]) == set(settings.KEYS)
    assert all(shape["description"] for shape in schema.schema["properties"].values())
