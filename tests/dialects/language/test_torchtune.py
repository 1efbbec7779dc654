import pytest
from reading import facts, read

BASE = """
model:
  _component_: torchtune.models.%s
tokenizer: {_component_: torchtune.models.llama3.llama3_tokenizer, max_seq_len: %s}
checkpointer: {_component_: torchtune.training.FullModelHFCheckpointer, checkpoint_dir: /tmp/w, checkpoint_files: [a]}
dataset: %s
batch_size: 2
"""
RUN = BASE + "optimizer: {_component_: torch.optim.AdamW}\n"
ALPACA = "{_component_: torchtune.datasets.alpaca_cleaned_dataset}"


@pytest.mark.parametrize(
    ("builder", "family", "layers"),
    [
        ("llama3_1.lora_llama3_1_8b", "transformer-decoder", 32),
        ("llama3_2.llama3_2_1b", "transformer-decoder", 16),
        ("mistral.mistral_reward_7b", "transformer-decoder", 32),
        ("qwen2_5.qlora_qwen2_5_7b_instruct", "transformer-decoder", 28),
        ("code_llama2.code_llama2_7b", "transformer-decoder", 32),
        ("llama3_2_vision.llama3_2_vision_11b", "vision-language", None),
        ("clip.clip_vision_encoder", None, None),
    ],
)
def test_the_builder_names_the_architecture(builder, family, layers):
    found = facts(RUN % (builder, 512, ALPACA), "recipe.yaml")
    assert found.get("model.family") == family
    assert found.get("model.num_layers") == layers
    assert found["model.pretrained"] is True
    assert found["training.regime"] == "fine-tuning"
    assert found["data.sequence_length"] == 512


def test_a_general_builder_takes_the_sizes_beside_it():
    model = "llama3.llama3\n  num_layers: 4\n  embed_dim: 256\n  num_heads: 8\n  num_kv_heads: 2\n  max_seq_len: 2048"
    found = facts(RUN % (model, "null", ALPACA), "recipe.yaml")
    assert found["model.num_layers"] == 4
    assert (found["model.hidden_size"], found["model.num_heads"], found["model.num_kv_heads"]) == (256, 8, 2)
    assert found["model.normalization"] == "rms"
    assert "data.sequence_length" not in found


@pytest.mark.parametrize(
    ("dataset", "name"),
    [
        (ALPACA, "alpaca_cleaned"),
        ("{_component_: torchtune.datasets.instruct_dataset, source: owner/texts, split: train}", "owner/texts"),
        ("{_component_: torchtune.datasets.chat_dataset, source: json, data_files: my.json}", None),
        (f"[{ALPACA}, {{_component_: torchtune.datasets.grammar_dataset}}]", "alpaca_cleaned+grammar"),
        ("{_component_: my.package.build}", None),
    ],
)
def test_data_is_named_by_its_source_or_builder(dataset, name):
    assert facts(RUN % ("llama3_2.llama3_2_1b", 512, dataset), "recipe.yaml").get("data.name") == name


def test_a_part_of_a_data_set_has_an_unknown_size():
    cut = "{_component_: torchtune.datasets.alpaca_dataset, split: 'train[:95%]'}"
    assert "data.train_size" not in facts(RUN % ("llama3_2.llama3_2_1b", 512, cut), "recipe.yaml")


def test_without_an_optimizer_nothing_is_trained():
    found = facts(BASE % ("llama3_2.llama3_2_1b", 512, "null"), "eval.yaml")
    assert "training.is_run" not in found
    assert found["training.regime"] == "inference"


def test_a_teacher_is_a_component_and_distills():
    teacher = "teacher_model: {_component_: torchtune.models.llama3_1.llama3_1_8b}\n"
    result = read(RUN % ("llama3_2.lora_llama3_2_1b", 512, ALPACA) + teacher, "kd.yaml")
    assert result.facts.value("training.regime") == "distillation"
    assert result.facts.value("model.num_layers") == 16
    assert [(part.role, part.value("model.num_layers")) for part in result.facts.components] == [("teacher", 32)]
