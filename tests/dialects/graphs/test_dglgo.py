import pytest
from reading import facts, read

TEXT = """
pipeline_name: %s
pipeline_mode: %s
data: {name: %s}
%s: {name: gat, num_layers: 2, hidden_size: 8, heads: [8, 1], residual: false}
general_pipeline: {num_epochs: 200}
"""


@pytest.mark.parametrize(
    ("pipeline", "key", "task"),
    [
        ("nodepred", "model", "node-classification"),
        ("graphpred", "model", "graph-classification"),
        ("linkpred", "node_model", "link-prediction"),
    ],
)
def test_recipe(pipeline, key, task):
    found = facts(TEXT % (pipeline, "train", "cora", key))
    assert (found["task"], found["model.family"], found["model.num_layers"]) == (task, "gnn", 2)
    assert found["model.skip_connections"] is False
    assert found["model.pretrained"] is False
    assert "model.normalization" not in found


def test_applying_is_no_run_and_own_files_have_no_name():
    found = facts(TEXT % ("nodepred", "apply", "csv", "model"))
    assert "training.is_run" not in found
    assert "data.name" not in found


def test_other_pipelines_are_not_claimed():
    assert read("pipeline_name: deploy\ndata: {name: x}\n").dialect != "dglgo"


@pytest.mark.parametrize(("pipeline", "samples"), [("nodepred", False), ("nodepred-ns", True), ("graphpred", None)])
def test_whether_a_step_sees_the_whole_graph(pipeline, samples):
    assert facts(TEXT % (pipeline, "train", "cora", "model")).get("training.samples_neighbours") is samples
