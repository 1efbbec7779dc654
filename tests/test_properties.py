"""What holds for every config: the same bytes give the same report, and only what a file says decides about it."""

import ast
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_layers import MODULES

from archlint import rules
from archlint.engine import Engine, Options
from archlint.reporters import json as reporter

EXAMPLES = [
    example
    for entry in rules.load_all()
    for example in getattr(entry.module, "EXAMPLES", ())
    if example.path.endswith((".yaml", ".yml", ".json"))
]
# Words are read wherever they stand; the others tell by all keys whether a file is whole, and of which program.
BY_ALL_KEYS = ("generic", "native", "graphgym", "timm-args", "mamba-json")
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
KEYS = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=6, max_size=12).map("zzq_".__add__)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=5))


def facts_of(text, path):
    """Return the known facts of a config in a file of that name, and its dialect."""
    result = Engine(Options(isolated=True)).read(path, True, text)
    assert result.fault is None, (result.fault, text)
    parts = [{name: repr(fact.value) for name, fact in part.items() if fact.known} for part in result.parts]
    return result.dialect, parts


def plain(text, path):
    """Return a config as plain values, or None where it holds more than JSON can say."""
    from archlint.sources import parse

    documents = parse(text, path)
    try:
        again = json.loads(json.dumps(documents[0].value))
    except TypeError:
        return None
    return again if len(documents) == 1 and again == documents[0].value else None


@few
@given(st.sampled_from(EXAMPLES))
def test_the_same_bytes_give_the_same_report(example):
    def report():
        return reporter.render(Engine(Options(isolated=True)).lint([], stdin=(example.text, example.path)))

    assert report() == report()


@few
@given(st.sampled_from(EXAMPLES))
def test_the_format_changes_no_fact(example):
    value = plain(example.text, example.path)
    if value is None or not example.path.endswith((".yaml", ".yml")):
        return
    import yaml

    flowing = yaml.safe_dump(value, sort_keys=False, default_flow_style=True, width=1000)
    stem = example.path.rpartition("/")[2]
    dialect, facts = facts_of(json.dumps(value, indent=1), stem)  # JSON is YAML
    assert (dialect, facts) == facts_of(flowing, stem)


@few
@given(st.sampled_from(EXAMPLES), KEYS, SCALARS)
def test_a_key_that_nobody_knows_changes_no_fact(example, key, scalar):
    value = plain(example.text, example.path)
    if not isinstance(value, dict):
        return
    stem = example.path.rpartition("/")[2]
    dialect, facts = facts_of(json.dumps(value), stem)
    if dialect is None or dialect in BY_ALL_KEYS:
        return
    assert facts_of(json.dumps({**value, key: scalar}), stem) == (dialect, facts)


def test_neighbours_and_order_change_nothing(project):
    chosen = [example for example in EXAMPLES if example.path.endswith(".yaml")][::40][:8]
    project({f"c{number}.yaml": example.text for number, example in enumerate(chosen)})
    names = [f"c{number}.yaml" for number in range(len(chosen))]

    def findings(paths):
        run = Engine(Options(isolated=True)).lint(paths)
        return [one for one in json.loads(reporter.render(run))["findings"] if one["severity"] != "question"]

    together = findings(names)
    assert together == findings(names[::-1])
    alone = [one for name in names for one in findings([name])]
    assert sorted(map(json.dumps, alone)) == sorted(map(json.dumps, together))
    assert together


# Functions that call themselves: each on values that are bounded in depth and in what they repeat
# (archlint/sources/bounds.py), or that keeps what it has met.
MOST_RECURSIVE = 45


def recursive_functions():
    found = []
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                called = {
                    getattr(call.func, "id", None) or (
                        call.func.attr if isinstance(call.func, ast.Attribute)
                        and getattr(call.func.value, "id", None) == "self" else None
                    )
                    for call in ast.walk(node) if isinstance(call, ast.Call)
                }  # fmt: skip
                if node.name in called:
                    found.append(f"{name}.{node.name}")
    return found


def test_few_functions_walk_values_by_calling_themselves():
    found = recursive_functions()
    assert len(found) <= MOST_RECURSIVE, found


@pytest.mark.parametrize(
    "ending", ["yaml", "json", "toml", "py", "cfg", "prototxt", "gin", "jsonnet", "sh", "data", "config"]
)
@few
@given(st.text(max_size=200))
def test_any_text_in_any_format_is_answered(ending, text):
    run = Engine(Options(isolated=True)).lint([], stdin=(text, f"x.{ending}"))
    assert [file.fault for file in run.files] == [None]
