"""The tables of published figures and shortlists: every name is known, every number has its source."""

import pytest

from archlint import knowledge
from archlint.facts import MODALITIES, TASKS
from archlint.knowledge import published
from archlint.skills import names as skill_names

FIGURES = [(name, figure) for name, known in published.figures().items() for figure in known]
SHORTLIST = published.shortlist()


@pytest.mark.parametrize("name", sorted({name for name, _ in FIGURES} | {row["architecture"] for row in SHORTLIST}))
def test_each_architecture_is_in_the_table_under_that_name(name):
    assert knowledge.architecture(name)["name"] == name


@pytest.mark.parametrize(("name", "figure"), FIGURES, ids=[f"{name} {one['setting']}" for name, one in FIGURES])
def test_each_figure_is_possible_and_has_a_source(name, figure):
    assert figure["value"] > 0
    assert figure["setting"]
    assert any(mark in figure["source"] for mark in ("arXiv:", "github ", "table", "Stability AI"))
    assert (figure["place"] in ("mobile", "edge", "microcontroller")) == (figure["measure"] == "latency")
    assert figure["unit"] != "%" or figure["value"] <= 100


def test_no_figure_stands_twice():
    keys = [(name, figure["measure"], figure["setting"], figure["source"]) for name, figure in FIGURES]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", SHORTLIST, ids=lambda row: f"{row['architecture']} {row['task']} {row['place']}")
def test_each_row_of_the_shortlists_is_of_known_words(row):
    assert row["modality"] in MODALITIES
    assert row["task"] in TASKS
    assert row["weights"] in ("pretrained", "scratch", "")
    assert row["data"] in ("few", "some", "many", "")
    assert row["place"] in ("server", "small", "real-time", "any")
    assert row["sheet"] in skill_names()
    assert row["reason"]


def test_what_is_listed_for_small_devices_was_measured_on_one():
    measured = {name for name, figure in FIGURES if figure["place"]}
    assert {row["architecture"] for row in SHORTLIST if row["place"] == "small"} <= measured
