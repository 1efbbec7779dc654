"""What archlint says of configs that MONAI itself has built or refused (frozen by ``monai_oracle.py``)."""

import json
import pathlib

import pytest
from oracles.diffusers_oracle import errors

SAMPLE = pathlib.Path(__file__).with_name("monai_sample.json")


@pytest.fixture(scope="module")
def judged():
    rows = json.loads(SAMPLE.read_text(encoding="utf-8"))
    said = errors([config for config, _ in rows])
    return [(config, complaint, rules) for (config, complaint), rules in zip(rows, said, strict=True)]


def test_what_runs_has_no_error(judged):
    assert [(config, rules) for config, complaint, rules in judged if complaint is None and rules] == []


def test_what_is_refused_has_an_error(judged):
    refused = [(config, complaint, rules) for config, complaint, rules in judged if complaint is not None]
    missed = [(config, complaint) for config, complaint, rules in refused if not rules]
    assert len(refused) > 50
    assert len(missed) <= 0.05 * len(refused), missed
