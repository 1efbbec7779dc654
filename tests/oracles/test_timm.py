"""archlint against timm: a frozen sample of the verdicts of ``timm_oracle.py verdicts``, read without torch."""

import json
import pathlib

import pytest
from oracles import timm_oracle

SAMPLE = pathlib.Path(__file__).with_name("timm_sample.jsonl")
LINES = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


def test_the_sample_holds_both_verdicts_on_many_classes():
    assert len({line["class"] for line in LINES}) > 60
    assert min(sum(line["runs"] for line in LINES), sum(not line["runs"] for line in LINES)) > 100


def test_no_error_on_a_config_that_timm_runs():
    assert [line["config"] for line in LINES if line["runs"] and timm_oracle.errors(line["config"])] == []


# Of all verdicts it is 95 %; the sample gives the same weight to classes that have many models and to those with one.
LEAST = 0.92


def test_an_error_on_nearly_all_that_timm_refuses():
    refused = [line["config"] for line in LINES if not line["runs"]]
    missed = [config for config in refused if not timm_oracle.errors(config)]
    assert len(missed) <= (1 - LEAST) * len(refused), missed


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ({"model": "vit_base_patch16_224", "img_size": 222}, ["image-not-divisible-by-patch"]),
        ({"model": "vit_base_patch16_224", "img_size": 384}, ["image-size-mismatch"]),
        ({"model": "vit_base_patch16_224", "model_kwargs": {"num_heads": 10}}, ["heads-not-dividing-embed-dim"]),
        ({"model": "convnext_tiny", "model_kwargs": {"depths": [3, 3, 9]}}, ["stage-list-length-mismatch"]),
        ({"model": "resnet50", "in_chans": 1}, ["input-channels-mismatch"]),
        ({"model": "resnet50", "img_size": 222}, []),
    ],
)
def test_each_kind_of_fault_has_its_rule(config, found):
    assert timm_oracle.errors(config) == found
