import pytest
from reading import facts, lint, read

CONFIG = """
language: en
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
%s
policies:
- name: RulePolicy
"""


@pytest.mark.parametrize(
    ("component", "architecture", "layers"),
    [
        ("- name: DIETClassifier\n  epochs: 100", "DIETClassifier", None),
        ("- name: rasa.nlu.classifiers.DIETClassifier\n  number_of_transformer_layers: 4", "DIETClassifier", 4),
        ("- name: DIETClassifier\n  number_of_transformer_layers: {text: 2, label: 0}", "DIETClassifier", None),
        ("- name: KeywordIntentClassifier", None, None),
    ],
)
def test_the_classifier_is_the_network(component, architecture, layers):
    found = facts(CONFIG % component, "config.yml")
    assert found.get("model.architecture") == architecture
    assert found.get("model.num_layers") == layers
    assert found.get("training.is_run") is (True if architecture else None)


def test_its_few_data_are_by_design():
    assert lint(CONFIG % "- name: DIETClassifier", "config.yml") == []


@pytest.mark.parametrize(
    "text", ["pipeline: [{name: build}, {name: test}]\n", "pipeline: [a, b]\nlanguage: go\n", "policies: {a: 1}\n"]
)
def test_other_pipelines_are_not_claimed(text):
    assert read(text, "config.yml").dialect != "rasa"
