"""Rasa's ``config.yml``: a pipeline of components for understanding, and policies for dialogue."""

from ...facts import Facts, is_integer
from .. import Claim, Dialect, Node
from ..reading.language_models import say_run, state_optional

DIALECT = Dialect(
    name="rasa",
    title="Rasa",
    files="YAML with `pipeline` (components by `name`) and `policies`",
    reads="classifier, depth and width where they are given, checkpoint of a language-model featurizer",
    formats=("yaml",),
    triggers=("pipeline", "policies"),
)

_COMPONENTS = ("Tokenizer", "Featurizer", "Classifier", "EntityExtractor", "NLP", "SynonymMapper", "ResponseSelector")
_POLICIES = ("Policy",)
_NEURAL = ("DIETClassifier", "TEDPolicy")


def _name(component):
    node = component.get("name")
    return node.text.rpartition(".")[2]


def _components(root: Node, key, endings):
    found = [component for component in root.get(key).each() if component.is_map]
    return [component for component in found if _name(component).endswith(endings)]


def claim(root: Node) -> Claim | None:
    """Claim a pipeline or policies that are written as Rasa's components."""
    pipeline = _components(root, "pipeline", _COMPONENTS)
    policies = _components(root, "policies", _POLICIES)
    if policies or (len(pipeline) >= 2 and any(root.has(key) for key in ("recipe", "language", "assistant_id"))):
        return Claim(90, f"{_name((pipeline or policies)[0])} in pipeline or policies")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the first network of the pipeline; its data is few by design, and its weights are its own."""
    components = [*root.get("pipeline").each(), *root.get("policies").each()]
    facts.say("data.modality", "text", root.get("pipeline") if root.has("pipeline") else root.get("policies"))
    for component in components:
        if _name(component) in _NEURAL:
            place = component.get("name")
            facts.say("model.architecture", _name(component), place)
            facts.say("model.family", "transformer-encoder", place)
            layers = component.get("number_of_transformer_layers")
            if is_integer(layers.value):
                state_optional(facts, "model.num_layers", layers)
                facts.say("model.depth_unit", "blocks" if layers.value else None, layers)
                state_optional(facts, "model.num_heads", component.get("number_of_attention_heads"))
                facts.assume("model.head_remainder", "refuse")  # refused by its attention layer
            width = component.get("transformer_size")
            if is_integer(width.value):
                state_optional(facts, "model.hidden_size", width)
            say_run(facts, place)
            break
