"""No warning and no error without a source: every line that a warning draws is a published or documented figure."""

import importlib
import re

import pytest

from archlint import rules
from archlint.findings import ERROR, WARNING

LOADED = {loaded.rule.name: loaded for loaded in rules.load_all()}
RULES = {name: loaded.rule for name, loaded in LOADED.items()}
# Where a figure may come from: a paper, a project's repository or documentation, or the source document's own tables.
SOURCE = re.compile(
    r"(?:arXiv:)?\b\d{4}\.\d{4,5}\b|github |https?://|documentation|the source document|published|measured|\bcode of\b"
    r"|the THUCNews comparison"
)
OWN = "own line"


def said_by(part):
    """Return the text of a condition, and of those that it is made of."""
    texts = [getattr(part, "text", "") or ""]
    for name in ("conditions", "parts"):
        for inner in getattr(part, name, ()) or ():
            texts += said_by(inner)
    return texts


def limits_used(rule, case):
    """Return the limits that the conditions of a case compare with: their texts name them in braces."""
    named = set(re.findall(r"\{(?:limits\.)?(\w+)", " ".join(text for part in case.when for text in said_by(part))))
    return [limit for limit in rule.limits if limit.name in named]


GRAVE = [(rule, case) for rule in RULES.values() for case in rule.cases if case.severity in (WARNING, ERROR)]


@pytest.mark.parametrize(("rule", "case"), GRAVE, ids=[rule.name for rule, _ in GRAVE])
def test_a_grave_case_rests_on_no_line_of_our_own(rule, case):
    for limit in limits_used(rule, case):
        assert OWN not in limit.source, f"{limit.name} is no published figure: the case can be a note only"
        assert SOURCE.search(limit.source) or "a silence, not a claim" in limit.source, limit.source


def evidence_of(name):
    """Return the section of a rule's page that says where it comes from."""
    page = importlib.import_module(LOADED[name].module.__name__).__doc__
    return page.partition("## Evidence")[2].partition("\n## ")[0].strip()


@pytest.mark.parametrize("name", sorted({rule.name for rule, _ in GRAVE}))
def test_a_rule_that_warns_has_a_source(name):
    """A paper, a repository, a framework's own check or code, or a definition: the rule's page says which."""
    text = evidence_of(name)
    assert len(text) > 20
    assert not text.startswith("archlint's own")


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_line_says_where_it_is_from(name):
    for limit in RULES[name].limits:
        assert len(limit.source) > 10, limit.name


def test_the_reader_of_limits_finds_them():
    rule = RULES["stem-too-aggressive"]
    assert [[limit.name for limit in limits_used(rule, case)] for case in rule.cases] == [
        ["tiny_image"], ["small_image"],
    ]  # fmt: skip
    rule = RULES["graph-transformer-on-small-dataset"]
    assert {limit.name for limit in limits_used(rule, rule.cases[0])} == {"failed_graphs", "base_parameters"}
