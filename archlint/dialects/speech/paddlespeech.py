"""PaddleSpeech: recognition after WeNet and DeepSpeech 2, synthesis after ESPnet."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_depth
from ._speech_encoders import read_encoder, say_recognition

DIALECT = Dialect(
    name="paddlespeech",
    title="PaddleSpeech",
    files="YAML of its examples: `train_manifest` beside an encoder or `num_rnn_layers`; `updater` beside `model`",
    reads="encoder or acoustic model, depth, width, heads, decoder depth, weights, batch size",
    formats=("yaml",),
    triggers=("train_manifest", "data model collator", "model updater", "num_rnn_layers"),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by PaddleSpeech's manifests and networks."""
    network = root if root.get("encoder").present else root.get("model")
    manifest = root.get("train_manifest").present or root.get("data.train_manifest").present
    if manifest and network.get("encoder").text and network.get("encoder_conf").is_map:
        return Claim(84, "train_manifest beside an encoder")
    if _recurrent(root) is not None:
        return Claim(84, "num_conv_layers and num_rnn_layers of DeepSpeech 2")
    if manifest and root.get("wav2vec2_params_path").present:
        return Claim(84, "train_manifest beside wav2vec2_params_path")
    if root.has("updater", "optimizer") and root.get("model").has("adim", "elayers", "dlayers"):
        return Claim(84, "an updater beside the sizes of an acoustic model")
    return None


def _recurrent(root: Node):
    for node in (root, root.get("model")):
        if node.has("num_conv_layers", "num_rnn_layers"):
            return node
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network; the corpus is named by the folder only, and says nothing here."""
    recurrent = _recurrent(root)
    if root.get("model").has("adim", "elayers", "dlayers"):
        _read_synthesis(root.get("model"), facts)
    elif recurrent is not None:
        _read_deep_speech(recurrent, facts)
    elif root.get("wav2vec2_params_path").present:
        _read_wav2vec(root, facts)
    else:
        network = root if root.get("encoder").text else root.get("model")
        read_encoder(network, facts)
        say_recognition(network, facts)
    for node in (root, root.get("training")):
        ran = node.first("n_epoch", "max_epoch", "train_max_steps")
        if ran.present:
            facts.say("training.is_run", True, ran)
    batch = root.first("batch_size", "collator.batch_size")
    if is_integer(batch.value):
        facts.state("training.batch_size_per_device", batch, count)


def _read_deep_speech(node: Node, facts: Facts):
    layers = node.get("num_rnn_layers")
    facts.say("model.architecture", "deepspeech2", layers)
    facts.say("model.family", "rnn", layers)
    facts.say("task", "speech-recognition", layers)
    facts.say("data.modality", "audio", layers)
    state_depth(facts, layers, "recurrent-layers")
    facts.state("model.hidden_size", node.get("rnn_layer_size"), count)
    gru, direction = node.get("use_gru"), node.get("rnn_direction")
    if gru.value is True:  # what the alternative is has changed between versions
        facts.say("model.cell", "gru", gru)
    if direction.text in ("forward", "bidirect"):
        facts.say("model.bidirectional", direction.text == "bidirect", direction)
        if direction.text == "forward":
            facts.say("model.streaming", True, direction)


def _read_wav2vec(root: Node, facts: Facts):
    weights = root.get("wav2vec2_params_path")
    facts.say("model.architecture", "wav2vec2", weights)
    facts.say("task", "speech-recognition", weights)
    if weights.text and not weights.is_null:
        facts.say("model.pretrained", True, weights)
    state_depth(facts, root.get("num_hidden_layers"), "blocks")
    facts.state("model.hidden_size", root.get("hidden_size"), count)
    facts.state("model.num_heads", root.get("num_attention_heads"), count)


def _read_synthesis(model, facts: Facts):
    layers = model.get("elayers")
    facts.say("task", "text-to-speech", layers)
    facts.say("data.modality", "audio", layers)
    facts.say("model.family", "encoder-decoder", layers)
    if model.get("aheads").absent:  # Tacotron 2 counts the recurrent layers behind its convolutions
        facts.say("model.architecture", "tacotron2" if model.has("econv_layers") else None, model.get("econv_layers"))
        return
    if model.has("pitch_predictor_layers"):
        facts.say("model.architecture", "fastspeech2", model.get("pitch_predictor_layers"))
    state_depth(facts, layers, "blocks")
    facts.state("model.num_decoder_layers", model.get("dlayers"), count)
    facts.state("model.hidden_size", model.get("adim"), count)
    facts.state("model.num_heads", model.get("aheads"), count)
    facts.assume("model.head_remainder", "refuse")  # asserted in its attention class
