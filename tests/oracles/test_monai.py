"""What archlint says of configs that MONAI itself has built or refused (frozen by ``monai_oracle.py``)."""

import pathlib

import pytest
from oracles import diffusers_oracle

SAMPLE = pathlib.Path(__file__).with_name("monai_sample.json")


@pytest.fixture(scope="module")
def judged():
    return diffusers_oracle.judged(SAMPLE)


def test_what_runs_has_no_error(judged):
    assert [(config, rules) for config, complaint, rules in judged if complaint is None and rules] == []


def test_what_is_refused_has_an_error(judged):
    refused = [(config, complaint, rules) for config, complaint, rules in judged if complaint is not None]
    missed = [(config, complaint) for config, complaint, rules in refused if not rules]
    assert len(refused) > 50
    assert len(missed) <= 0.05 * len(refused), missed
