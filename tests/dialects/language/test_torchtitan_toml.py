import pytest
from reading import facts, read

CONFIG = """
[job]
description = "a run"
[model]
name = "%s"
flavor = "%s"
[training]
local_batch_size = 8
seq_len = 2048
max_norm = 1.0
steps = %s
dataset = "%s"
[checkpoint]
enable = false
%s
"""


@pytest.mark.parametrize(
    ("name", "flavor", "family", "layers"),
    [
        ("llama3", "8B", "transformer-decoder", 32),
        ("llama3", "405B", "transformer-decoder", 126),
        ("deepseek_v3", "16B", "transformer-decoder", 27),
        ("simple_fsdp.llama3", "70B", "transformer-decoder", 80),
        ("llama3", "debugmodel", "transformer-decoder", None),
        ("flux", "flux-dev", "diffusion", None),
        ("mine", "8B", None, None),
    ],
)
def test_the_flavor_tells_the_depth(name, flavor, family, layers):
    found = facts(CONFIG % (name, flavor, 1000, "c4", ""), "run.toml")
    assert found.get("model.family") == family
    assert found.get("model.num_layers") == layers


def test_sizes_of_another_flavor_are_not_taken():
    found = facts(CONFIG % ("deepseek_v3", "16B", 1000, "c4", ""), "run.toml")
    assert "model.hidden_size" not in found
    assert "model.num_parameters" not in found


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("", False),
        ('initial_load_path = "w"', True),
        ("initial_load_in_hf = true", True),
        ('initial_load_path = ""', False),
    ],
)
def test_weights_come_through_the_checkpoint_section(keys, value):
    assert facts(CONFIG % ("llama3", "8B", 1000, "c4", keys), "run.toml")["model.pretrained"] is value


def test_its_test_data_are_two_thousand_documents_and_a_toy():
    found = facts(CONFIG % ("llama3", "8B", 1000, "c4_test", ""), "run.toml")
    assert (found["data.train_size"], found["data.unit"], found["training.toy"]) == (2000, "documents", True)
    assert "training.toy" not in facts(CONFIG % ("llama3", "8B", 1000, "c4", ""), "run.toml")
    assert facts(CONFIG % ("llama3", "8B", 10, "c4", ""), "run.toml")["training.toy"] is True


def test_other_toml_with_a_model_and_training_is_not_claimed():
    assert read('[model]\nname = "x"\n[training]\nsteps = 3\nseq_len = 3\n', "c.toml").dialect != "torchtitan-toml"
