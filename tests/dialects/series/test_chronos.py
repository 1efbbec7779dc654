import json

import pytest
from reading import facts, read, rules

CONFIG = """
training_data_paths: %s
context_length: 512
prediction_length: 64
max_steps: 200_000
num_samples: 20
per_device_train_batch_size: 32
model_id: %s
model_type: %s
random_init: %s
tokenizer_class: MeanScaleUniformBins
n_tokens: 4096
"""


def config(paths='["/data/kernelsynth-data.arrow"]', model="google/t5-efficient-small", kind="seq2seq", fresh="true"):
    return CONFIG % (paths, model, kind, fresh)


@pytest.mark.parametrize(
    ("model", "family", "layers"),
    [
        ("google/t5-efficient-small", "encoder-decoder", 6),
        ("google/t5-efficient-large", "encoder-decoder", 24),
        ("openai-community/gpt2", "transformer-decoder", 12),
        ("someone/unheard-of", None, None),
    ],
)
def test_models(model, family, layers):
    found = facts(config(model=model))
    assert (found.get("model.family"), found.get("model.num_layers")) == (family, layers)
    assert (found["data.modality"], found["task"]) == ("time-series", "forecasting")
    assert found["model.vocab_size"] == 4096  # bins, not the words of the model that it is named after
    assert "data.train_size" not in found


@pytest.mark.parametrize(("fresh", "pretrained"), [("true", False), ("false", True)])
def test_a_name_is_no_weights(fresh, pretrained):
    assert facts(config(fresh=fresh))["model.pretrained"] is pretrained


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        ('["/a/tsmixup-data.arrow", "/a/kernelsynth-data.arrow"]', "tsmixup+kernelsynth"),
        ("[data/train.arrow]", None),
        ("./noise-data.arrow", None),
        ('["/a/tsmixup-data.arrow", "/a/train.arrow"]', None),
        ("[]", None),
    ],
)
def test_corpora(paths, name):
    assert facts(config(paths)).get("data.name") == name


def test_it_is_no_language_model_of_text():
    assert "llm-on-few-tokens" not in rules(config(model="openai-community/gpt2", kind="causal"))


@pytest.mark.parametrize(
    ("kind", "family"),
    [("Chronos2Model", "transformer-encoder"), ("ChronosBoltModelForForecasting", "encoder-decoder"), ("Other", None)],
)
def test_forecasters(kind, family):
    text = {"architectures": [kind], "model_type": "t5", "d_model": 6, "num_heads": 4, "d_kv": 4, "num_layers": 2}
    text["chronos_config"] = {"context_length": 2048, "prediction_length": 64}
    result = read(json.dumps(text), "config.json")
    assert result.dialect == "chronos"
    found = facts(json.dumps(text), "config.json")
    assert (found.get("model.family"), found["model.num_layers"], found["model.head_dim"]) == (family, 2, 4)
    assert (found["data.sequence_length"], found["data.horizon"]) == (2048, 64)
    assert "training.is_run" not in found
    assert rules(json.dumps(text), "config.json") == []
