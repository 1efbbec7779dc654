import json

import pytest
from reading import facts, read


def adapter(**keys):
    return json.dumps({"peft_type": "LORA", "r": 8, "lora_alpha": 16, "task_type": "CAUSAL_LM", **keys})


def test_an_adapter_is_fine_tuning_of_its_base_model():
    text = adapter(base_model_name_or_path="meta-llama/Meta-Llama-3-8B")
    known = facts(text, "adapter_config.json")
    assert read(text, "adapter_config.json").dialect == "peft-adapter"
    assert (known["model.family"], known["model.num_layers"]) == ("transformer-decoder", 32)
    assert known["model.pretrained"] is True
    assert known["training.regime"] == "fine-tuning"
    assert "training.is_run" not in known


@pytest.mark.parametrize("base", ["./llm", "", None, "/mnt/x/y"])
def test_weights_are_pretrained_even_where_the_base_is_not_known(base):
    known = facts(adapter(base_model_name_or_path=base), "adapter_config.json")
    assert known["model.pretrained"] is True
    assert "model.architecture" not in known
