"""A project's own rules, as data: what they report, ask and leave alone, their examples, and what is wrong with one."""

import pytest

PHONES = """\
[[rule]]
name = "nothing-large-on-phones"
severity = "error"
when = ["model.num_parameters above 300M", "deployment.target is mobile or edge"]
unless = ["model.distilled is true"]
say = "{model.num_parameters} parameters on a {deployment.target}"
instead = "a model below 300M"
link = "https://wiki.example/phones"
"""
LARGE = "archlint: 1\ntask: language-modeling\nmodel: {family: transformer-decoder, num_parameters: 400000000%s}\n"
MOBILE = "deployment: {target: mobile}\n"
SELECT = ["--select", "nothing-large-on-phones,unknown-fact", "--output-format", "json"]


def findings(archlint, *arguments):
    return archlint("x.yaml", *SELECT, *arguments).json["findings"]


def test_six_lines_keep_what_is_large_from_the_phones(archlint, project):
    project({"archlint.toml": PHONES, "x.yaml": LARGE % "" + MOBILE})
    outcome = archlint("x.yaml", *SELECT)
    assert outcome.status == 1
    finding = next(one for one in outcome.json["findings"] if one["rule"] != "unknown-fact")
    assert finding["rule"] == "nothing-large-on-phones"
    assert (finding["severity"], finding["line"], finding["column"]) == ("error", 3, 54)
    assert finding["message"] == "400,000,000 parameters on a mobile"
    assert finding["instead"] == "a model below 300M"
    assert finding["link"] == "https://wiki.example/phones"
    assert finding["facts"] == {"model.num_parameters": 400000000, "deployment.target": "mobile"}
    assert "see: https://wiki.example/phones" in archlint("x.yaml").out


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (LARGE % "" + MOBILE, "nothing-large-on-phones"),
        (LARGE % ", distilled: true" + MOBILE, None),
        ((LARGE % "").replace("400000000", "300000000") + MOBILE, None),
        ((LARGE % "").replace("400000000", "'${size}'") + MOBILE, None),
        (LARGE % "" + "deployment: {target: server}\n", None),
        (LARGE % "" + "deployment: {target: '${target}'}\n", None),
        (LARGE % "", "unknown-fact"),
    ],
)
def test_it_judges_in_three_values(archlint, project, text, outcome):
    project({"archlint.toml": PHONES, "x.yaml": text})
    found = findings(archlint)
    mine = [one for one in found if one["rule"] == "nothing-large-on-phones"]
    asked = [one for one in found if "nothing-large-on-phones" in one.get("decides", ())]
    assert [one["rule"] for one in (*mine, *asked)] == ([outcome] if outcome else [])
    if asked:
        assert asked[0]["fact"] == "deployment.target"


def test_it_is_chosen_ignored_and_listed_as_any_other(archlint, project):
    project({"archlint.toml": PHONES, "x.yaml": LARGE % "" + MOBILE})
    assert archlint("x.yaml", "--ignore", "nothing-large-on-phones", "--fail-on", "error").status == 0
    assert archlint("x.yaml", "--select", "nothing-large-on-phone").status == 2
    project({"x.yaml": (LARGE % "").replace("}", "}  # archlint: ignore[nothing-large-on-phones]") + MOBILE})
    assert archlint("x.yaml", "--fail-on", "error").status == 0
    assert "unused-ignore" not in archlint("x.yaml").out
    project(
        {
            "archlint.toml": PHONES + '[rules.nothing-large-on-phones]\nseverity = "note"\n',
            "x.yaml": LARGE % "" + MOBILE,
        }
    )
    assert archlint("x.yaml", "--fail-on", "error").status == 0
    rows = archlint("rules", "--output-format", "json").json["rules"]
    (row,) = [row for row in rows if row["own"]]
    assert (row["name"], row["severity"]) == ("nothing-large-on-phones", "error")
    page = archlint("explain", "nothing-large-on-phones").out
    assert "- model.num_parameters > 300,000,000" in page
    assert "true" in archlint("explain", "nothing-large-on-phones", "--file", "x.yaml").out
    sarif = archlint("x.yaml", "--output-format", "sarif").json["runs"][0]
    assert "nothing-large-on-phones" in [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]
    for name in ("github", "gitlab", "junit", "markdown", "concise"):
        assert "nothing-large-on-phones" in archlint("x.yaml", "--output-format", name, "-v").out


YAML_RULES = """\
- name: heads-divide
  when: [model.num_heads does not divide model.hidden_size]
  say: "{model.num_heads} heads"
  skill: transformer-architecture-deepdive
- name: any-of-two
  severity: note
  when:
    - [task is translation, 'task is "text-classification" or language-modeling']
    - model.num_layers at least 12
  say: one of them
"""


@pytest.mark.parametrize("setting", ['rules = "own.yaml"', 'rules = ["own.yaml"]', 'rules.files = "own.yaml"'])
@pytest.mark.parametrize("wrapped", [False, True])
def test_rules_stand_in_a_file_of_their_own(archlint, project, setting, wrapped):
    text = "rules:\n" + "".join(f"  {line}\n" for line in YAML_RULES.splitlines()) if wrapped else YAML_RULES
    project({
        "archlint.toml": setting + "\n", "own.yaml": text,
        "x.yaml": "archlint: 1\ntask: translation\nmodel: {num_layers: 12, num_heads: 7, hidden_size: 64}\n",
    })  # fmt: skip
    outcome = archlint("x.yaml", "--select", "heads-divide,any-of-two", "--output-format", "json")
    assert [(one["rule"], one["severity"]) for one in outcome.json["findings"]] == [
        ("any-of-two", "note"),
        ("heads-divide", "warning"),
    ]


CONDITIONS = [
    ("model.num_layers is 12", True), ("model.num_layers is 11 or 12", True), ("model.num_layers is not 12", False),
    ("model.num_layers below 12", False), ("model.num_layers at most 12", True), ("model.num_layers above 1.1k", False),
    ("model.architecture has BERT", True), ("model.architecture has gpt or bert", True),
    ("model.pretrained is yes", True), ("model.pretrained is false", False),
    ("model.num_heads divides model.hidden_size", True), ("model.num_heads does not divide model.hidden_size", False),
    ("model.num_heads equals model.num_layers", True), ("model.num_heads is known", True),
    ("model.num_heads is absent", False), ("data.num_classes is absent", True), ("data.num_classes is known", False),
    ("data.num_classes above 3", None),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "holds"), CONDITIONS)
def test_conditions(archlint, project, condition, holds):
    project({
        "archlint.toml": f"[[rule]]\nname = 'mine'\nwhen = ['{condition}']\nsay = 's'\n",
        "x.yaml": "archlint: 1\ntask: text-classification\nmodel: {architecture: bert-base-uncased, num_layers: 12, "
        "num_heads: 12, hidden_size: 768, pretrained: true}\n",
    })  # fmt: skip
    found = archlint("x.yaml", "--select", "mine,unknown-fact", "--output-format", "json").json["findings"]
    outcome = True if any(one["rule"] == "mine" for one in found) else None if found else False
    assert outcome is holds


def test_examples_are_run(archlint, project):
    examples = """\
bad = [{model.num_parameters = 400_000_000, deployment.target = "mobile"}]
good = [{model.num_parameters = 2_000_000, deployment.target = "mobile"}, "archlint: 1\\nmodel: {family: cnn}"]
asks = [{model.num_parameters = 400_000_000}]
"""
    project({"archlint.toml": PHONES + examples})
    outcome = archlint("rules", "--test")
    assert outcome.status == 0
    assert outcome.out.count("ok ") == 4
    project({"archlint.toml": PHONES + examples.replace("400_000_000, dep", "100_000_000, dep")})
    outcome = archlint("rules", "--test")
    assert outcome.status == 1
    assert outcome.out.count("FAILED") == 1
    assert "FAILED  nothing-large-on-phones bad 1: must be one that reports, and is silent" in outcome.out
    report = archlint("rules", "--test", "--output-format", "json").json["examples"]
    assert [one["passed"] for one in report] == [False, True, True, True]


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ('"archlint: ["', "not valid YAML"),
        ('"hello: 1"', "not recognised"),
        ("{model.num_parametres = 3}", "did you mean"),
    ],
)
def test_an_example_that_is_no_config_fails(archlint, project, example, said):
    project({"archlint.toml": PHONES + f"good = [{example}]\n"})
    outcome = archlint("rules", "--test")
    assert outcome.status == 1
    assert said in outcome.out


def test_nothing_to_test_is_no_success(archlint, project):
    project({"archlint.toml": PHONES})
    assert archlint("rules", "--test").status == 2
    project({"archlint.toml": ""})
    assert archlint("rules", "--test").status == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nothing-large-on-phones", "vit-on-edge", "there is a rule of this name already"),
        ("nothing-large-on-phones", "Large Phones", "small letters, digits and hyphens"),
        ("say =", "sai =", "did you mean say?"),
        ('"error"', '"fatal"', "severity must be one of"),
        ("model.num_parameters above", "model.num_parametres above", "did you mean model.num_parameters?"),
        ("{model.num_parameters}", "{model.num_parametres}", "did you mean model.num_parameters?"),
        ("above 300M", "abov 300M", "did you mean above?"),
        ("above 300M", "above many", "must be a number"),
        ("above 300M", "above", "a value is missing"),
        ("is mobile or edge", "is mobil", "did you mean mobile?"),
        ("is mobile or edge", "above 3", "is no number"),
        ("is mobile or edge", "is known today", "nothing may follow"),
        ("is mobile or edge", "divides model.hiden_size", "did you mean model.hidden_size?"),
        ("when = [", "when = [3, ", "a condition is a text"),
        ("link =", "skill = 'cnn-families'\nlink =", "there is no skill 'cnn-families'; did you mean"),
        ("link =", "bad = [3]\nlink =", "bad must be a list of examples"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_in_one_line(archlint, project, good, old, new, said):
    project({"archlint.toml": PHONES.replace(old, new), "x.yaml": good})
    outcome = archlint("x.yaml")
    assert outcome.status == 2
    (line,) = outcome.err.splitlines()
    assert "archlint.toml: rule" in line
    assert said in line


@pytest.mark.parametrize("text", ["[", "3", "- 3", "rules: 3", "other: []", "- {name: x}", "- &a [*a]"])
def test_a_file_of_rules_that_is_none_is_said_in_one_line(archlint, project, good, text):
    project({"archlint.toml": 'rules = "own.yaml"\n', "own.yaml": text, "x.yaml": good})
    outcome = archlint("x.yaml")
    assert outcome.status == 2
    assert "own.yaml" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_file_of_rules_outside_of_the_project_is_not_read(archlint, project, good, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "own.yaml"
    outside.write_text(YAML_RULES)
    project({"archlint.toml": f'rules = "{outside}"\n', "x.yaml": good})
    assert "outside the project" in archlint("x.yaml").err
