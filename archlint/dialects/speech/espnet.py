"""ESPnet: recipes for recognition, synthesis, enhancement and language models of one skeleton."""

from ...facts import Facts, count, is_count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth
from ..reading.vocoders import state_frames, state_rates
from ._speech_encoders import read_encoder, say_recognition, state_initial_weights

DIALECT = Dialect(
    name="espnet",
    title="ESPnet",
    files="YAML of the second version's recipes (`encoder_conf`, `tts_conf`, `lm_conf`, `separator_conf`)",
    reads="network, depth, width, heads, normalization and its place, decoder depth, weights",
    formats=("yaml",),
    triggers=("encoder", "encoder_conf", "tts", "tts_conf", "lm_conf", "lm", "separator", "svs", "gan_tts"),
)

_TRAINER = (
    "best_model_criterion", "keep_nbest_models", "val_scheduler_criterion", "batch_bins", "batch_type", "accum_grad",
    "optim_conf", "scheduler_conf", "num_iters_per_epoch", "grad_clip", "use_amp", "patience", "init", "specaug",
    "train_data_path_and_name_and_type", "max_epoch",
)  # fmt: skip
# What the encoders of ESPnet (and of WeNet, whose data have a section of their own) call their sizes.
_ENCODER = ("output_size", "attention_heads", "linear_units", "num_blocks", "input_layer")
_NETWORKS = ("encoder_conf", "tts_conf", "lm_conf", "separator_conf", "svs_conf", "decoder_conf")
_WHISPER = ("whisper", "whisper_small", "openai_whisper")


def claim(root: Node) -> Claim | None:
    """Claim a config by a network's section beside several keys of ESPnet's trainer."""
    network = next((key for key in _NETWORKS if root.get(key).is_map), None)
    found = [key for key in _TRAINER if key in root.value]
    own = "best_model_criterion" in root.value or "keep_nbest_models" in root.value
    if network and len(found) >= (2 if own else 4) and not root.get("model").is_map:
        return Claim(80, f"{network} beside {found[0]} and {found[1]}")
    if root.get("encoder").text and all(root.get("encoder_conf").has(key) for key in _ENCODER[:4]):
        return Claim(70, "encoder_conf with output_size, attention_heads, linear_units and num_blocks")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network that the recipe trains: ESPnet's section for it shows which."""
    if root.get("tts_conf").is_map or root.get("svs_conf").is_map:
        _read_synthesis(root, facts)
    elif root.get("separator").text:
        _read_separator(root, facts)
    elif root.get("lm_conf").is_map and not root.get("encoder").present:
        _read_language_model(root, facts)
    elif root.get("encoder").text.lower() in _WHISPER and root.get("encoder_conf.whisper_model").text:
        name = root.get("encoder_conf.whisper_model")
        facts.say("model.architecture", f"whisper-{name.text}", name)
        facts.say("model.pretrained", True, name)
        say_recognition(root, facts)
    else:
        read_encoder(root, facts)
        say_recognition(root, facts)
    state_initial_weights(root, facts)
    upstream = root.get("frontend_conf.frontend_conf.upstream")
    checkpoint = root.first("encoder_conf.w2v_url", "encoder_conf.w2v_dir_path")
    for node in (upstream, checkpoint):
        if node.text and not node.is_null:
            facts.say("model.pretrained", True, node)
    trained = root.first("max_epoch", "optim", "best_model_criterion", "num_iters_per_epoch")
    if trained.present:
        facts.say("training.is_run", True, trained)


def _read_synthesis(root: Node, facts: Facts):
    kind, conf = root.first("tts", "svs"), root.first("tts_conf", "svs_conf")
    facts.say("task", "text-to-speech", conf)
    facts.say("data.modality", "audio", conf)
    name = kind.text
    if kind.opaque or not name:
        return
    attends = name in ("transformer", "fastspeech", "fastspeech2")
    facts.say("model.architecture", "transformer-tts" if name == "transformer" else name, kind)
    if attends:
        facts.say("model.family", "encoder-decoder", kind)
        state_depth(facts, conf.get("elayers"), "blocks")
        facts.state("model.num_decoder_layers", conf.get("dlayers"), count)
        facts.state("model.hidden_size", conf.get("adim"), count)
        facts.state("model.num_heads", conf.get("aheads"), count)
        facts.assume("model.head_remainder", "refuse")  # asserted in its attention class, as below
    elif name == "vits":
        params = conf.get("generator_params")
        facts.say("model.family", "gan", kind)
        state_depth(facts, params.get("text_encoder_blocks"), "blocks")
        facts.state("model.hidden_size", params.get("hidden_channels"), count)
        facts.state("model.num_heads", params.get("text_encoder_attention_heads"), count)
        facts.assume("model.head_remainder", "refuse")
        # Excerpts of the wave are cut out at a frame's number times the decoder's own rate.
        state_frames(facts, root.get("feats_extract_conf.hop_length"))
        state_rates(facts, params.get("decoder_upsample_scales"))


def _read_language_model(root: Node, facts: Facts):
    kind, conf = root.get("lm"), root.get("lm_conf")
    facts.say("task", "language-modeling", conf)
    facts.say("data.modality", "text", conf)
    if kind.text in ("transformer", "transformer_opt"):
        facts.say("model.architecture", "transformer-lm", kind)
        facts.say("model.family", "transformer-decoder", kind)
        state_depth(facts, conf.get("layer"), "blocks")
        facts.state("model.hidden_size", conf.get("att_unit"), count)
        facts.state("model.num_heads", conf.get("head"), count)
        facts.assume("model.head_remainder", "refuse")
    elif kind.text == "seq_rnn" or kind.absent:  # the choice that is made where none is named
        facts.say("model.architecture", "seq_rnn", kind if kind.present else conf)
        facts.say("model.family", "rnn", kind if kind.present else conf)
        state_depth(facts, conf.get("nlayers"), "recurrent-layers")
        facts.state("model.hidden_size", conf.get("unit"), count)
        cell = conf.get("rnn_type")
        facts.say("model.cell", cell.text if cell.text in ("lstm", "gru") else None, cell)
        if cell.absent:
            facts.assume("model.cell", "lstm", conf)


_SEPARATORS = {
    "tcn": "tcn", "tcn_nomask": "tcn", "rnn": "rnn", "dprnn": "rnn", "skim": "rnn", "conformer": "conformer",
    "transformer": "transformer-encoder", "dptnet": "transformer-encoder", "tfgridnet": None,
}  # fmt: skip


def _read_separator(root: Node, facts: Facts):
    kind, conf = root.get("separator"), root.get("separator_conf")
    facts.say("data.modality", "audio", kind)
    facts.say("model.architecture", f"{kind.text}-separator", kind)
    facts.say("model.family", _SEPARATORS.get(kind.text), kind)
    layers, stacks = conf.get("layer"), conf.get("stack")
    if kind.text in ("tcn", "tcn_nomask") and all(is_count(node.value) for node in (layers, stacks)):
        facts.say("model.num_layers", layers.value * stacks.value, layers)
        facts.say("model.depth_unit", "blocks", layers)
    elif kind.text in ("rnn", "dprnn", "skim"):
        state_depth(facts, layers, "recurrent-layers")
