"""The skeleton that ESPnet gave to WeNet, FunASR and PaddleSpeech: ``encoder``, ``encoder_conf`` and ``decoder``."""

from ...facts import Facts, count
from ...sources import Opaque
from .. import Node
from ..reading.values import state_depth

# What an encoder is, by its name without "Encoder" and signs: (family, kind of block).
_ENCODERS = {
    "transformer": ("transformer", "attention"),
    "contextualblocktransformer": ("transformer", "attention"),
    "dualtransformer": ("transformer", "attention"),
    "conformer": ("conformer", "conformer"),
    "dualconformer": ("conformer", "conformer"),
    "contextualblockconformer": ("conformer", "conformer"),
    "multiconvconformer": ("conformer", "conformer"),
    "efficientconformer": ("conformer", "conformer"),
    "squeezeformer": ("conformer", "conformer"),
    "branchformer": ("conformer", "branchformer"),
    "ebranchformer": ("conformer", "branchformer"),
    "sanm": ("transformer", "memory"),
    "sanmchunkopt": ("transformer", "memory"),
    "sensevoicesmall": ("transformer", "memory"),
    "rnn": ("rnn", "recurrent"),
    "vggrnn": ("rnn", "recurrent"),
}
_POSITIONS = {
    "rel_pos": "relative",
    "legacy_rel_pos": "relative",
    "rel_pos_repaired": "relative",
    "abs_pos": "sinusoidal",
    "abs_pos_paddlespeech": "sinusoidal",
    "abs_pos_whisper": "sinusoidal",
    "scaled_abs_pos": "sinusoidal",
    "rope_pos": "rotary",
    "no_pos": "none",
}
_CONVOLUTION_NORMS = {"layer_norm": "layer", "batch_norm": "batch+layer"}
_CELLS = {"lstm": "lstm", "gru": "gru", "rnn": "elman"}
# Decoders that attend to the encoder's output, by a part of their name.
_ATTENDING = (
    "transformer", "san", "paraformer", "fsmn", "lightweight_conv", "lightweightconv", "dynamic_conv", "dynamicconv",
)  # fmt: skip


def plain_name(text):
    """Return an encoder's name as the table has it: ``ConformerEncoder`` and ``conformer`` are one."""
    return text.lower().removesuffix("encoder").replace("_", "").replace("-", "")


def read_encoder(root: Node, facts: Facts):
    """State the encoder, its sizes and its decoder; nothing but the name of an encoder that is not known here."""
    encoder, conf = root.get("encoder"), root.get("encoder_conf")
    if encoder.opaque or isinstance(encoder.value, Opaque):
        facts.state("model.architecture", encoder)
        return
    name = encoder.text
    if not name:
        return
    kind, block = _ENCODERS.get(plain_name(name), (None, None))
    if kind is None or kind == "rnn":
        facts.say("model.architecture", name, encoder)
        if kind == "rnn":
            _read_recurrent(root, conf, facts, encoder)
        return
    facts.say("model.architecture", plain_name(name), encoder)
    facts.say("model.family", _family(root, kind), encoder)
    state_depth(facts, conf.get("num_blocks"), "blocks")
    width = conf.get("encoder_dim") if conf.get("encoder_dim").present else conf.get("output_size")
    facts.state("model.hidden_size", width, count)
    facts.state("model.num_heads", conf.get("attention_heads"), count)
    # Asserted in the attention classes of these frameworks, or failing there at the first step.
    facts.assume("model.head_remainder", "refuse")
    facts.state("model.head_dim", conf.get("head_dim"), count)
    if root.get("decoder").text and any(part in root.get("decoder").text.lower() for part in _ATTENDING):
        facts.state("model.num_decoder_layers", root.get("decoder_conf.num_blocks"), count)
        _read_decoder_heads(root.get("decoder_conf"), facts)
    _read_norm(conf, facts, encoder, block)
    position = conf.get("pos_enc_layer_type")
    facts.say("model.position_encoding", _POSITIONS.get(position.text), position)
    if conf.get("use_dynamic_chunk").value is True:
        facts.say("model.streaming", True, conf.get("use_dynamic_chunk"))
    elif plain_name(name).startswith("contextualblock"):
        facts.say("model.streaming", True, encoder)


def _read_decoder_heads(conf, facts: Facts):
    """State the heads of a decoder, which has the width of the encoder's output."""
    width = facts.get("model.hidden_size")
    heads = conf.get("attention_heads")
    if width is not None and heads.present:
        site = facts.site("decoder")
        site["model.hidden_size"] = width
        site.state("model.num_heads", heads, count)
        site.state("model.head_dim", conf.get("head_dim"), count)
        site.assume("model.head_remainder", "refuse")


def _family(root: Node, kind):
    if kind == "conformer":
        return "conformer"
    decoder = root.get("decoder").text.lower()
    if any(part in decoder for part in _ATTENDING) and root.get("model_conf.ctc_weight").value not in (1, 1.0):
        return "encoder-decoder"
    if root.get("model_conf.ctc_weight").value in (1, 1.0):
        return "transformer-encoder"
    return None  # the frameworks differ in the decoder that they take where none is named


def _read_norm(conf, facts: Facts, encoder, block):
    before = conf.get("normalize_before")
    if isinstance(before.value, bool):
        facts.say("model.norm_placement", "pre" if before.value else "post", before)
    kind = conf.get("layer_norm_type")
    if kind.present and kind.text != "layer_norm":
        facts.put("model.normalization", None, "opaque", kind.keys)
    elif block == "conformer":
        norm = conf.first("cnn_module_norm", "cnn_norm_type")
        if norm.present:
            facts.say("model.normalization", _CONVOLUTION_NORMS.get(norm.text), norm)
        elif conf.get("use_cnn_module").value is False:
            facts.say("model.normalization", "layer", conf.get("use_cnn_module"))
    else:
        facts.assume("model.normalization", "layer", encoder)


def _read_recurrent(root: Node, conf, facts: Facts, encoder):
    facts.say("model.family", "rnn", encoder)
    state_depth(facts, conf.get("num_layers"), "recurrent-layers")
    facts.state("model.hidden_size", conf.get("hidden_size"), count)
    cell = conf.get("rnn_type")
    facts.say("model.cell", _CELLS.get(cell.text.lower()), cell)
    if isinstance(conf.get("bidirectional").value, bool):
        facts.state("model.bidirectional", conf.get("bidirectional"))
    if root.get("decoder").text == "rnn":
        facts.state("model.num_decoder_layers", root.get("decoder_conf.num_layers"), count)


def is_audio(root: Node):
    """Whether what the encoder is fed is plainly sound: a front end, augmented spectra, or subsampled frames."""
    layer = root.get("encoder_conf.input_layer").text
    return (
        any(root.get(key).present for key in ("frontend", "frontend_conf", "specaug", "specaug_conf", "cmvn_file"))
        or layer.startswith(("conv2d", "conv1d", "linear"))
        or root.get("encoder").text == "vgg_rnn"
    )


def say_recognition(root: Node, facts: Facts):
    """State that the task is speech recognition, where the loss and the input leave no doubt."""
    weight = root.get("model_conf.ctc_weight")
    if not is_audio(root):
        return
    place = weight if weight.present else root.get("encoder")
    facts.say("data.modality", "audio", place)
    mixed = any(root.get(f"model_conf.{key}").present for key in ("asr_weight", "mt_weight", "st_weight"))
    if weight.present and not mixed:
        facts.say("task", "speech-recognition", weight)


def state_initial_weights(root: Node, facts: Facts):
    """State that weights are loaded, where a key names them."""
    for key in ("init_param", "pretrain_path", "pretrained_model", "init_params"):
        for node in root.get(key).each():
            if node.opaque:
                facts.state("model.pretrained", node)
            elif node.text and not node.is_null:
                facts.say("model.pretrained", True, node)
