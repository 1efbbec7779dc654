import pytest
from reading import engine, facts, read

MODEL = """
base_emb_dim: 3840
base_num_query_heads: 16
base_num_kv_heads: 8
base_num_decoder_layers: 48
%s
"""
RUN = 'base_config: "base.yml"\nmodel_name: "%s"\nper_device_batch_size: %s\nmax_target_length: 4096\nsteps: %s\n%s\n'


@pytest.mark.parametrize(
    ("keys", "layers", "norm", "head_dim"),
    [
        ("decoder_block: gemma3\nhead_dim: 256", 48, "rms", 256),
        ("decoder_block: gpt3", 48, "layer", 128),
        ("decoder_block: gemma2\nhead_dim: 256", 96, "rms", 256),  # a block is a pair of layers
        ("decoder_block: deepseek\nattention_type: mla\nqk_nope_head_dim: 128\nqk_rope_head_dim: 64", 48, "rms", 192),
        ("decoder_block: homemade", 48, None, 128),
        ("global_parameter_scale: 8", None, "rms", None),
    ],
)
def test_the_block_tells_normalization_and_what_the_depth_counts(keys, layers, norm, head_dim):
    found = facts(MODEL % keys, "model.yml")
    assert found.get("model.num_layers") == layers
    assert found.get("model.normalization") == norm
    assert found.get("model.head_dim") == head_dim
    assert "training.is_run" not in found
    assert "model.pretrained" not in found


def test_the_vision_tower_is_a_component():
    keys = "decoder_block: gemma3\nvision_encoder_block: gemma3\nnum_hidden_layers_for_vit: 27\npatch_size_for_vit: 14"
    result = read(MODEL % keys, "model.yml")
    assert result.facts.value("model.family") == "transformer-decoder"
    (tower,) = result.facts.components
    assert (tower.role, tower.value("model.family"), tower.value("model.num_layers")) == (
        "vision",
        "vision-transformer",
        27,
    )


@pytest.mark.parametrize(
    ("lines", "value", "regime"),
    [
        ("", None, None),
        ('load_parameters_path: ""', False, None),
        ("load_parameters_path: gs://b/w", True, "fine-tuning"),
        ("use_sft: true", None, "fine-tuning"),
    ],
)
def test_weights_may_be_given_on_the_command_line(lines, value, regime):
    found = facts(RUN % ("llama2-7b", 4, 3000, lines), "run.yml")
    assert found.get("model.pretrained") is value
    assert found.get("training.regime") == regime
    assert found["model.num_layers"] == 32


def test_synthetic_data_are_a_toy():
    found = facts(RUN % ("llama2-7b", 0.5, 3000, "dataset_type: synthetic"), "run.yml")
    assert (found["data.name"], found["training.toy"]) == ("synthetic", True)
    assert "training.batch_size_per_device" not in found


def test_a_run_takes_its_models_sizes_from_the_file_of_that_name(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "configs" / "models").mkdir(parents=True)
    (tmp_path / "configs" / "models" / "mine-1b.yml").write_text(MODEL % "decoder_block: qwen3\nhead_dim: 64")
    run = tmp_path / "configs" / "gpu" / "mine.yml"
    run.parent.mkdir()
    run.write_text(RUN % ("mine-1b", 4, 3000, "base_num_decoder_layers: 5"))
    found = engine().read(str(run)).facts
    assert found.value("model.num_layers") == 5
    assert found.value("model.hidden_size") == 3840
    assert found.value("model.head_dim") == 64
    assert found.value("model.architecture") == "mine-1b"


def test_the_base_config_is_no_run():
    text = MODEL % 'run_name: ""\nmodel_name: "default"\nper_device_batch_size: 12.0\nsteps: 150_001'
    assert "training.is_run" not in facts(text, "base.yml")


def test_a_base_config_of_another_framework_is_not_claimed():
    assert read("base_config: egs/base.yaml\ntask_cls: tts\nhop_size: 512\n", "c.yaml").dialect != "maxtext"
