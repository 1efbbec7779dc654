"""Chronos: language models trained on time series as tokens; training YAML and the forecasters' ``config.json``."""

from ... import knowledge
from ...facts import DERIVED, Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.checkpoints import state_base_model
from ..reading.values import state_depth

DIALECT = Dialect(
    name="chronos",
    title="Chronos",
    files="YAML with `training_data_paths` and `model_id`; `config.json` with `chronos_config`",
    reads="architecture, depth, width, heads, weights, corpora, context and horizon, batch size",
    formats=("yaml", "json"),
    triggers=("training_data_paths model_id", "chronos_config"),
)

# Depth of the encoder and of the decoder, by the sizes of T5-efficient (arXiv:2109.10686, table 2).
_EFFICIENT = {"tiny": 4, "mini": 4, "small": 6, "base": 12, "large": 24}
_CLASSES = {
    "Chronos2Model": "transformer-encoder",
    "ChronosBoltModelForForecasting": "encoder-decoder",
    "T5ForConditionalGeneration": "encoder-decoder",
    "GPT2LMHeadModel": "transformer-decoder",
}
_NO_CORPUS = ("train", "training", "data", "dataset", "my", "custom", "noise", "series", "timeseries", "val", "test")


def claim(root: Node) -> Claim | None:
    """Claim a training config by its corpora of series, or a forecaster's by its own section."""
    if root.get("chronos_config").is_map:
        return Claim(96, "chronos_config")
    tokens = root.get("tokenizer_class").text == "MeanScaleUniformBins" or root.get("random_init").present
    if root.get("model_id").present and root.get("training_data_paths").present and tokens:
        return Claim(92, "training_data_paths beside model_id")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the forecaster: its tokens are bins of values, so that it is no language model of text."""
    own = root.get("chronos_config")
    place = own if own.is_map else root.get("training_data_paths")
    facts.say("data.modality", "time-series", place)
    facts.say("task", "forecasting", place)
    if own.is_map:
        _read_forecaster(root, own, facts)
    else:
        _read_run(root, facts)


def _read_forecaster(root: Node, own, facts: Facts):
    kind = root.get("architectures.0")
    facts.say("model.architecture", kind.text or None, kind)
    facts.say("model.family", _CLASSES.get(kind.text), kind)
    layers = root.first("num_layers", "n_layer")
    state_depth(facts, layers, "blocks")
    if _CLASSES.get(kind.text) == "encoder-decoder":
        facts.state("model.num_decoder_layers", root.get("num_decoder_layers"), count)
    facts.state("model.hidden_size", root.first("d_model", "n_embd"), count)
    facts.state("model.num_heads", root.first("num_heads", "n_head"), count)
    facts.state("model.head_dim", root.get("d_kv"), count)
    facts.state("model.vocab_size", root.get("vocab_size"), count)
    facts.state("data.sequence_length", own.get("context_length"), count)
    facts.state("data.horizon", own.get("prediction_length"), count)


def _read_run(root: Node, facts: Facts):
    name, fresh = root.get("model_id"), root.get("random_init")
    if isinstance(fresh.value, bool):
        facts.say("model.pretrained", not fresh.value, fresh)
    facts.state("model.vocab_size", root.get("n_tokens"), count)
    _read_efficient(name, facts)
    state_base_model(facts, name)
    facts.state("data.sequence_length", root.get("context_length"), count)
    facts.state("data.horizon", root.get("prediction_length"), count)
    _read_corpora(root.get("training_data_paths"), facts)
    facts.say("training.is_run", True, root.get("training_data_paths"))
    batch = root.get("per_device_train_batch_size")
    if is_integer(batch.value):
        facts.state("training.batch_size_per_device", batch, count)


def _read_efficient(name, facts: Facts):
    """Derive the depth of the T5 sizes that Chronos is built from."""
    _, found, size = name.text.rpartition("t5-efficient-")
    if not found or size not in _EFFICIENT:
        return
    row = knowledge.architecture("t5") or {}
    derived = {"model.num_layers": _EFFICIENT[size], "model.num_decoder_layers": _EFFICIENT[size]}
    derived["model.depth_unit"] = "blocks"
    derived["model.family"], derived["model.normalization"] = row.get("family"), row.get("normalization")
    for fact, value in derived.items():
        if value is not None:
            facts.put(fact, value, DERIVED, name.keys, source=name.text)


def _read_corpora(paths, facts: Facts):
    """State the corpora by the names of their files, unless one of them is no name."""
    names = []
    for node in paths.each():
        stem = node.text.replace("\\", "/").rpartition("/")[2].partition(".")[0].lower()
        name = stem.removesuffix("-data").removesuffix("_data")
        if not name or name in _NO_CORPUS or not name[0].isalpha():
            return
        names.append(name)
    if names:
        facts.say("data.name", "+".join(dict.fromkeys(names)), paths)
