"""Files that are taken for no config: what is said of them, and when a run has checked nothing."""

import pytest

COMPOSE = "services: {web: {image: nginx}}\n"
DEEPSPEED = '{"zero_optimization": {"stage": 2}}\n'
UNKNOWN = "widgets: 3\nlr: 0.1\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.yaml", UNKNOWN, "no dialect has its keys"),
        ("x.json", '{"net_params": {"L": 4}, "dataset": "ZINC"}', "it has dataset and net_params, but not model"),
        ("x.yaml", "model: {widget: 3}\n", "nearest is native"),
        ("x.yaml", "# only a comment\n", "no keys with values"),
        ("x.py", "import os\n", "program text"),
        ("x.sh", "ls\n", "starts no training program"),
        ("x.txt", "hello", "not recognised as a model or training config: "),
    ],
)
def test_a_named_file_that_is_not_recognised_is_told_why(archlint, project, name, text, said):
    project({name: text})
    outcome = archlint(name)
    assert outcome.status == 2
    assert said in outcome.err


def test_what_to_do_next_is_said_once(archlint, project):
    project({"a.yaml": UNKNOWN, "b.yaml": UNKNOWN})
    error = archlint("a.yaml", "b.yaml").err
    for word in ("plain words", "kinds in the settings", "archlint facts --verbose", "--allow-no-configs"):
        assert error.count(word) == 1, word


def test_files_found_are_counted_and_named_with_verbose_alone(archlint, project, good):
    project({"a.yaml": UNKNOWN, "b.yaml": UNKNOWN, "good.yaml": good, "program.py": "import os\n"})
    outcome = archlint(".")
    assert "4 files read, 1 recognised (native), 2 not recognised (why: --verbose)" in outcome.out
    assert outcome.err == ""
    assert "a.yaml: not recognised" in archlint("--verbose", ".").err


def test_facts_says_what_came_near(archlint, project):
    project({"x.json": '{"net_params": {"L": 4}, "dataset": "ZINC"}', "y.py": "import os\n"})
    assert "near benchmarking-gnns: it has dataset and net_params" in archlint("facts", "--verbose", ".").out
    assert "near" not in archlint("facts", "x.json").out


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"ds.json": DEEPSPEED}, 0),
        ({"base.yaml": "trainer: {max_epochs: 3}\n", "ds.json": DEEPSPEED}, 0),
        ({"compose.yaml": COMPOSE}, 2),
        ({"x.yaml": UNKNOWN}, 2),
        ({"x.yaml": UNKNOWN, "compose.yaml": COMPOSE}, 2),
    ],
)
def test_nothing_was_checked_only_where_no_file_was_taken_for_a_config(archlint, project, files, status):
    project(files)
    assert archlint(".").status == status
    assert archlint("--allow-no-configs", ".").status == 0


@pytest.mark.parametrize(
    ("name", "text", "status"),
    [
        ("experiment.toml", '[project]\nname = "x"\nepochs = 3\n', "not-recognised"),
        ("experiment.toml", "[tool.trainer]\nepochs = 3\n", "not-recognised"),
        (
            "experiment.toml",
            '[project]\nname = "x"\n[model]\narchitecture = "resnet50"\n[data]\nname = "cifar10"\n',
            "linted",
        ),
        ("pyproject.toml", '[project]\nname = "x"\nversion = "1"\ndependencies = []\n', "not-a-model"),
        ("pyproject.toml", "[tool.ruff]\nline-length = 100\n[tool.trainer]\nepochs = 3\n", "not-a-model"),
    ],
)
def test_an_experiments_own_tables_are_no_python_package(archlint, project, name, text, status):
    project({name: text})
    assert archlint("--output-format", "json", name).json["files"][0]["status"] == status
