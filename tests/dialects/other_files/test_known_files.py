"""Kinds of files that are known, and describe no network."""

import json

import pytest
from reading import read

CASES = [
    ("deepspeed", "ds.json", {"zero_optimization": {"stage": 2}, "fp16": {"enabled": True}}),
    ("deepspeed", "ds.json", {"train_batch_size": 8, "gradient_clipping": 1.0, "steps_per_print": 5}),
    ("accelerate", "default.yaml", {"compute_environment": "LOCAL_MACHINE", "distributed_type": "NO"}),
    ("accelerate", "default.yaml", {"num_processes": 1, "mixed_precision": "no", "num_machines": 1, "machine_rank": 0}),
    ("hf-companion", "tokenizer_config.json", {"tokenizer_class": "BertTokenizer", "do_lower_case": True}),
    ("hf-companion", "tokenizer.json", {"version": "1.0", "added_tokens": [], "pre_tokenizer": {}, "model": {}}),
    ("hf-companion", "special_tokens_map.json", {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}),
    ("hf-companion", "generation_config.json", {"_from_model_config": True, "eos_token_id": 2}),
    ("hf-companion", "generation_config.json", {"do_sample": True, "top_p": 0.9, "eos_token_id": [1]}),
    ("hf-companion", "preprocessor_config.json", {"image_processor_type": "X", "size": {"height": 224}}),
    ("hf-companion", "preprocessor_config.json", {"feature_size": 80, "sampling_rate": 16000, "n_fft": 400}),
    ("hf-companion", "model.safetensors.index.json", {"metadata": {"total_size": 1}, "weight_map": {"a": "b"}}),
    ("hf-companion", "config.json", {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True}),
    ("hf-companion", "trainer_state.json", {"log_history": [], "global_step": 5, "epoch": 1.0}),
    ("project-file", "docker-compose.yml", {"services": {"web": {"image": "nginx"}}}),
    ("project-file", "ci.yml", {"jobs": {"test": {"runs-on": "ubuntu-latest", "steps": []}}}),
    ("project-file", ".gitlab-ci.yml", {"stages": ["test"], "unit": {"stage": "test", "script": ["pytest"]}}),
    ("project-file", ".pre-commit-config.yaml", {"repos": [{"repo": "local", "hooks": []}]}),
    ("project-file", "environment.yml", {"name": "x", "channels": ["a"], "dependencies": ["python=3.10"]}),
    ("project-file", "pod.yaml", {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": {}}),
    ("project-file", "package.json", {"name": "x", "version": "1", "scripts": {"a": "b"}}),
    ("project-file", "tsconfig.json", {"compilerOptions": {"strict": True}}),
    ("project-file", "dvc.yaml", {"stages": {"train": {"cmd": "python train.py"}}}),
    ("project-file", "mkdocs.yml", {"site_name": "x"}),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "filename", "value"), CASES)
def test_known_kinds_describe_no_network(dialect, filename, value):
    found = read(json.dumps(value), filename)
    assert (found.dialect, found.status) == (dialect, "not-a-model")
    assert not found.parts


@pytest.mark.parametrize(
    ("filename", "text"),
    [
        ("pyproject.toml", '[build-system]\nrequires = ["x"]\n'),
        ("pyproject.toml", '[project]\nname = "x"\n'),
        ("settings.toml", "[tool.black]\nline-length = 100\n"),
        ("Cargo.toml", '[package]\nname = "x"\n[dependencies]\n'),
    ],
)
def test_toml_files_of_a_project(filename, text):
    found = read(text, filename)
    assert (found.dialect, found.status) == ("project-file", "not-a-model")


NETWORKS = [
    (
        "config.json",
        {"model_type": "bert", "architectures": ["BertModel"], "tokenizer_class": "X", "do_lower_case": True},
    ),
    ("neox.json", {"zero_optimization": {"stage": 1}, "num_layers": 12, "hidden_size": 768, "train_batch_size": 4}),
    ("train.yaml", {"model": {"name": "resnet18"}, "stages": ["a"], "variables": {"x": 1}}),
    ("train.yaml", {"jobs": 3, "services": 2, "image": 224, "model": "vit"}),
    ("run.yaml", {"dependencies": {"a": 1}, "build": "x", "features": ["a"], "language": "en"}),
    ("words.json", {"bos_token": "<s>", "hidden_size": 4}),
    ("eval.json", {"eos_token_id": 2, "model": "gpt2", "prompt": "x", "dataset": "y"}),
]


@pytest.mark.parametrize(("filename", "value"), NETWORKS)
def test_files_that_may_describe_a_network_are_left_to_others(filename, value):
    assert read(json.dumps(value), filename).status != "not-a-model"


@pytest.mark.parametrize("value", [None, 3, "x", [], [1], {}, {"a": None}])
def test_hostile_parts_do_no_harm(value):
    for key in (
        "services",
        "jobs",
        "repos",
        "stages",
        "dependencies",
        "runs",
        "project",
        "tool",
        "__version__",
        "coverage",
    ):
        for filename in ("a.yaml", "a.json"):
            text = json.dumps({key: value, "version": value, "trigger": value, "b": {"script": value}})
            assert read(text, filename).status in ("not-recognised", "not-a-model", "linted")
