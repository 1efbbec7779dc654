"""Which modules a run imports: start-up is kept short by not importing what a run does not need."""

import json
import os
import subprocess
import sys

import pytest

import archlint
from archlint import reporters

HERE = os.path.dirname(os.path.dirname(os.path.abspath(archlint.__file__)))
PROBE = """
import sys
from archlint.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n" + "\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def imported(*arguments, cwd):
    """Return the modules that a run of the command line has imported when it ends."""
    outcome = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": HERE},
        check=True,
        timeout=60,
    )
    return set(outcome.stderr.splitlines())


def own(modules, package=""):
    return {name for name in modules if name.startswith(f"archlint.{package}")}


def dialects(modules):
    """Return the dialects among modules, without the helpers that they share."""
    return {name.rpartition(".")[2] for name in own(modules, "dialects.")} - {"_index"}


@pytest.fixture
def folder(tmp_path, bad):
    (tmp_path / "vit.yaml").write_text(bad)
    (tmp_path / "compose.yaml").write_text("services:\n  web: {image: nginx}\n")
    config = {"archlint": 1, "model": {"family": "cnn", "num_layers": -2}}
    (tmp_path / "x.json").write_text(json.dumps(config))
    (tmp_path / "x.toml").write_text("archlint = 1\nmodel = {family = 'cnn'}\n")
    (tmp_path / "program.py").write_text("import os\nprint(os.name)\n")
    return tmp_path


def test_version_imports_click_and_the_command_line_only(folder):
    modules = imported("--version", cwd=folder)
    assert own(modules) == {"archlint.cli"}
    assert "click" in modules
    assert not modules & {
        "yaml",
        "tomli",
        "json",
        "dataclasses",
        "importlib.metadata",
        "importlib.resources",
        "difflib",
    }


@pytest.mark.parametrize("output_format", reporters.FORMATS)
def test_only_the_reporter_of_the_format_is_imported(folder, output_format):
    loaded = own(imported("vit.yaml", "--output-format", output_format, cwd=folder), "reporters.")
    shared = {"text": {"layout"}, "sarif": {"json"}, "gitlab": {"json"}}.get(output_format, set())
    name = reporters.load(output_format).__name__
    assert loaded == {name} | {f"archlint.reporters.{one}" for one in shared}


@pytest.mark.parametrize("output_format", ["text", "concise", "json", "github", "gitlab", "junit"])
def test_a_json_run_never_imports_yaml(folder, output_format):
    modules = imported("x.json", "--output-format", output_format, cwd=folder)
    assert "archlint.sources.json_source" in modules
    assert not modules & {"yaml", "_yaml", "tomli", "archlint.sources.yaml_source", "archlint.sources.python_source"}


@pytest.mark.parametrize(
    ("path", "source", "others"),
    [
        ("vit.yaml", "yaml_source", {"json_source", "toml_source", "python_source"}),
        ("x.json", "json_source", {"yaml_source", "toml_source", "python_source"}),
        ("x.toml", "toml_source", {"yaml_source", "json_source", "python_source"}),
        ("program.py", None, {"yaml_source", "json_source", "toml_source", "python_source"}),
    ],
)
def test_only_the_reader_of_the_format_is_imported(folder, path, source, others):
    modules = {name.rpartition(".")[2] for name in own(imported(path, cwd=folder), "sources.")}
    assert source is None or source in modules
    assert not modules & others


def test_only_the_dialects_that_may_claim_a_file_are_imported(folder):
    from archlint.dialects import modules

    assert len(modules()) > 10
    assert "native" in dialects(imported("vit.yaml", cwd=folder))
    assert len(dialects(imported("vit.yaml", cwd=folder))) < len(modules()) / 2
    assert len(dialects(imported("compose.yaml", cwd=folder))) < len(modules()) / 4


def test_only_the_rules_that_can_concern_a_config_are_imported(folder):
    from archlint.rules import modules

    used = {name for name in own(imported("vit.yaml", cwd=folder), "rules.") if name.count(".") == 3}
    assert any(name.endswith("vit_on_small_dataset") for name in used)
    assert not any(name.endswith("deep_gnn_oversmoothing") for name in used)
    assert len(used) < len(modules())


@pytest.mark.parametrize("path", ["vit.yaml", "x.json"])
def test_a_run_imports_nothing_heavy(folder, path):
    """No framework, no package metadata, nothing that only another command needs."""
    modules = imported(path, "--output-format", "concise", cwd=folder)
    heavy = {"torch", "numpy", "transformers", "timm", "jsonschema", "dataclasses", "importlib.metadata", "asyncio",
             "importlib.resources", "unittest", "http", "urllib.request", "multiprocessing", "concurrent.futures",
             "archlint.explanation", "archlint.listing", "archlint.generate", "archlint.skills",
             "archlint.reporters.text", "archlint.reporters.json"}  # fmt: skip
    assert not modules & heavy


def test_the_package_itself_imports_nothing():
    code = "import archlint, sys; print(*sorted(name for name in sys.modules if name.startswith('archlint')))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": HERE}, check=True
    )
    assert run.stdout.split() == ["archlint"]


@pytest.mark.parametrize("arguments", [["rules"], ["dialects"], ["explain", "vit-on-small-dataset"]], ids=" ".join)
def test_no_command_imports_a_generator(folder, arguments):
    assert not own(imported(*arguments, cwd=folder), "generate")
