import pytest
from reading import facts, read

CONFIG = """
data: %s
model: {type: %s%s}
trainer: {mp: 'p=f32,c=bfloat16', train_batch_size: 32, num_train_steps: %s, fsdp_axis: embed}
optimizer: {learning_rate: 6E-4}
%s
"""


@pytest.mark.parametrize(
    ("kind", "keys", "layers", "norm", "placement"),
    [
        ("gpt2", ", hidden_dim: 32, num_heads: 4, num_layers: 2", 2, "layer", "pre"),
        ("gpt2", "", 12, "layer", "pre"),
        ("llama", ", hidden_dim: 1024, num_layers: 16, layer_norm_epsilon: 1e-5", 16, "rms", "pre"),
        ("gemma2", ", num_layers: 4", 4, "rms", "sandwich"),
        ("hyena_home", "", None, None, None),
    ],
)
def test_sizes_left_out_are_those_of_the_class(kind, keys, layers, norm, placement):
    found = facts(CONFIG % ("{id: owner/texts}", kind, keys, 5000, ""), "run.yaml")
    assert found.get("model.num_layers") == layers
    assert found.get("model.normalization") == norm
    assert found.get("model.norm_placement") == placement


def test_heads_of_a_known_name_do_not_hold_for_another_width():
    found = facts(CONFIG % ("{id: owner/texts}", "gpt2", ", hidden_dim: 80, num_layers: 2", 5000, ""), "run.yaml")
    assert found["model.hidden_size"] == 80
    assert found.get("model.num_kv_heads") is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("", False),
        ("initialize_from_hf: false", False),
        ("initialize_from_hf: true", True),
        ("initialize_from_hf: owner/model", True),
        ("initialize_from_hf: ${base}", None),
        ("lora: {r: 8}", None),  # a program of its own, which loads weights its own way
        ("supervised_data: {hf_dataset_name: owner/chat}", None),
    ],
)
def test_scratch_is_assumed_only_for_its_own_training_program(line, value):
    found = facts(CONFIG % ("{id: owner/texts}", "llama", "", 5000, line), "run.yaml")
    assert found.get("model.pretrained") is value


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("{id: owner/texts}", "owner/texts"),
        ("{train_urls: ['gs://b/openwebtext-sharded/openwebtext_train.{1..128}-of-128.jsonl.gz']}", "OpenWebText"),
        ("{configs: {a: {}, b: {}}}", "a+b"),
    ],
)
def test_data_is_named_by_id_address_or_mixture(data, name):
    assert facts(CONFIG % (data, "gpt2", "", 5000, ""), "run.yaml")["data.name"] == name


def test_an_evaluation_is_no_run():
    text = "model: {type: llama}\ntrainer: {mp: f32, per_device_parallelism: -1}\ncheckpoint_path: owner/base-model\n"
    found = facts(text, "eval.yaml")
    assert "training.is_run" not in found
    assert found["model.pretrained"] is True


def test_a_trainer_of_another_framework_is_not_claimed():
    assert read("model: {type: llama}\ntrainer: {max_epochs: 3, devices: 1}\n", "c.yaml").dialect != "levanter"
