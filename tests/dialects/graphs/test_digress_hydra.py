from reading import facts, read, rules

GROUP = "model: graph_tf\ndiffusion_steps: 500\nn_layers: 5\nhidden_dims: {dx: 256, de: 64, n_head: 8}\n"
WHOLE = """
general: {name: planar, resume: null}
train: {batch_size: 64}
model: {diffusion_steps: 1000, n_layers: 10, hidden_dims: {dx: 256, n_head: 8}}
dataset: {name: qm9}
"""


def test_a_composed_config():
    found = facts(WHOLE)
    assert (found["model.family"], found["model.num_layers"], found["model.num_heads"]) == ("diffusion", 10, 8)
    assert (found["data.modality"], found["model.pretrained"], found["training.is_run"]) == ("graph", False, True)
    assert found["data.name"].lower() == "qm9"


def test_a_model_group_is_no_run():
    found = facts(GROUP)
    assert found["model.num_layers"] == 5
    assert "training.is_run" not in found
    assert "model.pretrained" not in found


def test_other_diffusion_configs_are_not_claimed():
    assert read("model: {diffusion_steps: 1000, n_layers: 10}").dialect != "digress-hydra"


def test_an_experiment_changes_some_keys_only():
    text = "general: {resume: null}\nmodel: {n_layers: 8, lambda_train: [5, 0], extra_features: all}\n"
    assert facts(text)["model.num_layers"] == 8
    assert "model.sampling_steps" not in facts(text)


def test_heads_must_divide_the_width():
    assert "heads-not-dividing-embed-dim" not in rules(WHOLE)
    assert "heads-not-dividing-embed-dim" in rules(WHOLE.replace("n_head: 8", "n_head: 7"))
