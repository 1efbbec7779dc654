import json

import pytest
from reading import facts, read

BASE = {"n_layer": 8, "n_head": 9, "n_embd_per_head": 16, "context_length": 32, "data_normalization": "robust"}


def test_the_width_is_that_of_all_heads():
    found = facts(json.dumps({**BASE, "weight_decay": 0.0}), "lag.json")
    assert (found["model.num_layers"], found["model.hidden_size"], found["model.num_heads"]) == (8, 144, 9)
    assert (found["model.family"], found["data.modality"]) == ("transformer-decoder", "time-series")
    assert (found["data.sequence_length"], found["training.is_run"]) == (32, True)
    assert "model.normalization" not in found  # that of the data is none of layers


@pytest.mark.parametrize("heads", ["many", 0, None, [1]])
def test_heads_that_are_no_number_give_no_width(heads):
    assert "model.hidden_size" not in facts(json.dumps({**BASE, "n_head": heads}), "lag.json")


def test_others_are_not_claimed():
    assert read('{"n_layer": 8, "n_head": 8, "n_embd": 16}', "lag.json").dialect != "lag-llama"
