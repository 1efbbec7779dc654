"""What every rule must be: named by what it flags, documented under the same headings, and in the right folder."""

import re

import pytest

from archlint import rules, skills
from archlint.facts import FAMILIES, VOCABULARY

RULES = rules.load_all()
IDS = [loaded.rule.name for loaded in RULES]
HEADINGS = [
    "## What it looks for",
    "## Why it matters",
    "## What to do instead",
    "## When it is fine",
    "## Evidence",
]


def test_names_are_unique():
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("loaded", RULES, ids=IDS)
def test_rule_is_well_formed(loaded):
    rule, module = loaded.rule, loaded.module
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert not re.match(r"(no|use|add|fix|avoid)-", rule.name), "a rule is named after what it flags, not after a fix"
    assert module.__name__.split(".")[-1] == rule.name.replace("-", "_")
    headings = re.findall(r"^## .*$", module.__doc__, re.M)
    assert headings == HEADINGS, "these sections make the rule's page"
    assert module.__doc__.split("\n")[0].endswith(".")
    assert rule.instead
    assert set(rule.concerns) <= set(FAMILIES)


@pytest.mark.parametrize("loaded", RULES, ids=IDS)
def test_rule_points_to_a_section_that_exists(loaded):
    assert loaded.skill in skills.names()
    name = loaded.rule.name
    assert name in skills.anchors(loaded.skill), f"write a section {name} in a page of skills/{loaded.skill}"


@pytest.mark.parametrize("name", skills.names())
def test_every_rule_section_of_a_sheet_has_its_rule(name):
    known = {loaded.rule.name: loaded.skill for loaded in RULES}
    for anchor in skills.anchors(name):
        if anchor in known:
            assert known[anchor] == name


@pytest.mark.parametrize("loaded", RULES, ids=IDS)
def test_conditions_speak_the_vocabulary(loaded):
    names = {name for case in loaded.rule.cases for condition in (*case.when, *case.unless) for name in condition.names}
    assert names <= set(VOCABULARY), "a new fact goes into archlint/facts/vocabulary.py"
    assert set(loaded.rule.at) <= set(VOCABULARY)


@pytest.mark.parametrize("loaded", RULES, ids=IDS)
def test_limits_are_sourced_and_read(loaded):
    limits = {limit.name: limit for limit in loaded.rule.limits}
    conditions = [condition for case in loaded.rule.cases for condition in (*case.when, *case.unless)]
    read = set(re.findall(r"\{(\w+):", " ".join(condition.text for condition in conditions)))
    assert read == set(limits)
    for limit in limits.values():
        assert limit.source
        assert limit.unit
        assert limit.low <= limit.default <= limit.high
