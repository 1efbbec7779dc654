"""Weights & Biases sweeps: what a search varies, and what holds for all its runs."""

import pytest
from reading import facts, lint, read, rules

SWEEP = "program: train.py\nmethod: grid\nparameters:\n  lr: {min: 0.001, max: 0.1}\n"


def sweep(*lines):
    return SWEEP + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("num_layers: {value: 12}", "model.num_layers", 12),
        ("num_layers: {values: [12]}", "model.num_layers", 12),
        ("num_layers: {values: [3, 12]}", "model.num_layers", (3, 12)),
        ("num_layers: {min: 2, max: 5}", "model.num_layers", (2, 3, 4, 5)),
        ("num_layers: {distribution: int_uniform, min: 2, max: 3}", "model.num_layers", (2, 3)),
        ("hidden_size: {distribution: q_uniform, min: 64, max: 192, q: 64}", "model.hidden_size", (64, 128, 192)),
        ("model.num_heads: {values: [4, 8]}", "model.num_heads", (4, 8)),
        ("model: {parameters: {num_heads: {values: [4, 8]}}}", "model.num_heads", (4, 8)),
        ("norm_layer: {values: [none, batchnorm]}", "model.normalization", ("none", "batch")),
        ("norm_layer: {values: [null]}", "model.normalization", None),
        ("pretrained: {value: false}", "model.pretrained", False),
        ("pretrained: {values: [true, false]}", "model.pretrained", (True, False)),
        ("arch: {value: resnet50}", "model.architecture", "resnet50"),
        ("arch: {values: [resnet18, resnet50]}", "model.candidates", ["resnet18", "resnet50"]),
        ("arch: {values: [resnet18, resnet50]}", "model.family", "cnn"),
        ("arch: {values: [resnet50, lstm]}", "model.family", ("cnn", "rnn")),
    ],
)
def test_facts(line, name, expected):
    found = read(sweep("model_name: {value: my-net}" if "arch" not in line else "seed: {value: 1}", line), "sweep.yaml")
    assert found.dialect == "wandb-sweep"
    fact = (found.facts or {}).get(name)
    if expected is None:
        assert fact is None
    elif isinstance(expected, tuple):
        assert not fact.known
        assert fact.members == expected
    else:
        assert fact.known
        assert fact.value == expected


@pytest.mark.parametrize(
    "line",
    [
        "num_layers: {distribution: q_log_uniform_values, min: 2, max: 64}",
        "num_layers: {min: 1, max: 100000}",
        "num_layers: {values: [3, '${env}']}",
        "num_layers: {values: [[3, 4], [5]]}",
        "num_layers: {min: 2.5, max: 8}",
        "num_layers: {distribution: q_uniform, min: 3, max: 10, q: 4}",
    ],
)
def test_members_that_are_not_known_one_by_one_are_opaque(line):
    fact = read(sweep("arch: {value: resnet50}", line), "sweep.yaml").facts["model.num_layers"]
    assert not fact.known
    assert fact.members == ()


@pytest.mark.parametrize(
    "line", ["normalize: {values: [true, false]}", "max_depth: {values: [3, 30]}", "grad_norm: {value: 1.0}",
             "num_nodes: {value: 4}"],
)  # fmt: skip
def test_false_friends_are_not_read(line):
    assert facts(sweep("arch: {value: my-net}", line), "sweep.yaml") == {
        "model.architecture": "my-net",
        "training.is_run": True,
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (sweep("weight_decay: {values: [0, 0.1]}"), "not-a-model"),
        ("method: grid\nparameters: {num_layers: 3}\n", "not-recognised"),
        ("method: post\nparameters: {num_layers: {value: 3}}\n", "not-recognised"),
        ("method: grid\nparameters: {}\n", "not-recognised"),
    ],
)
def test_what_is_no_search_over_a_model(text, status):
    assert read(text, "sweep.yaml").status == status


DEEP = "deep-without-normalization"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("num_layers: {min: 30, max: 60}", "norm_layer: {value: none}"), "60 layers"),
        (("num_layers: {values: [30, 60, 40]}", "norm_layer: {value: none}"), "60 layers"),
        (("num_layers: {min: 10, max: 60}", "norm_layer: {value: none}"), None),
        (("num_layers: {min: 3, max: 6}", "norm_layer: {value: none}"), None),
        (("num_layers: {min: 30, max: 60}", "norm_layer: {values: [none, batch]}"), None),
        (("num_layers: {min: 30, max: 60}", "norm_layer: {values: [none, identity]}"), "60 layers"),
        # Every LSTM of this search is excused, and one candidate may be.
        (("num_layers: {min: 30, max: 60}", "norm_layer: {value: none}", "arch: {values: [lstm, gru]}"), None),
        (("num_layers: {min: 30, max: 60}", "norm_layer: {value: none}", "arch: {values: [lstm, vgg16]}"), None),
        (("num_layers: {min: 30, max: 60}", "norm_layer: {value: none}", "arch: {values: [mine, vgg16]}"), None),
        (
            ("num_layers: {min: 30, max: 60}", "norm_layer: {value: none}", "arch: {values: [vgg16, vgg19]}"),
            "60 layers",
        ),
    ],
)
def test_a_rule_reports_only_if_every_run_of_the_search_violates_it(lines, said):
    found = [finding for finding in lint(sweep(*lines), "sweep.yaml") if finding.rule == DEEP]
    if said is None:
        assert found == []
    else:
        assert found[0].message.startswith(said)
        assert "the worst run of a search over num_layers 30 to 60" in found[0].message


def test_a_search_of_very_many_runs_is_not_judged(monkeypatch):
    text = sweep("num_layers: {min: 30, max: 60}", "norm_layer: {value: none}")
    monkeypatch.setattr("archlint.rules.MAX_RUNS", 31)
    assert DEEP in rules(text, "sweep.yaml")
    monkeypatch.setattr("archlint.rules.MAX_RUNS", 30)
    assert DEEP not in rules(text, "sweep.yaml")


def test_one_sided_comparison():
    assert "one-sided-comparison" in [
        finding.rule for finding in lint(sweep("arch: {values: [lstm, gru]}"), "sweep.yaml")
    ]
    assert not lint(sweep("arch: {values: [lstm, tcn]}"), "sweep.yaml")


def test_a_sweep_is_a_training_run():
    text = sweep("model: {values: [vit_tiny_patch16_224, vit_small_patch16_224]}", "pretrained: {value: false}",
                 "dataset: {value: flowers102}")  # fmt: skip
    warnings = [finding.rule for finding in lint(text, "sweep.yaml") if finding.severity == "warning"]
    assert warnings == ["vit-on-small-dataset"]
