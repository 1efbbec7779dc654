"""What archlint says of configs that Diffusers itself has built or refused (frozen by ``diffusers_oracle.py``)."""

import pathlib

import pytest
from oracles import diffusers_oracle

SAMPLE = pathlib.Path(__file__).with_name("diffusers_sample.json")
# Of the refused ones; the rest lacks a type, or divides by zero.
LEAST = 0.95


@pytest.fixture(scope="module")
def judged():
    return diffusers_oracle.judged(SAMPLE)


def test_what_runs_has_no_error(judged):
    assert [(config, rules) for config, complaint, rules in judged if complaint is None and rules] == []


def test_what_is_refused_has_an_error(judged):
    refused = [(config, complaint, rules) for config, complaint, rules in judged if complaint is not None]
    missed = [(config, complaint) for config, complaint, rules in refused if not rules]
    assert len(refused) > 100
    assert len(missed) <= (1 - LEAST) * len(refused), missed


def test_every_class_is_there_both_ways(judged):
    outcomes = {(config["_class_name"], complaint is None) for config, complaint, _ in judged}
    names = {name for name, _ in outcomes}
    assert len(names) >= 10
    assert all((name, runs) in outcomes for name in names for runs in (True, False))
