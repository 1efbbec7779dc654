"""Which questions are worth a line, and how they are shown."""

import pytest
from reading import lint

from archlint.engine.asking import plausible
from archlint.facts import VOCABULARY, check_value
from archlint.findings import QUESTION


def asked(text):
    return {finding.fact for finding in lint(text) if finding.severity == QUESTION}


@pytest.mark.parametrize(
    "text",
    [
        "model: mlp\nhidden: [64, 64]\ndata: {name: churn, train_size: 30000}\n",
        "model: {family: mlp, num_layers: 3}\ndata: {num_classes: 3}\n",
        "model: xgboost\ndata: {name: churn, train_size: 30000}\n",
        "model: {family: gradient-boosting}\ndata: {num_classes: 3}\n",
        "model: {architecture: resnet50, pretrained: true}\ndata: {num_classes: 3}\n",
        "model: resnet18\npretrained: true\ndata: {train_size: 6000}\n",
        "model: {family: gan}\ndata: {modality: image, train_size: 60000}\n",
    ],
)
def test_a_sound_choice_is_asked_nothing(text):
    assert asked(text) == set()


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("model: {family: vision-transformer}\ndata: {classes: 3}\n", {"data.train_size", "deployment.target"}),
        ("archlint: 1\nmodel: {family: vision-transformer}\ndata: {train_size: 5M}\n", {"deployment.target"}),
        ("model: {family: cnn, num_layers: 34}\ndata: {classes: 3}\n", {"model.normalization"}),
        (
            "model: {family: cnn, num_layers: 60}\ndata: {num_classes: 3}\n",
            {"model.normalization", "model.skip_connections"},
        ),
        (
            "model: {family: diffusion}\ndata: {modality: image}\n",
            {"data.train_size", "constraints.compute", "deployment.latency"},
        ),
        # A choice that is put to archlint, or open: any answer helps.
        (
            "archlint: 1\nmodel: {family: mlp}\n",
            {"data.modality", "data.train_size", "constraints.compute", "deployment.latency"},
        ),
        (
            "archlint: 1\nmodel: {candidates: [rnn, my-own-net]}\n",
            {"data.modality", "data.train_size", "constraints.compute", "deployment.latency"},
        ),
    ],
)
def test_a_fact_is_asked_for_where_an_answer_would_be_reported(text, facts):
    assert asked(text) == facts


@pytest.mark.parametrize("name", sorted(name for name, kind in VOCABULARY.items() if kind.ask))
def test_every_answer_within_reason_is_one_that_the_fact_can_hold(name):
    for value in plausible(name):
        check_value(name, value)
