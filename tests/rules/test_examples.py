"""Every rule's own examples hold: bad ones report where they say, good and silent ones do not, questions ask."""

import pytest
from reading import lint, read

from archlint import rules
from archlint.engine import LINTED
from archlint.facts import STATED
from archlint.findings import QUESTION

RULES = {loaded.rule.name: loaded for loaded in rules.load_all()}
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{type(example).__name__.lower()}-{number}")
    for name, loaded in RULES.items()
    for number, example in enumerate(loaded.module.EXAMPLES)
]


def of_rule(findings, name):
    return [finding for finding in findings if finding.rule == name and finding.severity != QUESTION]


def asked_by(findings, name):
    return {
        finding.fact
        for finding in findings
        if finding.severity == QUESTION and (name in finding.decides or name == "unknown-fact")
    }


def is_read(example):
    """Whether a model or training config is recognised, and a fact stated in it."""
    result = read(example.text, example.path)
    parts = [part for facts in result.parts for part in facts.parts()]
    return result.status == LINTED and any(fact.origin == STATED for part in parts for fact in part.values())


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example_holds(name, example):
    findings = lint(example.text, example.path, ignore=RULES[name].rule.yields_to)
    mine = of_rule(findings, name)
    kind = type(example).__name__
    if kind == "Asks":
        assert not mine
        assert example.fact in asked_by(findings, name)
    elif kind == "Bad":
        assert [finding.severity for finding in mine] == [example.severity]
        finding = mine[0]
        if example.value:
            line = example.text.split("\n")[finding.spot.line - 1]
            assert line[finding.spot.column - 1 : finding.spot.end_column - 1] == example.value
        assert finding.message
        assert finding.instead
    else:
        assert mine == []
        assert is_read(example) or name == "unknown-key", "silence proves nothing of a file that nothing is read out of"
        if kind == "Good":
            assert name not in {rule for finding in findings for rule in (finding.decides or ())}


@pytest.mark.parametrize("name", RULES)
def test_rule_shows_a_bad_or_asking_example_and_a_good_one(name):
    kinds = [type(example).__name__ for example in RULES[name].module.EXAMPLES]
    assert "Good" in kinds
    assert "Bad" in kinds or "Asks" in kinds


def test_one_cause_is_one_finding():
    plain = "archlint: 1\nmodel: {family: cnn, num_layers: 56, normalization: none, skip_connections: false}\n"
    (finding,) = [one for one in lint(plain) if one.severity != QUESTION]
    assert finding.message.startswith("56 layers with neither normalization nor skip connections")
    assert [one.rule for one in lint(plain, ignore=["deep-without-normalization"]) if one.severity != QUESTION] == [
        "very-deep-plain-stack"
    ]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_yields_to_rules_that_there_are(name):
    assert set(RULES[name].rule.yields_to) <= set(RULES) - {name}
