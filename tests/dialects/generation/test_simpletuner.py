import json

import pytest
from reading import facts, read

KEYS = {
    "model_family": "flux",
    "model_type": "lora",
    "lora_rank": 16,
    "data_backend_config": "x.json",
    "train_batch_size": 2,
}


@pytest.mark.parametrize("dashes", ["", "--"])
def test_a_family_implies_a_checkpoint(dashes):
    found = facts(json.dumps({dashes + key: value for key, value in KEYS.items()}), "config.json")
    assert (found["model.family"], found["model.pretrained"]) == ("diffusion", True)
    assert found["training.regime"] == "fine-tuning"
    assert found["training.batch_size_per_device"] == 2


def test_a_list_of_data_backends_is_no_model():
    assert read('[{"id": "a", "type": "local"}]', "multidatabackend.json").facts is None
