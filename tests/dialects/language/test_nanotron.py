import pytest
from reading import facts

CONFIG = """
checkpoints: {resume_checkpoint_path: %s}
data_stages: [{name: one, data: {dataset: %s}}]
model: {init_method: %s, model_config: %s}
parallelism: {dp: 4, tp: 2, pp: 1}
tokens: {sequence_length: 2048, micro_batch_size: 2, train_steps: %s}
"""
LLAMA = (
    "{is_llama_config: true, hidden_size: 512, num_hidden_layers: 8, num_attention_heads: 8, num_key_value_heads: 2}"
)
MAMBA = "{is_mamba_config: true, d_model: 512, num_hidden_layers: 8, rms_norm: %s, ssm_cfg: {d_state: 16}}"
DATA = "{hf_dataset_or_datasets: owner/texts}"


def config(model=LLAMA, data=DATA, start="{std: 0.02}", resume="null", steps=5000):
    return CONFIG % (resume, data, start, model, steps)


@pytest.mark.parametrize(
    ("model", "family", "norm"),
    [
        (LLAMA, "transformer-decoder", "rms"),
        (LLAMA.replace("llama", "starcoder2"), "transformer-decoder", "layer"),
        (LLAMA.replace("llama", "other"), None, None),
        (MAMBA % "true", "state-space", "rms"),
        (MAMBA % "false", "state-space", "layer"),
    ],
)
def test_the_marker_tells_the_kind(model, family, norm):
    found = facts(config(model), "run.yaml")
    assert found.get("model.family") == family
    assert found.get("model.normalization") == norm
    assert (found["model.num_layers"], found["model.hidden_size"]) == (8, 512)
    assert found["training.num_devices"] == 8


@pytest.mark.parametrize(
    ("start", "resume", "value"),
    [
        ("{std: 0.02}", "null", False),
        ("{path: weights}", "null", True),
        ("{std: 0.02}", "converted/llama", None),
        ("'${start}'", "null", None),
    ],
)
def test_random_weights_are_stated_by_their_spread(start, resume, value):
    assert facts(config(start=start, resume=resume), "run.yaml").get("model.pretrained") is value


@pytest.mark.parametrize(
    ("data", "name", "toy"),
    [
        (DATA, "owner/texts", None),
        ("{hf_dataset_or_datasets: {owner/texts: 1.0}}", "owner/texts", None),
        ("{dataset_folder: [/fsx/tokenized/books/merged]}", "books", None),
        ("{dataset_folder: [/fsx/books, /fsx/news]}", "books+news", None),
        ("null", None, True),
    ],
)
def test_data_sets_are_named_and_none_is_a_dummy(data, name, toy):
    found = facts(config(data=data), "run.yaml")
    assert found.get("data.name") == name
    assert found.get("training.toy") is toy
