import pytest
from reading import facts, read

MODEL = """\
model_config:
  mmbt:
    bert_model_name: bert-base-uncased
    num_labels: 2
    modal_encoder: {type: resnet152, params: {pretrained: %s}}
    text_encoder: {type: transformer, params: {num_hidden_layers: 12}}
optimizer: {type: adam_w}
"""


def test_models():
    result = read(MODEL % "true")
    found = {name: fact.value for name, fact in result.facts.items()}
    assert (found["model.family"], found["model.num_layers"]) == ("vision-language", 12)
    assert (found["model.pretrained"], found["data.num_classes"]) == (True, 2)
    roles = {part.role: part.value("model.architecture") for part in result.facts.components}
    assert roles["vision"] == "resnet152"
    assert set(roles) == {"vision", "text"}


def test_runs_over_includes(project, archlint):
    project(
        {
            "mmf/configs/models/mmbt.yaml": MODEL % "true",
            "run/defaults.yaml": "includes: [configs/models/mmbt.yaml]\n"
            "dataset_config: {hateful_memes: {annotations: {}}}\n"
            "training: {max_updates: 10, batch_size: 32}\ncheckpoint: {pretrained_state_mapping: {bert: bert}}\n",
        }
    )
    (found,) = archlint("facts", "--output-format", "json", "run/defaults.yaml").json["files"]
    assert (found["dialect"], found["facts"]["data.name"]["value"]) == ("mmf", "Hateful Memes")
    assert (found["facts"]["training.is_run"]["value"], found["facts"]["model.pretrained"]["value"]) == (True, True)


def test_several_models_state_none():
    assert "model.architecture" not in facts("model_config: {vilbert: {a: 1}, mmbt: {a: 1}}\ndataset_config: {}\n")


def test_a_data_set_by_itself_is_no_model():
    assert read("dataset_config: {vqa2: {annotations: {train: [x]}}}\n").status == "not-a-model"


@pytest.mark.parametrize(
    "text",
    [
        "model_config: {a: 1}",
        "model_config: {a: {b: 1}}",
        "includes: []\ntraining: {lr: 1}",
        "dataset_config: {a: {b: 1}}",
    ],
)
def test_others_are_not_claimed(text):
    assert read(text).dialect != "mmf"
