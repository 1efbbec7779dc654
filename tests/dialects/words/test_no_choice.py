"""Files and keys that look like a choice of a model and are none: each raised a false alarm, or cost time, once."""

import pytest
from reading import facts, read

RUN = "model: resnet50\npretrained: false\ndata: {train_images: 200000}\ntraining: {epochs: 9, lr: 0.1}\n"
ENTRY = "  %s-%d: {n_layer: %d, n_embd: 64, n_head: 4, name: falcon-180b}\n"


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("edge_swap", None),
        ("use_edge_attributes", None),
        ("mobile_augmentations", None),
        ("on_edge", "edge"),
        ("in_browser", "browser"),
        ("deploy_on_phone", "mobile"),
    ],
)
def test_a_flag_says_where_a_model_runs_by_its_last_word(key, target):
    assert facts(f"{RUN}{key}: true\n", "run.yaml").get("deployment.target") == target


@pytest.mark.parametrize("key", ["num_input_tokens", "output_tokens", "max_new_tokens", "prompt_tokens"])
def test_tokens_of_one_text_are_no_size_of_data(key):
    text = f"model: gpt2\n{key}: 512\ntraining: {{epochs: 3, lr: 0.001}}\n"
    assert facts(text, "run.yaml").get("data.train_size") is None


def test_a_catalogue_of_models_is_no_choice_of_one():
    text = "configs:\n" + "".join(ENTRY % ("gpt", number, 24 + number) for number in range(12))
    assert read(text + "training: {epochs: 3, lr: 0.1}\n", "models.yaml").status == "not-recognised"


def test_what_was_measured_at_each_step_is_no_choice():
    values = "".join(f"    '{step}': {step / 7:.3f}\n" for step in range(60))
    text = f"lm loss:\n  start_step: 1\n  values:\n{values}grad norm:\n  step_interval: 5\n  values:\n{values}"
    assert read(text, "golden.yaml").status == "not-recognised"


@pytest.mark.parametrize("value", [".inf", "1e400", "-1", "0", ".nan"])
def test_a_latency_is_a_time(value):
    assert "deployment.latency_ms" not in facts(f"{RUN}serving: {{latency_seconds: {value}}}\n", "run.yaml")


@pytest.mark.parametrize("name", ["qwen-1_8b-chat", "mistral-7b-instruct-v0.2", "gemma-2b-it", "llama-2-7b-hf"])
def test_a_model_that_was_taught_to_answer_names_its_weights(name):
    text = f"model_type: {name}\ndataset: own-reviews\ntrain_dataset_sample: 100\neval_steps: 5\nepochs: 3\n"
    assert facts(text, "sft.yaml").get("model.pretrained") is not False
