import pytest
from reading import facts, read, rules

COLUMNS = "  - {name: age, type: number, preprocessing: {normalization: zscore}}\n  - {name: town, type: category}\n"
OUT = "output_features:\n  - {name: y, type: %s}\ntrainer: {epochs: 3, batch_size: 8}\n"


def config(inputs, output="category", more=""):
    return "input_features:\n" + inputs + OUT % output + more


@pytest.mark.parametrize(
    ("output", "task"), [("binary", "tabular-classification"), ("number", "tabular-regression"), ("text", None)]
)
def test_tables(output, task):
    found = facts(config(COLUMNS, output))
    assert (found["model.family"], found["data.modality"], found.get("task")) == ("tabular-network", "tabular", task)
    assert "model.normalization" not in found  # a column's, not a layer's
    assert found["training.batch_size_per_device"] == 8


IMAGE = "  - {name: i, type: image, %s}\n"


@pytest.mark.parametrize(
    ("encoder", "expected"),
    [
        ("encoder: vit, use_pretrained: true, num_hidden_layers: 12", ("vision-transformer", 12, True)),
        ("encoder: {type: vit, use_pretrained: false}", ("vision-transformer", None, False)),
        ("encoder: {type: dinov2}", ("vision-transformer", None, True)),
        ("encoder: {type: resnet, model_variant: 50, use_pretrained: false}", ("cnn", 50, False)),
        ("encoder: {type: stacked_cnn}", ("cnn", None, None)),
        ("encoder: {type: my_own}", (None, None, None)),
    ],
)
def test_encoders_of_images(encoder, expected):
    found = facts(config(IMAGE % encoder))
    assert tuple(found.get(f"model.{name}") for name in ("family", "num_layers", "pretrained")) == expected
    assert (found["data.modality"], found["task"]) == ("image", "image-classification")


@pytest.mark.parametrize(
    ("layers", "depth", "norm"),
    [
        ("conv_layers: [{num_filters: 8}, {num_filters: 16}], fc_layers: [{output_size: 64}]", 4, "none"),
        ("conv_layers: [{num_filters: 8, norm: batch}], fc_layers: [{output_size: 64}]", 3, None),
        ("conv_layers: [{num_filters: 8}]", None, None),
        ("num_conv_layers: 3", None, None),
    ],
)
def test_layers_written_out_one_by_one(layers, depth, norm):
    found = facts(config(IMAGE % f"encoder: stacked_cnn, {layers}"))
    assert (found.get("model.num_layers"), found.get("model.normalization")) == (depth, norm)


@pytest.mark.parametrize(
    ("encoder", "expected"),
    [
        ("{type: rnn, cell_type: lstm, num_layers: 2}", ("rnn", 2)),
        ("{type: mamba2, d_model: 256, n_layers: 4, num_heads: 8, expand_factor: 2}", ("state-space", 4)),
        ("{type: auto_transformer, pretrained_model_name_or_path: bert-base-uncased}", ("transformer-encoder", 12)),
        ("{type: bert}", ("transformer-encoder", None)),
        ("{type: embed}", (None, None)),
    ],
)
def test_encoders_of_text(encoder, expected):
    found = facts(config(f"  - {{name: t, type: text, encoder: {encoder}}}\n"))
    assert (found.get("model.family"), found.get("model.num_layers")) == expected
    assert found["task"] == "text-classification"


def test_a_state_space_block_is_wider_inside():
    encoder = "{type: mamba2, d_model: 250, n_layers: 4, num_heads: 4, expand_factor: 2}"
    assert facts(config(f"  - {{name: t, type: text, encoder: {encoder}}}\n"))["model.inner_size"] == 500


def test_several_modalities_are_joined_late():
    text = config(IMAGE % "encoder: vit" + COLUMNS, more="combiner: {type: transformer}\n")
    found = facts(text)
    assert (found["data.modality"], found["data.modalities"]) == ("multimodal", "image+tabular")
    assert found["model.fusion"] == "late (transformer)"
    assert "task" not in found
    assert all(finding != "multimodal-without-fusion" for finding in rules(text))


@pytest.mark.parametrize(
    ("more", "family"), [("is_multimodal: true\n", "vision-language"), ("", "transformer-decoder")]
)
def test_language_models(more, family):
    text = "model_type: llm\nbase_model: meta-llama/Llama-3.2-1B\nadapter: {type: lora}\ntrainer: {type: finetune}\n"
    found = facts(text + more)
    assert (found["model.family"], found["model.pretrained"]) == (family, True)
    assert found["training.regime"] == "fine-tuning"


def test_boosted_trees():
    assert facts(config(COLUMNS, more="model_type: gbm\n"))["model.family"] == "gradient-boosting"


def test_sequences_may_be_of_anything():
    assert "data.modality" not in facts(config("  - {name: s, type: sequence, encoder: rnn}\n"))


@pytest.mark.parametrize("inputs", ["  - 3\n", "  - {type: 4}\n", "  - {type: image, encoder: [1]}\n"])
def test_features_of_another_type_are_survived(inputs):
    assert read(config(inputs)).status in ("linted", "not-recognised")
