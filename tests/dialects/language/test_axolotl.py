import json

import pytest
from reading import engine, facts, read

from archlint.engine import Engine, Options

BASE = "base_model: meta-llama/Meta-Llama-3-8B\nmicro_batch_size: 2\nsequence_len: 4096\n"
DATA = "datasets:\n  - {path: me/chats, type: alpaca}\n"


def state(text, name):
    fact = read(text, "run.yml").facts.get(name)
    return (fact.value, fact.origin) if fact is not None else None


def test_a_fine_tuning_run():
    text = BASE + DATA + "adapter: lora\nattn_implementation: flash_attention_2\n"
    known = facts(text, "run.yml")
    assert read(text, "run.yml").dialect == "axolotl"
    assert (known["model.family"], known["model.num_layers"]) == ("transformer-decoder", 32)
    assert known["model.pretrained"] is True
    assert known["model.attention"] == "flash"
    assert known["training.regime"] == "fine-tuning"
    assert known["data.name"] == "me/chats"
    assert (known["data.sequence_length"], known["training.batch_size_per_device"]) == (4096, 2)


def test_further_pretraining_starts_from_the_base_models_weights():
    text = BASE + "pretraining_dataset:\n  - {path: wikitext, name: wikitext-103-raw-v1}\n"
    known = facts(text, "run.yml")
    assert known["model.pretrained"] is True
    assert known["data.unit"] == "tokens"
    assert "training.regime" not in known


def test_fresh_weights_under_the_base_models_architecture():
    assert facts(BASE + DATA + "reinit_weights: true\n", "run.yml")["model.pretrained"] is False


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("datasets:\n  - {path: a/b}\n  - {path: c/d}\n", "a/b+c/d"),
        ("pretraining_dataset: a/b\n", "a/b"),
        ("datasets: null\n", None),
        ("datasets:\n  - {path: '${DATA}'}\n", None),
        ("datasets: 3\n", None),
    ],
)
def test_data_sets(data, name):
    assert facts(BASE + data, "run.yml").get("data.name") == name


@pytest.mark.parametrize(
    "stretch",
    [
        "rope_scaling: {type: linear, factor: 4}\n",
        "overrides_of_model_config: {rope_scaling: {type: yarn, factor: 4}}\n",
        "overrides_of_model_config: {rope_theta: 1000000}\n",
    ],
)
def test_stretched_positions_are_not_the_base_models(stretch):
    assert state(BASE + DATA, "model.max_positions") == (8192, "derived")
    assert state(BASE + DATA + stretch, "model.max_positions") == (None, "opaque")


def test_an_overridden_number_of_positions_is_stated():
    text = BASE + DATA + "overrides_of_model_config: {max_position_embeddings: 20000}\n"
    assert state(text, "model.max_positions") == (20_000, "stated")


def test_a_config_beside_the_run_is_followed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base").mkdir()
    config = {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 5, "hidden_size": 64}
    (tmp_path / "base" / "config.json").write_text(json.dumps(config))
    run = tmp_path / "run.yml"
    run.write_text("base_model: ./base\nmicro_batch_size: 2\nsequence_len: 4096\n" + DATA)
    found = Engine(Options(isolated=True)).read(str(run), named=True).facts
    assert found["model.num_layers"].value == 5
    assert found["model.num_layers"].spot.path == "base/config.json"
    assert found["model.pretrained"].origin == "opaque"


@pytest.mark.parametrize("path", ["../outside", "/etc", "./missing", "..", "a/../../b"])
def test_no_folder_outside_the_project_is_read(tmp_path, monkeypatch, path):
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    for folder in (tmp_path, tmp_path / "outside", tmp_path / "b"):
        folder.mkdir(exist_ok=True)
        (folder / "config.json").write_text(
            json.dumps({"model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 5})
        )
    run = root / "run.yml"
    run.write_text(f"base_model: {path}\nmicro_batch_size: 2\nsequence_len: 4096\n" + DATA)
    found = Engine(Options(isolated=True)).read(str(run), named=True).facts
    assert "model.num_layers" not in found


@pytest.mark.parametrize(
    "text",
    [
        "base_model: gpt2\n",
        "base_model: gpt2\nmerge_method: slerp\ndatasets: []\nadapter: x\noutput_dir: y\n",
        "base_model: gpt2\nmodel_type: llm\ninput_features: []\nadapter: {type: lora}\noutput_dir: x\n",
    ],
)
def test_other_files_are_not_claimed(text):
    assert read(text, "run.yml").dialect != "axolotl"


@pytest.mark.parametrize(
    ("base", "more", "scaled", "severity"),
    [
        ("codellama/CodeLlama-7b-hf\nbase_model_config: .", "", {}, "warning"),
        (".", "adapter: lora\n", {}, "warning"),
        (".", "adapter: lora\nrope_scaling: {type: linear, factor: 8.0}\n", {}, None),
        (".", "adapter: lora\n", {"rope_scaling": {"rope_type": "yarn", "factor": 8.0}}, None),
        (".", "adapter: lora\noverrides_of_model_config: {max_position_embeddings: 131072}\n", {}, None),
        (".", "", {}, None),  # whether the folder holds trained weights is not known
    ],
)
def test_sequences_beyond_the_positions_of_a_config_beside(tmp_path, monkeypatch, base, more, scaled, severity):
    monkeypatch.chdir(tmp_path)
    config = {"model_type": "llama", "hidden_size": 4096, "num_attention_heads": 32, "num_hidden_layers": 32}
    config |= {"architectures": ["LlamaForCausalLM"], "max_position_embeddings": 16384} | scaled
    (tmp_path / "config.json").write_text(json.dumps(config))
    run = tmp_path / "run.yml"
    run.write_text(f"base_model: {base}\n{DATA}sequence_len: 100000\nsample_packing: true\nmicro_batch_size: 2\n{more}")
    found = engine().lint([str(run)]).findings
    assert [finding.severity for finding in found if finding.rule == "sequence-longer-than-positions"] == (
        [severity] if severity else []
    )
