import pytest
from reading import facts, read, rules

BASE = (
    "model_name_or_path: Qwen/Qwen3-4B\nstage: sft\ndo_train: true\nfinetuning_type: lora\ntemplate: qwen3\n"
    "cutoff_len: 1024\nper_device_train_batch_size: 1\n"
)


def state(text, name):
    fact = read(text, "run.yaml").facts.get(name)
    return (fact.value, fact.origin) if fact is not None else None


def test_a_fine_tuning_run():
    text = BASE + "dataset: my_set\nmax_samples: 1000\nflash_attn: fa2\n"
    known = facts(text, "run.yaml")
    assert read(text, "run.yaml").dialect == "llama-factory"
    assert (known["model.family"], known["model.num_layers"]) == ("transformer-decoder", 36)
    assert known["model.pretrained"] is True
    assert known["model.attention"] == "flash"
    assert known["training.regime"] == "fine-tuning"
    assert known["training.is_run"] is True
    assert (known["data.name"], known["data.train_size"], known["data.unit"]) == ("my_set", 1000, "samples")
    assert (known["data.sequence_length"], known["training.batch_size_per_device"]) == (1024, 1)


def test_training_from_scratch_is_said_so():
    known = facts(BASE.replace("lora", "full") + "train_from_scratch: true\ndataset: c4_demo\n", "run.yaml")
    assert known["model.pretrained"] is False
    assert known["training.regime"] == "from-scratch"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        ("dataset: a,b\nmax_samples: 1000\n", (1000, "stated")),
        ("dataset: a,b\nmax_samples: 9000\n", None),  # for each of them: together above what a cap tells
        ("dataset: a\nmax_samples: 100000\n", None),
        ("dataset: a,b\nmix_strategy: interleave_under\nmax_samples: 10\n", (None, "opaque")),
        ("dataset: a\n", None),
    ],
)
def test_a_cap_on_each_data_set(data, size):
    assert state(BASE + data, "data.train_size") == size


def test_several_data_sets_stay_as_written():
    assert facts(BASE + "dataset: a, b\n", "run.yaml")["data.name"] == "a, b"
    assert facts(BASE + "dataset: [a, b]\n", "run.yaml")["data.name"] == "a+b"


def test_scaled_positions_are_not_the_base_models():
    assert state(BASE.replace("Qwen/Qwen3-4B", "NousResearch/Meta-Llama-3-8B"), "model.max_positions")[0] == 8192
    assert state(BASE + "rope_scaling: linear\n", "model.max_positions") == (None, "opaque")


def test_the_newer_form_names_the_checkpoint_by_model():
    text = "model: Qwen/Qwen3-4B\nmodel_class: llm\ntrain_dataset: data/sft.yaml\ncutoff_len: 64\nmicro_batch_size: 3\n"
    known = facts(text, "run.yaml")
    assert read(text, "run.yaml").dialect == "llama-factory"
    assert (known["model.num_layers"], known["model.pretrained"]) == (36, True)
    assert (known["data.sequence_length"], known["training.batch_size_per_device"]) == (64, 3)
    assert "data.name" not in known
    assert known["training.is_run"] is True


def test_inference_is_no_run():
    text = "model_name_or_path: Qwen/Qwen3-4B\ntemplate: qwen3\ninfer_backend: huggingface\n"
    assert read(text, "run.yaml").dialect == "llama-factory"
    assert "training.is_run" not in facts(text, "run.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "stage: build\ndataset: x\n",
        "stage: sft\n",
        "model_name_or_path: a/b\ntemplate: x\n",
        "stage: [sft]\ndataset: 1\n",
    ],
)
def test_other_files_are_not_claimed(text):
    assert read(text, "run.yaml").dialect != "llama-factory"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("infer_backend: vllm\nvllm_config: {tensor_parallel_size: 8}\n", True),
        ("infer_backend: vllm\nvllm_config: {tensor_parallel_size: 4}\n", False),
        ("infer_backend: huggingface\nvllm_config: {tensor_parallel_size: 8}\n", False),
        ("infer_backend: vllm\n", False),
    ],
)
def test_devices_of_the_engine(text, is_found):
    model = "model_name_or_path: Qwen/Qwen2.5-7B-Instruct\ntemplate: qwen\n"
    assert rules(model + text, "run.yaml") == (["tensor-parallel-not-dividing-heads"] if is_found else [])
