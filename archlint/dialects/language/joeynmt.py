"""Joey NMT: encoder and decoder, data, training and testing in one YAML file."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    is_toy_name,
    path_name,
    say_depth_unit,
    say_regime,
    say_run,
    say_toy,
    state_batch,
    state_size,
)
from ..reading.values import state_weights

DIALECT = Dialect(
    name="joeynmt",
    title="Joey NMT",
    files="YAML with `model.encoder.type` and `joeynmt_version` or `training.batch_type`",
    reads="family, cell, depth of both stacks, width, heads, place of normalization, data, origin of the weights",
    formats=("yaml",),
    triggers=("model training data", "joeynmt_version model"),
)

_TRAINING = ("batch_type", "early_stopping_metric", "learning_rate_min", "scheduling", "validation_freq", "eval_metric")


def claim(root: Node) -> Claim | None:
    """Claim an encoder of the framework's two kinds beside its own keys."""
    if root.get("model.encoder.type").text not in ("transformer", "recurrent"):
        return None
    found = [key for key in _TRAINING if root.get("training").has(key)]
    if root.has("joeynmt_version") or len(found) >= 2:
        return Claim(92, "model.encoder.type beside joeynmt_version or training's own keys")
    if all(root.get(f"model.{side}.embeddings").has("embedding_dim") for side in ("encoder", "decoder")):
        return Claim(88, "embeddings in model.encoder and model.decoder")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network and its run; ``normalization`` and ``normalize`` concern the loss and the text."""
    encoder, decoder = root.get("model.encoder"), root.get("model.decoder")
    kind = encoder.get("type")
    if kind.text == "transformer":
        _read_transformer(encoder, decoder, facts, kind)
    else:
        _read_recurrent(encoder, facts, kind)
    state_size(facts, "model.num_layers", encoder.get("num_layers"))
    state_size(facts, "model.num_decoder_layers", decoder.get("num_layers"))
    state_size(facts, "model.hidden_size", encoder.get("hidden_size"))
    if kind.text == "transformer":
        facts.assume("model.head_remainder", "refuse")  # asserted in its attention class
        # The embeddings get positions of the stack's width added, and go in without a projection.
        state_size(facts, "model.unprojected_embedding_size", encoder.get("embeddings.embedding_dim"))
        if decoder.get("type").text == "transformer":
            _read_decoder(decoder, facts.site("decoder"))
    say_depth_unit(facts, kind, "blocks" if kind.text == "transformer" else "recurrent-layers")
    facts.say("task", "translation", kind)
    facts.say("data.modality", "text", kind)
    _read_run(root, facts)


def _read_transformer(encoder, decoder, facts: Facts, kind):
    if decoder.get("type").text == "transformer":
        facts.say("model.architecture", "transformer", kind)
        facts.say("model.family", "encoder-decoder", kind)
    state_size(facts, "model.num_heads", encoder.get("num_heads"))
    facts.assume("model.normalization", "layer", kind)
    facts.assume("model.skip_connections", True, kind)
    facts.assume("model.position_encoding", "sinusoidal", kind)
    place = encoder.get("layer_norm")
    facts.say("model.norm_placement", place.text if place.text in ("pre", "post") else None, place)


def _read_decoder(decoder, site: Facts):
    state_size(site, "model.hidden_size", decoder.get("hidden_size"))
    state_size(site, "model.num_heads", decoder.get("num_heads"))
    state_size(site, "model.unprojected_embedding_size", decoder.get("embeddings.embedding_dim"))
    site.assume("model.head_remainder", "refuse")


def _read_recurrent(encoder, facts: Facts, kind):
    cell = encoder.get("rnn_type")
    name = cell.text.lower()
    facts.say("model.family", "rnn", kind)
    if name in ("gru", "lstm"):
        facts.say("model.architecture", name, cell)
        facts.say("model.cell", name, cell)
    elif cell.absent:
        facts.say("model.architecture", "lstm", kind)
        facts.assume("model.cell", "lstm", kind)
    both = encoder.get("bidirectional")
    if isinstance(both.value, bool):
        facts.say("model.bidirectional", both.value, both)


def _read_run(root: Node, facts: Facts):
    training = root.get("training")
    if not training.is_map:
        return
    say_run(facts, training)
    weights = training.get("load_model")
    state_weights(facts, weights)
    if weights.absent:  # `testing.load_model` is what a trained model is tested with
        facts.assume("model.pretrained", False, root.get("model"))
    say_regime(facts, weights)
    train = root.get("data.train")
    hub = root.get("data.dataset_type").text == "huggingface"
    facts.say("data.name", train.text if hub else path_name(train.text) if train.text else None, train)
    if is_toy_name(train.text):
        facts.say("training.toy", True, train)
    if training.get("batch_type").absent or training.get("batch_type").text == "sentence":
        state_batch(facts, training.get("batch_size"))
    say_toy(facts, training.get("updates"))
