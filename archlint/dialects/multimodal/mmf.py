"""MMF (Pythia): ``model_config.<name>`` and ``dataset_config.<name>``, over ``includes`` from the package's root."""

from ... import knowledge
from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth

DIALECT = Dialect(
    name="mmf",
    title="MMF",
    files="YAML with `model_config` or `dataset_config`, or with `training.max_updates` over `includes`",
    reads="architecture, encoders and their weights, depth of the text encoder, data set",
    formats=("yaml",),
    triggers=("model_config", "dataset_config", "includes training", "includes optimizer"),
)

# The project's own models that read images and text together.
_VISION_LANGUAGE = (
    "mmbt", "visual_bert", "vilbert", "lxmert", "uniter", "vinvl", "m4c", "m4c_captioner", "pythia", "vilt", "krisp",
    "butd", "movie_mcan", "mmf_transformer", "mmft", "unit", "cnn_lstm", "lorra", "ban", "san", "albef", "flava",
    "top_down_bottom_up", "late_fusion", "concat_bert", "concat_bow", "villa",
)  # fmt: skip
_ENCODERS = ("modal_encoder", "image_encoder", "visual_encoder", "vision_module")
_SECTIONS = ("optimizer", "scheduler", "evaluation", "checkpoint", "training")


def claim(root: Node) -> Claim | None:
    """Claim a config of named models or data sets, or a run over one."""
    model = root.get("model_config")
    if model.is_map and all(node.is_map for _, node in model.items()):
        named = any(str(key) in _VISION_LANGUAGE for key, _ in model.items())
        if named or any(key in root.value for key in ("dataset_config", "includes", *_SECTIONS)):
            return Claim(88, "model_config of named models")
    datasets = root.get("dataset_config")
    if datasets.is_map and any(
        node.has("annotations") or node.has("processors") or node.has("zoo_requirements")
        for _, node in datasets.items()
    ):
        return Claim(86, "dataset_config with annotations or processors")
    if root.get("training").has("max_updates") and "includes" in root.value:
        return Claim(86, "training.max_updates over includes")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State the model, its encoders and its data."""
    models = list(root.get("model_config").items())
    data = [(str(key), node) for key, node in root.get("dataset_config").items()]
    if not models and "includes" not in root.value:
        return False  # a data set by itself
    if len(models) == 1:
        _read_model(str(models[0][0]), models[0][1], facts)
    if len(data) == 1:
        facts.say("data.name", data[0][0], data[0][1])
    facts.say("data.modality", "multimodal" if facts.value("model.family") == "vision-language" else None, root)
    mapping = root.get("checkpoint.pretrained_state_mapping")
    if root.get("checkpoint.resume_pretrained").value is True or root.get("checkpoint.resume_zoo").text:
        facts.say("model.pretrained", True, root.get("checkpoint"))
    elif mapping.is_map and mapping.value:
        facts.assume("model.pretrained", True, mapping)
    if root.get("training").has("max_updates") or root.get("training").has("batch_size"):
        facts.say("training.is_run", True, root.get("training"))
    return None


def _read_model(name, model, facts: Facts):
    facts.say("model.architecture", name, model)
    if name in _VISION_LANGUAGE:
        facts.say("model.family", "vision-language", model)
    encoder = model.get("text_encoder.params")
    depth = encoder.get("num_hidden_layers")
    state_depth(facts, depth if depth.present else model.get("num_hidden_layers"), "blocks")
    for key in _ENCODERS:
        held = model.get(key)
        if held.get("params.pretrained").value is True:
            facts.say("model.pretrained", True, held.get("params.pretrained"))
        kind = held.get("type")
        if kind.text:
            facts.component("vision").say("model.architecture", kind.text, kind)
    bert = model.get("bert_model_name")
    if bert.text and knowledge.architecture(bert.text):
        if model.get("random_initialize").value is not True:
            facts.say("model.pretrained", True, bert)
        facts.component("text").say("model.architecture", bert.text, bert)
    facts.state("data.num_classes", model.get("num_labels"), count)
