"""AllenNLP training configs in Jsonnet or JSON: a data-set reader, a model with embedders and encoders, a trainer."""

from ... import knowledge
from ...facts import OPAQUE, Facts, count, is_integer
from ...sources import Opaque
from ...sources.jsonnet_source import COMPUTED_KEYS
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="allennlp-jsonnet",
    title="AllenNLP",
    files="`.jsonnet` and `.json` with `dataset_reader`, `model` and a trainer",
    reads="pretrained transformer or recurrent encoder, depth, weights, data set, batch, devices",
    formats=("jsonnet", "json"),
    triggers=("dataset_reader model",),
)

_RECURRENT = {
    "lstm": "lstm", "gru": "gru", "rnn": "elman", "augmented_lstm": "lstm", "alternating_lstm": "lstm",
    "stacked_bidirectional_lstm": "lstm",
}  # fmt: skip
# PyTorch's own modules, whose documented default is one layer.
_PYTORCH = ("lstm", "gru", "rnn")
_TRANSFORMERS = ("pytorch_transformer", "stacked_self_attention", "bidirectional_language_model_transformer")
_ENCODERS = (
    "seq2vec_encoder", "encoder", "seq2seq_encoder", "contextualizer", "context_layer", "phrase_layer",
    "stacked_encoder", "source_encoder", "question_encoder", "span_extractor",
)  # fmt: skip
_PRETRAINED = ("pretrained_transformer", "pretrained_transformer_mismatched")
# Models that are a pretrained transformer themselves -> the key that names it.
_MODELS = {
    "transformer_qa": "transformer_model_name", "transformer_mc": "transformer_model", "srl_bert": "bert_model",
    "transformer_classification_tt": "transformer_model", "t5": "model_name", "bart": "model_name",
    "bert_for_classification": "bert_model",
}  # fmt: skip
_TASKS = {
    "basic_classifier": "text-classification", "bert_for_classification": "text-classification",
    "crf_tagger": "token-classification", "simple_tagger": "token-classification", "transformer_qa":
    "question-answering", "bidaf": "question-answering", "language_model": "language-modeling", "t5": None,
}  # fmt: skip
# Readers that are named for their data set in another way than the data set is.
_READERS = {"sst_tokens": "SST", "stanford_sentiment_tree_bank": "SST"}


def claim(root: Node) -> Claim | None:
    """Claim a config with a data-set reader, a model and data or a trainer of AllenNLP's."""
    if not root.get("model.type").present or not root.get("dataset_reader.type").present:
        return None
    if any(key in root.value for key in ("train_data_path", "trainer", "data_loader", "iterator")):
        return Claim(88, "dataset_reader and model with a type beside data or a trainer")
    return None


def read(root: Node, facts: Facts) -> None:
    """State what the config says of the model, its weights and its data."""
    model = root.get("model")
    facts.say("training.is_run", True, root.get("trainer") if root.get("trainer").present else model)
    facts.say("task", _TASKS.get(model.get("type").text), model.get("type"))
    if not _read_transformer(facts, model):
        _read_encoder(facts, model)
        if _is_fresh(root, model):
            facts.assume("model.pretrained", False, model.get("type"))
    _read_embedded_width(facts, model)
    _read_data(root, facts)
    facts.state(
        "training.batch_size_per_device",
        root.first("data_loader.batch_size", "data_loader.batch_sampler.batch_size", "iterator.batch_size"),
        count,
    )
    devices = root.get("distributed.cuda_devices")
    if devices.is_list and devices.value:
        facts.say("training.num_devices", len(devices.value), devices)


def _read_transformer(facts: Facts, model):
    """State the one pretrained transformer that the model holds; return whether it holds any."""
    named = []
    for node in model.walk():
        if node.get("type").text in _PRETRAINED:
            named.append((node.get("model_name"), node))
    key = _MODELS.get(model.get("type").text)
    if key and model.get(key).present:
        named.append((model.get(key), model))
    if not named:
        return False
    names = {name.text for name, _ in named}
    if len(names) == 1 and "" not in names:
        name, holder = named[0]
        facts.state("model.architecture", name)
        fresh = holder.get("load_weights")
        facts.say("model.pretrained", fresh.value is not False, fresh if fresh.value is False else name)
    return True


def _read_encoder(facts: Facts, model):
    """State the first encoder over the embedded text."""
    for key in _ENCODERS:
        encoder = model.get(key)
        kind = encoder.get("type")
        if kind.text in _RECURRENT:
            facts.say("model.architecture", kind.text if kind.text in _PYTORCH else _RECURRENT[kind.text], kind)
            facts.say("model.family", "rnn", kind)
            facts.say("model.cell", _RECURRENT[kind.text], kind)
            facts.state("model.num_layers", encoder.get("num_layers"), count)
            if kind.text in _PYTORCH:
                facts.assume("model.num_layers", 1, kind)
            facts.say("model.depth_unit", "recurrent-layers", kind)
            facts.state("model.hidden_size", encoder.get("hidden_size"), count)
            if kind.text in _PYTORCH and isinstance(encoder.get("dropout").value, (int, float)):
                facts.say("model.between_layer_dropout", float(encoder.get("dropout").value), encoder.get("dropout"))
            if isinstance(encoder.get("bidirectional").value, bool):
                facts.state("model.bidirectional", encoder.get("bidirectional"))
            return
        if kind.text in _TRANSFORMERS:
            facts.say("model.family", "transformer-encoder", kind)
            facts.state("model.num_layers", encoder.get("num_layers"), count)
            facts.say("model.depth_unit", "blocks", kind)
            facts.state("model.num_heads", encoder.get("num_attention_heads"), count)
            if kind.text == "pytorch_transformer":
                facts.state("model.hidden_size", encoder.get("input_dim"), count)
                facts.assume("model.num_heads", 8)
                facts.assume("model.head_remainder", "refuse")  # asserted in PyTorch's attention
            return
    facts.state("model.architecture", model.get("type"))


# Models that give the embedded text to an encoder as it is -> the keys of that encoder, the first that is there.
_FED = {
    "simple_tagger": ("encoder",), "crf_tagger": ("encoder",),
    "basic_classifier": ("seq2seq_encoder", "seq2vec_encoder"), "bidaf": ("phrase_layer",), "esim": ("encoder",),
}  # fmt: skip
_INPUTS = ("input_size", "input_dim", "embedding_dim")  # of recurrent encoders, transformers, and convolutions


def _read_embedded_width(facts: Facts, model):
    """State the width of the embedded text beside the one that the encoder over it is made for."""
    encoder = next((model.get(key) for key in _FED.get(model.get("type").text, ()) if model.get(key).is_map), None)
    embedder = model.get("text_field_embedder")
    tables = embedder.get("token_embedders") if embedder.get("token_embedders").is_map else embedder
    if encoder is None or not tables.is_map:
        return
    total, place = 0, None
    for key, table in tables.items():
        if key == "type":
            continue
        width = table.get("embedding_dim")
        if table.get("type").text != "embedding" or table.has("projection_dim") or not is_integer(width.value):
            return
        total, place = total + width.value, place or width
    taken = next((encoder.get(key) for key in _INPUTS if is_integer(encoder.get(key).value)), None)
    if place is not None and taken is not None:
        site = facts.site("encoder")
        site.say("model.unprojected_embedding_size", total, place)
        site.say("model.hidden_size", taken.value, taken)


def _is_fresh(root: Node, model):
    """Whether nothing in a whole training config can load weights; pretrained word vectors are no network's."""
    if root.document.cache.get(COMPUTED_KEYS) or not root.get("trainer").is_map or model.get("initializer").present:
        return False
    for node in model.walk():
        kind = node.get("type").text
        if isinstance(node.value, Opaque) and node.keys[-1] not in ("input_size", "hidden_size", "dropout"):
            return False
        if "pretrained" in kind or "elmo" in kind or "from_archive" in kind or "bidirectional_lm" in kind:
            return False
        if any(key in ("archive_file", "weights_file", "weight_file") for key, _ in node.items()):
            return False
    return True


def _read_data(root: Node, facts: Facts):
    kind = root.get("dataset_reader.type")
    if not kind.text:
        return
    name = _READERS.get(kind.text, kind.text)
    if name == kind.text and knowledge.dataset(name, "text") is None:
        return
    facts.say("data.name", name, kind)
    # A reader names the form of the files; only their own name shows that they are the data set's.
    path = root.get("train_data_path")
    whole = root.get("dataset_reader.max_instances").absent
    if not whole or kind.text.split("_")[0].lower() not in path.text.lower():
        facts.put("data.train_size", None, OPAQUE, path.keys if path.present else kind.keys)
